//! The pinball loss: how good a predicted quantile is.

use crate::StatsError;
use crate::stats_error::{check_finite, check_lengths, check_level};

/// `level * (actual - predicted)` if more happened than predicted, `(1 - level) * (predicted - actual)` otherwise; in the
/// unit of the values, low is good. On average least for the true quantile.
///
/// Refused unless both values are finite and the level lies strictly between 0 and 1.
/// Source: R. Koenker and G. Bassett, "Regression quantiles", Econometrica 46 (1978), equation (3.1).
///
/// ```
/// assert!((lindley_stats::pinball_loss(10.0, 8.0, 0.9)? - 1.8).abs() < 1e-12);
/// assert!((lindley_stats::pinball_loss(8.0, 10.0, 0.9)? - 0.2).abs() < 1e-12);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn pinball_loss(actual: f64, predicted: f64, level: f64) -> Result<f64, StatsError> {
    check_finite(&[actual, predicted])?;
    check_level(level)?;
    Ok(loss(actual, predicted, level))
}

/// The mean of [`pinball_loss`]. Refused if the lists are empty or differ in length, or as there.
///
/// ```
/// assert_eq!(lindley_stats::mean_pinball_loss(&[1.0, 3.0], &[2.0, 2.0], 0.5), Ok(0.5));
/// ```
pub fn mean_pinball_loss(actual: &[f64], predicted: &[f64], level: f64) -> Result<f64, StatsError> {
    check_lengths(actual.len(), predicted.len())?;
    check_finite(actual)?;
    check_finite(predicted)?;
    check_level(level)?;
    let sum: f64 =
        actual.iter().zip(predicted).map(|(actual, predicted)| loss(*actual, *predicted, level)).sum();
    Ok(sum / actual.len() as f64)
}

pub(super) fn loss(actual: f64, predicted: f64, level: f64) -> f64 {
    let more = actual - predicted;
    if more >= 0.0 { level * more } else { (level - 1.0) * more }
}
