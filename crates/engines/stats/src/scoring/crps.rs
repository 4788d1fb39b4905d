//! The continuous ranked probability score (CRPS): how good a predicted distribution is.

use super::pinball::loss;
use crate::StatsError;
use crate::stats_error::{check_finite, check_lengths, check_level};
use crate::summary::ascending;

/// The score of the distribution that puts equal weight on each draw: `E|X - actual| - E|X - X'| / 2`, in the unit of the
/// values; low is good. For one draw it is the absolute error. O(m log m) for m draws.
///
/// Refused if there are no draws or a value is no finite number.
/// Source: T. Gneiting and A. E. Raftery, "Strictly proper scoring rules", JASA 102 (2007), equation (21).
///
/// ```
/// // Draws 1 and 3 around 2: 1 - (0 + 2 + 2 + 0) / 4 / 2.
/// assert!((lindley_stats::crps_of_sample(&[1.0, 3.0], 2.0)? - 0.5).abs() < 1e-15);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn crps_of_sample(draws: &[f64], actual: f64) -> Result<f64, StatsError> {
    check_finite(draws)?;
    check_finite(&[actual])?;
    let sorted = ascending(draws);
    let count = sorted.len() as f64;
    // A sample is the quantiles at (i - 1/2) / m, with cells of equal width; then the quantile form is exact.
    let of_draw = |(at, draw): (usize, &f64)| loss(actual, *draw, (at as f64 + 0.5) / count);
    Ok(2.0 / count * sorted.iter().enumerate().map(of_draw).sum::<f64>())
}

/// The score of a distribution that is known by some quantiles: twice the pinball loss, averaged over all levels, where
/// each quantile stands for the levels nearer to it than to its neighbours. In the unit of the values; low is good.
///
/// The more levels, the closer to the score of the whole distribution. Refused if the lists are empty or differ in length, a
/// value is no finite number, or the levels do not rise strictly between 0 and 1; quantiles may cross.
/// Source: F. Laio and S. Tamea, "Verification tools for probabilistic forecasts of continuous hydrological variables",
/// HESS 11 (2007), for the score as an integral of pinball losses over levels.
///
/// ```
/// let score = lindley_stats::crps_of_quantiles(&[0.25, 0.75], &[1.0, 3.0], 2.0)?;
/// assert!((score - 0.5).abs() < 1e-15);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn crps_of_quantiles(levels: &[f64], quantiles: &[f64], actual: f64) -> Result<f64, StatsError> {
    check_lengths(levels.len(), quantiles.len())?;
    check_finite(quantiles)?;
    check_finite(&[actual])?;
    levels.iter().try_for_each(|level| check_level(*level))?;
    if let Some(before) = levels.windows(2).position(|pair| pair[0] >= pair[1]) {
        return Err(StatsError::NotRising { index: before + 1 });
    }
    // Where the share of levels ends that a quantile stands for.
    let end = |at: usize| levels.get(at + 1).map_or(1.0, |next| f64::midpoint(levels[at], *next));
    let mut begin = 0.0;
    let mut sum = 0.0;
    for (at, (level, quantile)) in levels.iter().zip(quantiles).enumerate() {
        sum += (end(at) - begin) * loss(actual, *quantile, *level);
        begin = end(at);
    }
    Ok(2.0 * sum)
}
