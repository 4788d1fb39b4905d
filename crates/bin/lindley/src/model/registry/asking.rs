//! Keeping what models say of a day, and making it again.

use anyhow::{Result, bail};
use clap::Args;
use lindley_app::Question;
use lindley_domain::{ModelTask, PredictionBatch, PredictionId, SiteId};
use lindley_time::civil::Date;
use serde_json::{Value, json};

use super::{Place, TaskChoice};

/// What to ask.
#[derive(Args, Debug)]
pub(crate) struct PredictArgs {
    #[command(flatten)]
    place: Place,
    /// What is asked: no-show or duration.
    #[arg(long, value_enum)]
    task: TaskChoice,
    /// Of which site's appointments, such as site-1.
    #[arg(long)]
    site: SiteId,
    /// On which day there.
    #[arg(long, value_name = "DATE")]
    date: Date,
}

/// What to make again.
#[derive(Args, Debug)]
pub(crate) struct ReplayArgs {
    #[command(flatten)]
    place: Place,
    /// The kept predictions, such as prediction-3.
    prediction: PredictionId,
}

/// Asks, keeps the answer, and tells its number.
pub(super) fn predict(args: &PredictArgs) -> Result<()> {
    if args.task.task() == ModelTask::Demand {
        bail!("--task demand: batches are kept of appointments; ask POST /v1/predict-demand instead");
    }
    args.place.with_app(async |app, by| {
        let question = Question::day(args.task.task(), args.site, args.date);
        let (id, batch) = app.keep_predictions(&by, question, None).await?;
        let model = batch.model.map_or_else(|| "the fallback".to_owned(), |model| model.to_string());
        let told = format!(
            "{id}: {} predictions by {model} as of {}, at event {}.",
            batch.count, batch.as_of, batch.head
        );
        Ok((told, written(id, &batch)))
    })
}

/// Makes kept predictions again; an error if a byte differs.
pub(crate) fn replay(args: &ReplayArgs) -> Result<()> {
    let mut same = false;
    args.place.with_app(async |app, by| {
        let kept = app.kept_predictions(&by, args.prediction).await?;
        let replayed = app.replay_predictions(&by, args.prediction).await?;
        same = replayed.is_same();
        let words = if same { "the same bytes" } else { "other bytes" };
        let told = format!(
            "{}: {} predictions replayed at event {} give {words}.\n  kept      {}\n  replayed  {}",
            args.prediction, kept.batch.count, kept.batch.head, replayed.kept, replayed.replayed
        );
        let json = json!({
            "prediction": args.prediction.to_string(),
            "same": same,
            "kept_hash": replayed.kept.to_string(),
            "replayed_hash": replayed.replayed.to_string(),
        });
        Ok((told, json))
    })?;
    if same { Ok(()) } else { bail!("{} was not made by this log, model and program", args.prediction) }
}

fn written(id: PredictionId, batch: &PredictionBatch) -> Value {
    json!({
        "id": id.to_string(),
        "task": batch.task.code(),
        "model": batch.model.map(|model| model.to_string()),
        "head": batch.head,
        "as_of": batch.as_of.to_string(),
        "question": batch.question,
        "count": batch.count,
        "hash": batch.blob.to_string(),
    })
}
