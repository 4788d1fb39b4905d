//! A damaged database is an error that names the event, never a shorter log.

use lindley_ports::contract::samples::{CLINIC, append, entries};
use lindley_ports::{AppendError, Log, PortError};
use lindley_store_postgres::PostgresStore;
use postgres::{Client, NoTls};

/// A log of nine entries and a connection past the store.
fn nine_entries() -> Option<(PostgresStore, Client)> {
    let url = lindley_test_postgres::shared()?.fresh_database().expect("a database");
    let store = PostgresStore::connect(&url).expect("the store connects");
    append(&store, 0, &entries(1, 9), &[]).expect("append");
    Some((store, Client::connect(&url, NoTls).expect("a raw connection")))
}

fn damage(raw: &mut Client, statement: &str) {
    raw.batch_execute("ALTER TABLE lindley.entries DISABLE TRIGGER USER")
        .expect("the guards can be taken away");
    raw.batch_execute(statement).expect("the damage is done");
}

fn place_of_damage(store: &PostgresStore) -> String {
    match store.read(CLINIC, 0, 100) {
        Err(PortError::Corrupt { place, .. }) => place,
        other => panic!("the damage was not seen: {other:?}"),
    }
}

#[test]
fn a_row_that_cannot_be_read_is_named() {
    for change in ["hash = '\\x0102'", "version = 70000", "version = -1"] {
        let Some((store, mut raw)) = nine_entries() else { return };
        damage(&mut raw, &format!("UPDATE lindley.entries SET {change} WHERE seq = 5"));
        assert_eq!(place_of_damage(&store), "event 5 of clinic", "{change}");
        assert_eq!(store.read(CLINIC, 0, 4).expect("before the damage"), entries(1, 4));
        assert_eq!(store.read(CLINIC, 5, 4).expect("behind the damage"), entries(6, 9));
    }
}

#[test]
fn a_missing_row_is_named_wherever_it_was() {
    for seq in [1, 5, 9] {
        let Some((store, mut raw)) = nine_entries() else { return };
        damage(&mut raw, &format!("DELETE FROM lindley.entries WHERE seq = {seq}"));
        assert_eq!(place_of_damage(&store), format!("event {seq} of clinic"));
    }
}

#[test]
fn entries_beyond_a_head_that_was_set_back_are_never_overwritten() {
    let Some((store, mut raw)) = nine_entries() else { return };
    damage(&mut raw, "UPDATE lindley.organisations SET head = 6");
    let refused = append(&store, 6, &entries(7, 7), &[]);
    assert!(
        matches!(&refused, Err(AppendError::Store(PortError::Corrupt { place, .. })) if place == "event 7 of clinic"),
        "{refused:?}"
    );
}

#[test]
fn entries_can_neither_be_updated_nor_deleted() {
    let Some((store, mut raw)) = nine_entries() else { return };
    for change in [
        "UPDATE lindley.entries SET body = '' WHERE seq = 2",
        "DELETE FROM lindley.entries WHERE seq = 2",
        "TRUNCATE lindley.entries",
    ] {
        let refused = raw.batch_execute(change).expect_err("the guard refuses");
        let message = refused.as_db_error().expect("the server's error").message().to_owned();
        assert!(message.contains("never updated or deleted"), "{message}");
    }
    assert_eq!(store.read(CLINIC, 0, 10).expect("read"), entries(1, 9));
}
