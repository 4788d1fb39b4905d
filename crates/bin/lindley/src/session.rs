//! `lindley session`: how one session should be filled.

mod bench;
mod plan;
mod reproduce;

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
    /// Measure how fast this machine plans sessions.
    Bench(bench::BenchArgs),
    /// Recompute the published classify-predict-sequence study and write its numbers beside the printed ones.
    Reproduce(reproduce::ReproduceArgs),
}

/// Does it.
pub(crate) fn run(args: &SessionArgs) -> Result<()> {
    match &args.task {
        SessionTask::Plan(args) => plan::run(args),
        SessionTask::Bench(args) => bench::run(args),
        SessionTask::Reproduce(args) => reproduce::run(args),
    }
}
