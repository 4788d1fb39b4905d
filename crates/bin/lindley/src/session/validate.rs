//! `lindley session validate`: an order chosen on one sample and judged on another.

mod written;

use std::io::Write;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use lindley_session::{
    Comparison, Evaluation, GapRequest, OptimalityGap, Scenarios, Sequence, compare, evaluate,
    optimality_gap, plan, scenario_costs,
};
use lindley_stats::StudentT;

use super::inputs::{Inputs, Session};
use super::method::Choosing;
use super::outcome::Outcome;
use super::visits::{Visits, same_visits};
use super::{bounds, bounds::MOST_REPLICATIONS, bounds::MOST_SCENARIOS};

/// What to judge.
#[derive(Args, Debug)]
pub(crate) struct ValidateArgs {
    #[command(flatten)]
    visits: Visits,
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    choosing: Choosing,
    /// Another order of the same visits, compared scenario by scenario.
    #[arg(long, value_name = "KINDS")]
    against: Option<Sequence>,
    /// Fresh scenarios that the order is judged on.
    #[arg(long, value_name = "N", default_value = "10000", value_parser = bounds::count::<2, MOST_SCENARIOS>)]
    fresh_scenarios: usize,
    /// Samples whose cheapest orders bound what any order costs; at least 2.
    #[arg(long, value_name = "N", default_value = "10", value_parser = bounds::count::<2, MOST_REPLICATIONS>)]
    replications: usize,
    /// Scenarios of each of them: the more, the tighter the bound.
    #[arg(long, value_name = "N", default_value = "1000", value_parser = bounds::count::<1, MOST_SCENARIOS>)]
    replication_scenarios: usize,
    /// Confidence of the intervals and limits, between 0.5 and 1.
    #[arg(long, default_value_t = 0.95)]
    level: f64,
}

/// An order and what is known of it.
struct Judged {
    sequence: Sequence,
    /// On the sample that it was chosen on; none if it was given.
    chosen_on: Option<Evaluation>,
    fresh: Evaluation,
    /// The ends of the interval of its mean cost.
    cost_low: f64,
    cost_high: f64,
    against: Option<(Sequence, Comparison)>,
    gap: OptimalityGap,
}

/// Judges and prints.
pub(super) fn run(args: &ValidateArgs) -> Result<()> {
    let started = Instant::now();
    let session = args.inputs.session(args.visits.composition()?)?;
    let judged = judged(args, &session)?;
    let seconds = started.elapsed().as_secs_f64();
    let mut out = std::io::stdout().lock();
    if args.inputs.json {
        writeln!(out, "{}", json(args, &session, &judged, seconds))?;
    } else {
        writeln!(out, "{}", written::written(args, &session, &judged))?;
        writeln!(
            out,
            "\n{} scenarios from seed {}, {} fresh ones, {seconds:.3} s",
            session.scenarios,
            args.inputs.seed(),
            args.fresh_scenarios
        )?;
    }
    Ok(())
}

fn judged(args: &ValidateArgs, session: &Session) -> Result<Judged> {
    let Session { composition, slots, weights, .. } = session;
    if !(args.level > 0.5 && args.level < 1.0) {
        bail!("--level {}: a confidence lies between 0.5 and 1, both excluded", args.level);
    }
    if let Some(against) = &args.against {
        same_visits("--against", against, composition)?;
    }
    session.check_search(args.replication_scenarios)?;
    let crew = args.inputs.crew();
    let (sequence, chosen_on) = if let Some(sequence) = &args.visits.sequence {
        (sequence.clone(), None)
    } else {
        session.check_search(session.scenarios)?;
        let plan = plan(&session.request(args.choosing.method(), args.choosing.beginnings()), &crew)?;
        (plan.sequence, Some(plan.evaluation))
    };
    let sample = session.fresh(args.fresh_scenarios)?;
    let fresh = evaluate(&sequence, &sample, slots)?;
    let (cost_low, cost_high) = interval(args, session, &sequence, &sample)?;
    let against = match &args.against {
        None => None,
        Some(other) => {
            let found = compare([(&sequence, slots), (other, slots)], &sample, weights, args.level)?;
            Some((other.clone(), found))
        }
    };
    let gap = optimality_gap(&sequence, &gap_request(args, session), &crew)?;
    Ok(Judged { sequence, chosen_on, fresh, cost_low, cost_high, against, gap })
}

fn gap_request<'a>(args: &ValidateArgs, session: &'a Session) -> GapRequest<'a> {
    GapRequest {
        composition: &session.composition,
        service_times: &session.service_times,
        slots: &session.slots,
        weights: session.weights,
        replications: args.replications,
        scenarios: args.replication_scenarios,
        scored: args.fresh_scenarios,
        level: args.level,
        most_beginnings: args.choosing.beginnings(),
        seed: session.seed.child("gap"),
    }
}

/// Student's interval of the mean cost.
fn interval(
    args: &ValidateArgs,
    session: &Session,
    sequence: &Sequence,
    sample: &Scenarios,
) -> Result<(f64, f64)> {
    let costs = scenario_costs(sequence, sample, &session.slots, &session.weights)?;
    let count = costs.len() as f64;
    let mean = costs.iter().sum::<f64>() / count;
    let variance = costs.iter().map(|cost| (cost - mean).powi(2)).sum::<f64>() / (count - 1.0);
    let within = StudentT::new(count - 1.0).and_then(|distribution| distribution.within(args.level));
    let half = within.context("--level")? * (variance / count).sqrt();
    Ok((mean - half, mean + half))
}

fn json(args: &ValidateArgs, session: &Session, judged: &Judged, seconds: f64) -> serde_json::Value {
    let Judged { sequence, chosen_on, fresh, cost_low, cost_high, against, gap } = judged;
    let outcome = Outcome::of(fresh, &session.weights);
    let against = against.as_ref().map(|(sequence, found)| {
        serde_json::json!({
            "sequence": sequence.to_string(),
            "cost": found.second,
            "difference": found.difference.mean,
            "difference_low": found.difference.low,
            "difference_high": found.difference.high,
            "decided": found.is_decided(),
        })
    });
    let share = |minutes: f64| if outcome.cost > 0.0 { minutes / outcome.cost } else { 0.0 };
    serde_json::json!({
        "sequence": sequence.to_string(),
        "cost": outcome.cost,
        "cost_low": cost_low,
        "cost_high": cost_high,
        "wait": outcome.wait,
        "idle": outcome.idle,
        "overtime": outcome.overtime,
        "std_w": outcome.std_w,
        "level": args.level,
        "cost_where_chosen": chosen_on.as_ref().map(|found| Outcome::of(found, &session.weights).cost),
        "against": against,
        "gap": share(gap.paired),
        "gap_limit": share(gap.paired_limit),
        "optimality": {
            "lower": gap.lower,
            "lower_limit": gap.lower_limit,
            "upper": gap.upper,
            "upper_limit": gap.upper_limit,
            "gap": gap.gap,
            "gap_limit": gap.gap_limit,
            "paired": gap.paired,
            "paired_limit": gap.paired_limit,
            "replications": args.replications,
            "replication_scenarios": args.replication_scenarios,
            "words": written::gap(args, judged, outcome.cost),
        },
        "scenarios": session.scenarios,
        "fresh_scenarios": args.fresh_scenarios,
        "seed": args.inputs.seed(),
        "seconds": seconds,
    })
}

#[cfg(test)]
mod tests;
