//! A process that is killed while it appends: every acknowledged entry is there afterwards.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use lindley_ports::Log;
use lindley_ports::contract::samples::{CLINIC, NOW_MS, append, entries, outcome};
use lindley_store_postgres::PostgresStore;

const DATABASE: &str = "LINDLEY_CRASH_DATABASE";
const ENTRIES_EACH: u64 = 7;

/// Not a test of its own: `acknowledged_entries_survive_a_kill` runs it in a child process.
#[test]
fn append_until_killed() {
    let Ok(url) = std::env::var(DATABASE) else { return };
    let store = PostgresStore::connect(&url).expect("the store connects");
    let mut head = store.head(CLINIC).expect("head");
    loop {
        let batch = entries(head + 1, head + ENTRIES_EACH);
        append(&store, head, &batch, &[outcome(&format!("key {head}"))]).expect("append");
        head += ENTRIES_EACH;
        // Straight to the pipe: what was printed was acknowledged.
        writeln!(std::io::stdout(), "acknowledged {head}").expect("the parent listens");
    }
}

fn start(url: &str) -> Child {
    Command::new(std::env::current_exe().expect("this test's program"))
        .args(["--exact", "append_until_killed", "--nocapture"])
        .env(DATABASE, url)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the child starts")
}

/// Kills the child after some acknowledgements; answers the last one that it printed.
fn last_acknowledged(mut child: Child, kill_after: usize) -> u64 {
    let lines = BufReader::new(child.stdout.take().expect("the child's output")).lines();
    let mut last = 0;
    let mut count = 0;
    for line in lines.map_while(Result::ok) {
        let Some(head) = line.split("acknowledged ").nth(1) else { continue };
        last = head.parse().expect("a head");
        count += 1;
        if count == kill_after {
            child.kill().expect("the child is killed");
        }
    }
    child.wait().expect("the child has ended");
    last
}

#[test]
fn acknowledged_entries_survive_a_kill() {
    let Some(server) = lindley_test_postgres::shared() else { return };
    let url = server.fresh_database().expect("a database");
    for kill_after in [1, 40, 150] {
        let acknowledged = last_acknowledged(start(&url), kill_after);
        let store = PostgresStore::connect(&url).expect("the store connects again");
        let head = store.head(CLINIC).expect("head");
        assert!(head >= acknowledged && head.is_multiple_of(ENTRIES_EACH), "{head} after {acknowledged}");
        assert_eq!(store.read(CLINIC, 0, usize::MAX).expect("read"), entries(1, head));
        for before in (0..head).step_by(7) {
            let key = format!("key {before}");
            assert_eq!(store.outcome(CLINIC, &key, NOW_MS).expect("outcome"), Some(outcome(&key)));
        }
    }
}
