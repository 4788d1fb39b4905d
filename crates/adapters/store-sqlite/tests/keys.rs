//! The index of keys is in memory; these tests are about processes that do not know each other's.

use lindley_ports::contract::samples::{CLINIC, NOW_MS, append, entries, outcome};
use lindley_ports::{AppendError, Log, Outcome};
use lindley_store_sqlite::SqliteStore;
use tempfile::TempDir;

fn open(directory: &TempDir) -> SqliteStore {
    SqliteStore::open(directory.path()).expect("the store opens")
}

fn assert_used(appended: &Result<(), AppendError>, key: &str) {
    assert!(matches!(appended, Err(AppendError::KeysUsed(used)) if used == &[key]), "{appended:?}");
}

#[test]
fn a_used_key_is_refused_after_a_restart() {
    let directory = TempDir::new().expect("a temporary directory");
    append(&open(&directory), 0, &entries(1, 1), &[outcome("one")]).expect("append");
    let store = open(&directory);
    assert_used(&append(&store, 1, &[], &[outcome("one"), outcome("two")]), "one");
    assert_eq!(store.outcome(CLINIC, "one", NOW_MS).expect("outcome"), Some(outcome("one")));
}

#[test]
fn processes_see_each_others_keys_in_turn() {
    let directory = TempDir::new().expect("a temporary directory");
    let (here, there) = (open(&directory), open(&directory));
    for round in 0..20 {
        let (writer, other) = if round % 2 == 0 { (&here, &there) } else { (&there, &here) };
        let key = format!("key {round}");
        append(writer, round, &entries(round + 1, round + 1), &[outcome(&key)]).expect("append");
        assert_used(&append(other, round + 1, &[], &[outcome(&key)]), &key);
        assert_eq!(other.outcome(CLINIC, &key, NOW_MS).expect("outcome"), Some(outcome(&key)));
    }
}

#[test]
fn a_key_recorded_after_everything_was_dropped_is_seen() {
    let directory = TempDir::new().expect("a temporary directory");
    let (here, there) = (open(&directory), open(&directory));
    let expiring: Vec<Outcome> = (0..50)
        .map(|number| Outcome { expires_ms: NOW_MS + 1, ..outcome(&format!("old {number}")) })
        .collect();
    append(&here, 0, &entries(1, 1), &expiring).expect("append");
    assert_used(&append(&there, 1, &[], &[outcome("old 7")]), "old 7");

    assert_eq!(there.drop_expired_outcomes(NOW_MS + 2).expect("drop"), 50);
    append(&there, 1, &[], &[outcome("new")]).expect("append");
    assert_used(&append(&here, 1, &[], &[outcome("new"), outcome("old 7")]), "new");
    append(&here, 1, &[], &[outcome("old 7")]).expect("a dropped key is free");
}

#[test]
fn a_refused_batch_leaves_no_key_behind() {
    let directory = TempDir::new().expect("a temporary directory");
    let store = open(&directory);
    append(&store, 0, &entries(1, 1), &[outcome("one")]).expect("append");
    assert_used(&append(&store, 1, &entries(2, 2), &[outcome("two"), outcome("one")]), "one");
    append(&store, 1, &entries(2, 2), &[outcome("three")]).expect("append");
    assert_eq!(store.outcome(CLINIC, "two", NOW_MS).expect("outcome"), None);
    assert_eq!(store.outcome(CLINIC, "three", NOW_MS).expect("outcome"), Some(outcome("three")));
    append(&store, 2, &[], &[outcome("two")]).expect("append");
}
