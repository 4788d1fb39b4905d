//! The Brier score of probabilities, and what it is made of.

use crate::StatsError;
use crate::isotonic::IsotonicRegression;
use crate::scoring::{Binning, Reliability};
use crate::stats_error::{check_lengths, check_probabilities};

/// The mean squared difference between probabilities and outcomes (1 for yes): 0 is perfect.
///
/// Refused if the lists are empty or differ in length, or a value is no probability.
/// Source: G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950),
/// for two classes and halved, as is usual now.
///
/// ```
/// assert!((lindley_stats::brier_score(&[0.9, 0.2], &[true, false])? - 0.025).abs() < 1e-15);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn brier_score(probabilities: &[f64], outcomes: &[bool]) -> Result<f64, StatsError> {
    check_lengths(probabilities.len(), outcomes.len())?;
    check_probabilities(probabilities)?;
    Ok(score(probabilities, outcomes))
}

/// A Brier score in three parts: `score = miscalibration - discrimination + uncertainty`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BrierParts {
    /// The score itself.
    pub score: f64,
    /// How much better the score is after recalibration: 0 for calibrated probabilities.
    pub miscalibration: f64,
    /// How much better the recalibrated probabilities are than one for all: 0 if they tell nothing.
    pub discrimination: f64,
    /// The score of one probability for all, the share of yes.
    pub uncertainty: f64,
}

impl BrierParts {
    /// Recalibrates by isotonic regression; no choice of bins, and no part is negative. O(n log n).
    ///
    /// Refused like [`brier_score`]. Source: T. Dimitriadis, T. Gneiting and A. I. Jordan, "Stable reliability diagrams for
    /// probabilistic classifiers", PNAS 118 (2021): their CORP decomposition.
    ///
    /// ```
    /// # use lindley_stats::BrierParts;
    /// let parts = BrierParts::by_isotonic(&[0.2, 0.2, 0.6, 0.6], &[false, true, true, true])?;
    /// assert!((parts.miscalibration - 0.125).abs() < 1e-12 && (parts.discrimination - 0.0625).abs() < 1e-12);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn by_isotonic(probabilities: &[f64], outcomes: &[bool]) -> Result<Self, StatsError> {
        brier_score(probabilities, outcomes)?;
        let targets: Vec<f64> = outcomes.iter().map(|outcome| f64::from(u8::from(*outcome))).collect();
        let curve = IsotonicRegression::fitted(probabilities, &targets)?;
        let recalibrated: Result<Vec<f64>, StatsError> =
            probabilities.iter().map(|probability| curve.at(*probability)).collect();
        Ok(Self::with(probabilities, outcomes, &recalibrated?))
    }

    /// Recalibrates each bin to its share of yes. If all probabilities within a bin are equal, miscalibration and
    /// discrimination are the reliability and resolution of A. H. Murphy, "A new vector partition of the probability
    /// score", J. Applied Meteorology 12 (1973); else miscalibration holds what bins blur too, and may be negative.
    ///
    /// Refused like [`brier_score`], or for no bins.
    ///
    /// ```
    /// # use lindley_stats::{Binning, BrierParts};
    /// let parts = BrierParts::by_bins(&[0.2, 0.2, 0.6, 0.6], &[false, true, true, true], Binning::EqualWidth(10))?;
    /// assert!((parts.score - (parts.miscalibration - parts.discrimination + parts.uncertainty)).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn by_bins(probabilities: &[f64], outcomes: &[bool], binning: Binning) -> Result<Self, StatsError> {
        let found = Reliability::of(probabilities, outcomes, binning)?;
        let share = |probability: f64| {
            let bin = found.bins().partition_point(|bin| bin.highest < probability);
            found.bins()[bin].share
        };
        let recalibrated: Vec<f64> = probabilities.iter().map(|probability| share(*probability)).collect();
        Ok(Self::with(probabilities, outcomes, &recalibrated))
    }

    fn with(probabilities: &[f64], outcomes: &[bool], recalibrated: &[f64]) -> Self {
        let yes = outcomes.iter().filter(|outcome| **outcome).count() as f64 / outcomes.len() as f64;
        let (plain, after) = (score(probabilities, outcomes), score(recalibrated, outcomes));
        let uncertainty = yes * (1.0 - yes);
        Self { score: plain, miscalibration: plain - after, discrimination: uncertainty - after, uncertainty }
    }
}

fn score(probabilities: &[f64], outcomes: &[bool]) -> f64 {
    let of_row = |(probability, outcome): (&f64, &bool)| {
        let error = probability - f64::from(u8::from(*outcome));
        error * error
    };
    probabilities.iter().zip(outcomes).map(of_row).sum::<f64>() / probabilities.len() as f64
}
