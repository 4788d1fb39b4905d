//! How many bookings per second one writer appends durably: `append_rate_postgres URL [SECONDS] [BATCH]`.
//!
//! Each booking is an entry and an outcome of about 350 bytes; each batch is one statement and one sync.

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lindley_ports::{Batch, Entry, Log, Outcome};
use lindley_store_postgres::PostgresStore;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().ok_or("name a database's address")?;
    let seconds = arguments.next().map_or(Ok(5), |text| text.parse())?;
    let batch = arguments.next().map_or(Ok(256), |text| text.parse())?;

    let store = PostgresStore::connect(&url)?;
    let mut head = store.head("bench")?;
    let mut milliseconds = Vec::new();
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(seconds) {
        let (entries, outcomes) = bookings(head, batch);
        let begun = Instant::now();
        store.append(Batch {
            organisation: "bench",
            expected_head: head,
            entries: &entries,
            outcomes: &outcomes,
            now_ms: 0,
        })?;
        milliseconds.push(begun.elapsed().as_secs_f64() * 1e3);
        head += batch;
    }
    report(&mut milliseconds, batch, start.elapsed().as_secs_f64());
    Ok(())
}

fn bookings(head: u64, count: u64) -> (Vec<Entry>, Vec<Outcome>) {
    let actor = Arc::from("account-12");
    let entry = |seq| Entry {
        seq,
        at_ms: 1_790_000_000_000,
        actor: Arc::clone(&actor),
        kind: "appointment_booked".into(),
        version: 1,
        body: [b'b'; 350].into(),
        hash: [7; 32],
    };
    let outcome = |seq: u64| Outcome {
        // Clients send random keys; this mixes the number until it looks like one.
        key: format!(
            "account-12:{:032x}",
            u128::from(seq).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835)
        )
        .into(),
        fingerprint: [9; 32],
        answer: [b'a'; 350].into(),
        expires_ms: 1_790_086_400_000,
    };
    let numbers = head + 1..=head + count;
    (numbers.clone().map(entry).collect(), numbers.map(outcome).collect())
}

fn report(milliseconds: &mut [f64], batch: u64, seconds: f64) {
    milliseconds.sort_by(f64::total_cmp);
    let rank = |part: usize| milliseconds[milliseconds.len() * part / 1000];
    let rate = milliseconds.len() as f64 * batch as f64 / seconds;
    println!(
        "{rate:.0} bookings/s in batches of {batch}; a batch takes {:.2} ms (median), {:.2} (p99), {:.2} (p99.9), {:.2} (longest)",
        rank(500),
        rank(990),
        rank(999),
        milliseconds[milliseconds.len() - 1],
    );
}
