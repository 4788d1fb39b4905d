//! `lindley bench booking`: callers book through the app's door, each waiting for its durable answer.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant as Stopwatch};

use anyhow::{Context, Result, ensure};
use clap::Args;
use lindley_app::{App, Clock, IdempotencyKey, Principal, Settings, SystemClock};
use lindley_domain::Command;
use lindley_time::Instant;

use super::latencies::Latencies;
use super::{machine, market};
use crate::store_choice::StoreChoice;

/// What to measure.
#[derive(Args, Debug)]
pub(crate) struct BookingArgs {
    /// Where to book: memory, sqlite:DIRECTORY or postgres:URL. The store must be empty.
    #[arg(long, value_name = "STORE", default_value = "memory")]
    store: StoreChoice,
    /// How many callers book at once, each waiting for its answer before the next.
    #[arg(long, default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    callers: u32,
    /// For how long.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=600))]
    seconds: u64,
    /// Print one JSON document instead of a line of text.
    #[arg(long)]
    json: bool,
}

/// Measures and prints.
pub(super) fn run(args: &BookingArgs) -> Result<()> {
    let app = App::open(args.store.open()?, Arc::new(SystemClock), Settings::default())?;
    // Entries can never be taken out again: a bench does not belong into a store that somebody uses.
    ensure!(
        app.store().organisations()?.is_empty(),
        "the store already has an organisation: give an empty one"
    );
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let measured = runtime.block_on(measure(&app, args));
    app.shutdown();
    let (mut latencies, elapsed, acknowledged) = measured?;
    let stored =
        app.read(&Principal::system(market::ORGANISATION), lindley_app::Permission::ReadSchedule, |s| {
            s.appointments().len() as u64
        })?;
    ensure!(stored == acknowledged, "{acknowledged} acknowledged but {stored} in the log");
    let rate = acknowledged as f64 / elapsed.as_secs_f64();
    let (p50, p99) = (latencies.percentile(0.5) / 1000.0, latencies.percentile(0.99) / 1000.0);
    let mut out = std::io::stdout().lock();
    if args.json {
        let figures = serde_json::json!({
            "bench": "booking",
            "store": args.store.describe(),
            "callers": args.callers,
            "seconds": elapsed.as_secs_f64(),
            "bookings_per_second": rate,
            "p50_ms": p50,
            "p99_ms": p99,
            "acknowledged": acknowledged,
            "machine": machine::describe(),
        });
        writeln!(out, "{figures}")?;
    } else {
        writeln!(
            out,
            "{}: {rate:.0} durable bookings/s from {} callers, p50 {p50:.2} ms, p99 {p99:.2} ms",
            args.store.describe(),
            args.callers
        )?;
    }
    Ok(())
}

async fn measure(app: &App, args: &BookingArgs) -> Result<(Latencies, Duration, u64)> {
    market::found(app).await?;
    let next = Arc::new(AtomicU64::new(0));
    let today = Instant::from_seconds(SystemClock.now_ms() / 1000);
    let started = Stopwatch::now();
    let deadline = started + Duration::from_secs(args.seconds);
    let callers: Vec<_> = (0..args.callers)
        .map(|_| tokio::spawn(call(app.clone(), Arc::clone(&next), today, deadline)))
        .collect();
    let mut all = Latencies::default();
    for caller in callers {
        all.merge(caller.await.context("a caller ended early")??);
    }
    let acknowledged = all.count() as u64;
    Ok((all, started.elapsed(), acknowledged))
}

/// Books visit after visit until the time is over. Every booking must be accepted.
async fn call(app: App, next: Arc<AtomicU64>, today: Instant, deadline: Stopwatch) -> Result<Latencies> {
    let by = Principal::system(market::ORGANISATION);
    let mut latencies = Latencies::default();
    while Stopwatch::now() < deadline {
        let number = next.fetch_add(1, Ordering::Relaxed);
        ensure!(number < market::capacity(), "the bench clinic is full: measure for a shorter time");
        let command = Command::Book { request: market::visit(number, today)? };
        let key = IdempotencyKey::parse(&format!("bench-{number}"))?;
        let asked = Stopwatch::now();
        app.submit(&by, command, Some(key)).await.with_context(|| format!("booking {number}"))?;
        latencies.add(asked.elapsed());
    }
    Ok(latencies)
}
