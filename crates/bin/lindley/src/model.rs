//! `lindley model`: what the clinic learns, and how good it would have been.

mod backtest;
mod demand;
mod duration;
mod no_show;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand, ValueEnum};
use lindley_seed::Seed;

/// What `lindley model` is asked to do.
#[derive(Args, Debug)]
pub(crate) struct ModelArgs {
    #[command(subcommand)]
    task: ModelTask,
}

#[derive(Subcommand, Debug)]
enum ModelTask {
    /// Predict a part of the past as if it had not been, and say how good that was.
    Backtest(BacktestArgs),
}

/// What to test on which file.
#[derive(Args, Debug)]
struct BacktestArgs {
    /// What is forecast.
    #[arg(long, value_enum)]
    task: BacktestTask,
    /// The file with what happened; for no-shows and durations also the folder that holds it.
    #[arg(long, value_name = "PATH")]
    data: PathBuf,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
    /// Seed of no-show and duration models: the same seed gives the same model.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    demand: demand::DemandArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum BacktestTask {
    /// How many arrive, per step of time.
    Demand,
    /// Whether a patient will not come: the public no-show file, CSV or zip.
    NoShow,
    /// How long a visit takes: the Hangu file, with the split of its authors.
    Duration,
}

/// Does it.
pub(crate) fn run(args: &ModelArgs) -> Result<()> {
    let ModelTask::Backtest(backtest) = &args.task;
    let seed = Seed::from_u64(backtest.seed);
    match backtest.task {
        BacktestTask::Demand => demand::demand(&backtest.data, &backtest.demand, backtest.json),
        BacktestTask::NoShow => no_show::backtest(&backtest.data, seed)?.print("no-show", backtest.json),
        BacktestTask::Duration => duration::backtest(&backtest.data, seed)?.print("duration", backtest.json),
    }
}
