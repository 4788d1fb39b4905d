//! Figures of one week or day.

use lindley_time::civil::Date;
use serde::{Deserialize, Serialize};

/// A week or day of the rows that were judged. What a task does not measure is absent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Its first day.
    pub from: Date,
    /// Rows judged.
    pub rows: u64,
    /// The share of rows that lay in their band.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coverage: Option<f64>,
    /// The mean of what was predicted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predicted: Option<f64>,
    /// The mean of what came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observed: Option<f64>,
    /// The mean width of the bands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<f64>,
    /// The task's loss, low is good: Brier for probabilities, pinball for amounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
}

impl Period {
    /// A period without figures, to be filled.
    pub fn new(from: Date, rows: u64) -> Self {
        Self { from, rows, coverage: None, predicted: None, observed: None, width: None, score: None }
    }
}
