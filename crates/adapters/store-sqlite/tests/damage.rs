//! A damaged database is an error that names the event, never a shorter log.

use std::fs;
use std::path::Path;

use lindley_ports::contract::samples::{CLINIC, append, entries};
use lindley_ports::{Blobs, Log, PortError};
use lindley_store_sqlite::{DATABASE_FILE, SqliteStore};
use rusqlite::Connection;
use tempfile::TempDir;

/// A log of nine entries, then one statement that gets past the guards.
fn damaged(statement: &str) -> TempDir {
    let directory = TempDir::new().expect("a temporary directory");
    let store = SqliteStore::open(directory.path()).expect("the store opens");
    append(&store, 0, &entries(1, 9), &[]).expect("append");
    let raw = raw(directory.path());
    raw.execute_batch("DROP TRIGGER entries_are_never_updated; DROP TRIGGER entries_are_never_deleted;")
        .expect("the guards can be dropped");
    raw.execute_batch(statement).expect("the damage is done");
    directory
}

fn raw(directory: &Path) -> Connection {
    Connection::open(directory.join(DATABASE_FILE)).expect("a raw connection")
}

/// Where reading the whole log finds the damage.
fn place_of_damage(directory: &TempDir) -> String {
    let store = SqliteStore::open(directory.path()).expect("the store opens");
    match store.read(CLINIC, 0, 100) {
        Err(PortError::Corrupt { place, .. }) => place,
        other => panic!("the damage was not seen: {other:?}"),
    }
}

#[test]
fn a_row_that_cannot_be_read_is_named() {
    for damage in [
        "hash = x'0102'",
        "version = 70000",
        "version = -1",
        "kind = CAST(x'FFFE' AS TEXT)",
        "actor = CAST(x'C0' AS TEXT)",
    ] {
        let directory = damaged(&format!("UPDATE entries SET {damage} WHERE seq = 5"));
        assert_eq!(place_of_damage(&directory), "event 5 of clinic", "{damage}");
        let store = SqliteStore::open(directory.path()).expect("the store opens");
        assert_eq!(store.read(CLINIC, 0, 4).expect("before the damage"), entries(1, 4));
        assert_eq!(store.read(CLINIC, 5, 4).expect("behind the damage"), entries(6, 9));
    }
}

#[test]
fn a_missing_row_is_named_wherever_it_was() {
    for seq in [1, 5, 9] {
        let directory = damaged(&format!("DELETE FROM entries WHERE seq = {seq}"));
        assert_eq!(place_of_damage(&directory), format!("event {seq} of clinic"));
    }
}

#[test]
fn renumbered_rows_are_a_hole() {
    let directory = damaged("UPDATE entries SET seq = 50 WHERE seq = 5");
    assert_eq!(place_of_damage(&directory), "event 5 of clinic");
}

#[test]
fn entries_can_neither_be_updated_nor_deleted() {
    let directory = TempDir::new().expect("a temporary directory");
    let store = SqliteStore::open(directory.path()).expect("the store opens");
    append(&store, 0, &entries(1, 3), &[]).expect("append");
    let raw = raw(directory.path());
    for change in ["UPDATE entries SET body = x'00' WHERE seq = 2", "DELETE FROM entries WHERE seq = 2"] {
        let refused = raw.execute_batch(change).expect_err("the guard refuses");
        assert!(refused.to_string().contains("entries of the log are never"), "{refused}");
    }
    assert_eq!(store.read(CLINIC, 0, 10).expect("read"), entries(1, 3));
}

#[test]
fn overwritten_pages_are_damage_and_not_a_shorter_log() {
    let directory = TempDir::new().expect("a temporary directory");
    let store = SqliteStore::open(directory.path()).expect("the store opens");
    append(&store, 0, &entries(1, 2_000), &[]).expect("append");
    drop(store);
    let path = directory.path().join(DATABASE_FILE);
    let mut bytes = fs::read(&path).expect("the database's bytes");
    let middle = bytes.len() / 2 / 4_096 * 4_096;
    bytes[middle..middle + 8 * 4_096].fill(0xA5);
    fs::write(&path, bytes).expect("the damage is done");
    let store = SqliteStore::open(directory.path()).expect("the store opens");
    let read = store.read(CLINIC, 0, 10_000);
    assert!(
        matches!(&read, Err(PortError::Corrupt { place, .. }) if place.ends_with(" of clinic")),
        "{read:?}"
    );
}

#[test]
fn a_blob_that_misses_a_part_is_named() {
    let hash = [0xab; 32];
    for damage in [
        "DELETE FROM blob_parts WHERE part = 0",
        "DELETE FROM blob_parts WHERE part = 2",
        "DELETE FROM blob_parts WHERE part >= 0",
        "UPDATE blob_parts SET bytes = x'00' WHERE part = 1",
    ] {
        let directory = TempDir::new().expect("a temporary directory");
        let store = SqliteStore::open(directory.path()).expect("the store opens");
        store.put_blob(CLINIC, &hash, &vec![1; (2 << 20) + 1]).expect("put");
        store.put_blob("other", &[1; 32], b"whole").expect("put");
        raw(directory.path())
            .execute_batch(&format!("{damage} AND organisation = 'clinic'"))
            .expect("the damage is done");
        match store.blob(CLINIC, &hash) {
            Err(PortError::Corrupt { place, .. }) => {
                assert_eq!(place, format!("the blob {} of clinic", "ab".repeat(32)));
            }
            other => panic!("{damage}: {other:?}"),
        }
        assert_eq!(store.blob("other", &[1; 32]).expect("blob"), Some(b"whole".to_vec()));
    }
}
