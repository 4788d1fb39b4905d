//! Two lists measured on the same cases: their mean difference and how sure it is.

use crate::stats_error::{check_finite, check_level};
use crate::summary::{average, spread};
use crate::{Interval, StatsError, StudentT};

/// The difference of two paired lists.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairedDifference {
    /// The mean of `left - right`, with its interval.
    pub mean: Interval,
    /// The sample standard deviation of the differences, divisor n - 1.
    pub sd: f64,
    /// The mean over its standard error; infinite if all differences are equal and not zero, 0 if all are zero.
    pub t: f64,
    /// The two-tailed p value under n - 1 degrees of freedom.
    pub p: f64,
}

/// The mean of `left - right` case by case, with a confidence interval from Student's t.
///
/// The comparison for two policies that were simulated under common random numbers. Refused if the lists differ in
/// length, hold fewer than two pairs or a value that is no finite number, or the level makes no sense.
/// Source: A. M. Law, "Simulation Modeling and Analysis", 5th ed. (2015), section 10.2.1 (paired-t interval).
///
/// ```
/// # use lindley_stats::compare_pairs;
/// let found = compare_pairs(&[12.0, 11.0, 14.0, 10.0], &[10.0, 10.0, 11.0, 9.0], 0.95)?;
/// assert!((found.mean.estimate - 1.75).abs() < 1e-12);
/// assert!(found.mean.low > 0.0 && found.p < 0.05);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn compare_pairs(left: &[f64], right: &[f64], level: f64) -> Result<PairedDifference, StatsError> {
    if left.len() != right.len() {
        return Err(StatsError::LengthsDiffer { left: left.len(), right: right.len() });
    }
    check_finite(left)?;
    check_finite(right)?;
    check_level(level)?;
    if left.len() < 2 {
        return Err(StatsError::TooFew { needed: 2, found: left.len() });
    }
    let differences: Vec<f64> = left.iter().zip(right).map(|(left, right)| left - right).collect();
    let (mean, sd) = (average(&differences), spread(&differences, 1));
    let error = sd / (differences.len() as f64).sqrt();
    let distribution = StudentT::new((differences.len() - 1) as f64)?;
    let half = distribution.within(level)? * error;
    let t = if error > 0.0 {
        mean / error
    } else if mean == 0.0 {
        0.0
    } else {
        mean.signum() * f64::INFINITY
    };
    let mean = Interval { estimate: mean, low: mean - half, high: mean + half };
    Ok(PairedDifference { mean, sd, t, p: distribution.two_tailed(t) })
}
