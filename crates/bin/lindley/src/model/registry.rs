//! The registry from the command line: train, list, show, promote, revert, card, report, predict.

mod asking;
mod listing;
mod training;

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use lindley_app::{App, Principal, Settings, SystemClock};
use lindley_domain::{ModelId, ModelTask};
use serde_json::Value;

use crate::signing_key;
use crate::store_choice::StoreArgs;

pub(crate) use asking::{PredictArgs, ReplayArgs, replay};
pub(super) use training::TrainArgs;

/// Where the models are.
#[derive(Args, Clone, Debug)]
pub(crate) struct Place {
    #[command(flatten)]
    store: StoreArgs,
    /// The organisation's key.
    #[arg(long, value_name = "ORGANISATION", default_value = "demo")]
    organisation: String,
    /// The key that signs manifests; made if missing. Default: signing.key beside an SQLite store.
    #[arg(long, value_name = "FILE", env = "LINDLEY_SIGNING_KEY")]
    signing_key: Option<PathBuf>,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

/// What is learnt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TaskChoice {
    /// Whether a patient will not come.
    NoShow,
    /// How long a visit takes.
    Duration,
    /// How many will ask for a service.
    Demand,
}

impl TaskChoice {
    const fn task(self) -> ModelTask {
        match self {
            Self::NoShow => ModelTask::NoShow,
            Self::Duration => ModelTask::Duration,
            Self::Demand => ModelTask::Demand,
        }
    }
}

/// Which models to list.
#[derive(Args, Debug)]
pub(super) struct ListArgs {
    #[command(flatten)]
    place: Place,
    /// Only models of this task.
    #[arg(long, value_enum)]
    task: Option<TaskChoice>,
}

/// A model.
#[derive(Args, Debug)]
pub(super) struct OneArgs {
    #[command(flatten)]
    place: Place,
    /// Its id, such as model-3.
    model: ModelId,
}

/// A model and why.
#[derive(Args, Debug)]
pub(super) struct PromoteArgs {
    #[command(flatten)]
    place: Place,
    /// Its id, such as model-3.
    model: ModelId,
    /// Why it is to speak; stands in the log.
    #[arg(long)]
    reason: String,
}

/// A task and why.
#[derive(Args, Debug)]
pub(super) struct RevertArgs {
    #[command(flatten)]
    place: Place,
    /// Whose champion before the present one comes back.
    #[arg(long, value_enum)]
    task: TaskChoice,
    /// Why; stands in the log.
    #[arg(long)]
    reason: String,
}

/// What the champion is judged on.
#[derive(Args, Debug)]
pub(super) struct ReportArgs {
    #[command(flatten)]
    place: Place,
    /// Whose champion.
    #[arg(long, value_enum)]
    task: TaskChoice,
    /// The first day; eight weeks ago if left out.
    #[arg(long, value_name = "DATE")]
    from: Option<lindley_time::civil::Date>,
    /// The first day after those; tomorrow if left out.
    #[arg(long, value_name = "DATE")]
    until: Option<lindley_time::civil::Date>,
}

/// Trains.
pub(super) fn train(args: &TrainArgs) -> Result<()> {
    training::train(args)
}

/// Lists.
pub(super) fn list(args: &ListArgs) -> Result<()> {
    let task = args.task.map(TaskChoice::task);
    args.place.with_app(async |app, by| {
        let models = app.models(&by, task).await?;
        Ok((listing::table(&models), listing::as_json(&models)))
    })
}

/// Shows one.
pub(super) fn show(args: &OneArgs) -> Result<()> {
    let verifier = args.place.key()?.map(|key| key.verifier().clone());
    args.place.with_app(async |app, by| {
        let model = app.model(&by, args.model).await?;
        let holds = verifier.map(|key| model.manifest.verify(&key, &by.organisation).is_ok());
        Ok((listing::page(&model, holds), listing::whole(&model, holds)?))
    })
}

/// Prints the card.
pub(super) fn card(args: &OneArgs) -> Result<()> {
    args.place.with_app(async |app, by| {
        let card = app.model_card(&by, args.model).await?;
        Ok((card.trim_end().to_owned(), serde_json::json!({ "markdown": card })))
    })
}

/// Promotes.
pub(super) fn promote(args: &PromoteArgs) -> Result<()> {
    args.place.with_app(async |app, by| {
        let gates = app.model_gates(&by, args.model).await?;
        let refusals: Vec<String> = gates.gates.iter().filter_map(lindley_registry::refusal).collect();
        let changed = app.promote_model(&by, args.model, args.reason.clone(), None).await;
        let changed = changed.map_err(|error| {
            refusals.iter().fold(anyhow::Error::from(error), |error, refusal| error.context(refusal.clone()))
        })?;
        let told = format!("{} speaks for {} now.", changed.model.id, changed.model.filed.task.code());
        Ok((told, listing::summary(&changed.model)))
    })
}

/// Brings the champion before the present one back.
pub(super) fn revert(args: &RevertArgs) -> Result<()> {
    args.place.with_app(async |app, by| {
        let changed = app.revert_model(&by, args.task.task(), args.reason.clone(), None).await?;
        let told = format!("{} speaks for {} again.", changed.model.id, changed.model.filed.task.code());
        Ok((told, listing::summary(&changed.model)))
    })
}

/// Judges the champion on the log's own history.
pub(super) fn report(args: &ReportArgs) -> Result<()> {
    args.place.with_app(async |app, by| {
        let found = app.live_report(&by, args.task.task(), (args.from, args.until)).await?;
        listing::live(&found)
    })
}

/// Keeps what models say of a day.
pub(super) fn predict(args: &PredictArgs) -> Result<()> {
    asking::predict(args)
}

impl Place {
    fn key(&self) -> Result<Option<Arc<lindley_governance::SigningKey>>> {
        let place = signing_key::place(self.signing_key.as_deref(), &self.store.store);
        place.map(|path| Ok(Arc::new(signing_key::read_or_make(&path)?))).transpose()
    }

    /// Opens the app, does the work, and prints what it says.
    fn with_app(&self, work: impl AsyncFnOnce(&App, Principal) -> Result<(String, Value)>) -> Result<()> {
        let settings = Settings { signing_key: self.key()?, ..Settings::default() };
        let app = App::open(self.store.store.open()?, Arc::new(SystemClock), settings)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let said = runtime.block_on(work(&app, Principal::system(&self.organisation)));
        app.shutdown();
        let (text, json) = said?;
        let mut out = std::io::stdout().lock();
        if self.json {
            writeln!(out, "{}", serde_json::to_string_pretty(&json)?).context("standard output")
        } else {
            writeln!(out, "{text}").context("standard output")
        }
    }
}
