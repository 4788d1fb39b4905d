//! Conformity scores: how badly rows fit their predictions.

use crate::StatsError;
use crate::stats_error::{check_finite, check_lengths};

/// `|actual - predicted|`, for bands of one width; the band is [`ScoreBound::around`](crate::ScoreBound::around).
///
/// Refused if the lists are empty, differ in length, or hold a value that is no finite number.
/// Source: J. Lei et al., "Distribution-free predictive inference for regression", JASA 113 (2018), Algorithm 2.
///
/// ```
/// assert_eq!(lindley_stats::absolute_scores(&[10.0, 12.0], &[11.0, 12.5]), Ok(vec![1.0, 0.5]));
/// ```
pub fn absolute_scores(actual: &[f64], predicted: &[f64]) -> Result<Vec<f64>, StatsError> {
    check_pairs(actual, predicted)?;
    Ok(actual.iter().zip(predicted).map(|(actual, predicted)| (actual - predicted).abs()).collect())
}

/// `|actual - predicted| / scale`, for bands as wide as a guess of the error;
/// the band is [`ScoreBound::around_scaled`](crate::ScoreBound::around_scaled).
///
/// Also for sums of chances: actual no-shows of a session, their expected number, and the root of the sum of `p (1 - p)`.
/// Refused as [`absolute_scores`], or if a scale is not positive.
/// Source: J. Lei et al., JASA 113 (2018), section 5.2 (locally weighted).
///
/// ```
/// assert_eq!(lindley_stats::normalised_scores(&[10.0, 12.0], &[11.0, 13.0], &[2.0, 0.5]), Ok(vec![0.5, 2.0]));
/// ```
pub fn normalised_scores(actual: &[f64], predicted: &[f64], scale: &[f64]) -> Result<Vec<f64>, StatsError> {
    check_lengths(actual.len(), scale.len())?;
    check_finite(scale)?;
    if let Some(index) = scale.iter().position(|scale| *scale <= 0.0) {
        return Err(StatsError::NotPositive { index });
    }
    let scores = absolute_scores(actual, predicted)?;
    Ok(scores.into_iter().zip(scale).map(|(score, scale)| score / scale).collect())
}

/// `max(low - actual, actual - high)`, for bands around two predicted quantiles (conformalised quantile regression, CQR);
/// the band is [`ScoreBound::around_quantiles`](crate::ScoreBound::around_quantiles). Negative inside the quantiles, so
/// that quantiles set too far apart are drawn together.
///
/// Refused as [`absolute_scores`]; quantiles that cross are allowed.
/// Source: Y. Romano, E. Patterson and E. Candès, "Conformalized quantile regression", NeurIPS 2019, equation (6).
///
/// ```
/// let scores = lindley_stats::quantile_scores(&[5.0, 12.0], &[4.0, 4.0], &[10.0, 10.0])?;
/// assert_eq!(scores, [-1.0, 2.0]);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn quantile_scores(actual: &[f64], low: &[f64], high: &[f64]) -> Result<Vec<f64>, StatsError> {
    check_pairs(actual, low)?;
    check_pairs(actual, high)?;
    let score = |(actual, (low, high)): (&f64, (&f64, &f64))| (low - actual).max(actual - high);
    Ok(actual.iter().zip(low.iter().zip(high)).map(score).collect())
}

/// `actual - promised`: by how much a promise fell short. For promises such as "you wait no longer than";
/// the band is [`ScoreBound::up_to`](crate::ScoreBound::up_to). Refused as [`absolute_scores`].
///
/// ```
/// assert_eq!(lindley_stats::shortfall_scores(&[10.0, 12.0], &[11.0, 10.0]), Ok(vec![-1.0, 2.0]));
/// ```
pub fn shortfall_scores(actual: &[f64], promised: &[f64]) -> Result<Vec<f64>, StatsError> {
    check_pairs(actual, promised)?;
    Ok(actual.iter().zip(promised).map(|(actual, promised)| actual - promised).collect())
}

fn check_pairs(left: &[f64], right: &[f64]) -> Result<(), StatsError> {
    check_lengths(left.len(), right.len())?;
    check_finite(left)?;
    check_finite(right)
}
