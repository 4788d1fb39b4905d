//! Rules of reading.

use super::Open;
use super::samples::{CLINIC, append, append_to, entries, outcome, whole_log};
use crate::Entry;

/// Pages of any size give the same log.
pub fn pages_join_without_a_seam(open: Open<'_>) {
    let store = open();
    append(&*store, 0, &entries(1, 40), &[]).expect("append");
    append(&*store, 40, &entries(41, 100), &[]).expect("append");
    for limit in [1, 7, 40, 99, 100, 101] {
        let mut joined: Vec<Entry> = Vec::new();
        loop {
            let page = store.read(CLINIC, joined.len() as u64, limit).expect("a page");
            assert!(page.len() <= limit);
            if page.is_empty() {
                break;
            }
            joined.extend(page);
        }
        assert_eq!(joined, entries(1, 100));
    }
    assert!(store.read(CLINIC, 0, 0).expect("a page of nothing").is_empty());
}

/// After the last entry there is nothing, and that is no error.
pub fn reading_past_the_end_is_empty(open: Open<'_>) {
    let store = open();
    append(&*store, 0, &entries(1, 3), &[]).expect("append");
    for after in [3, 4, 1_000, u64::MAX] {
        assert!(store.read(CLINIC, after, 10).expect("a page").is_empty());
    }
    assert_eq!(store.read(CLINIC, 2, 10).expect("a page"), entries(3, 3));
}

/// By bytes: upper case before lower case, digits first, accents last.
pub fn organisations_are_listed_in_order(open: Open<'_>) {
    let store = open();
    for organisation in ["b", "a-2", "Zeta", "a", "10", "é", "a2"] {
        append_to(&*store, organisation, 0, &entries(1, 1), &[]).expect("append");
    }
    assert_eq!(store.organisations().expect("organisations"), ["10", "Zeta", "a", "a-2", "a2", "b", "é"]);
}

/// A refused first command does not found an organisation.
pub fn an_organisation_without_entries_is_not_listed(open: Open<'_>) {
    let store = open();
    append(&*store, 0, &[], &[outcome("refused")]).expect("append");
    append_to(&*store, "other", 0, &entries(1, 1), &[]).expect("append");
    assert_eq!(store.organisations().expect("organisations"), ["other"]);
}

/// Each organisation has its own numbers and its own entries.
pub fn organisations_do_not_see_each_other(open: Open<'_>) {
    let store = open();
    append(&*store, 0, &entries(1, 3), &[]).expect("append");
    append_to(&*store, "clinic-2", 0, &entries(1, 1), &[]).expect("append");
    append(&*store, 3, &entries(4, 6), &[]).expect("append");
    assert_eq!(whole_log(&*store, CLINIC), entries(1, 6));
    assert_eq!(whole_log(&*store, "clinic-2"), entries(1, 1));
    assert!(whole_log(&*store, "clinic-").is_empty());
    assert_eq!(store.head("clinic-2").expect("head"), 1);
}
