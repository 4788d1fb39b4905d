//! How well a model did on rows that it was not learnt from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{DataWindow, ModelTask};
use crate::ids::ModelId;
use crate::moment::LocalDate;

/// How well a model did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ModelReport {
    /// Rows that were judged.
    pub rows: u64,
    /// The days that they are of.
    pub window: DataWindow,
    /// Figures by name, with the interval each lies in where it is known. Shares are 0 to 1, lengths in seconds, demand in
    /// arrivals; `pinball@0.1` is that of one quantile.
    pub measures: BTreeMap<String, Measured>,
    /// The same by segment.
    pub segments: Vec<ReportSegment>,
    /// What could not be judged and why, a sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unjudged: Vec<String>,
    /// What was said beside what came.
    pub reliability: Vec<ReliabilityBin>,
    /// How it went week by week, the oldest first.
    pub over_time: Vec<ReportPeriod>,
    /// How far what the model looks at has moved since it was learnt.
    pub drift: Vec<FeatureDrift>,
    /// Simple methods on the same rows.
    pub baselines: Vec<Baseline>,
    /// Where groups of patients are served unequally well.
    pub fairness: Vec<FairnessGap>,
}

/// A figure, and the interval that it lies in.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Measured {
    /// The figure.
    pub value: f64,
    /// The 95 % interval's lower end. Left out where none was worked out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// The 95 % interval's upper end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
}

/// Figures of one segment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReportSegment {
    /// What the rows are told apart by.
    #[schema(example = "age")]
    pub grouping: String,
    /// Which of them.
    #[schema(example = "18 to 39")]
    pub name: String,
    /// How many.
    pub rows: u64,
    /// Whether it gathers groups that are too small to be judged by themselves. Left out where it does not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pooled: bool,
    /// Figures by name.
    pub measures: BTreeMap<String, Measured>,
}

/// Rows of which about the same was said. Of probabilities: what was said and how often it came. Of quantiles: the level and
/// how often what came lay no higher.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReliabilityBin {
    /// How many rows.
    pub rows: u64,
    /// The least that was said.
    pub lowest: f64,
    /// The most that was said.
    pub highest: f64,
    /// What was said, on average.
    pub predicted: f64,
    /// How often it came, with its interval.
    pub observed: Measured,
}

/// A week or a day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReportPeriod {
    /// Its first day.
    pub from: LocalDate,
    /// Rows judged in it.
    pub rows: u64,
    /// What was said, on average. Left out for tasks whose figure is the coverage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predicted: Option<f64>,
    /// What came, on average.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observed: Option<f64>,
    /// Which share of what came lay in its band. Left out for tasks whose outcome is yes or no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coverage: Option<f64>,
    /// How wide the bands were, on average, in the task's unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<f64>,
    /// The loss: Brier score or pinball loss; less is better.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
}

/// Whether something has moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DriftVerdict {
    /// As it was.
    Stable,
    /// Moved a little: look at it.
    Watch,
    /// Moved so far that the model should be learnt anew.
    Shifted,
    /// Too few rows to say.
    Unknown,
}

/// How far something that the model looks at has moved between the rows it was learnt from and recent ones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FeatureDrift {
    /// The feature; `score` for what the model says, `coverage` for its bands.
    pub feature: String,
    /// The population stability index; from 0.1 on it is watched, above 0.25 it has shifted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub psi: Option<f64>,
    /// The largest distance between the two distributions (Kolmogorov-Smirnov), 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ks: Option<f64>,
    /// What it comes to.
    pub verdict: DriftVerdict,
}

/// A simple method on the same rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Baseline {
    /// What it does.
    #[schema(example = "one probability for all")]
    pub name: String,
    /// Figures by name.
    pub measures: BTreeMap<String, Measured>,
}

/// How unequally the groups of one grouping are served, by one measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FairnessGap {
    /// What patients are told apart by.
    #[schema(example = "sex")]
    pub grouping: String,
    /// By which measure.
    #[schema(example = "calibration")]
    pub measure: String,
    /// The group with the highest figure.
    pub highest: String,
    /// The group with the lowest.
    pub lowest: String,
    /// The highest less the lowest, and the interval that it lies in.
    pub gap: Measured,
    /// Groups that are too small to stand alone and were judged together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pooled: Vec<String>,
}

/// How the champion has done lately, from the log's own history: what it would have said a day before, beside what came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LiveReport {
    /// The task.
    pub task: ModelTask,
    /// The model that speaks. Left out where none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub champion: Option<ModelId>,
    /// The log up to here was known.
    pub head: u64,
    /// Outcomes that the log holds for the task: what a model can be learnt from.
    pub outcomes: u64,
    /// Outcomes that a training needs at least.
    pub needed: u64,
    /// How it did. Left out where no model speaks, or nothing came since it was learnt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<ModelReport>,
    /// Why there is no report, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// The first and the last day that a live report looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LiveReportQuery {
    /// The first day; eight weeks before now if left out.
    pub from: Option<LocalDate>,
    /// The first day after them; tomorrow if left out.
    pub until: Option<LocalDate>,
}
