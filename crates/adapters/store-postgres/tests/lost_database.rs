//! A server that goes away and comes back.

use std::thread;
use std::time::Duration;

use lindley_ports::contract::samples::{CLINIC, append, entries, outcome};
use lindley_ports::{AppendError, Log, PortError};
use lindley_store_postgres::PostgresStore;
use lindley_test_postgres::{TestPostgres, require};

#[test]
fn calls_are_unavailable_while_the_server_is_away_and_work_when_it_is_back() {
    let Some(server) = require(TestPostgres::start()) else { return };
    let store =
        PostgresStore::connect(&server.fresh_database().expect("a database")).expect("the store connects");
    append(&store, 0, &entries(1, 3), &[outcome("one")]).expect("append");

    thread::scope(|scope| {
        let follower = scope.spawn(|| follow_to(&store, 5));
        server.stop();
        let refused = append(&store, 3, &entries(4, 4), &[]);
        assert!(matches!(refused, Err(AppendError::Store(PortError::Unavailable(_)))), "{refused:?}");
        for _ in 0..3 {
            assert!(matches!(store.head(CLINIC), Err(PortError::Unavailable(_))));
            assert!(matches!(store.read(CLINIC, 0, 9), Err(PortError::Unavailable(_))));
        }

        server.start_again().expect("the server starts again");
        assert_eq!(store.head(CLINIC).expect("head"), 3);
        assert_eq!(store.read(CLINIC, 0, 9).expect("read"), entries(1, 3));
        assert_eq!(store.outcome(CLINIC, "one", 0).expect("outcome"), Some(outcome("one")));
        append(&store, 3, &entries(4, 5), &[]).expect("append");
        assert_eq!(follower.join().expect("the follower"), 5);
    });
}

#[test]
fn a_restart_between_two_reads_goes_unnoticed() {
    let Some(server) = require(TestPostgres::start()) else { return };
    let store =
        PostgresStore::connect(&server.fresh_database().expect("a database")).expect("the store connects");
    append(&store, 0, &entries(1, 3), &[]).expect("append");
    server.stop();
    server.start_again().expect("the server starts again");
    assert_eq!(store.read(CLINIC, 0, 9).expect("read"), entries(1, 3));
    append(&store, 3, &entries(4, 4), &[]).expect("append");
}

/// Follows the log as the app does: a store that is away is asked again.
fn follow_to(store: &PostgresStore, wanted: u64) -> u64 {
    let mut known = 3;
    while known < wanted {
        match store.await_head(CLINIC, known, Duration::from_hours(1)) {
            Ok(head) => known = head,
            Err(_) => thread::sleep(Duration::from_millis(50)),
        }
    }
    known
}
