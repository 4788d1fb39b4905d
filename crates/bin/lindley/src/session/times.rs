//! `lindley session times`: when each visit should be due, for a given order or together with it.

mod gap;
mod written;

use std::io::Write;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use lindley_session::{
    Bounds, Covers, Evaluation, Method, Scenarios, Sequence, Timed, compare, evaluate, optimise_times, plan,
    sequence_and_times,
};

use super::inputs::{Inputs, Session, seconds};
use super::outcome::Outcome;
use super::visits::Visits;
use super::{bounds, bounds::MOST_REPLICATIONS, bounds::MOST_SCENARIOS};
use gap::{TimesGap, times_gap};

/// The confidence of every interval that is printed.
const LEVEL: f64 = 0.95;
/// Beginnings that are bounded where there are too many orders to score all.
const BEGINNINGS: u64 = 2_000;

/// What to find times for.
#[derive(Args, Debug)]
pub(crate) struct TimesArgs {
    #[command(flatten)]
    visits: Visits,
    #[command(flatten)]
    inputs: Inputs,
    /// Appointment times are multiples of this many minutes.
    #[arg(long, value_name = "MINUTES", default_value_t = 1.0)]
    step_minutes: f64,
    /// Fresh scenarios that the times are scored on after they were chosen.
    #[arg(long, value_name = "N", default_value = "10000", value_parser = bounds::count::<2, MOST_SCENARIOS>)]
    fresh_scenarios: usize,
    /// Further samples whose own best times say how far these can be from the best; at least 2.
    #[arg(long, value_name = "N", default_value = "10", value_parser = bounds::count::<2, MOST_REPLICATIONS>)]
    replications: usize,
}

/// Times beside equal slots.
struct Found {
    /// The order and the times that were found.
    timed: Timed,
    /// The best order in equal slots, or the one that was given.
    equal: Sequence,
    in_equal_slots: Evaluation,
    /// What the times cost less than equal slots on scenarios that neither was chosen on.
    fresh_saving: Bounds,
    fresh_cost: f64,
    gap: TimesGap,
    order_is_free: bool,
}

/// Finds times and prints them.
pub(super) fn run(args: &TimesArgs) -> Result<()> {
    let started = Instant::now();
    let session = args.inputs.session(args.visits.composition()?)?;
    let found = found(args, &session)?;
    let seconds = started.elapsed().as_secs_f64();
    let mut out = std::io::stdout().lock();
    if args.inputs.json {
        writeln!(out, "{}", json(args, &session, &found, seconds))?;
    } else {
        writeln!(out, "{}", written::written(&session, &found))?;
        writeln!(out, "\n{} scenarios from seed {}, {seconds:.3} s", session.scenarios, args.inputs.seed())?;
    }
    Ok(())
}

fn found(args: &TimesArgs, session: &Session) -> Result<Found> {
    let step = seconds("--step-minutes", args.step_minutes)?;
    let crew = args.inputs.crew();
    let sample = session.sample()?;
    let (equal, timed) = match &args.visits.sequence {
        Some(sequence) => {
            let timed = optimise_times(sequence, &sample, &session.slots, step, &session.weights, &crew)?;
            (sequence.clone(), timed)
        }
        None => order_and_times(args, session, &sample, step)?,
    };
    let in_equal_slots = evaluate(&equal, &sample, &session.slots)?;
    let fresh = session.fresh(args.fresh_scenarios)?;
    let plans = [(&equal, &session.slots), (&timed.sequence, &timed.slots)];
    let compared = compare(plans, &fresh, &session.weights, LEVEL)?;
    let order = args.visits.sequence.as_ref();
    let gap = times_gap(&timed, order, session, step, args.replications, &crew)?;
    Ok(Found {
        timed,
        equal,
        in_equal_slots,
        fresh_saving: compared.difference,
        fresh_cost: compared.second,
        gap,
        order_is_free: args.visits.sequence.is_none(),
    })
}

/// The best order in equal slots, and the cheapest order with its times that was found from there or elsewhere.
fn order_and_times(
    args: &TimesArgs,
    session: &Session,
    sample: &Scenarios,
    step: u32,
) -> Result<(Sequence, Timed)> {
    let Session { composition, slots, weights, .. } = session;
    let crew = args.inputs.crew();
    session.check_search(session.scenarios)?;
    let planned = plan(&session.request(Method::Exact, BEGINNINGS), &crew)?;
    let in_its_order = optimise_times(&planned.sequence, sample, slots, step, weights, &crew)?;
    let together = sequence_and_times(composition, sample, slots, step, weights, &crew)?;
    let timed = if together.cost < in_its_order.cost { together } else { in_its_order };
    Ok((planned.sequence, timed))
}

fn json(args: &TimesArgs, session: &Session, found: &Found, seconds: f64) -> serde_json::Value {
    let Found { timed, equal, in_equal_slots, fresh_saving, fresh_cost, gap, .. } = found;
    let outcome = Outcome::of(&timed.evaluation, &session.weights);
    let minutes: Vec<f64> = timed.slots.times().iter().map(|time| f64::from(*time) / 60.0).collect();
    let in_equal_slots = Outcome::of(in_equal_slots, &session.weights);
    serde_json::json!({
        "sequence": timed.sequence.to_string(),
        "times_min": minutes,
        "cost": outcome.cost,
        "wait": outcome.wait,
        "idle": outcome.idle,
        "overtime": outcome.overtime,
        "std_w": outcome.std_w,
        "slot_waits": timed.evaluation.mean_waits(),
        "equal_slots": {
            "sequence": equal.to_string(),
            "cost": in_equal_slots.cost,
            "wait": in_equal_slots.wait,
            "idle": in_equal_slots.idle,
            "overtime": in_equal_slots.overtime,
            "std_w": in_equal_slots.std_w,
        },
        "saving": in_equal_slots.cost - outcome.cost,
        "fresh": {
            "scenarios": args.fresh_scenarios,
            "cost": fresh_cost,
            "saving": fresh_saving.mean,
            "saving_low": fresh_saving.low,
            "saving_high": fresh_saving.high,
        },
        "gap": timed.gap,
        "gap_covers": match timed.covers {
            Covers::ThisOrder => "times of this order",
            Covers::AllOrders => "times of all orders",
        },
        "sampled_gap": gap.share,
        "sampled_gap_limit": gap.limit,
        "sampled_gap_replications": args.replications,
        "scenarios": session.scenarios,
        "seed": args.inputs.seed(),
        "seconds": seconds,
    })
}

#[cfg(test)]
mod tests;
