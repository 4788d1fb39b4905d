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
    let request = session.request(args.choosing.method(), args.choosing.beginnings);
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
mod tests {
    use super::*;
    use crate::session::trial::{TIMES, Trial, refusal};

    fn ask(times: &str, words: &[&str]) -> Result<Plan> {
        planned(&Trial::<PlanArgs>::new(times, &[], words)?.args)
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
            let told = refusal(ask(times, words));
            assert!(told.contains(expected), "{words:?}: {told}");
        }
    }
}
