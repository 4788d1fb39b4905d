//! How far groups of patients lie apart.

use serde::{Deserialize, Serialize};

use super::Figure;

/// The largest difference between two groups of one grouping in one measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FairnessGap {
    /// What patients are grouped by, such as `sex`.
    pub grouping: String,
    /// The measure: `calibration` (mean predicted less observed share), `brier`, `auc`, `flagged`, `false_positives`,
    /// `false_negatives`, `coverage`.
    pub measure: String,
    /// The group where the measure is highest.
    pub highest: String,
    /// The group where it is lowest.
    pub lowest: String,
    /// The highest less the lowest, with its interval.
    pub gap: Figure,
    /// Groups too small to stand alone, which were judged together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pooled: Vec<String>,
}
