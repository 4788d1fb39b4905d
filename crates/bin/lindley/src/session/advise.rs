//! `lindley session advise`: which classification and rule is enough at which weights, and how firmly an order stands.

mod classification;
mod rule;
mod written;

use std::io::Write;
use std::time::Instant;

use anyhow::{Result, ensure};
use clap::Args;
use lindley_session::{
    Advice, ENUMERATED, Sensitivity, Setting, Standing, Weights, advise, enumerate, sensitivity,
};

use super::bounds;
use super::inputs::{Inputs, Session};
use super::visits::Counts;
use classification::{Columns, classifications};
pub(super) use rule::MOST_PATTERNS;
use rule::{Choices, rules};

/// What to advise on.
#[derive(Args, Debug)]
pub(crate) struct AdviseArgs {
    /// How many visits of each kind, such as A=5,B=5,C=6; at least two kinds.
    #[arg(long, value_name = "KIND=N,…")]
    composition: Counts,
    #[command(flatten)]
    inputs: Inputs,
    /// Costs of a minute of idling to advise for.
    #[arg(long, value_name = "COST,…", value_delimiter = ',', default_values_t = [0.0, 5.0, 10.0])]
    idle_costs: Vec<f64>,
    /// Costs of a minute of overtime to advise for.
    #[arg(long, value_name = "COST,…", value_delimiter = ',', default_values_t = [1.0, 5.0, 10.0])]
    overtime_costs: Vec<f64>,
    /// What may be lost and still be enough, in per cent of the cheapest cost.
    #[arg(long, value_name = "PERCENT", default_value_t = 1.0, allow_negative_numbers = true)]
    tolerance: f64,
}

/// Advice, and how firmly the cheapest order stands.
struct Found {
    advice: Advice,
    /// None if there are too many orders to score all.
    sensitivity: Option<Sensitivity>,
}

/// Advises and prints.
pub(super) fn run(args: &AdviseArgs) -> Result<()> {
    let started = Instant::now();
    let session = args.inputs.session(args.composition.0.clone())?;
    let found = found(args, &session)?;
    let seconds = started.elapsed().as_secs_f64();
    let mut out = std::io::stdout().lock();
    if args.inputs.json {
        writeln!(out, "{}", json(args, &session, &found, seconds))?;
    } else {
        writeln!(out, "{}", written::written(&found))?;
        writeln!(
            out,
            "\nChosen on {} scenarios from seed {}, judged on as many fresh ones, {seconds:.3} s",
            session.scenarios,
            args.inputs.seed()
        )?;
    }
    Ok(())
}

fn found(args: &AdviseArgs, session: &Session) -> Result<Found> {
    let Session { composition, slots, seed, .. } = session;
    let present = composition.counts().iter().filter(|count| **count > 0).count();
    ensure!(
        present >= 2,
        "{composition} has visits of one kind: there is nothing to tell apart, give at least two kinds"
    );
    ensure!(
        (0.0..=1e6).contains(&args.tolerance),
        "--tolerance {}: it is a percentage from 0 to 1,000,000",
        args.tolerance
    );
    session.check_search(session.scenarios)?;
    let crew = args.inputs.crew();
    let (first, fresh) = (Columns::draw(session, *seed)?, Columns::draw(session, seed.child("fresh"))?);
    let mut settings = settings(args, session)?;
    for classification in classifications(session) {
        let chosen_on = first.seen_by(&classification, *seed)?;
        let judged_on = fresh.seen_by(&classification, seed.child("fresh"))?;
        for rule in rules(&classification, &chosen_on.times)? {
            let choices = Choices::of(&rule, &classification, &chosen_on.sample, slots, &crew)?;
            for setting in &mut settings {
                let sequence = choices.cheapest(&setting.weights)?;
                let evaluation = lindley_session::evaluate(&sequence, &judged_on.sample, slots)?;
                setting.standings.push(Standing {
                    classification: classification.name.clone(),
                    kinds: classification.groups.len(),
                    rule: rule.name().to_owned(),
                    effort: rule.effort(),
                    cost: evaluation.totals.cost(&setting.weights, session.scenarios),
                });
            }
        }
    }
    let sensitivity = if composition.sequences() <= ENUMERATED {
        let all = enumerate(composition, &session.sample()?, slots, &crew)?;
        Some(sensitivity(&all, &session.weights))
    } else {
        None
    };
    Ok(Found { advice: advise(&settings, args.tolerance / 100.0)?, sensitivity })
}

/// Every pair of costs, without a plan yet.
fn settings(args: &AdviseArgs, session: &Session) -> Result<Vec<Setting>> {
    let mut settings = Vec::new();
    for idle in &args.idle_costs {
        for overtime in &args.overtime_costs {
            let weights = bounds::weights(session.weights.wait, *idle, *overtime)?;
            settings.push(Setting { weights, standings: Vec::new() });
        }
    }
    Ok(settings)
}

fn json(args: &AdviseArgs, session: &Session, found: &Found, seconds: f64) -> serde_json::Value {
    let Advice { tolerance, at, combinations } = &found.advice;
    let weights = |weights: &Weights| {
        let Weights { wait, idle, overtime } = weights;
        serde_json::json!({ "wait": wait, "idle": idle, "overtime": overtime })
    };
    let plan = |standing: &Standing| {
        serde_json::json!({
            "classification": standing.classification,
            "kinds": standing.kinds,
            "rule": standing.rule,
            "cost": standing.cost,
        })
    };
    let at: Vec<_> = at
        .iter()
        .map(|enough| {
            serde_json::json!({
                "weights": weights(&enough.weights),
                "enough": plan(&enough.simplest),
                "best": plan(&enough.best),
                "loss": enough.loss,
                "words": enough.to_string(),
            })
        })
        .collect();
    let combinations: Vec<_> = combinations
        .iter()
        .map(|summary| {
            serde_json::json!({
                "classification": summary.classification,
                "kinds": summary.kinds,
                "rule": summary.rule,
                "tried": summary.tried,
                "enough": summary.enough,
                // Where the cheapest costs nothing there is no share of it to lose, and JSON knows no infinity.
                "worst_loss": summary.worst_loss.is_finite().then_some(summary.worst_loss),
                "worst_loss_is_limitless": summary.worst_loss.is_infinite(),
                "worst_at": weights(&summary.worst_at),
                "words": summary.to_string(),
            })
        })
        .collect();
    serde_json::json!({
        "tolerance": tolerance,
        "words": found.advice.to_string().lines().next(),
        "at": at,
        "combinations": combinations,
        "sensitivity": found.sensitivity.as_ref().map(sensitivity_json),
        "scenarios": session.scenarios,
        "seed": args.inputs.seed(),
        "seconds": seconds,
    })
}

fn sensitivity_json(found: &Sensitivity) -> serde_json::Value {
    let ranges: Vec<_> = found
        .ranges
        .iter()
        .map(|range| {
            // JSON knows no infinity: a range that never ends has no upper end.
            let high = range.high.is_finite().then_some(range.high);
            serde_json::json!({ "name": range.name, "now": range.now, "low": range.low, "high": high })
        })
        .collect();
    let shares: Vec<_> = found
        .shares
        .iter()
        .map(|share| serde_json::json!({ "sequence": share.sequence.to_string(), "share": share.share }))
        .collect();
    serde_json::json!({ "sequence": found.chosen.to_string(), "ranges": ranges, "shares": shares })
}

#[cfg(test)]
mod tests;
