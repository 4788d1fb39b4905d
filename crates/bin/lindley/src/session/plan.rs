//! `lindley session plan`: the order of one session's visits from measured service times.

use std::fs::File;
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use clap::{Args, ValueEnum};
use lindley_app::Threads;
use lindley_public_data::service_times;
use lindley_seed::Seed;
use lindley_session::{Composition, Method, Plan, PlanRequest, Slots, Weights, plan};

/// Scenarios unless asked otherwise.
const SCENARIOS: usize = 10_000;
/// Memory that the vectors of all sub-compositions may take unless scenarios are asked for, in bytes.
const COMFORTABLE: usize = 600 << 20;

/// What to plan.
#[derive(Args, Debug)]
pub(crate) struct PlanArgs {
    /// CSV with the columns kind and seconds (or minutes), or one column of seconds per kind.
    #[arg(long, value_name = "CSV")]
    service_times: PathBuf,
    /// How many visits of each kind, such as A=8,B=8.
    #[arg(long, value_name = "KIND=N,…")]
    composition: Counts,
    /// Slots of the session; they must be filled. Default: as many as visits.
    #[arg(long, value_name = "N")]
    slots: Option<usize>,
    /// Minutes from one appointment to the next.
    #[arg(long, value_name = "MINUTES", default_value_t = 15.0)]
    slot_minutes: f64,
    /// Cost of a minute of one patient's waiting.
    #[arg(long, value_name = "COST", default_value_t = 1.0, allow_negative_numbers = true)]
    cost_wait: f64,
    /// Cost of a minute of idling.
    #[arg(long, value_name = "COST", default_value_t = 0.0, allow_negative_numbers = true)]
    cost_idle: f64,
    /// Cost of a minute of overtime.
    #[arg(long, value_name = "COST", default_value_t = 1.0, allow_negative_numbers = true)]
    cost_overtime: f64,
    /// How the order is chosen.
    #[arg(long, value_enum, default_value_t = MethodName::Exact)]
    method: MethodName,
    /// Scenarios to draw. Default: 10,000, or as many as fit into 600 MiB for long sessions of many kinds.
    #[arg(long, value_name = "N")]
    scenarios: Option<usize>,
    /// Where the draws begin; the same seed gives the same plan.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Beginnings that an exact search may look at before it answers with a gap.
    #[arg(long, value_name = "N", default_value_t = 2_000)]
    beginnings: u64,
    /// Threads; the answer does not depend on them. Default: all cores.
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Print one JSON document instead of a table.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum MethodName {
    /// Every order, or a search with a proof or a gap.
    Exact,
    /// Repeated patterns of bundled kinds.
    Crg,
    /// Cayirli's rules for two kinds.
    Tsc,
    /// By mean, variance and coefficient of variation.
    Moments,
    /// Exchanges and moves.
    Search,
}

impl From<MethodName> for Method {
    fn from(name: MethodName) -> Self {
        match name {
            MethodName::Exact => Self::Exact,
            MethodName::Crg => Self::Crg,
            MethodName::Tsc => Self::Tsc,
            MethodName::Moments => Self::Moments,
            MethodName::Search => Self::Search,
        }
    }
}

/// Counts by kind, as written on the command line.
#[derive(Clone, Debug)]
struct Counts(Composition);

impl FromStr for Counts {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut counts = Vec::new();
        for part in text.split(',') {
            let (kind, count) =
                part.split_once('=').with_context(|| format!("'{part}' is not KIND=N, such as A=8"))?;
            let written = kind.trim();
            let kind = match written.as_bytes() {
                [letter @ b'A'..=b'Z'] => usize::from(letter - b'A'),
                _ => bail!("'{written}' is not a kind: use one letter from A to Z"),
            };
            let count: u8 = count
                .trim()
                .parse()
                .with_context(|| format!("'{count}' is not a number of visits from 0 to 255"))?;
            if counts.len() <= kind {
                counts.resize(kind + 1, None);
            }
            ensure!(counts[kind].replace(count).is_none(), "kind {written} stands twice");
        }
        let counts: Vec<u8> = counts.into_iter().map(Option::unwrap_or_default).collect();
        Ok(Self(Composition::new(&counts)?))
    }
}

