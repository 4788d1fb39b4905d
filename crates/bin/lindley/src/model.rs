//! `lindley model`: what the clinic learns, and how good it would have been.

mod backtest;
mod demand;
mod duration;
mod no_show;
pub(crate) mod registry;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use anyhow::{Result, bail};
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
    /// Learn a model from an organisation's log; it becomes a challenger.
    Train(registry::TrainArgs),
    /// List the models of an organisation, newest first.
    List(registry::ListArgs),
    /// Show one model: what it was made from, and how it did.
    Show(registry::OneArgs),
    /// Print a model's card as Markdown.
    Card(registry::OneArgs),
    /// Make a model the champion of its task, if it passes the gates.
    Promote(registry::PromoteArgs),
    /// Bring the champion before the present one back.
    Revert(registry::RevertArgs),
    /// Judge the champion on what has happened since.
    Report(registry::ReportArgs),
    /// Keep what the champion says of a day's appointments.
    Predict(registry::PredictArgs),
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
    /// Seed of no-show and duration models: the same seed gives the same model; 1 if left out.
    #[arg(long)]
    seed: Option<u64>,
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
    match &args.task {
        ModelTask::Backtest(backtest) => run_backtest(backtest),
        ModelTask::Train(args) => registry::train(args),
        ModelTask::List(args) => registry::list(args),
        ModelTask::Show(args) => registry::show(args),
        ModelTask::Card(args) => registry::card(args),
        ModelTask::Promote(args) => registry::promote(args),
        ModelTask::Revert(args) => registry::revert(args),
        ModelTask::Report(args) => registry::report(args),
        ModelTask::Predict(args) => registry::predict(args),
    }
}

fn run_backtest(backtest: &BacktestArgs) -> Result<()> {
    let is_demand = matches!(backtest.task, BacktestTask::Demand);
    if let Some(option) = backtest.demand.given().filter(|_| !is_demand) {
        bail!("{option} belongs to --task demand: leave it out, or ask for that task");
    }
    if is_demand && backtest.seed.is_some() {
        bail!("--seed: nothing about demand is drawn by chance; leave it out");
    }
    let seed = Seed::from_u64(backtest.seed.unwrap_or(1));
    match backtest.task {
        BacktestTask::Demand => demand::demand(&backtest.data, &backtest.demand, backtest.json),
        BacktestTask::NoShow => no_show::backtest(&backtest.data, seed)?.print("no-show", backtest.json),
        BacktestTask::Duration => duration::backtest(&backtest.data, seed)?.print("duration", backtest.json),
    }
}
