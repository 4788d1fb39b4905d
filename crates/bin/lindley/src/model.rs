//! `lindley model`: what the clinic learns, and how good it would have been.

mod demand;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand, ValueEnum};

/// What `lindley model` is asked to do.
#[derive(Args, Debug)]
pub(crate) struct ModelArgs {
    #[command(subcommand)]
    task: ModelTask,
}

#[derive(Subcommand, Debug)]
enum ModelTask {
    /// Forecast days of the past as if they had not been, and say how good that was.
    Backtest(BacktestArgs),
}

/// What to test on which file.
#[derive(Args, Debug)]
struct BacktestArgs {
    /// What is forecast.
    #[arg(long, value_enum)]
    task: BacktestTask,
    /// The file with what happened.
    #[arg(long, value_name = "PATH")]
    data: PathBuf,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    demand: demand::DemandArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum BacktestTask {
    /// How many arrive, per step of time.
    Demand,
}

/// Does it.
pub(crate) fn run(args: &ModelArgs) -> Result<()> {
    let ModelTask::Backtest(backtest) = &args.task;
    match backtest.task {
        BacktestTask::Demand => demand::demand(&backtest.data, &backtest.demand, backtest.json),
    }
}
