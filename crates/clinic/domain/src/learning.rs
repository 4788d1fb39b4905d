//! Models in the log: what was trained from which events, which one speaks, and what it said.

use lindley_time::Instant;
use serde::{Deserialize, Serialize};

use crate::blob_hash::BlobHash;
use crate::ids::{ModelId, TrainingId};

/// What a model predicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ModelTask {
    /// Whether a patient will not come.
    NoShow,
    /// How long a visit takes.
    Duration,
    /// How many will ask for a service.
    Demand,
}

impl ModelTask {
    /// Every task.
    pub const ALL: [Self; 3] = [Self::NoShow, Self::Duration, Self::Demand];

    /// The written form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoShow => "no-show",
            Self::Duration => "duration",
            Self::Demand => "demand",
        }
    }
}

/// Why a training was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrainingCause {
    /// The nightly turn.
    Nightly,
    /// The champion's figures have drifted.
    Drift,
    /// Somebody asked.
    ByHand,
}

/// A training that somebody or the clock asked for. What it learns from is fixed when it is queued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Training {
    /// What is to be learnt.
    pub task: ModelTask,
    /// Why.
    pub cause: TrainingCause,
    /// Where the draws begin.
    pub seed: u64,
    /// The log up to here is learnt from.
    pub head: u64,
    /// When it was queued.
    pub queued: Instant,
    /// How far it is.
    pub stage: TrainingStage,
    /// What a worker has kept so far, so that another can go on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checkpoint: Option<Checkpoint>,
    /// How many workers have taken it up.
    pub attempts: u16,
}

impl Training {
    /// Whether it waits or is being worked on.
    pub fn is_unfinished(&self) -> bool {
        matches!(self.stage, TrainingStage::Queued | TrainingStage::Leased { .. })
    }
}

/// How far a training is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "stage")]
pub enum TrainingStage {
    /// It waits for a worker.
    Queued,
    /// A worker has it until its lease runs out.
    Leased {
        /// What the worker calls itself.
        worker: Box<str>,
        /// The first moment at which another may take it.
        until: Instant,
    },
    /// It has made a model.
    Finished {
        /// Which one.
        model: ModelId,
    },
    /// It has made none; the champion stays.
    Failed {
        /// Why, in words for staff.
        problem: Box<str>,
    },
}

/// A part of a training that is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Which part, for example `judged`.
    pub part: Box<str>,
    /// What it made.
    pub blob: BlobHash,
}

/// A model in the registry: its artefact and its manifest are blobs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledModel {
    /// What it predicts.
    pub task: ModelTask,
    /// The model's bytes.
    pub blob: BlobHash,
    /// What is known about it: signed, as text.
    pub manifest: BlobHash,
    /// The training that made it.
    pub training: TrainingId,
    /// When it was filed.
    pub filed: Instant,
}

/// One gate that a challenger has to pass, and what was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateResult {
    /// What was compared, for example `site: Northside`.
    pub segment: Box<str>,
    /// The measure, for example `brier`.
    pub measure: Box<str>,
    /// The champion's, in millionths.
    pub champion_micro: i64,
    /// The challenger's, in millionths.
    pub challenger_micro: i64,
    /// How many rows.
    pub rows: u32,
    /// Whether the challenger may pass.
    pub passed: bool,
}

/// A change of the model that speaks for a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelChange {
    /// The model that speaks from then on.
    pub model: ModelId,
    /// The one before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<ModelId>,
    /// True if an earlier champion came back.
    pub reverted: bool,
    /// Why, as somebody wrote it.
    pub reason: String,
    /// When.
    pub at: Instant,
}

/// What a kept batch of predictions speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PredictionSubject {
    /// Who will not come.
    NoShow,
    /// How long visits take.
    Duration,
    /// How many will ask for services.
    Demand,
    /// How the sessions of a day will go.
    Sessions,
}

impl PredictionSubject {
    /// Every subject.
    pub const ALL: [Self; 4] = [Self::NoShow, Self::Duration, Self::Demand, Self::Sessions];

    /// The written form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoShow => "no-show",
            Self::Duration => "duration",
            Self::Demand => "demand",
            Self::Sessions => "sessions",
        }
    }

    /// The tasks whose models may speak of it, one model each.
    pub const fn tasks(self) -> &'static [ModelTask] {
        match self {
            Self::NoShow => &[ModelTask::NoShow],
            Self::Duration => &[ModelTask::Duration],
            Self::Demand => &[ModelTask::Demand],
            Self::Sessions => &[ModelTask::NoShow, ModelTask::Duration],
        }
    }
}

/// Predictions that were kept: one batch, made as of one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PredictionBatch {
    /// What was predicted.
    pub subject: PredictionSubject,
    /// The models that spoke, at most one for each task; a named fallback spoke for a task that has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub models: Vec<ModelId>,
    /// The events up to here were known.
    pub head: u64,
    /// The moment as of which it was predicted.
    pub as_of: Instant,
    /// What was asked, in the forecaster's own words; with head, moment and models it gives the same bytes again.
    pub question: Box<str>,
    /// How many predictions.
    pub count: u32,
    /// The predictions' bytes.
    pub blob: BlobHash,
}
