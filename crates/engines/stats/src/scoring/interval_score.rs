//! The interval score of Winkler: width and misses in one number.

use crate::stats_error::{check_finite, check_lengths, check_level};
use crate::summary::average;
use crate::{Band, StatsError};

/// The width of a band for this level, plus `2 / (1 - level)` times the distance by which it missed, in the unit of the
/// values; low is good. Infinite for a band that is unbounded or empty.
///
/// On average least for the band between the true quantiles at `(1 - level) / 2` and `(1 + level) / 2`.
/// Refused unless the actual value is finite and the level lies strictly between 0 and 1.
/// Sources: R. L. Winkler, "A decision-theoretic approach to interval estimation", JASA 67 (1972); T. Gneiting and
/// A. E. Raftery, "Strictly proper scoring rules", JASA 102 (2007), equation (43).
///
/// ```
/// # use lindley_stats::{Band, interval_score};
/// let band = Band::new(10.0, 20.0)?;
/// assert!((interval_score(band, 15.0, 0.9)? - 10.0).abs() < 1e-12);
/// assert!((interval_score(band, 21.0, 0.9)? - 30.0).abs() < 1e-12);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn interval_score(band: Band, actual: f64, level: f64) -> Result<f64, StatsError> {
    check_finite(&[actual])?;
    check_level(level)?;
    if !band.is_bounded() {
        return Ok(f64::INFINITY);
    }
    let missed = (band.low() - actual).max(actual - band.high()).max(0.0);
    Ok(band.width() + 2.0 / (1.0 - level) * missed)
}

/// The mean of [`interval_score`]. Refused if the lists are empty or differ in length, or as there.
///
/// ```
/// # use lindley_stats::{Band, mean_interval_score};
/// let bands = [Band::new(10.0, 20.0)?, Band::new(10.0, 12.0)?];
/// assert!((mean_interval_score(&bands, &[21.0, 11.0], 0.9)? - 16.0).abs() < 1e-12);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn mean_interval_score(bands: &[Band], actual: &[f64], level: f64) -> Result<f64, StatsError> {
    check_lengths(bands.len(), actual.len())?;
    check_finite(actual)?;
    let scores: Result<Vec<f64>, StatsError> =
        bands.iter().zip(actual).map(|(band, actual)| interval_score(*band, *actual, level)).collect();
    Ok(average(&scores?))
}
