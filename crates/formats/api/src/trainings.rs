//! Trainings: the jobs that make models.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::ids::{ModelId, TrainingId};
use crate::models::ModelTask;
use crate::moment::Moment;

/// A training that is asked for. It learns from what the log holds now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"task": "no-show", "seed": 1}))]
pub struct NewTraining {
    /// What is to be learnt.
    pub task: ModelTask,
    /// Where the draws begin; 1 if left out.
    #[serde(default = "usual_seed")]
    pub seed: u64,
}

const fn usual_seed() -> u64 {
    1
}

/// Why a training was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TrainingCause {
    /// The nightly turn.
    Nightly,
    /// The champion's figures have drifted.
    Drift,
    /// Somebody asked.
    ByHand,
}

/// How far a training is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TrainingStage {
    /// It waits for a worker.
    Queued,
    /// A worker has it.
    Running,
    /// It has made a model.
    Finished,
    /// It has made none; the champion stays.
    Failed,
}

/// A training.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Training {
    /// Its id.
    pub id: TrainingId,
    /// What is to be learnt.
    pub task: ModelTask,
    /// Why.
    pub cause: TrainingCause,
    /// Where the draws begin.
    pub seed: u64,
    /// It learns from the log up to here.
    pub head: u64,
    /// When it was asked for.
    pub queued: Moment,
    /// How far it is.
    pub stage: TrainingStage,
    /// The newest part that is done and kept, so that another worker can go on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "judged")]
    pub checkpoint: Option<String>,
    /// The worker that has it, while it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worker: Option<String>,
    /// The model that it made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<ModelId>,
    /// Why it made none, in words for staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// How many workers have taken it up.
    pub attempts: u16,
}

/// Which trainings to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TrainingsQuery {
    /// Only those of this task.
    pub task: Option<ModelTask>,
    /// How many items at most, 1 to 500; 100 if left out.
    #[param(minimum = 1, maximum = 500, example = 100)]
    pub limit: Option<u16>,
    /// The `next_cursor` of the page before.
    pub cursor: Option<String>,
}
