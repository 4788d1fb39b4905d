//! `lindley session bench`: how fast this machine enumerates, searches, proves, and recomputes the published study.

mod whole_study;

use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use lindley_app::Threads;
use lindley_seed::Seed;
use lindley_session::{Alone, Composition, Crew, Scenarios, Slots, Weights, branch_and_bound, enumerate};

use super::{bounds, bounds::MOST_SCENARIOS};
use crate::bench::machine;
use whole_study::whole_study;

/// Seconds of a slot, as in the published study.
const SLOT_S: u32 = 900;
/// Service times drawn for each kind.
const MEASURED: u64 = 2_000;
/// Most runs of one measurement.
const MOST_REPEATS: usize = 1_000;

/// What to measure.
#[derive(Args, Debug)]
pub(crate) struct BenchArgs {
    /// Scenarios of the sessions of 16 visits.
    #[arg(long, value_name = "N", default_value = "10000", value_parser = bounds::count::<1, MOST_SCENARIOS>)]
    scenarios: usize,
    /// Threads of what may use more than one.
    #[arg(long, value_name = "N", default_value = "2", value_parser = bounds::threads)]
    threads: NonZeroUsize,
    /// How often scoring all orders is measured after a run that warms up; the median counts. All else is run once.
    #[arg(long, value_name = "N", default_value = "3", value_parser = bounds::count::<1, MOST_REPEATS>)]
    repeats: usize,
    /// The folder of the Hangu open data, to recompute the published study from. Default: hangu in $LINDLEY_DATA or in
    /// ../shared/data; where there is none, synthetic consultations of the same size stand in.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Print one JSON document instead of lines.
    #[arg(long)]
    json: bool,
}

/// A long session: its composition, its scenarios and the beginnings that are bounded.
const LONG: &[(&[u8], usize, u64)] = &[
    (&[8, 8, 8], 10_000, 20_000),
    (&[6, 6, 6, 6], 5_000, 20_000),
    (&[5, 5, 5, 5, 4], 2_000, 20_000),
    (&[13, 13, 14], 10_000, 2_000),
    (&[10, 10, 10, 10], 4_000, 2_000),
    (&[8, 8, 8, 8, 8], 1_000, 2_000),
];

/// Measures and prints.
pub(super) fn run(args: &BenchArgs) -> Result<()> {
    let crew = Threads::new(Some(args.threads));
    let weights = Weights::new(1.0, 5.0, 5.0)?;
    let mut rows =
        vec![enumerated(&[8, 8], args, &Alone, 1)?, enumerated(&[5, 5, 6], args, &crew, args.threads.get())?];
    for (idle, overtime) in [(0.0, 1.0), (5.0, 5.0), (10.0, 10.0)] {
        let weights = Weights::new(1.0, idle, overtime)?;
        rows.push(searched(&[5, 5, 6], args.scenarios, u64::MAX, &weights, args, &crew)?);
    }
    for (counts, scenarios, beginnings) in LONG {
        rows.push(searched(counts, *scenarios, *beginnings, &weights, args, &crew)?);
    }
    rows.push(whole_study(args.data.as_deref(), args.threads)?);
    let mut out = std::io::stdout().lock();
    if args.json {
        writeln!(
            out,
            "{}",
            serde_json::json!({"machine": machine::describe(), "threads": args.threads, "runs": rows})
        )?;
    } else {
        for row in rows {
            writeln!(out, "{row}")?;
        }
    }
    Ok(())
}

/// Service times of a kind: lognormal with the spread of the published study, longer for earlier kinds.
fn times(kinds: usize, seed: Seed) -> Vec<Vec<u32>> {
    let of_kind = |kind: usize| {
        let mut stream = seed.child_at("service times", kind as u64).stream();
        // The published groups of two: means of 15.0 and 11.6 minutes; more kinds lie between and beyond.
        let mean = 1_080.0 - 560.0 * (kind as f64 + 0.5) / kinds as f64;
        let sigma = 0.43_f64;
        let location = mean.ln() - sigma * sigma / 2.0;
        (0..MEASURED).map(|_| seconds(stream.lognormal(location, sigma))).collect()
    };
    (0..kinds).map(of_kind).collect()
}

/// A service time between a minute and two hours, in whole seconds.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is held within its range"
)]
fn seconds(drawn: f64) -> u32 {
    drawn.round().clamp(60.0, 7_200.0) as u32
}

fn sample(counts: &[u8], scenarios: usize) -> Result<(Composition, Scenarios, Slots)> {
    let composition = Composition::new(counts)?;
    let seed = Seed::from_u64(1);
    let sample = Scenarios::draw(&times(counts.len(), seed), &composition, scenarios, seed.child("sample"))?;
    let slots = Slots::equal(composition.visits(), SLOT_S)?;
    Ok((composition, sample, slots))
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}

fn enumerated(counts: &[u8], args: &BenchArgs, crew: &dyn Crew, threads: usize) -> Result<serde_json::Value> {
    let (composition, sample, slots) = sample(counts, args.scenarios)?;
    // The first run meets cold caches and fresh pages: it warms up and does not count.
    let started = Instant::now();
    drop(enumerate(&composition, &sample, &slots, crew)?);
    let first = started.elapsed().as_secs_f64();
    let mut seconds = Vec::new();
    for _ in 0..args.repeats {
        let started = Instant::now();
        let all = enumerate(&composition, &sample, &slots, crew)?;
        seconds.push(started.elapsed().as_secs_f64());
        drop(all);
    }
    Ok(serde_json::json!({
        "what": "enumerate",
        "composition": composition.to_string(),
        "sequences": u64::try_from(composition.sequences()).ok(),
        "scenarios": args.scenarios,
        "threads": threads,
        "runs": args.repeats,
        "measured": "the median of the runs after a first one that warms up and does not count",
        "first_run_seconds": first,
        "seconds": median(seconds),
        "peak_mib": peak_mib(),
    }))
}

fn searched(
    counts: &[u8],
    scenarios: usize,
    beginnings: u64,
    weights: &Weights,
    args: &BenchArgs,
    crew: &dyn Crew,
) -> Result<serde_json::Value> {
    let (composition, sample, slots) = sample(counts, scenarios)?;
    let started = Instant::now();
    let found = branch_and_bound(&composition, &sample, &slots, weights, beginnings, crew)?;
    let seconds = started.elapsed().as_secs_f64();
    Ok(serde_json::json!({
        "what": "branch and bound",
        "composition": composition.to_string(),
        "cost_idle": weights.idle,
        "cost_overtime": weights.overtime,
        "scenarios": scenarios,
        "threads": args.threads.get(),
        "sequence": found.sequence.to_string(),
        "cost": found.totals.cost(weights, scenarios),
        "gap": found.gap,
        "beginnings": found.beginnings,
        "runs": 1,
        "measured": "one run, nothing warmed up for it",
        "seconds": seconds,
    }))
}

/// The most memory this process has had, in MiB, as the system counts it.
fn peak_mib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().split(' ').next()?.parse::<u64>().ok().map(|kib| kib / 1024)
}
