//! Rules of the outcomes that are recorded under idempotency keys.

use super::Open;
use super::samples::{CLINIC, NOW_MS, append, append_to, entries, outcome, whole_log};
use crate::{AppendError, Batch, Outcome, PortError};

/// An outcome is there with the entries of its batch, under its own key only.
pub fn entries_and_outcomes_are_written_together(open: Open<'_>) {
    let store = open();
    append(&*store, 0, &entries(1, 2), &[outcome("one"), outcome("two")]).expect("append");
    let other = open();
    assert_eq!(whole_log(&*other, CLINIC), entries(1, 2));
    for key in ["one", "two"] {
        assert_eq!(other.outcome(CLINIC, key, NOW_MS).expect("outcome"), Some(outcome(key)));
    }
    assert_eq!(other.outcome(CLINIC, "three", NOW_MS).expect("outcome"), None);
}

/// Exactly the used keys are listed; no entry and no other outcome of the batch is written.
pub fn used_keys_are_listed_and_nothing_is_written(open: Open<'_>) {
    let store = open();
    append(&*store, 0, &entries(1, 1), &[outcome("one"), outcome("two"), outcome("three")]).expect("append");
    let again = [outcome("new"), outcome("three"), outcome("newer"), outcome("one")];
    match append(&*store, 1, &entries(2, 3), &again) {
        Err(AppendError::KeysUsed(mut used)) => {
            used.sort_unstable();
            assert_eq!(used, ["one", "three"]);
        }
        other => panic!("keys are used twice: {other:?}"),
    }
    assert_eq!(whole_log(&*store, CLINIC), entries(1, 1));
    for key in ["new", "newer"] {
        assert_eq!(store.outcome(CLINIC, key, NOW_MS).expect("outcome"), None);
    }
    append(&*store, 1, &entries(2, 3), &[outcome("new")]).expect("the same head without the used keys");
}

/// One command cannot come twice in one batch.
pub fn a_key_twice_in_a_batch_is_refused(open: Open<'_>) {
    let store = open();
    let refused = append(&*store, 0, &entries(1, 1), &[outcome("one"), outcome("two"), outcome("one")]);
    assert!(matches!(refused, Err(AppendError::Store(PortError::Malformed(_)))), "{refused:?}");
    assert_eq!(store.head(CLINIC).expect("head"), 0);
}

/// A key counts as used up to the moment it expires; afterwards it is taken over.
pub fn an_expired_key_can_be_used_again(open: Open<'_>) {
    let store = open();
    let first = Outcome { expires_ms: NOW_MS + 10, ..outcome("one") };
    let second = Outcome { answer: b"second"[..].into(), expires_ms: NOW_MS + 500, ..outcome("one") };
    append(&*store, 0, &entries(1, 1), &[first, outcome("two")]).expect("append");
    let at = |now_ms| {
        let (entries, outcomes) = (entries(2, 2), [second.clone()]);
        store.append(Batch {
            organisation: CLINIC,
            expected_head: 1,
            entries: &entries,
            outcomes: &outcomes,
            now_ms,
        })
    };
    let early = at(NOW_MS + 10);
    assert!(matches!(&early, Err(AppendError::KeysUsed(used)) if used == &["one"]), "{early:?}");
    at(NOW_MS + 11).expect("the key has expired");
    assert_eq!(store.outcome(CLINIC, "one", NOW_MS + 11).expect("outcome"), Some(second.clone()));
    assert_eq!(store.outcome(CLINIC, "two", NOW_MS + 11).expect("outcome"), Some(outcome("two")));
}

/// An outcome is found up to the moment it expires.
pub fn an_expired_outcome_is_not_found(open: Open<'_>) {
    let store = open();
    let recorded = outcome("one");
    append(&*store, 0, &entries(1, 1), std::slice::from_ref(&recorded)).expect("append");
    assert_eq!(store.outcome(CLINIC, "one", recorded.expires_ms).expect("outcome"), Some(recorded.clone()));
    assert_eq!(store.outcome(CLINIC, "one", recorded.expires_ms + 1).expect("outcome"), None);
}

