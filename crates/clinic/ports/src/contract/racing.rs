//! Rules under concurrency: many writers, each with a handle of its own.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ScopedJoinHandle};
use std::time::Duration;

use super::Open;
use super::samples::{CLINIC, NOW_MS, append, entry, outcome, whole_log};
use crate::{AppendError, Entry, Store};

const WRITERS: u64 = 8;
const COMMANDS_EACH: u64 = 25;
/// The reader looks again after this time even if nothing was appended.
const PAUSE: Duration = Duration::from_millis(5);

/// Eight read-decide-append loops: every command is in the log once, and a reader sees nothing but prefixes.
pub fn racing_writers_leave_no_hole_and_lose_nothing(open: Open<'_>) {
    let done = AtomicBool::new(false);
    let seen = thread::scope(|scope| {
        let reader = scope.spawn(|| follow_prefixes(&*open(), &done));
        let writers: Vec<_> =
            (0..WRITERS).map(|writer| scope.spawn(move || append_commands(&*open(), writer))).collect();
        let ends: Vec<_> = writers.into_iter().map(ScopedJoinHandle::join).collect();
        // Before anything is said about a writer that failed: the reader would read for ever.
        done.store(true, Ordering::Release);
        let seen = reader.join().expect("the reader");
        assert!(ends.iter().all(Result::is_ok), "a writer failed; it has said why");
        seen
    });
    let log = whole_log(&*open(), CLINIC);
    assert_eq!(log.len() as u64, WRITERS * COMMANDS_EACH);
    assert!((1..).zip(&log).all(|(seq, entry)| entry.seq == seq), "the numbers have no holes");
    let commands: BTreeSet<&[u8]> = log.iter().map(|entry| &*entry.body).collect();
    assert_eq!(commands.len(), log.len(), "every command once");
    assert!(log.starts_with(&seen), "the reader saw something else than a prefix");
}

/// Eight writers with the same 25 commands: each is in the log once, whoever was first.
pub fn racing_writers_use_a_key_once(open: Open<'_>) {
    thread::scope(|scope| {
        for _ in 0..WRITERS {
            scope.spawn(|| append_commands(&*open(), 0));
        }
    });
    let store = open();
    let log = whole_log(&*store, CLINIC);
    assert_eq!(log.len() as u64, COMMANDS_EACH);
    for number in 0..COMMANDS_EACH {
        let key = command(0, number);
        assert_eq!(store.outcome(CLINIC, &key, NOW_MS).expect("outcome"), Some(outcome(&key)));
        assert_eq!(log.iter().filter(|entry| *entry.body == *key.as_bytes()).count(), 1);
    }
}

fn command(writer: u64, number: u64) -> String {
    format!("command {number} of writer {writer}")
}

/// Appends the writer's commands one by one, each until it is in the log.
fn append_commands(store: &dyn Store, writer: u64) {
    let mut head = 0;
    for number in 0..COMMANDS_EACH {
        let key = command(writer, number);
        loop {
            let decided = Entry { body: key.as_bytes().into(), ..entry(head + 1) };
            match append(store, head, &[decided], &[outcome(&key)]) {
                Ok(()) => {
                    head += 1;
                    break;
                }
                Err(AppendError::Conflict { head: moved }) => head = moved,
                Err(AppendError::KeysUsed(used)) => {
                    assert_eq!(used, [key.as_str()]);
                    break;
                }
                Err(AppendError::Store(error)) => panic!("an append failed: {error}"),
            }
        }
    }
}

/// Reads until the writers are done; every log that it reads must continue the one before. Answers the last one.
fn follow_prefixes(store: &dyn Store, done: &AtomicBool) -> Vec<Entry> {
    let mut seen: Vec<Entry> = Vec::new();
    while !done.load(Ordering::Acquire) {
        let head = store.await_head(CLINIC, seen.len() as u64, PAUSE).expect("head");
        let log = whole_log(store, CLINIC);
        assert!(log.len() as u64 >= head && log.starts_with(&seen), "what was once seen stays");
        seen = log;
    }
    seen
}
