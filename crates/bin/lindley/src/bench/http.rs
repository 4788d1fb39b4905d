//! `lindley bench http`: bookings as fast as a few hundred connections can, then ten thousand open connections.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant as Stopwatch};

use anyhow::{Context, Result, ensure};
use clap::Args;
use lindley_app::{Clock, SystemClock};
use lindley_time::Instant;

use super::http_client::Client;
use super::latencies::Latencies;
use super::server::{self, Server};
use super::{machine, market};
use crate::open_files;
use crate::store_choice::StoreChoice;

/// What to measure.
#[derive(Args, Debug)]
pub(crate) struct HttpArgs {
    /// Where the server keeps its log: sqlite:DIRECTORY or postgres:URL, empty. Default: SQLite in a temporary directory.
    #[arg(long, value_name = "STORE")]
    store: Option<String>,
    /// Connections that book as fast as they can, one request at a time each.
    #[arg(long, default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=20_000))]
    connections: u32,
    /// For how long.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=600))]
    seconds: u64,
    /// Connections held open in the second part; 0 leaves it out.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(0..=60_000))]
    open_connections: u32,
    /// Requests per second over all open connections, searches and bookings in turn.
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    rate: u32,
    /// Print one JSON document instead of two lines of text.
    #[arg(long)]
    json: bool,
}

/// What all connections share.
struct Load {
    address: SocketAddr,
    token: String,
    next: AtomicU64,
    today: Instant,
}

/// What one part measured.
#[derive(Default)]
struct Part {
    latencies: Latencies,
    errors: u64,
    finds: u64,
    bookings: u64,
    first_error: Option<String>,
}

impl Part {
    fn merge(&mut self, other: Self) {
        self.latencies.merge(other.latencies);
        self.errors += other.errors;
        self.finds += other.finds;
        self.bookings += other.bookings;
        self.first_error = self.first_error.take().or(other.first_error);
    }
}

/// Measures and prints.
pub(super) fn run(args: &HttpArgs) -> Result<()> {
    let files = open_files::raise_limit().unwrap_or(u64::MAX);
    let needed = u64::from(args.open_connections.max(args.connections)) + 100;
    ensure!(files >= needed, "only {files} files may be open; raise the limit to {needed} with `ulimit -n`");
    let scratch = tempfile::tempdir()?;
    let store = args.store.clone().unwrap_or_else(|| format!("sqlite:{}", scratch.path().display()));
    let choice: StoreChoice =
        store.parse().map_err(|problem| anyhow::anyhow!("--store {store}: {problem}"))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let token = server::prepare(&choice, &runtime)?;
    let server = Server::start(&store)?;
    let today = Instant::from_seconds(SystemClock.now_ms() / 1000);
    let load = Arc::new(Load { address: server.address, token, next: AtomicU64::new(0), today });
    let (mut closed, elapsed) = runtime.block_on(closed_loop(&load, args))?;
    let open =
        if args.open_connections == 0 { None } else { Some(runtime.block_on(open_loop(&load, args))?) };
    drop(server);
    report(args, &choice, &mut closed, elapsed, open)
}

/// Every connection books, waits for the answer, and books again.
async fn closed_loop(load: &Arc<Load>, args: &HttpArgs) -> Result<(Part, Duration)> {
    let mut clients = Vec::new();
    for _ in 0..args.connections {
        clients.push(Client::connect(load.address).await?);
    }
    let started = Stopwatch::now();
    let deadline = started + Duration::from_secs(args.seconds);
    let tasks: Vec<_> = clients
        .into_iter()
        .map(|mut client| {
            let load = Arc::clone(load);
            tokio::spawn(async move {
                let mut part = Part::default();
                while Stopwatch::now() < deadline {
                    let number = load.next.fetch_add(1, Ordering::Relaxed);
                    book(&load, &mut client, number, Stopwatch::now(), &mut part).await?;
                }
                anyhow::Ok(part)
            })
        })
        .collect();
    let mut all = Part::default();
    for task in tasks {
        all.merge(task.await.context("a connection's task ended early")??);
    }
    Ok((all, started.elapsed()))
}