/// Plans and prints.
pub(super) fn run(args: &PlanArgs) -> Result<()> {
    let started = Instant::now();
    let planned = planned(args)?;
    print(args, &planned, started.elapsed().as_secs_f64())
}

fn planned(args: &PlanArgs) -> Result<Plan> {
    let composition = &args.composition.0;
    let visits = composition.visits();
    let slots = args.slots.unwrap_or(visits);
    ensure!(
        visits == slots,
        "the composition {composition} has {visits} visits and the session has {slots} slots: make them equal"
    );
    let weights = Weights::new(args.cost_wait, args.cost_idle, args.cost_overtime)?;
    let length_s = args.slot_minutes * 60.0;
    ensure!(
        length_s.fract() == 0.0 && (1.0..=65_535.0).contains(&length_s),
        "--slot-minutes {} is not a whole number of seconds between 1 second and 18 hours",
        args.slot_minutes
    );
    let slots = Slots::equal(visits, whole(length_s))?;
    let service_times = read(&args.service_times, composition)?;
    let scenarios = args.scenarios.unwrap_or_else(|| comfortable(composition));
    let request = PlanRequest {
        composition,
        service_times: &service_times,
        slots: &slots,
        weights,
        method: args.method.into(),
        scenarios,
        seed: Seed::from_u64(args.seed),
        most_beginnings: args.beginnings,
    };
    Ok(plan(&request, &Threads::new(args.threads))?)
}

/// A length that was found to be a whole number of seconds below 2^16.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was checked")]
fn whole(seconds: f64) -> u32 {
    seconds as u32
}

/// As many scenarios as fit comfortably.
fn comfortable(composition: &Composition) -> usize {
    let points: usize = composition.counts().iter().map(|count| usize::from(*count) + 1).product();
    SCENARIOS.min(COMFORTABLE / (2 * points)).max(1_000)
}

/// The service times of each kind of the composition, in seconds.
fn read(path: &Path, composition: &Composition) -> Result<Vec<Vec<u32>>> {
    let about = || path.display().to_string();
    let file = File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?;
    let mut times = vec![Vec::new(); composition.kinds()];
    for row in service_times::read(file).with_context(about)? {
        let time = row.with_context(about)?.value;
        let kind = usize::from(time.kind as u8 - b'A');
        // A file may know more kinds than this session has.
        if let Some(times) = times.get_mut(kind) {
            times.push(time.seconds);
        }
    }
    Ok(times)
}

