//! `lindley bench start`: from opening the store to the first answer, on a long log, with a snapshot and without.

use std::io::Write;
use std::sync::Arc;
use std::time::Instant as Stopwatch;

use anyhow::{Context, Result, ensure};
use clap::Args;
use lindley_app::{App, Clock, Permission, Principal, Settings, SystemClock};
use lindley_domain::{Command, FindRequest, Policy, SiteId, State, VisitTypeId};
use lindley_time::Instant;

use super::{machine, market};
use crate::store_choice::StoreChoice;

/// What to measure.
#[derive(Args, Debug)]
pub(crate) struct StartArgs {
    /// Where the log is: sqlite:DIRECTORY or postgres:URL, empty. Default: SQLite in a temporary directory.
    #[arg(long, value_name = "STORE")]
    store: Option<StoreChoice>,
    /// How many events the log has.
    #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u64).range(1000..=5_000_000))]
    events: u64,
    /// Print one JSON document instead of a line of text.
    #[arg(long)]
    json: bool,
}

/// Measures and prints.
pub(super) fn run(args: &StartArgs) -> Result<()> {
    let scratch = tempfile::tempdir()?;
    let store = args.store.clone().unwrap_or_else(|| StoreChoice::Sqlite(scratch.path().to_path_buf()));
    ensure!(store != StoreChoice::Memory, "a log in memory does not survive a start");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let without = Settings { snapshot_every: 0, ..Settings::default() };
    let app = App::open(store.open()?, Arc::new(SystemClock), without.clone())?;
    let before = app.store().head(market::ORGANISATION)?;
    ensure!(before == 0, "the store must be empty");
    runtime.block_on(write(&app, args.events))?;
    app.shutdown();
    drop(app);
    let (cold, app) = start(&runtime, &store, without)?;
    app.shutdown();
    drop(app);
    // This start may take a snapshot when it ends; the next one uses it.
    let (_, app) = start(&runtime, &store, Settings::default())?;
    app.shutdown();
    drop(app);
    let (warm, app) = start(&runtime, &store, Settings::default())?;
    let head = app.store().head(market::ORGANISATION)?;
    let snapshot = app.store().latest_snapshot(market::ORGANISATION)?.context("no snapshot was taken")?;
    app.shutdown();
    let mut out = std::io::stdout().lock();
    if args.json {
        let figures = serde_json::json!({
            "bench": "start",
            "store": store.describe(),
            "events": head,
            "seconds_without_snapshot": cold,
            "seconds_with_snapshot": warm,
            "snapshot_bytes": snapshot.bytes.len(),
            "machine": machine::describe(),
        });
        writeln!(out, "{figures}")?;
    } else {
        writeln!(
            out,
            "{head} events: first answer after {cold:.2} s without a snapshot, {warm:.2} s with one"
        )?;
    }
    Ok(())
}

/// Fills the log with bookings.
async fn write(app: &App, events: u64) -> Result<()> {
    market::found(app).await?;
    let by = Principal::system(market::ORGANISATION);
    let today = Instant::from_seconds(SystemClock.now_ms() / 1000);
    let head = app.read(&by, Permission::ReadSchedule, State::head)?;
    let mut next = 0;
    let wanted = events.saturating_sub(head);
    while next < wanted {
        let until = (next + 100_000).min(wanted);
        let commands = (next..until)
            .map(|number| Ok(Command::Book { request: market::visit(number, today)? }))
            .collect::<Result<Vec<_>>>()?;
        for answer in app.submit_in_order(&by, commands).await? {
            answer.context("filling the log")?;
        }
        next = until;
    }
    Ok(())
}

/// Opens the store, folds the log, and answers one search; gives the seconds that took.
fn start(runtime: &tokio::runtime::Runtime, store: &StoreChoice, settings: Settings) -> Result<(f64, App)> {
    let began = Stopwatch::now();
    let app = App::open(store.open()?, Arc::new(SystemClock), settings)?;
    let from = Instant::from_seconds(SystemClock.now_ms() / 1000);
    let request = FindRequest {
        visit_type: VisitTypeId(1),
        site: Some(SiteId(1)),
        patient: None,
        patient_age: None,
        from,
        until: from.plus_days(360),
        chosen: Vec::new(),
        policy: Policy::Earliest,
        limit: 1,
    };
    let found = runtime.block_on(app.find_openings(&Principal::system(market::ORGANISATION), &request))?;
    ensure!(found.openings.len() == 1, "the bench clinic must have an opening");
    Ok((began.elapsed().as_secs_f64(), app))
}