/// Every connection sends at its own times, whether or not others are slow: a late answer counts from when its
/// request was due, not from when there was room to send it.
async fn open_loop(load: &Arc<Load>, args: &HttpArgs) -> Result<(Part, Duration)> {
    let mut clients = Vec::new();
    for _ in 0..args.open_connections {
        clients.push(Client::connect(load.address).await?);
    }
    let gap = Duration::from_secs_f64(1.0 / f64::from(args.rate));
    let round = gap * args.open_connections;
    let started = Stopwatch::now() + Duration::from_millis(200);
    let deadline = started + Duration::from_secs(args.seconds).max(round + round / 2);
    let tasks: Vec<_> = (0..)
        .zip(clients)
        .map(|(place, mut client)| {
            let load = Arc::clone(load);
            tokio::spawn(async move {
                let mut part = Part::default();
                let mut due = started + gap * place;
                let mut turn = place;
                while due < deadline {
                    tokio::time::sleep_until(due.into()).await;
                    if turn % 2 == 0 {
                        find(&load, &mut client, due, &mut part).await?;
                    } else {
                        let number = load.next.fetch_add(1, Ordering::Relaxed);
                        book(&load, &mut client, number, due, &mut part).await?;
                    }
                    turn += 1;
                    due += round;
                }
                anyhow::Ok(part)
            })
        })
        .collect();
    let mut all = Part::default();
    for task in tasks {
        all.merge(task.await.context("a connection's task ended early")??);
    }
    Ok((all, deadline - started))
}

async fn book(load: &Load, client: &mut Client, number: u64, due: Stopwatch, part: &mut Part) -> Result<()> {
    let request = market::visit(number, load.today)?;
    let [physician, room] = [&request.chosen[0].resource, &request.chosen[1].resource];
    let body = format!(
        "{{\"patient\":\"{}\",\"visit_type\":\"visit-type-1\",\"site\":\"site-1\",\"start\":\"{}\",\
         \"resources\":{{\"physician\":\"{physician}\",\"room\":\"{room}\"}}}}",
        request.patient, request.start
    );
    let status = client.post("/v1/appointments", &load.token, Some(number), body.as_bytes()).await?;
    part.bookings += 1;
    count(client, status, 201, due, part);
    Ok(())
}

async fn find(load: &Load, client: &mut Client, due: Stopwatch, part: &mut Part) -> Result<()> {
    let (from, until) = (load.today.plus_days(1), load.today.plus_days(30));
    let body = format!(
        "{{\"visit_type\":\"visit-type-1\",\"site\":\"site-1\",\"from\":\"{from}\",\"until\":\"{until}\",\"limit\":10}}"
    );
    let status = client.post("/v1/openings/search", &load.token, None, body.as_bytes()).await?;
    part.finds += 1;
    count(client, status, 200, due, part);
    Ok(())
}

fn count(client: &Client, status: u16, wanted: u16, due: Stopwatch, part: &mut Part) {
    part.latencies.add(due.elapsed());
    if status != wanted {
        part.errors += 1;
        part.first_error.get_or_insert_with(|| format!("{status}: {}", client.last_body()));
    }
}

fn report(
    args: &HttpArgs,
    store: &StoreChoice,
    closed: &mut Part,
    elapsed: Duration,
    open: Option<(Part, Duration)>,
) -> Result<()> {
    let rate = (closed.latencies.count() as u64 - closed.errors) as f64 / elapsed.as_secs_f64();
    let millis = |latencies: &mut Latencies, share| latencies.percentile(share) / 1000.0;
    let (p50, p99) = (millis(&mut closed.latencies, 0.5), millis(&mut closed.latencies, 0.99));
    let mut figures = serde_json::json!({
        "bench": "http",
        "store": store.describe(),
        "connections": args.connections,
        "seconds": elapsed.as_secs_f64(),
        "bookings_per_second": rate,
        "p50_ms": p50,
        "p99_ms": p99,
        "acknowledged": closed.bookings - closed.errors,
        "errors": closed.errors,
        "first_error": closed.first_error,
        "machine": machine::describe(),
    });
    let mut text = format!(
        "{} connections: {rate:.0} durable bookings/s, p50 {p50:.1} ms, p99 {p99:.1} ms, {} errors\n",
        args.connections, closed.errors
    );
    if let Some((mut open, elapsed)) = open {
        let rate = open.latencies.count() as f64 / elapsed.as_secs_f64();
        let (p50, p99) = (millis(&mut open.latencies, 0.5), millis(&mut open.latencies, 0.99));
        text.extend([format!(
            "{} open connections: {rate:.0} requests/s, p50 {p50:.1} ms, p99 {p99:.1} ms, {} errors\n",
            args.open_connections, open.errors
        )]);
        figures["open"] = serde_json::json!({
            "connections": args.open_connections,
            "requests_per_second": rate,
            "finds": open.finds,
            "bookings": open.bookings,
            "p50_ms": p50,
            "p99_ms": p99,
            "errors": open.errors,
            "first_error": open.first_error,
        });
    }
    let mut out = std::io::stdout().lock();
    if args.json {
        writeln!(out, "{figures}")?;
    } else {
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}
