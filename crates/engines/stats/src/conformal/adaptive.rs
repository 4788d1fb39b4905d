//! Adaptive conformal inference (ACI): the level follows the misses.

use crate::StatsError;
use crate::conformal::{CalibrationScores, ScoreBound};
use crate::stats_error::{check_level, check_positive};

/// Moves the level of the bands so that in the long run the share of misses is right, whatever the data do.
///
/// After `T` rows the share of misses is off by at most [`Self::worst_error`], for any sequence at all.
/// Source: I. Gibbs and E. Candès, "Adaptive conformal inference under distribution shift", NeurIPS 2021, equation (2)
/// and Proposition 4.1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdaptiveConformal {
    target: f64,
    step: f64,
    miss_rate: f64,
    rows: u64,
    misses: u64,
}

impl AdaptiveConformal {
    /// Begins at the level wanted. Steps from 0.005 (calm) to 0.05 (quick) are usual.
    /// Refused unless the level lies strictly between 0 and 1 and the step is positive and finite.
    ///
    /// ```
    /// # use lindley_stats::AdaptiveConformal;
    /// assert!(AdaptiveConformal::new(0.9, 0.05).is_ok() && AdaptiveConformal::new(0.9, 0.0).is_err());
    /// ```
    pub fn new(level: f64, step: f64) -> Result<Self, StatsError> {
        check_level(level)?;
        check_positive("the step", step)?;
        let target = 1.0 - level;
        Ok(Self { target, step, miss_rate: target, rows: 0, misses: 0 })
    }

    /// The miss rate to ask for next: `a_t`. It may leave 0 to 1: at or below 0 the band is the whole line, at or above 1
    /// it is empty.
    ///
    /// ```
    /// # use lindley_stats::AdaptiveConformal;
    /// assert!((AdaptiveConformal::new(0.9, 0.05)?.miss_rate() - 0.1).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn miss_rate(&self) -> f64 {
        self.miss_rate
    }

    /// The bound for the next row, from scores of recent rows ([`RollingScores`](crate::RollingScores)).
    ///
    /// ```
    /// # use lindley_stats::{AdaptiveConformal, CalibrationScores};
    /// let bound = AdaptiveConformal::new(0.75, 0.05)?.bound(&CalibrationScores::new(&[1.0, 2.0, 3.0])?);
    /// assert!((bound.score() - 3.0).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn bound(&self, scores: &CalibrationScores) -> ScoreBound {
        scores.bound_at(1.0 - self.miss_rate)
    }

    /// Learns whether the band missed: `a_{t+1} = a_t + step (a - missed)`.
    ///
    /// The whole line cannot miss and the empty band cannot but miss; there the argument is not looked at.
    ///
    /// ```
    /// # use lindley_stats::AdaptiveConformal;
    /// let mut adaptive = AdaptiveConformal::new(0.9, 0.05)?;
    /// adaptive.observe(true);
    /// assert!((adaptive.miss_rate() - 0.055).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn observe(&mut self, missed: bool) {
        let missed = (missed && self.miss_rate > 0.0) || self.miss_rate >= 1.0;
        self.miss_rate += self.step * (self.target - f64::from(u8::from(missed)));
        self.rows += 1;
        self.misses += u64::from(missed);
    }

    /// The share of misses so far; none before the first row.
    ///
    /// ```
    /// # use lindley_stats::AdaptiveConformal;
    /// let mut adaptive = AdaptiveConformal::new(0.9, 0.05)?;
    /// assert_eq!(adaptive.misses(), None);
    /// adaptive.observe(false);
    /// assert_eq!(adaptive.misses(), Some(0.0));
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn misses(&self) -> Option<f64> {
        (self.rows > 0).then(|| self.misses as f64 / self.rows as f64)
    }

    /// How far the share of misses can be off by now, for any sequence: `(max(a, 1 - a) + step) / (step T)`.
    /// Infinite before the first row.
    ///
    /// ```
    /// # use lindley_stats::AdaptiveConformal;
    /// let mut adaptive = AdaptiveConformal::new(0.9, 0.05)?;
    /// (0..1_900).for_each(|_| adaptive.observe(false));
    /// assert!((adaptive.worst_error() - 0.01).abs() < 1e-12);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn worst_error(&self) -> f64 {
        (self.target.max(1.0 - self.target) + self.step) / (self.step * self.rows as f64)
    }
}
