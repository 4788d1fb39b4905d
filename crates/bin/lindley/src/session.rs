//! `lindley session`: how one session should be filled.

mod advise;
mod bench;
mod bounds;
mod by_kind;
mod fair;
mod inputs;
mod method;
mod outcome;
mod plan;
mod practice;
mod reproduce;
mod service_times;

mod times;
#[cfg(test)]
mod trial;
mod validate;
mod visits;

use anyhow::Result;
use clap::{Args, Subcommand};

/// What `lindley session` is asked to do.
#[derive(Args, Debug)]
pub(crate) struct SessionArgs {
    #[command(subcommand)]
    task: SessionTask,
}

#[derive(Subcommand, Debug)]
enum SessionTask {
    /// Choose the order of one session's visits from measured service times.
    Plan(plan::PlanArgs),
    /// Find when each visit should be due, for a given order or together with it.
    Times(times::TimesArgs),
    /// Choose an order on one sample, judge it on another, and say how far the best can be.
    Validate(validate::ValidateArgs),
    /// Choose the cheapest order in which nobody waits too long, and say what that costs.
    Fair(fair::FairArgs),
    /// Say which classification and rule is enough at which costs, and how far costs can move before the order changes.
    Advise(advise::AdviseArgs),
    /// Simulate an order as it is lived: no-shows, lateness, walk-ins, overbooked slots.
    Practice(practice::PracticeArgs),
    /// Measure how fast this machine plans sessions.
    Bench(bench::BenchArgs),
    /// Recompute the published classify-predict-sequence study and write its numbers beside the printed ones.
    Reproduce(reproduce::ReproduceArgs),
}

/// Does it.
pub(crate) fn run(args: &SessionArgs) -> Result<()> {
    match &args.task {
        SessionTask::Plan(args) => plan::run(args),
        SessionTask::Times(args) => times::run(args),
        SessionTask::Validate(args) => validate::run(args),
        SessionTask::Fair(args) => fair::run(args),
        SessionTask::Advise(args) => advise::run(args),
        SessionTask::Practice(args) => practice::run(args),
        SessionTask::Bench(args) => bench::run(args),
        SessionTask::Reproduce(args) => reproduce::run(args),
    }
}
