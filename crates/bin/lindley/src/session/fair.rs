//! `lindley session fair`: the cheapest order in which nobody waits too long, and what that costs.

mod least;
mod written;

use std::io::Write;
use std::time::Instant;

use anyhow::{Result, bail, ensure};
use clap::Args;
use lindley_session::{
    Composition, ENUMERATED, FairChoice, FairnessLimits, Judged, Method, Order, Sequence, cheapest_fair,
    cheapest_fair_of, crg, enumerate, plan,
};

use super::advise::MOST_PATTERNS;
use super::inputs::{Inputs, Session};
use super::outcome::Outcome;
use super::visits::Counts;
use least::least;

/// Beginnings that are bounded where there are too many orders to score all.
const BEGINNINGS: u64 = 2_000;
/// Most orders whose waiting is simulated to say what is attainable at least.
const MOST_SIMULATED: u128 = 100_000;

/// What is too unfair.
#[derive(Args, Debug)]
pub(crate) struct FairArgs {
    /// How many visits of each kind, such as A=8,B=8.
    #[arg(long, value_name = "KIND=N,…")]
    composition: Counts,
    #[command(flatten)]
    inputs: Inputs,
    /// The most that the visits' mean waiting may spread: its standard deviation in minutes.
    #[arg(long, value_name = "MINUTES", allow_negative_numbers = true)]
    max_std_w: Option<f64>,
    /// The most that any visit may wait on average, in minutes.
    #[arg(long, value_name = "MINUTES", allow_negative_numbers = true)]
    max_slot_wait: Option<f64>,
    /// The most that the visits of any kind may wait on average, in minutes.
    #[arg(long, value_name = "MINUTES", allow_negative_numbers = true)]
    max_group_wait: Option<f64>,
}

/// Both orders, and what they were chosen from.
struct Found {
    cheapest: Judged,
    fair: Judged,
    /// How many orders there were to choose from, and whether these are all.
    among: u128,
    all: bool,
}

/// Chooses and prints.
pub(super) fn run(args: &FairArgs) -> Result<()> {
    let started = Instant::now();
    let session = args.inputs.session(args.composition.0.clone())?;
    let found = found(args, &session)?;
    let seconds = started.elapsed().as_secs_f64();
    let mut out = std::io::stdout().lock();
    if args.inputs.json {
        writeln!(out, "{}", json(args, &session, &found, seconds))?;
    } else {
        writeln!(out, "{}", written::written(args, &session, &found))?;
        writeln!(out, "\n{} scenarios from seed {}, {seconds:.3} s", session.scenarios, args.inputs.seed())?;
    }
    Ok(())
}

fn found(args: &FairArgs, session: &Session) -> Result<Found> {
    let limits = limits(args)?;
    session.check_search(session.scenarios)?;
    let Session { composition, slots, weights, .. } = session;
    let crew = args.inputs.crew();
    let sample = session.sample()?;
    let among = composition.sequences();
    let all = among <= ENUMERATED;
    let (choice, candidates) = if all {
        let every = enumerate(composition, &sample, slots, &crew)?;
        let choice = cheapest_fair(&every, &sample, slots, weights, &limits)?;
        let every = among <= MOST_SIMULATED;
        (choice, if every { Candidates::Every(among) } else { Candidates::These(patterns(composition)?) })
    } else {
        let mut candidates = patterns(composition)?;
        candidates.push(plan(&session.request(Method::Exact, BEGINNINGS), &crew)?.sequence);
        (cheapest_fair_of(&candidates, &sample, slots, weights, &limits)?, Candidates::These(candidates))
    };
    let FairChoice { cheapest, fair, .. } = choice;
    let Some(fair) = fair else {
        let least = least(&candidates, session, &sample, &crew)?;
        bail!(written::nothing_fits(args, composition, all, &candidates, &least));
    };
    Ok(Found { cheapest, fair, among: if all { among } else { candidates.count() }, all })
}

fn limits(args: &FairArgs) -> Result<FairnessLimits> {
    let FairArgs { max_std_w, max_slot_wait, max_group_wait, .. } = args;
    let limits = [
        ("--max-std-w", max_std_w),
        ("--max-slot-wait", max_slot_wait),
        ("--max-group-wait", max_group_wait),
    ];
    ensure!(
        limits.iter().any(|(_, limit)| limit.is_some()),
        "say what is too unfair: --max-std-w, --max-slot-wait or --max-group-wait, in minutes"
    );
    for (option, limit) in limits {
        if let Some(limit) = limit {
            ensure!(limit.is_finite() && *limit >= 0.0, "{option} {limit}: limits are minutes, not negative");
        }
    }
    Ok(FairnessLimits { std_wait: *max_std_w, worst_visit: *max_slot_wait, worst_kind: *max_group_wait })
}

/// Orders whose unfairness is looked at one by one.
enum Candidates {
    /// All there are: this many.
    Every(u128),
    /// Some of them.
    These(Vec<Sequence>),
}

impl Candidates {
    fn count(&self) -> u128 {
        match self {
            Self::Every(count) => *count,
            Self::These(some) => some.len() as u128,
        }
    }

    fn at(&self, place: usize, composition: &Composition) -> Sequence {
        match self {
            Self::Every(_) => composition.sequence_at(place as u128),
            Self::These(some) => some[place].clone(),
        }
    }
}

/// Repeated patterns, where there are too many orders.
fn patterns(composition: &Composition) -> Result<Vec<Sequence>> {
    let patterns = crg(composition, Order::Both)?;
    ensure!(
        patterns.len() <= MOST_PATTERNS,
        "{composition} has {} repeated patterns, more than the {MOST_PATTERNS} that are looked at: \
         use fewer kinds or visits",
        patterns.len()
    );
    Ok(patterns)
}

fn json(args: &FairArgs, session: &Session, found: &Found, seconds: f64) -> serde_json::Value {
    let one = |judged: &Judged| {
        let outcome = Outcome::of(&judged.evaluation, &session.weights);
        serde_json::json!({
            "sequence": judged.sequence.to_string(),
            "cost": outcome.cost,
            "wait": outcome.wait,
            "idle": outcome.idle,
            "overtime": outcome.overtime,
            "std_w": outcome.std_w,
            "worst_slot_wait": judged.unfairness.worst_visit,
            "worst_group_wait": judged.unfairness.worst_kind,
            "worst_group": judged.unfairness.longest_waiting.to_string(),
            "slot_waits": judged.evaluation.mean_waits(),
        })
    };
    let mut answer = one(&found.fair);
    if let Some(answer) = answer.as_object_mut() {
        answer.insert("cheapest".to_owned(), one(&found.cheapest));
        answer.insert("price".to_owned(), (found.fair.cost - found.cheapest.cost).into());
        answer.insert("among".to_owned(), u64::try_from(found.among).unwrap_or(u64::MAX).into());
        answer.insert("all_orders".to_owned(), found.all.into());
        answer.insert(
            "limits".to_owned(),
            serde_json::json!({
                "std_w": args.max_std_w,
                "slot_wait": args.max_slot_wait,
                "group_wait": args.max_group_wait,
            }),
        );
        answer.insert("scenarios".to_owned(), session.scenarios.into());
        answer.insert("seed".to_owned(), args.inputs.seed().into());
        answer.insert("seconds".to_owned(), seconds.into());
    }
    answer
}

#[cfg(test)]
mod tests;
