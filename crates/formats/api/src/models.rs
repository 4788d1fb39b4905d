//! Models: which one speaks for a task, what each was learnt from, and how well it did.

mod gates;
mod lineage;
mod report;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::ids::{ModelId, TrainingId};
use crate::moment::Moment;

pub use gates::{Difference, Gate, ModelGates, Promotion, Reversion};
pub use lineage::{DataWindow, ModelFeature};
pub use report::{
    Baseline, DriftVerdict, FairnessGap, FeatureDrift, LiveReport, LiveReportQuery, Measured, ModelReport,
    ReliabilityBin, ReportPeriod, ReportSegment,
};

/// What a model predicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ModelTask {
    /// Whether a patient will not come.
    NoShow,
    /// How long a visit takes.
    Duration,
    /// How many will ask for a service.
    Demand,
}

/// What a model is to its task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ModelRole {
    /// It speaks for its task.
    Champion,
    /// It is newer than the champion, and may be promoted if the gates let it.
    Challenger,
    /// Neither: it spoke once, or a newer challenger took its place.
    Former,
}

/// A model in a few figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ModelSummary {
    /// Its id.
    pub id: ModelId,
    /// What it predicts.
    pub task: ModelTask,
    /// What it is to its task.
    pub role: ModelRole,
    /// When it was filed.
    pub filed: Moment,
    /// The training that made it.
    pub training: TrainingId,
    /// It was learnt from the log up to here.
    pub head: u64,
    /// How many rows it was learnt from.
    pub rows: u64,
    /// Its figures by name, on later days that its evaluated twin was not learnt from; shares are 0
    /// to 1, lengths in seconds, demand in arrivals.
    #[schema(example = json!({"auc": 0.74, "brier": 0.131, "ece": 0.005}))]
    pub measures: BTreeMap<String, f64>,
    /// Why it was promoted or brought back, as somebody wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it last became the champion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promoted: Option<Moment>,
}

/// A model with all that its manifest says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Model {
    /// The model in a few figures.
    #[serde(flatten)]
    pub summary: ModelSummary,
    /// The days that it was learnt from.
    pub window: DataWindow,
    /// The method in a few words.
    #[schema(example = "boosted trees")]
    pub method: String,
    /// What it looks at.
    pub features: Vec<ModelFeature>,
    /// The version of the program that learnt it.
    pub code_version: String,
    /// Where its draws began: the same log head and seed give the same bytes.
    pub seed: u64,
    /// How its bands are made to hold, in words.
    pub calibration: String,
    /// What it is meant for.
    pub intended_use: String,
    /// What it is not to be used for, and what it does not know: a sentence each.
    pub limits: Vec<String>,
    /// How its evaluated twin did on later days.
    pub report: ModelReport,
    /// BLAKE3 of the model's bytes, as 64 hexadecimal digits.
    pub blob_hash: String,
    /// BLAKE3 of the bytes of its evaluated twin, as 64 hexadecimal digits.
    pub twin_hash: String,
    /// BLAKE3 of the signed manifest's bytes, as 64 hexadecimal digits.
    pub manifest_hash: String,
    /// The key that signed the manifest, by its name.
    pub signed_by: String,
}

/// A model's card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ModelCard {
    /// The card as Markdown: headings, paragraphs, lists and tables, no HTML.
    pub markdown: String,
}

/// Which models to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ModelsQuery {
    /// Only those of this task.
    pub task: Option<ModelTask>,
    /// How many items at most, 1 to 500; 100 if left out.
    #[param(minimum = 1, maximum = 500, example = 100)]
    pub limit: Option<u16>,
    /// The `next_cursor` of the page before.
    pub cursor: Option<String>,
}
