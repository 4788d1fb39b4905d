//! `lindley session plan`: the order of one session's visits from measured service times.

use std::io::Write;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use lindley_session::{Plan, plan};

use super::inputs::Inputs;
use super::method::Choosing;
use super::visits::Counts;

/// What to plan.
#[derive(Args, Debug)]
pub(crate) struct PlanArgs {
    /// How many visits of each kind, such as A=8,B=8.
    #[arg(long, value_name = "KIND=N,…")]
    composition: Counts,
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    choosing: Choosing,
}

/// Plans and prints.
pub(super) fn run(args: &PlanArgs) -> Result<()> {
    let started = Instant::now();
    let planned = planned(args)?;
    print(args, &planned, started.elapsed().as_secs_f64())
}

fn planned(args: &PlanArgs) -> Result<Plan> {
    let session = args.inputs.session(args.composition.0.clone())?;
    session.check_search(session.scenarios)?;
    let request = session.request(args.choosing.method(), args.choosing.beginnings());
    Ok(plan(&request, &args.inputs.crew())?)
}

fn print(args: &PlanArgs, plan: &Plan, seconds: f64) -> Result<()> {
    let Plan { sequence, evaluation, cost, gap } = plan;
    let means = evaluation.totals.means(evaluation.scenarios);
    let mut out = std::io::stdout().lock();
    if args.inputs.json {
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
            "seed": args.inputs.seed(),
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
    writeln!(out, "\n{} scenarios from seed {}, {seconds:.3} s", evaluation.scenarios, args.inputs.seed())?;
    Ok(())
}

#[cfg(test)]
mod tests;
