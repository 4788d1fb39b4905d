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
    /// The group with the largest figure.
    pub most: String,
    /// The group with the smallest.
    pub least: String,
    /// How far they are apart, with the interval that it lies in.
    pub gap: Figure,
    /// Groups too small to stand alone, which were judged together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pooled: Vec<String>,
}

impl FairnessGap {
    /// Whether the interval leaves nothing out: then the groups differ for sure. Without an interval nothing is sure.
    pub fn is_certain(&self) -> bool {
        self.gap.interval().is_some_and(|(low, high)| low > 0.0 || high < 0.0)
    }
}
