//! A server's life: started, stopped, started again, gone.

use lindley_test_postgres::{TestPostgres, require};
use postgres::{Client, NoTls};

fn connect(url: &str) -> Client {
    Client::connect(url, NoTls).expect("the server answers")
}

#[test]
fn data_survive_a_stop_and_databases_are_apart() {
    let Some(server) = require(TestPostgres::start()) else { return };
    let (one, two) =
        (server.fresh_database().expect("a database"), server.fresh_database().expect("another"));
    connect(&one)
        .batch_execute("CREATE TABLE kept (number integer); INSERT INTO kept VALUES (7)")
        .expect("a table");
    assert!(connect(&two).batch_execute("SELECT number FROM kept").is_err());

    server.stop();
    assert!(Client::connect(&one, NoTls).is_err());
    server.start_again().expect("the server starts again");
    let number: i32 = connect(&one).query_one("SELECT number FROM kept", &[]).expect("the row").get(0);
    assert_eq!(number, 7);

    drop(server);
    assert!(Client::connect(&one, NoTls).is_err());
}

#[test]
fn commits_are_synced() {
    let Some(server) = require(TestPostgres::start()) else { return };
    let mut client = connect(&server.url());
    for setting in ["fsync", "synchronous_commit", "full_page_writes"] {
        let value: String = client.query_one(&format!("SHOW {setting}"), &[]).expect("the setting").get(0);
        assert_eq!(value, "on", "{setting}");
    }
}
