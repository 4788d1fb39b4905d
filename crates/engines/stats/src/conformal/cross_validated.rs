//! CV+: a band from out-of-fold predictions, where rows are too few to set some aside.

use crate::stats_error::{check_finite, check_lengths, check_level};
use crate::summary::ascending;
use crate::{Band, StatsError};

/// The band of a new row from `errors[i]`, the absolute error on row `i` of the model that was trained without the fold of
/// row `i`, and `predicted[i]`, what that same model says for the new row. It covers with at least `1 - 2 (1 - level)`
/// (about `level` in practice; for many small folds, exactly the jackknife+). O(n log n). The whole line if rows are too few.
///
/// Refused if the lists are empty or differ in length, a value is no finite number, or the level does not lie strictly
/// between 0 and 1. Source: R. F. Barber et al., "Predictive inference with the jackknife+", Annals of Statistics 49
/// (2021), where it is called CV+.
///
/// ```
/// use lindley_stats::{Band, cross_validated_band};
///
/// let band = cross_validated_band(&[1.0, 2.0, 3.0], &[10.0, 10.5, 10.0], 0.75)?;
/// assert_eq!(band, Band::new(7.0, 13.0)?);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn cross_validated_band(errors: &[f64], predicted: &[f64], level: f64) -> Result<Band, StatsError> {
    check_lengths(errors.len(), predicted.len())?;
    check_finite(errors)?;
    check_finite(predicted)?;
    check_level(level)?;
    if let Some(index) = errors.iter().position(|error| *error < 0.0) {
        return Err(StatsError::Negative { index });
    }
    let rank = super::calibration_scores::whole_above((errors.len() + 1) as f64 * level).max(1);
    if rank > errors.len() {
        return Ok(Band::WHOLE_LINE);
    }
    let ends = |sign: f64| {
        let ends: Vec<f64> = errors.iter().zip(predicted).map(|(error, at)| at + sign * error).collect();
        ascending(&ends)
    };
    // The upper end is number `rank` from below, the lower end number `rank` from above.
    Ok(Band::uncrossed(ends(-1.0)[errors.len() - rank], ends(1.0)[rank - 1]))
}
