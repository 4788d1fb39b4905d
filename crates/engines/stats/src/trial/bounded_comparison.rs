//! Two arms whose outcomes lie in a known range: the difference of their means, with a guarantee at all times.

use crate::stats_error::check_level;
use crate::trial::{Arm, BoundedMean};
use crate::{Interval, StatsError};

/// A trial of two arms without any approximation: each arm has a [`BoundedMean`] at half the miss rate.
///
/// It takes several times the rows of a [`SequentialComparison`](crate::SequentialComparison), and holds from the first row
/// on, however skewed the outcomes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoundedComparison {
    control: BoundedMean,
    treatment: BoundedMean,
}

impl BoundedComparison {
    /// For outcomes from `least` to `most` and a level for the difference. Refused like [`BoundedMean::new`].
    ///
    /// ```
    /// # use lindley_stats::BoundedComparison;
    /// assert!(BoundedComparison::new(0.0, 1.0, 0.95).is_ok());
    /// ```
    pub fn new(least: f64, most: f64, level: f64) -> Result<Self, StatsError> {
        check_level(level)?;
        let arm = BoundedMean::new(least, most, f64::midpoint(1.0, level))?;
        Ok(Self { control: arm, treatment: arm })
    }

    /// Takes in an outcome of an arm: O(1). Refused, and not counted, if it lies outside the range.
    ///
    /// ```
    /// # use lindley_stats::{Arm, BoundedComparison};
    /// assert!(BoundedComparison::new(0.0, 1.0, 0.95)?.observe(Arm::Control, 2.0).is_err());
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn observe(&mut self, arm: Arm, outcome: f64) -> Result<(), StatsError> {
        match arm {
            Arm::Control => self.control.observe(outcome),
            Arm::Treatment => self.treatment.observe(outcome),
        }
    }

    /// Mean of the treatment minus mean of the control, with the interval. Once it excludes zero, the arms differ.
    ///
    /// ```
    /// # use lindley_stats::{Arm, BoundedComparison};
    /// let mut trial = BoundedComparison::new(0.0, 1.0, 0.95)?;
    /// for _ in 0..100 {
    ///     trial.observe(Arm::Control, 0.0)?;
    ///     trial.observe(Arm::Treatment, 1.0)?;
    /// }
    /// assert!(trial.difference().low > 0.0);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn difference(&self) -> Interval {
        let (control, treatment) = (self.control.interval(), self.treatment.interval());
        Interval {
            estimate: treatment.estimate - control.estimate,
            low: treatment.low - control.high,
            high: treatment.high - control.low,
        }
    }
}
