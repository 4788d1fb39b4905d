//! Rules of the compare-and-append.

use super::Open;
use super::samples::{CLINIC, append, append_to, entries, entry, outcome, whole_log};
use crate::{AppendError, Entry, PortError};

/// A log that does not exist has head 0 and no entries.
pub fn a_new_log_has_head_zero(open: Open<'_>) {
    let store = open();
    assert_eq!(store.head(CLINIC).expect("head"), 0);
    assert!(whole_log(&*store, CLINIC).is_empty());
}

/// What was appended is read back, equal in every field.
pub fn appended_entries_are_read_byte_for_byte(open: Open<'_>) {
    let store = open();
    let written = entries(1, 5);
    append(&*store, 0, &written[..2], &[]).expect("append to a new log");
    append(&*store, 2, &written[2..], &[]).expect("append to an old log");
    assert_eq!(store.head(CLINIC).expect("head"), 5);
    assert_eq!(whole_log(&*store, CLINIC), written);
}

/// An append is seen by other handles as soon as it has returned.
pub fn a_second_handle_sees_the_append(open: Open<'_>) {
    let (writer, reader) = (open(), open());
    assert_eq!(reader.head(CLINIC).expect("head"), 0);
    append(&*writer, 0, &entries(1, 3), &[]).expect("append");
    assert_eq!(reader.head(CLINIC).expect("head"), 3);
    assert_eq!(whole_log(&*reader, CLINIC), entries(1, 3));
    append(&*reader, 3, &entries(4, 4), &[]).expect("append through the second handle");
    assert_eq!(whole_log(&*writer, CLINIC), entries(1, 4));
}

/// Behind the head: a conflict that tells the head; neither entries nor outcomes are written.
pub fn a_moved_head_is_a_conflict_and_nothing_is_written(open: Open<'_>) {
    let store = open();
    append(&*store, 0, &entries(1, 2), &[]).expect("append");
    let late = append(&*store, 1, &entries(2, 3), &[outcome("late")]);
    assert!(matches!(late, Err(AppendError::Conflict { head: 2 })), "{late:?}");
    assert_eq!(whole_log(&*store, CLINIC), entries(1, 2));
    assert_eq!(store.outcome(CLINIC, "late", 0).expect("outcome"), None);
}

/// Ahead of the head: a conflict too, also on a log that does not exist.
pub fn an_append_ahead_of_the_head_is_a_conflict(open: Open<'_>) {
    let store = open();
    let early = append(&*store, 4, &entries(5, 5), &[]);
    assert!(matches!(early, Err(AppendError::Conflict { head: 0 })), "{early:?}");
    append(&*store, 0, &entries(1, 1), &[]).expect("append");
    let early = append(&*store, 4, &entries(5, 5), &[]);
    assert!(matches!(early, Err(AppendError::Conflict { head: 1 })), "{early:?}");
    assert_eq!(whole_log(&*store, CLINIC), entries(1, 1));
}

/// Entries must be numbered from the expected head on.
pub fn wrong_numbering_is_refused(open: Open<'_>) {
    let store = open();
    for wrong in [vec![entry(2)], vec![entry(1), entry(3)], vec![entry(1), entry(1)], vec![entry(0)]] {
        let refused = append(&*store, 0, &wrong, &[outcome("wrong")]);
        assert!(matches!(refused, Err(AppendError::Store(PortError::Malformed(_)))), "{refused:?}");
    }
    assert_eq!(store.head(CLINIC).expect("head"), 0);
    assert_eq!(store.outcome(CLINIC, "wrong", 0).expect("outcome"), None);
}

/// A body of 1 MiB is kept, and so is what stands around it.
pub fn big_bodies_are_kept(open: Open<'_>) {
    let store = open();
    let mut written = entries(1, 3);
    written[1].body = (0..=255).cycle().take(1 << 20).collect();
    append(&*store, 0, &written, &[]).expect("append");
    assert_eq!(whole_log(&*store, CLINIC), written);
}

/// Bodies, hashes, fingerprints and answers are bytes, texts are any Unicode but the zero character.
pub fn any_bytes_are_kept(open: Open<'_>) {
    let store = open();
    let every_byte: Vec<u8> = (0..=255).rev().collect();
    let written = Entry {
        at_ms: i64::MIN,
        actor: "Zoë 'quotes' \"and\" \\ {braces},%\n日本".into(),
        kind: "".into(),
        version: u16::MAX,
        body: every_byte.as_slice().into(),
        hash: std::array::from_fn(|position| every_byte[position]),
        ..entry(1)
    };
    let empty = Entry { body: [].into(), at_ms: i64::MAX, hash: [0; 32], ..entry(2) };
    let mut answered = outcome("Zoë 'quotes' \"and\" \\ {braces},%\n日本");
    answered.answer = every_byte.into();
    answered.fingerprint = written.hash;
    append(&*store, 0, &[written.clone(), empty.clone()], std::slice::from_ref(&answered)).expect("append");
    assert_eq!(whole_log(&*store, CLINIC), [written, empty]);
    assert_eq!(store.outcome(CLINIC, &answered.key, 0).expect("outcome"), Some(answered));
}

/// A batch with nothing in it succeeds on the right head, conflicts on a wrong one and makes no organisation.
pub fn an_empty_batch_changes_nothing(open: Open<'_>) {
    let store = open();
    append(&*store, 0, &[], &[]).expect("an empty append");
    assert!(store.organisations().expect("organisations").is_empty());
    let wrong = append_to(&*store, CLINIC, 1, &[], &[]);
    assert!(matches!(wrong, Err(AppendError::Conflict { head: 0 })), "{wrong:?}");
}

/// A writer that is behind learns that first, even if its key is used: it must follow the log before it is judged.
pub fn the_head_check_comes_before_the_key_check(open: Open<'_>) {
    let store = open();
    append(&*store, 0, &entries(1, 1), &[outcome("one")]).expect("append");
    let retry = append(&*store, 0, &entries(1, 1), &[outcome("one")]);
    assert!(matches!(retry, Err(AppendError::Conflict { head: 1 })), "{retry:?}");
}
