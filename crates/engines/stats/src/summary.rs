//! Mean, spread, quantiles and skewness of a list of numbers.

use lindley_seed::Stream;

use crate::StatsError;
use crate::stats_error::check_finite;

/// What one says first about a sample. Units are those of the values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// Number of values.
    pub count: usize,
    /// Mean.
    pub mean: f64,
    /// Sample standard deviation, divisor n - 1; 0 for a single value.
    pub sd: f64,
    /// Smallest value.
    pub min: f64,
    /// First quartile, type 7.
    pub lower_quartile: f64,
    /// Median.
    pub median: f64,
    /// Third quartile, type 7.
    pub upper_quartile: f64,
    /// Largest value.
    pub max: f64,
}

impl Summary {
    /// Summarises the values. Refused if there are none or one is no finite number.
    ///
    /// ```
    /// # use lindley_stats::Summary;
    /// let summary = Summary::of(&[1.0, 2.0, 3.0, 4.0])?;
    /// assert_eq!((summary.count, summary.median, summary.lower_quartile), (4, 2.5, 1.75));
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn of(values: &[f64]) -> Result<Self, StatsError> {
        check_finite(values)?;
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        Ok(Self {
            count: values.len(),
            mean: average(values),
            sd: if values.len() > 1 { spread(values, 1) } else { 0.0 },
            min: sorted[0],
            lower_quartile: quantile_of_sorted(&sorted, 0.25),
            median: quantile_of_sorted(&sorted, 0.5),
            upper_quartile: quantile_of_sorted(&sorted, 0.75),
            max: sorted[sorted.len() - 1],
        })
    }
}

/// The mean. Refused if there are no values or one is no finite number.
///
/// ```
/// assert_eq!(lindley_stats::mean(&[1.0, 2.0, 6.0]), Ok(3.0));
/// ```
pub fn mean(values: &[f64]) -> Result<f64, StatsError> {
    check_finite(values)?;
    Ok(average(values))
}

/// The standard deviation with divisor `n - ddof`: 0 describes these values, 1 estimates where they come from.
///
/// Refused if a value is no finite number or there are not more than `ddof` values.
///
/// ```
/// # use lindley_stats::standard_deviation;
/// assert_eq!(standard_deviation(&[1.0, 3.0], 0), Ok(1.0));
/// assert!((standard_deviation(&[1.0, 3.0], 1)? - 2.0_f64.sqrt()).abs() < 1e-15);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn standard_deviation(values: &[f64], ddof: usize) -> Result<f64, StatsError> {
    check_finite(values)?;
    if values.len() <= ddof {
        return Err(StatsError::TooFew { needed: ddof + 1, found: values.len() });
    }
    Ok(spread(values, ddof))
}

/// The quantile at a fraction between 0 and 1, linear between the order statistics: type 7 of R. J. Hyndman and
/// Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996). The default of R and NumPy.
///
/// Refused if there are no values, one is no finite number, or the fraction lies outside 0 to 1.
///
/// ```
/// assert_eq!(lindley_stats::quantile(&[4.0, 1.0, 3.0, 2.0], 0.25), Ok(1.75));
/// ```
pub fn quantile(values: &[f64], fraction: f64) -> Result<f64, StatsError> {
    check_finite(values)?;
    if !(0.0..=1.0).contains(&fraction) {
        return Err(StatsError::SenselessLevel { level: fraction });
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    Ok(quantile_of_sorted(&sorted, fraction))
}

/// The skewness `m_3 / m_2^(3/2)` of central moments with divisor n: g1 of D. N. Joanes and C. A. Gill, "Comparing
/// measures of sample skewness and kurtosis", The Statistician 47 (1998).
///
/// Refused if there are no values, one is no finite number, or all are equal.
///
/// ```
/// assert!(lindley_stats::skewness(&[1.0, 1.0, 1.0, 9.0])? > 1.0);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn skewness(values: &[f64]) -> Result<f64, StatsError> {
    check_finite(values)?;
    let (mean, sd) = (average(values), spread(values, 0));
    if sd <= 0.0 {
        return Err(StatsError::NoSpread);
    }
    Ok(values.iter().map(|value| ((value - mean) / sd).powi(3)).sum::<f64>() / values.len() as f64)
}

/// The values in ascending order; a negative zero counts as zero.
pub(crate) fn ascending(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().map(|value| value + 0.0).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

/// The places of the values in ascending order of the values, equal values in the order given.
pub(crate) fn places_ascending(values: &[f64]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..values.len()).collect();
    places.sort_by(|left, right| (values[*left] + 0.0).total_cmp(&(values[*right] + 0.0)));
    places
}

/// Whether two numbers are equal, zeros of either sign included.
pub(crate) fn same(left: f64, right: f64) -> bool {
    (left + 0.0).total_cmp(&(right + 0.0)).is_eq()
}

pub(crate) fn average(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

pub(crate) fn spread(values: &[f64], ddof: usize) -> f64 {
    let mean = average(values);
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (squares / (values.len() - ddof) as f64).sqrt()
}

pub(crate) fn quantile_of_sorted(sorted: &[f64], fraction: f64) -> f64 {
    let place = (sorted.len() - 1) as f64 * fraction;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the length")]
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (sorted[above] - sorted[below]) * (place - place.floor())
}

/// A place in a list of this length, each as likely.
pub(crate) fn place_below(stream: &mut Stream, len: usize) -> usize {
    #[expect(clippy::cast_possible_truncation, reason = "the draw lies below a usize")]
    let place = stream.below(len as u64) as usize;
    place
}
