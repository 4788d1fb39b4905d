//! The range of a probability, and one number for it.

use crate::StatsError;
use crate::stats_error::check_probabilities;

/// From one probability to another. Invariant: `0 <= low <= high <= 1`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProbabilityBand {
    low: f64,
    high: f64,
}

impl ProbabilityBand {
    /// Refused if an end lies outside 0 to 1 or the lower above the upper.
    ///
    /// ```
    /// # use lindley_stats::ProbabilityBand;
    /// assert!(ProbabilityBand::new(0.1, 0.3).is_ok() && ProbabilityBand::new(0.3, 0.1).is_err());
    /// ```
    pub fn new(low: f64, high: f64) -> Result<Self, StatsError> {
        check_probabilities(&[low, high])?;
        if low <= high { Ok(Self { low, high }) } else { Err(StatsError::UpsideDown { low, high }) }
    }

    /// The lower end: `p0`, the calibrated probability if the row is a no.
    ///
    /// ```
    /// # use lindley_stats::ProbabilityBand;
    /// assert!((ProbabilityBand::new(0.1, 0.3)?.low() - 0.1).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn low(&self) -> f64 {
        self.low
    }

    /// The upper end: `p1`, the calibrated probability if the row is a yes.
    ///
    /// ```
    /// # use lindley_stats::ProbabilityBand;
    /// assert!((ProbabilityBand::new(0.1, 0.3)?.high() - 0.3).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn high(&self) -> f64 {
        self.high
    }

    /// How much is not known: upper end minus lower end.
    ///
    /// ```
    /// # use lindley_stats::ProbabilityBand;
    /// assert!((ProbabilityBand::new(0.1, 0.3)?.width() - 0.2).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn width(&self) -> f64 {
        self.high - self.low
    }

    /// One probability for the band, drawn towards one half the wider it is: `p1 / (1 - p0 + p1)`, which has the least
    /// worst regret in log loss. It is never 0 unless the band is the point 0, nor 1 unless it is the point 1.
    ///
    /// Source: V. Vovk, I. Petej and V. Fedorova, NeurIPS 2015, for log loss.
    ///
    /// ```
    /// # use lindley_stats::ProbabilityBand;
    /// assert!((ProbabilityBand::new(0.0, 1.0 / 3.0)?.probability() - 0.25).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn probability(&self) -> f64 {
        self.high / (1.0 - self.low + self.high)
    }

    /// One probability for the band with the least worst regret in Brier loss: `p1 + p0^2 / 2 - p1^2 / 2`.
    ///
    /// Source: V. Vovk, I. Petej and V. Fedorova, NeurIPS 2015, for Brier loss.
    ///
    /// ```
    /// # use lindley_stats::ProbabilityBand;
    /// assert!((ProbabilityBand::new(0.0, 1.0)?.probability_for_brier() - 0.5).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn probability_for_brier(&self) -> f64 {
        self.high + (self.low * self.low - self.high * self.high) / 2.0
    }
}