/// Dropping takes the expired outcomes of all organisations, counts them, and leaves the others.
pub fn expired_outcomes_are_dropped(open: Open<'_>) {
    let store = open();
    let expiring = |key: &str, expires_ms| Outcome { expires_ms, ..outcome(key) };
    append(&*store, 0, &entries(1, 1), &[expiring("one", 10), expiring("two", 20)]).expect("append");
    append_to(&*store, "other", 0, &entries(1, 1), &[expiring("one", 19), expiring("two", i64::MAX)])
        .expect("append");
    assert_eq!(store.drop_expired_outcomes(10).expect("drop"), 0);
    assert_eq!(store.drop_expired_outcomes(20).expect("drop"), 2);
    assert_eq!(store.drop_expired_outcomes(20).expect("drop"), 0);
    assert_eq!(store.outcome(CLINIC, "one", 0).expect("outcome"), None);
    assert!(store.outcome(CLINIC, "two", 0).expect("outcome").is_some());
    assert!(store.outcome("other", "two", 0).expect("outcome").is_some());
    assert_eq!(whole_log(&*store, CLINIC), entries(1, 1));
}

/// A refused command has an outcome and no entries: it is recorded, also before the log's first entry.
pub fn outcomes_without_entries_are_recorded(open: Open<'_>) {
    let store = open();
    append(&*store, 0, &[], &[outcome("refused")]).expect("append");
    assert_eq!(store.head(CLINIC).expect("head"), 0);
    assert_eq!(store.outcome(CLINIC, "refused", NOW_MS).expect("outcome"), Some(outcome("refused")));
    let again = append(&*store, 0, &[], &[outcome("refused")]);
    assert!(matches!(&again, Err(AppendError::KeysUsed(used)) if used == &["refused"]), "{again:?}");
    append(&*store, 0, &entries(1, 1), &[outcome("accepted")]).expect("append");
    append(&*store, 1, &[], &[outcome("refused too")]).expect("append");
}

/// The refusal was decided against a head; if that moved, it must be decided again.
pub fn outcomes_without_entries_need_the_head_too(open: Open<'_>) {
    let store = open();
    append(&*store, 0, &entries(1, 2), &[]).expect("append");
    let late = append(&*store, 1, &[], &[outcome("refused")]);
    assert!(matches!(late, Err(AppendError::Conflict { head: 2 })), "{late:?}");
    assert_eq!(store.outcome(CLINIC, "refused", NOW_MS).expect("outcome"), None);
}

/// Two organisations may use one key.
pub fn keys_belong_to_their_organisation(open: Open<'_>) {
    let store = open();
    append(&*store, 0, &entries(1, 1), &[outcome("one")]).expect("append");
    let other = Outcome { answer: b"other"[..].into(), ..outcome("one") };
    append_to(&*store, "other", 0, &entries(1, 1), std::slice::from_ref(&other)).expect("append");
    assert_eq!(store.outcome(CLINIC, "one", NOW_MS).expect("outcome"), Some(outcome("one")));
    assert_eq!(store.outcome("other", "one", NOW_MS).expect("outcome"), Some(other));
    assert_eq!(store.outcome("third", "one", NOW_MS).expect("outcome"), None);
}

/// A group commit of several hundred commands is one batch.
pub fn many_outcomes_fit_one_batch(open: Open<'_>) {
    let store = open();
    let outcomes: Vec<Outcome> = (0..1_500).map(|number| outcome(&format!("key-{number}"))).collect();
    append(&*store, 0, &entries(1, 1_500), &outcomes).expect("append");
    assert_eq!(whole_log(&*store, CLINIC), entries(1, 1_500));
    let again: Vec<Outcome> = (1_400..1_600).map(|number| outcome(&format!("key-{number}"))).collect();
    let refused = append(&*store, 1_500, &[], &again);
    assert!(matches!(&refused, Err(AppendError::KeysUsed(used)) if used.len() == 100), "{refused:?}");
    assert_eq!(store.outcome(CLINIC, "key-1499", NOW_MS).expect("outcome"), Some(outcome("key-1499")));
}
