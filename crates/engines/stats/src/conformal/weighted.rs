//! Weighted conformal prediction: calibration rows that are not drawn like the new ones.

use crate::StatsError;
use crate::conformal::ScoreBound;
use crate::stats_error::{check_finite, check_lengths, check_level, check_weights};
use crate::summary::places_ascending;

/// Calibration scores with weights: how much more often rows with such features come now than they came then.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightedScores {
    /// Scores in ascending order.
    sorted: Vec<f64>,
    /// The weight of all scores up to and with this one.
    up_to: Vec<f64>,
    squares: f64,
}

impl WeightedScores {
    /// From scores in any order and their weights: O(n log n). Only ratios of weights matter.
    ///
    /// Refused if the lists are empty or differ in length, a score is no finite number, a weight is negative or no finite
    /// number, or all weights are zero. Source: R. J. Tibshirani et al., "Conformal prediction under covariate shift",
    /// NeurIPS 2019.
    ///
    /// ```
    /// # use lindley_stats::WeightedScores;
    /// assert!(WeightedScores::new(&[1.0, 2.0], &[1.0, -1.0]).is_err());
    /// ```
    pub fn new(scores: &[f64], weights: &[f64]) -> Result<Self, StatsError> {
        check_lengths(scores.len(), weights.len())?;
        check_finite(scores)?;
        check_weights(weights)?;
        let places = places_ascending(scores);
        let sum = |total: &mut f64, place: &usize| {
            *total += weights[*place];
            Some(*total)
        };
        Ok(Self {
            sorted: places.iter().map(|place| scores[*place]).collect(),
            up_to: places.iter().scan(0.0, sum).collect(),
            squares: weights.iter().map(|weight| weight * weight).sum(),
        })
    }

    /// The score that a new row of this weight keeps with this level, in O(log n): the lowest up to which lies at least
    /// the level's share of all weight, the new row's included, and infinity if there is none.
    ///
    /// Refused unless the level lies strictly between 0 and 1 and the weight is positive and finite.
    /// Source: R. J. Tibshirani et al., NeurIPS 2019, Corollary 1.
    ///
    /// ```
    /// # use lindley_stats::WeightedScores;
    /// let scores = WeightedScores::new(&[1.0, 2.0, 3.0], &[4.0, 4.0, 1.0])?;
    /// assert!((scores.bound(1.0, 0.8)?.score() - 2.0).abs() < 1e-15);
    /// assert!(!scores.bound(9.0, 0.8)?.is_bounded());
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn bound(&self, weight: f64, level: f64) -> Result<ScoreBound, StatsError> {
        check_level(level)?;
        if !(weight > 0.0 && weight.is_finite()) {
            return Err(StatsError::MustBePositive { name: "the weight of the new row" });
        }
        let wanted = (self.total() + weight) * level;
        // As much slack as rounding may take.
        let place = self.up_to.partition_point(|sum| *sum < wanted - wanted * 1e-12);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive; saturates")]
        let rows = (self.total() / weight * (1.0 + 1e-12)) as usize;
        Ok(ScoreBound { score: self.sorted.get(place).copied().unwrap_or(f64::INFINITY), level, rows })
    }

    /// How many rows of equal weight would tell as much: the square of the sum over the sum of squares (L. Kish, "Survey
    /// Sampling" (1965)). If it is small, a few rows decide.
    ///
    /// ```
    /// # use lindley_stats::WeightedScores;
    /// assert!((WeightedScores::new(&[1.0, 2.0], &[3.0, 3.0])?.effective_rows() - 2.0).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn effective_rows(&self) -> f64 {
        self.total() * self.total() / self.squares
    }

    fn total(&self) -> f64 {
        self.up_to.last().copied().unwrap_or(0.0)
    }
}
