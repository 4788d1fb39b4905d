//! What the store says about directories and files that it cannot use.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use lindley_ports::contract::samples::{CLINIC, append, entries, whole_log};
use lindley_ports::{Blobs, Log, PortError};
use lindley_store_sqlite::{DATABASE_FILE, SqliteStore};
use rusqlite::Connection;
use tempfile::TempDir;

fn directory() -> TempDir {
    TempDir::new().expect("a temporary directory")
}

#[test]
fn a_store_is_made_and_found_again() {
    let directory = directory();
    let path = directory.path().join("deep/inside");
    let store = SqliteStore::open(&path).expect("the store is made");
    append(&store, 0, &entries(1, 3), &[]).expect("append");
    drop(store);
    let store = SqliteStore::open(&path).expect("the store is found");
    assert_eq!(whole_log(&store, CLINIC), entries(1, 3));
}

#[test]
fn a_newer_schema_is_left_alone() {
    let directory = directory();
    drop(SqliteStore::open(directory.path()).expect("the store is made"));
    let raw = Connection::open(directory.path().join(DATABASE_FILE)).expect("a raw connection");
    raw.pragma_update(None, "user_version", 9_000).expect("a newer version");
    let refused = SqliteStore::open(directory.path()).err();
    assert!(matches!(&refused, Some(PortError::Unsupported(why)) if why.contains("9000")), "{refused:?}");
}

/// What the first release wrote, in its own words: the schema's version 1 and a log.
fn database_of_version_1(directory: &TempDir) {
    let raw = Connection::open(directory.path().join(DATABASE_FILE)).expect("a raw connection");
    raw.execute_batch(include_str!("../migrations/0001_spine.sql")).expect("its schema");
    raw.execute_batch(
        "INSERT INTO organisations (id, slug, head) VALUES (1, 'clinic', 1);
         INSERT INTO entries (organisation, seq, at_ms, actor, kind, version, body, hash)
         VALUES (1, 1, 7, 'system', 'hold_lapsed', 1, x'7b7d', zeroblob(32));
         INSERT INTO checkpoints (organisation, size, note) VALUES ('clinic', 1, 'a note');
         PRAGMA user_version = 1;
         PRAGMA application_id = 1280197708;",
    )
    .expect("its rows");
}

#[test]
fn an_older_database_keeps_its_log_and_takes_blobs() {
    let directory = directory();
    database_of_version_1(&directory);
    let store = SqliteStore::open(directory.path()).expect("the store is brought up to date");
    store.put_blob(CLINIC, &[1; 32], b"one").expect("put");
    append(&store, 1, &entries(2, 3), &[]).expect("append");
    drop(store);
    let store = SqliteStore::open(directory.path()).expect("the store is found");
    let log = whole_log(&store, CLINIC);
    assert_eq!((log.len(), log[0].at_ms, &*log[0].body), (3, 7, &b"{}"[..]));
    assert_eq!(store.checkpoints(CLINIC).expect("checkpoints")[0].note, "a note");
    assert_eq!(store.blob(CLINIC, &[1; 32]).expect("blob"), Some(b"one".to_vec()));
}

#[test]
fn another_programs_database_is_left_alone() {
    let directory = directory();
    let raw = Connection::open(directory.path().join(DATABASE_FILE)).expect("a raw connection");
    raw.execute_batch("CREATE TABLE recipes (name TEXT)").expect("their table");
    let refused = SqliteStore::open(directory.path()).err();
    assert!(matches!(refused, Some(PortError::Unsupported(_))), "{refused:?}");
}

#[test]
fn a_file_that_is_no_database_is_damage() {
    let directory = directory();
    fs::write(
        directory.path().join(DATABASE_FILE),
        "no database at all, but long enough to be read as one".repeat(9),
    )
    .expect("a file");
    let refused = SqliteStore::open(directory.path()).err();
    assert!(matches!(refused, Some(PortError::Corrupt { .. })), "{refused:?}");
}

#[test]
fn a_directory_that_cannot_be_made_is_named() {
    let directory = directory();
    fs::write(directory.path().join("file"), "in the way").expect("a file");
    let refused = SqliteStore::open(&directory.path().join("file/store")).err();
    assert!(
        matches!(&refused, Some(PortError::Unavailable(why)) if why.contains("file/store")),
        "{refused:?}"
    );
}

#[test]
fn a_database_that_is_deleted_or_replaced_under_the_program_is_not_written_any_more() {
    let directory = directory();
    let store = SqliteStore::open(directory.path()).expect("the store is made");
    append(&store, 0, &entries(1, 3), &[]).expect("append");
    let (path, aside) = (directory.path().join(DATABASE_FILE), directory.path().join("aside.db"));
    fs::rename(&path, &aside).expect("moved away");
    let refused = append(&store, 3, &entries(4, 4), &[]).expect_err("nobody would find it again");
    assert!(refused.to_string().contains("put it back"), "{refused}");
    assert!(store.head(CLINIC).is_err());
    fs::write(&path, "something else").expect("another file in its place");
    let refused = append(&store, 3, &entries(4, 4), &[]).expect_err("it would go to the file moved away");
    assert!(refused.to_string().contains("another file"), "{refused}");
    fs::rename(&aside, &path).expect("put back");
    append(&store, 3, &entries(4, 4), &[]).expect("it goes on where it was");
    assert_eq!(whole_log(&store, CLINIC), entries(1, 4));
}

#[test]
fn only_the_owner_can_read_the_files() {
    let directory = directory();
    let store = SqliteStore::open(&directory.path().join("store")).expect("the store is made");
    append(&store, 0, &entries(1, 3), &[]).expect("append");
    let files = fs::read_dir(directory.path().join("store")).expect("a directory");
    let modes: Vec<u32> = files
        .map(|file| file.expect("a file").metadata().expect("about it").permissions().mode() & 0o777)
        .collect();
    assert!(modes.len() > 1 && modes.iter().all(|mode| *mode == 0o600), "{modes:?}");
}

/// Processes that start together on a new directory wait for each other: none is told that the file is busy, nor that it
/// belongs to another program because it is half made.
#[test]
fn many_open_a_new_directory_at_once() {
    for _ in 0..20 {
        let directory = directory();
        let begin = std::sync::Barrier::new(8);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    begin.wait();
                    SqliteStore::open(directory.path()).expect("everybody may open it");
                });
            }
        });
    }
}
