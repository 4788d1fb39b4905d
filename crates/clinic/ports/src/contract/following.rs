//! Rules of following the log.

use std::thread;
use std::time::Duration;

use super::Open;
use super::samples::{CLINIC, append, append_to, entries};

/// Longer than any test run: a wait that ends was ended by an append.
const FOR_EVER: Duration = Duration::from_hours(1);
const SHORT: Duration = Duration::from_millis(120);

/// A follower in another process wakes up.
pub fn waiting_ends_when_another_handle_appends(open: Open<'_>) {
    let (follower, writer) = (open(), open());
    thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            let mut known = 0;
            while known < 3 {
                known = follower.await_head(CLINIC, known, FOR_EVER).expect("head");
            }
            known
        });
        for head in 0..3 {
            // Waiting for nothing gives the follower time to start its wait.
            writer.await_head(CLINIC, head, SHORT).expect("head");
            append(&*writer, head, &entries(head + 1, head + 1), &[]).expect("append");
        }
        assert_eq!(waiting.join().expect("the follower"), 3);
    });
}

/// If the head is already another one, there is nothing to wait for.
pub fn waiting_ends_at_once_if_the_head_differs(open: Open<'_>) {
    let store = open();
    append(&*store, 0, &entries(1, 2), &[]).expect("append");
    assert_eq!(store.await_head(CLINIC, 1, FOR_EVER).expect("head"), 2);
    assert_eq!(store.await_head(CLINIC, 5, FOR_EVER).expect("head"), 2);
}

/// Without an append the known head is answered in the end.
pub fn waiting_ends_when_patience_is_over(open: Open<'_>) {
    let store = open();
    assert_eq!(store.await_head(CLINIC, 0, SHORT).expect("head"), 0);
    append(&*store, 0, &entries(1, 2), &[]).expect("append");
    assert_eq!(store.await_head(CLINIC, 2, SHORT).expect("head"), 2);
    assert_eq!(store.await_head(CLINIC, 2, Duration::ZERO).expect("head"), 2);
}

/// The follower of one log is not told about another's head.
pub fn another_organisations_append_does_not_end_the_wait(open: Open<'_>) {
    let (follower, writer) = (open(), open());
    append(&*writer, 0, &entries(1, 1), &[]).expect("append");
    thread::scope(|scope| {
        let waiting = scope.spawn(|| follower.await_head(CLINIC, 1, SHORT * 3).expect("head"));
        for head in 0..3 {
            append_to(&*writer, "other", head, &entries(head + 1, head + 1), &[]).expect("append");
        }
        assert_eq!(waiting.join().expect("the follower"), 1);
    });
}
