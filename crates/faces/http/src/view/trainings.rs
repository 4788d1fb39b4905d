//! Trainings.

use lindley_api::ids;
use lindley_api::moment::Moment;
use lindley_api::trainings as wire;
use lindley_domain::{Training, TrainingCause, TrainingId, TrainingStage};

use super::models::model_task;

pub(crate) fn training(id: TrainingId, training: &Training) -> wire::Training {
    let (mut worker, mut model, mut problem) = (None, None, None);
    let stage = match &training.stage {
        TrainingStage::Queued => wire::TrainingStage::Queued,
        TrainingStage::Leased { worker: holder, .. } => {
            worker = Some(holder.to_string());
            wire::TrainingStage::Running
        }
        TrainingStage::Finished { model: made } => {
            model = Some(ids::ModelId(made.0));
            wire::TrainingStage::Finished
        }
        TrainingStage::Failed { problem: why } => {
            problem = Some(why.to_string());
            wire::TrainingStage::Failed
        }
    };
    wire::Training {
        id: ids::TrainingId(id.0),
        task: model_task(training.task),
        cause: match training.cause {
            TrainingCause::Nightly => wire::TrainingCause::Nightly,
            TrainingCause::Drift => wire::TrainingCause::Drift,
            TrainingCause::ByHand => wire::TrainingCause::ByHand,
        },
        seed: training.seed,
        head: training.head,
        queued: Moment(training.queued),
        stage,
        checkpoint: training.checkpoint.as_ref().map(|kept| kept.part.to_string()),
        worker,
        model,
        problem,
        attempts: training.attempts,
    }
}
