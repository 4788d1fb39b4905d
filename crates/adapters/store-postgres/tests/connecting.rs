//! Addresses and databases that cannot be used, and processes that start together.

use std::thread;

use lindley_ports::contract::samples::{CLINIC, append, entries, whole_log};
use lindley_ports::{AppendError, Blobs, Outcome, PortError};
use lindley_store_postgres::PostgresStore;
use lindley_test_postgres::shared;
use postgres::{Client, NoTls};

#[test]
fn an_address_that_cannot_be_read_is_refused() {
    let refused = PostgresStore::connect("postgres://host:port/name").err();
    assert!(matches!(refused, Some(PortError::Malformed(_))), "{refused:?}");
}

#[test]
fn a_server_that_is_not_there_is_unavailable() {
    // Port 1 is nobody's.
    let refused = PostgresStore::connect("postgres://lindley@127.0.0.1:1/lindley").err();
    assert!(matches!(refused, Some(PortError::Unavailable(_))), "{refused:?}");
}

#[test]
fn a_database_that_does_not_exist_is_named() {
    let Some(server) = shared() else { return };
    let refused = PostgresStore::connect(&server.url().replace("/postgres", "/nowhere")).err();
    assert!(matches!(&refused, Some(PortError::Unavailable(why)) if why.contains("nowhere")), "{refused:?}");
}

#[test]
fn processes_that_start_together_make_the_schema_once() {
    let Some(server) = shared() else { return };
    let url = server.fresh_database().expect("a database");
    thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| PostgresStore::connect(&url).expect("the store connects"));
        }
    });
}

#[test]
fn a_newer_schema_is_left_alone() {
    let Some(server) = shared() else { return };
    let url = server.fresh_database().expect("a database");
    drop(PostgresStore::connect(&url).expect("the store connects"));
    let mut raw = Client::connect(&url, NoTls).expect("a raw connection");
    raw.batch_execute("INSERT INTO lindley.schema_versions (version) VALUES (9000)")
        .expect("a newer version");
    let refused = PostgresStore::connect(&url).err();
    assert!(matches!(&refused, Some(PortError::Unsupported(why)) if why.contains("9000")), "{refused:?}");
}

#[test]
fn an_older_database_keeps_its_log_and_takes_blobs() {
    let Some(server) = shared() else { return };
    let url = server.fresh_database().expect("a database");
    let mut raw = Client::connect(&url, NoTls).expect("a raw connection");
    raw.batch_execute(
        "CREATE SCHEMA lindley;
         CREATE TABLE lindley.schema_versions (
             version integer PRIMARY KEY,
             applied timestamptz NOT NULL DEFAULT now()
         );
         INSERT INTO lindley.schema_versions (version) VALUES (1);",
    )
    .expect("what the first release has made before its tables");
    raw.batch_execute(include_str!("../migrations/0001_spine.sql")).expect("its tables");
    raw.batch_execute(
        "INSERT INTO lindley.organisations (slug, head) VALUES ('clinic', 1);
         INSERT INTO lindley.entries (organisation, seq, at_ms, actor, kind, version, body, hash)
         SELECT id, 1, 7, 'system', 'hold_lapsed', 1, '{}', decode(repeat('00', 32), 'hex') FROM lindley.organisations;",
    )
    .expect("its rows");
    let store = PostgresStore::connect(&url).expect("the store is brought up to date");
    store.put_blob(CLINIC, &[1; 32], b"one").expect("put");
    append(&store, 1, &entries(2, 3), &[]).expect("append");
    drop(store);
    let store = PostgresStore::connect(&url).expect("the store is found");
    let log = whole_log(&store, CLINIC);
    assert_eq!((log.len(), log[0].at_ms, &*log[0].body), (3, 7, &b"{}"[..]));
    assert_eq!(store.blob(CLINIC, &[1; 32]).expect("blob"), Some(b"one".to_vec()));
}

#[test]
fn text_that_postgresql_cannot_keep_is_refused_and_nothing_is_written() {
    let Some(server) = shared() else { return };
    let store =
        PostgresStore::connect(&server.fresh_database().expect("a database")).expect("the store connects");
    let outcome = Outcome { key: "zero\0".into(), fingerprint: [0; 32], answer: [].into(), expires_ms: 0 };
    let refused = append(&store, 0, &entries(1, 1), &[outcome]);
    assert!(matches!(refused, Err(AppendError::Store(PortError::Malformed(_)))), "{refused:?}");
    append(&store, 0, &entries(1, 1), &[]).expect("the head has not moved");
}
