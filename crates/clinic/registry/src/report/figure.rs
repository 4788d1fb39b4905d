//! A number that was measured, with the interval around it where one is known.

use lindley_stats::Interval;
use serde::{Deserialize, Serialize};

/// A measured number. Its interval holds the true one 95 times in 100, unless its place says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The number.
    pub value: f64,
    /// The lower end of its interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// The upper end of its interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
}

impl Figure {
    /// Both ends of the interval, if it is known.
    ///
    /// ```
    /// # use lindley_registry::Figure;
    /// assert_eq!(Figure::from(0.2).interval(), None);
    /// ```
    pub fn interval(&self) -> Option<(f64, f64)> {
        self.low.zip(self.high)
    }
}

impl From<f64> for Figure {
    fn from(value: f64) -> Self {
        Self { value, low: None, high: None }
    }
}

impl From<Interval> for Figure {
    fn from(interval: Interval) -> Self {
        Self { value: interval.estimate, low: Some(interval.low), high: Some(interval.high) }
    }
}
