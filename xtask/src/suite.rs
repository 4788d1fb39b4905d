//! `cargo xtask test`: every check and every test, one step after another, until the first that fails.

mod report;
mod steps;

use std::time::Instant;

use report::{Outcome, Report};

use crate::places::Places;
use crate::tally::Tally;

/// What a step came to: the tests it ran, and whether it went well, was skipped (with the reason) or failed.
struct Done {
    tally: Tally,
    outcome: Result<Option<String>, String>,
}

/// One step.
#[derive(Clone, Copy)]
struct Step {
    name: &'static str,
    run: fn(&Places) -> Done,
}

/// Runs the steps and prints the table. The last line is the totals and nothing else. Answers whether all went well.
pub(crate) fn run(places: &Places, long: bool) -> bool {
    let mut steps = steps::USUAL.to_vec();
    if long {
        steps.push(steps::LONG);
    }
    let mut report = Report::default();
    let mut failed = false;
    for step in &steps {
        if failed {
            report.add(step.name, Outcome::NotRun, 0.0, Tally::default());
            continue;
        }
        println!("\n=== {} ===", step.name);
        let began = Instant::now();
        let done = (step.run)(places);
        let seconds = began.elapsed().as_secs_f64();
        let outcome = match done.outcome {
            Ok(None) => Outcome::Passed,
            Ok(Some(reason)) => Outcome::Skipped(reason),
            Err(reason) => {
                eprintln!("{}: {reason}", step.name);
                failed = true;
                Outcome::Failed
            }
        };
        println!("--- {}: {outcome}, {seconds:.1} s", step.name);
        report.add(step.name, outcome, seconds, done.tally);
    }
    print!("\n{report}");
    !failed
}
