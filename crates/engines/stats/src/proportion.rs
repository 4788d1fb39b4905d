//! How sure a share is that was counted, and how far a count may stray from its probability.

use crate::stats_error::{check_level, check_probabilities};
use crate::{Beta, Interval, StatsError};

/// The interval of C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits", Biometrika 26 (1934):
/// it covers the true probability with at least this level, whatever it is.
///
/// Refused if there are no trials, more hits than trials, or a level that does not lie strictly between 0 and 1.
///
/// ```
/// let found = lindley_stats::clopper_pearson(0, 10, 0.95)?;
/// assert!(found.low.abs() < 1e-15 && (found.high - 0.308_497_1).abs() < 1e-7);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn clopper_pearson(hits: usize, trials: usize, level: f64) -> Result<Interval, StatsError> {
    let (tail, hit, missed) = checked(hits, trials, level)?;
    let low = if hits == 0 { 0.0 } else { Beta::new(hit, missed + 1.0)?.quantile(tail)? };
    let high = if hits == trials { 1.0 } else { Beta::new(hit + 1.0, missed)?.quantile(1.0 - tail)? };
    Ok(Interval { estimate: hit / trials as f64, low, high })
}

/// The interval from H. Jeffreys' prior, Beta(1/2, 1/2): narrower than [`clopper_pearson`], with the level on average.
/// It begins at 0 without hits and ends at 1 without misses.
///
/// Source: L. D. Brown, T. T. Cai and A. DasGupta, "Interval estimation for a binomial proportion", Statistical Science
/// 16 (2001). Refused like [`clopper_pearson`].
///
/// ```
/// let (narrow, safe) = (lindley_stats::jeffreys(3, 20, 0.95)?, lindley_stats::clopper_pearson(3, 20, 0.95)?);
/// assert!(narrow.low > safe.low && narrow.high < safe.high);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn jeffreys(hits: usize, trials: usize, level: f64) -> Result<Interval, StatsError> {
    let (tail, hit, missed) = checked(hits, trials, level)?;
    let posterior = Beta::new(hit + 0.5, missed + 0.5)?;
    let low = if hits == 0 { 0.0 } else { posterior.quantile(tail)? };
    let high = if hits == trials { 1.0 } else { posterior.quantile(1.0 - tail)? };
    Ok(Interval { estimate: hit / trials as f64, low, high })
}

/// The counts, both included, between which a binomial count lies with at least this level: each tail beyond them has at
/// most half of the rest. O(log n) evaluations of the distribution.
///
/// Refused if there are no trials, the probability lies outside 0 to 1, or the level not strictly between 0 and 1.
///
/// ```
/// // Of 100 visits with bands of 90 %, between 82 and 97 are covered in 99 of 100 cases.
/// assert_eq!(lindley_stats::binomial_range(100, 0.9, 0.99), Ok((82, 97)));
/// ```
pub fn binomial_range(trials: usize, probability: f64, level: f64) -> Result<(usize, usize), StatsError> {
    let (tail, ..) = checked(0, trials, level)?;
    check_probabilities(&[probability])?;
    // The lowest count of which more than a tail lies at or below, and the lowest with no more than a tail above.
    let low = first_count(trials, |count| up_to(count, trials, probability) > tail);
    let high = first_count(trials, |count| 1.0 - up_to(count, trials, probability) <= tail);
    Ok((low, high))
}

/// P(X <= count) = I_{1-p}(n - k, k + 1), DLMF 8.17.5.
fn up_to(count: usize, trials: usize, probability: f64) -> f64 {
    if count >= trials {
        return 1.0;
    }
    crate::gamma::incomplete_beta((trials - count) as f64, count as f64 + 1.0, 1.0 - probability)
}

/// The first count that holds; once one holds, all later ones do.
fn first_count(trials: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, trials);
    while low < high {
        let middle = usize::midpoint(low, high);
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// The tail on each side, the hits and the misses.
fn checked(hits: usize, trials: usize, level: f64) -> Result<(f64, f64, f64), StatsError> {
    check_level(level)?;
    if trials == 0 {
        return Err(StatsError::Empty);
    }
    let Some(missed) = trials.checked_sub(hits) else {
        return Err(StatsError::NoSuchNumber { number: hits, last: trials });
    };
    Ok(((1.0 - level) / 2.0, hits as f64, missed as f64))
}
