//! What calibration rows allow: the score that a new row keeps.

use crate::conformal::rows_needed;
use crate::stats_error::check_finite;
use crate::{Band, StatsError};

/// The score that a new row stays at or below with the level wanted. It is infinite if there were too few rows for the
/// level; then every band from it is unbounded, and [`ScoreBound::bounded`] says how many rows are missing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreBound {
    pub(super) score: f64,
    pub(super) level: f64,
    pub(super) rows: usize,
}

impl ScoreBound {
    /// The score, in the unit of the scores; infinite if there were too few rows.
    ///
    /// ```
    /// # use lindley_stats::CalibrationScores;
    /// let scores = CalibrationScores::new(&[1.0, 2.0, 3.0])?;
    /// assert!((scores.bound(0.75)?.score() - 3.0).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn score(&self) -> f64 {
        self.score
    }

    /// The level that it is for.
    ///
    /// ```
    /// # use lindley_stats::CalibrationScores;
    /// assert!((CalibrationScores::new(&[1.0])?.bound(0.5)?.level() - 0.5).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn level(&self) -> f64 {
        self.level
    }

    /// How many calibration rows it rests on; with weights, how many of the new row's weight.
    ///
    /// ```
    /// # use lindley_stats::CalibrationScores;
    /// assert_eq!(CalibrationScores::new(&[1.0, 2.0])?.bound(0.5)?.rows(), 2);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Whether the rows sufficed, so that bands are bounded.
    ///
    /// ```
    /// # use lindley_stats::CalibrationScores;
    /// let scores = CalibrationScores::new(&[1.0, 2.0, 3.0])?;
    /// assert!(scores.bound(0.75)?.is_bounded() && !scores.bound(0.9)?.is_bounded());
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn is_bounded(&self) -> bool {
        self.score < f64::INFINITY
    }

    /// The bound itself, or, where the rows did not suffice, the refusal that says how many are needed. For callers to
    /// whom the whole line is of no use.
    ///
    /// ```
    /// # use lindley_stats::{CalibrationScores, StatsError};
    /// let refused = CalibrationScores::new(&[1.0, 2.0])?.bound(0.9)?.bounded();
    /// assert_eq!(refused, Err(StatsError::TooFewForLevel { needed: 9, found: 2, level: 0.9 }));
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn bounded(self) -> Result<Self, StatsError> {
        if self.is_bounded() {
            return Ok(self);
        }
        let needed = rows_needed(self.level)?;
        Err(StatsError::TooFewForLevel { needed, found: self.rows, level: self.level })
    }

    /// The band for [`absolute_scores`](crate::absolute_scores): prediction minus and plus the score.
    /// Refused unless the prediction is finite.
    ///
    /// ```
    /// # use lindley_stats::{Band, CalibrationScores};
    /// let bound = CalibrationScores::new(&[1.0, 2.0, 3.0])?.bound(0.5)?;
    /// assert_eq!(bound.around(10.0)?, Band::new(8.0, 12.0)?);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn around(&self, predicted: f64) -> Result<Band, StatsError> {
        self.around_scaled(predicted, 1.0)
    }

    /// The band for [`normalised_scores`](crate::normalised_scores): prediction minus and plus score times scale.
    /// Refused unless the prediction is finite and the scale finite and positive.
    ///
    /// ```
    /// # use lindley_stats::{Band, CalibrationScores};
    /// let bound = CalibrationScores::new(&[1.0, 2.0, 3.0])?.bound(0.5)?;
    /// assert_eq!(bound.around_scaled(10.0, 3.0)?, Band::new(4.0, 16.0)?);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn around_scaled(&self, predicted: f64, scale: f64) -> Result<Band, StatsError> {
        check_finite(&[predicted, scale])?;
        if scale <= 0.0 {
            return Err(StatsError::MustBePositive { name: "the scale" });
        }
        if self.score < 0.0 {
            // No absolute error is negative, so no value keeps such a bound.
            return Ok(Band::EMPTY);
        }
        Band::new(predicted - self.score * scale, predicted + self.score * scale)
    }

    /// The band for [`quantile_scores`](crate::quantile_scores): the lower quantile minus, the upper plus the score.
    ///
    /// A negative score may make the ends cross. No value keeps the bound then; the answer is the point midway, since a
    /// band that holds more keeps its level too. Refused unless both quantiles are finite.
    ///
    /// ```
    /// # use lindley_stats::{Band, CalibrationScores};
    /// let bound = CalibrationScores::new(&[-1.0, 2.0, 3.0])?.bound(0.25)?;
    /// assert_eq!(bound.around_quantiles(4.0, 10.0)?, Band::new(5.0, 9.0)?);
    /// assert_eq!(bound.around_quantiles(4.0, 5.0)?, Band::new(4.5, 4.5)?);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn around_quantiles(&self, low: f64, high: f64) -> Result<Band, StatsError> {
        check_finite(&[low, high])?;
        if self.score.is_infinite() {
            return Ok(if self.score > 0.0 { Band::WHOLE_LINE } else { Band::EMPTY });
        }
        Ok(Band::uncrossed(low - self.score, high + self.score))
    }

    /// The band for [`shortfall_scores`](crate::shortfall_scores): everything up to the prediction plus the score.
    /// Refused unless the prediction is finite.
    ///
    /// ```
    /// # use lindley_stats::CalibrationScores;
    /// let bound = CalibrationScores::new(&[-1.0, 2.0, 3.0])?.bound(0.5)?;
    /// assert!((bound.up_to(10.0)?.high() - 12.0).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn up_to(&self, predicted: f64) -> Result<Band, StatsError> {
        check_finite(&[predicted])?;
        if self.score.is_infinite() && self.score < 0.0 {
            return Ok(Band::EMPTY);
        }
        Band::new(f64::NEG_INFINITY, predicted + self.score)
    }
}
