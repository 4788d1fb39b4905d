//! `lindley session`: how one session should be filled.

mod crew;
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
    /// Recompute the published classify-predict-sequence study and write its numbers beside the printed ones.
    Reproduce(reproduce::ReproduceArgs),
}

/// Does it.
pub(crate) fn run(args: &SessionArgs) -> Result<()> {
    match &args.task {
        SessionTask::Reproduce(args) => reproduce::run(args),
    }
}