fn print(args: &PlanArgs, plan: &Plan, seconds: f64) -> Result<()> {
    let Plan { sequence, evaluation, cost, gap } = plan;
    let means = evaluation.totals.means(evaluation.scenarios);
    let mut out = std::io::stdout().lock();
    if args.json {
        let answer = serde_json::json!({
            "sequence": sequence.to_string(),
            "cost": cost,
            "wait": means.wait,
            "idle": means.idle,
            "overtime": means.overtime,
            "std_w": evaluation.std_waits(),
            "gap": gap,
            "seconds": seconds,
            "slot_waits": evaluation.mean_waits(),
            "scenarios": evaluation.scenarios,
            "seed": args.seed,
        });
        writeln!(out, "{answer}")?;
        return Ok(());
    }
    let proof = if *gap == 0.0 {
        "the cheapest of all orders".to_owned()
    } else {
        format!("at most {:.2} % above the cheapest", gap * 100.0)
    };
    writeln!(out, "{sequence}\n\n  cost      {cost:.3}   {proof}")?;
    writeln!(
        out,
        "  waiting   {:.2} min in all, {:.2} min a patient",
        means.wait,
        means.wait / sequence.kinds().len() as f64
    )?;
    writeln!(out, "  idling    {:.2} min\n  overtime  {:.2} min", means.idle, means.overtime)?;
    writeln!(
        out,
        "  unequal   {:.2} min standard deviation of waiting over the slots",
        evaluation.std_waits()
    )?;
    writeln!(out, "\n{} scenarios from seed {}, {seconds:.3} s", evaluation.scenarios, args.seed)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        plan: PlanArgs,
    }

    const TIMES: &str = "kind,seconds\nA,1500\nA,1100\nA,2100\nB,300\nB,900\nB,600\n";

    fn ask(times: &str, words: &[&str]) -> Result<Plan> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("times.csv");
        std::fs::write(&path, times)?;
        let path = path.display().to_string();
        let words = ["plan", "--service-times", &path].into_iter().chain(words.iter().copied());
        planned(&Line::try_parse_from(words)?.plan)
    }

    fn refusal(times: &str, words: &[&str]) -> String {
        format!("{:#}", ask(times, words).expect_err("this must be refused"))
    }

    #[test]
    fn every_method_answers_and_exact_is_never_beaten() {
        let composition =
            ["--composition", "A=4,B=4", "--cost-idle", "5", "--cost-overtime", "5", "--scenarios", "500"];
        let plan = |method| ask(TIMES, &[&composition[..], &["--method", method]].concat()).expect("a plan");
        let exact = plan("exact");
        assert!(exact.gap <= 0.0, "{}", exact.gap);
        for method in ["crg", "tsc", "moments", "search"] {
            let other = plan(method);
            assert_eq!(other.sequence.composition(2), exact.sequence.composition(2), "{method}");
            let lowest = other.cost * (1.0 - other.gap);
            assert!(other.cost >= exact.cost && (lowest - exact.cost).abs() < 1e-9, "{method}: {lowest}");
        }
        let threads =
            |threads| ask(TIMES, &[&composition[..], &["--threads", threads]].concat()).expect("a plan");
        assert!([threads("1"), threads("2"), threads("8")].iter().all(|plan| *plan == exact));
    }

    #[test]
    fn bad_input_is_told_with_its_place() {
        let table: &[(&str, &[&str], &str)] = &[
            (TIMES, &["--composition", "A=8,B=8", "--slots", "15"], "16 visits and the session has 15 slots"),
            (TIMES, &["--composition", "A=8,A=8"], "kind A stands twice"),
            (TIMES, &["--composition", "A=8;B=8"], "not a number of visits"),
            (TIMES, &["--composition", "a=8"], "one letter from A to Z"),
            (TIMES, &["--composition", "A=0,B=0"], "1 to 255 visits"),
            (TIMES, &["--composition", "A=1,C=1"], "kind C has 0 service times"),
            ("kind,seconds\nA,600\n", &["--composition", "A=2"], "kind A has 1 service times"),
            ("kind,seconds\nA,600\nA,-5\n", &["--composition", "A=2"], "line 3, time: negative"),
            ("kind,seconds\nA,NaN\n", &["--composition", "A=2"], "line 2, time: not a number"),
            ("kind,seconds\nA,\n", &["--composition", "A=2"], "line 2, time: the field is blank"),
            ("name\nA\n", &["--composition", "A=2"], "no column named kind, seconds"),
            ("", &["--composition", "A=2"], "the file is empty"),
            (TIMES, &["--composition", "A=2", "--cost-wait", "-1"], "weight of waiting is -1"),
            (TIMES, &["--composition", "A=2", "--cost-idle", "inf"], "weight of idling is inf"),
            (TIMES, &["--composition", "A=2", "--cost-wait", "0", "--cost-overtime", "0"], "not all zero"),
            (TIMES, &["--composition", "A=2", "--slot-minutes", "0.001"], "--slot-minutes 0.001"),
            (TIMES, &["--composition", "A=2", "--scenarios", "0"], "0 scenarios where 1"),
            (TIMES, &["--composition", "A=2", "--method", "tsc"], "two kinds"),
        ];
        for (times, words, expected) in table {
            let told = refusal(times, words);
            assert!(told.contains(expected), "{words:?}: {told}");
        }
    }
}
