//! Keeping what models say, and making it again.

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use lindley_app::{About, Question};
use lindley_domain::{PredictionBatch, PredictionId, SiteId};
use lindley_forecast::demand::DemandQuestion;
use lindley_time::Instant;
use lindley_time::civil::Date;
use serde_json::{Value, json};

use super::Place;

/// What to ask.
#[derive(Args, Debug)]
pub(crate) struct PredictArgs {
    #[command(flatten)]
    place: Place,
    /// What is asked.
    #[arg(long, value_enum)]
    subject: SubjectChoice,
    /// Of which site, such as site-1; of demand, every site is told if this is left out.
    #[arg(long)]
    site: Option<SiteId>,
    /// On which day there; demand is told from now on.
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
}

/// What can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SubjectChoice {
    /// Who will not come on a day.
    NoShow,
    /// How long the visits of a day take.
    Duration,
    /// How many will ask for services.
    Demand,
    /// How the sessions of a day will go.
    Sessions,
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
    let question = args.question()?;
    args.place.with_app(async |app, by| {
        let kept = app.keep_predictions(&by, question, None).await?;
        let models: Vec<String> = kept.batch.models.iter().map(ToString::to_string).collect();
        let spoke = if models.is_empty() { "fallbacks".to_owned() } else { models.join(" and ") };
        let told = format!(
            "{}: {} predictions by {spoke} as of {}, at event {}.",
            kept.id, kept.batch.count, kept.batch.as_of, kept.batch.head
        );
        Ok((told, written(kept.id, &kept.batch)))
    })
}

impl PredictArgs {
    fn question(&self) -> Result<Question> {
        if self.subject == SubjectChoice::Demand {
            if self.date.is_some() {
                bail!("--date: demand is told from now on; leave the date out");
            }
            // The app asks as of now, whatever stands here.
            let everything = DemandQuestion::of_all(Instant::from_seconds(0));
            return Ok(Question::Demand(DemandQuestion {
                sites: self.site.into_iter().collect(),
                ..everything
            }));
        }
        let site = self.site.context("--site is missing: which site's day is it about?")?;
        let date = self.date.context("--date is missing: which day is it about?")?;
        Ok(match self.subject {
            SubjectChoice::NoShow => Question::NoShow(About::Day(site, date)),
            SubjectChoice::Duration => Question::Duration(About::Day(site, date)),
            SubjectChoice::Sessions | SubjectChoice::Demand => Question::Sessions(site, date),
        })
    }
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
    if same {
        Ok(())
    } else {
        bail!("{} was not made by this log, these models and this program", args.prediction)
    }
}

fn written(id: PredictionId, batch: &PredictionBatch) -> Value {
    json!({
        "id": id.to_string(),
        "subject": batch.subject.code(),
        "models": batch.models.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "head": batch.head,
        "as_of": batch.as_of.to_string(),
        "question": batch.question,
        "count": batch.count,
        "hash": batch.blob.to_string(),
    })
}
