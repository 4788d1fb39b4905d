//! One bin of a reliability diagram.

use lindley_stats::StatsError;
use serde::{Deserialize, Serialize};

use super::Figure;

/// Rows of which about the same was said, and how often it came. Of quantiles: the level, and how often what came lay no
/// higher.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReliabilityBin {
    /// Rows in the bin.
    pub rows: u64,
    /// The lowest probability that was predicted.
    pub lowest: f64,
    /// The highest.
    pub highest: f64,
    /// The mean probability.
    pub predicted: f64,
    /// The share of rows where it came true.
    pub observed: Figure,
}

impl ReliabilityBin {
    /// From a bin of the statistics, with the 95 % interval of Clopper and Pearson around the observed share. Refused for a
    /// bin without rows.
    pub fn of(bin: &lindley_stats::ReliabilityBin) -> Result<Self, StatsError> {
        Ok(Self {
            rows: bin.rows as u64,
            lowest: bin.lowest,
            highest: bin.highest,
            predicted: bin.mean,
            observed: bin.interval(0.95)?.into(),
        })
    }
}
