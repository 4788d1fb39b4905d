//! `lindley model train`: queues a training and works on it, or waits while a server does.

use std::num::NonZeroUsize;
use std::time::Duration;

use anyhow::{Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use lindley_app::{App, Permission, Principal, Subject, Threads};
use lindley_domain::{Command, ModelId, Training, TrainingCause, TrainingId, TrainingStage};

use super::{Place, TaskChoice, listing};
use crate::learner::worker_name;

/// How often a training that another process works on is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// What to train.
#[derive(Args, Debug)]
pub(crate) struct TrainArgs {
    #[command(flatten)]
    place: Place,
    /// What is learnt.
    #[arg(long, value_enum)]
    task: TaskChoice,
    /// Where the draws begin: the same log and seed give the same model.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Threads; as many as the machine has if left out. The model does not depend on it.
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// Trains, and tells of the model that came of it.
pub(super) fn train(args: &TrainArgs) -> Result<()> {
    args.place.with_app(async |app, by| {
        let task = args.task.task();
        let command = Command::QueueTraining { task, cause: TrainingCause::ByHand, seed: args.seed };
        let receipt = app.submit(&by, command, None).await?;
        let Subject::Training(id, _) = receipt.subject else {
            bail!("the training came back without its number")
        };
        let model = worked_on(app, &by, id, args.threads).await?;
        let model = app.model(&by, model).await?;
        Ok((listing::page(&model, None), listing::summary(&model)))
    })
}

async fn worked_on(
    app: &App,
    by: &Principal,
    id: TrainingId,
    threads: Option<NonZeroUsize>,
) -> Result<ModelId> {
    let bar =
        ProgressBar::new_spinner().with_style(ProgressStyle::with_template("{spinner} {msg}  {elapsed}")?);
    bar.enable_steady_tick(Duration::from_millis(100));
    let worker = worker_name("command-line");
    loop {
        let (taken, organisation, name) = (app.clone(), by.organisation.clone(), worker.clone());
        let work = move || taken.work_on_training(&organisation, &name, Threads::new(threads));
        tokio::task::spawn_blocking(work).await??;
        let training =
            app.read(by, Permission::ReadSchedule, |state| state.learning().trainings.get(&id).cloned())?;
        let Some(Training { stage, checkpoint, .. }) = training else { bail!("{id} is gone") };
        bar.set_message(if checkpoint.is_some() {
            "learning from all days"
        } else {
            "judging a twin on the last days"
        });
        match stage {
            TrainingStage::Finished { model } => {
                bar.finish_and_clear();
                return Ok(model);
            }
            TrainingStage::Failed { problem } => {
                bar.finish_and_clear();
                bail!("no model came of it, and the champion stays: {problem}");
            }
            TrainingStage::Queued | TrainingStage::Leased { .. } => tokio::time::sleep(LOOK_EVERY).await,
        }
    }
}
