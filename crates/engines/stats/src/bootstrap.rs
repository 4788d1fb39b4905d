//! Percentile bootstrap: recompute a number on resamples and read the interval off.

use lindley_seed::Seed;

use crate::StatsError;
use crate::stats_error::{check_finite, check_level};
use crate::summary::{place_below, quantile_of_sorted};

/// How to draw resamples and what to make of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resampling {
    /// How many resamples to draw; the literature uses 1000.
    pub resamples: usize,
    /// Coverage of the interval, such as 0.95.
    pub level: f64,
    /// Where chance comes from.
    pub seed: Seed,
}

impl Resampling {
    /// Refuses settings that make no sense.
    pub(crate) fn check(&self) -> Result<(), StatsError> {
        check_level(self.level)?;
        if self.resamples == 0 {
            return Err(StatsError::MustBePositive { name: "the number of resamples" });
        }
        Ok(())
    }
}

/// An estimate with the interval around it, in the unit of the estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The number computed on the sample itself.
    pub estimate: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// The interval from numbers that were recomputed on resamples: the central part that holds `level` of them.
    ///
    /// Refused if there are no numbers, one is not finite, or the level does not lie strictly between 0 and 1.
    ///
    /// ```
    /// # use lindley_stats::Interval;
    /// let interval = Interval::of_resamples(2.0, vec![0.0, 1.0, 2.0, 3.0, 4.0], 0.5)?;
    /// assert_eq!((interval.low, interval.high), (1.0, 3.0));
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn of_resamples(estimate: f64, found: Vec<f64>, level: f64) -> Result<Self, StatsError> {
        check_finite(&found)?;
        check_level(level)?;
        Ok(central(estimate, found, level))
    }
}

/// The places of the resample with this number: `len` draws from `0..len` with replacement.
///
/// Every resample has its own child of the seed, so they can be drawn in any order.
///
/// ```
/// # use lindley_seed::Seed;
/// let places = lindley_stats::resample(5, Seed::from_u64(1), 0);
/// assert!(places.len() == 5 && places.iter().all(|place| *place < 5));
/// ```
pub fn resample(len: usize, seed: Seed, number: usize) -> Vec<usize> {
    let mut stream = seed.child_at("resample", number as u64).stream();
    (0..len).map(|_| place_below(&mut stream, len)).collect()
}

/// The percentile interval of a statistic of the values.
///
/// Refused if there are no values, one is no finite number, or the settings make no sense. Resamples on which the
/// statistic is no finite number are left out; if all are, it is refused.
/// Source: B. Efron and R. Tibshirani, "An Introduction to the Bootstrap" (1993), section 13.3.
///
/// ```
/// # use lindley_seed::Seed;
/// # use lindley_stats::{Resampling, bootstrap_percentile};
/// let how = Resampling { resamples: 500, level: 0.95, seed: Seed::from_u64(1) };
/// let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
/// let interval = bootstrap_percentile(&[1.0, 2.0, 3.0, 4.0, 5.0], mean, how)?;
/// assert!(interval.low < 3.0 && interval.high > 3.0);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn bootstrap_percentile(
    values: &[f64],
    statistic: impl Fn(&[f64]) -> f64,
    how: Resampling,
) -> Result<Interval, StatsError> {
    check_finite(values)?;
    how.check()?;
    let one = |number| {
        let again: Vec<f64> =
            resample(values.len(), how.seed, number).iter().map(|place| values[*place]).collect();
        statistic(&again)
    };
    let found: Vec<f64> = (0..how.resamples).map(one).filter(|number| number.is_finite()).collect();
    if found.is_empty() {
        return Err(StatsError::TooFew { needed: 1, found: 0 });
    }
    Ok(central(statistic(values), found, how.level))
}

/// The central part of the resampled numbers that holds `level` of them. There is at least one.
pub(crate) fn central(estimate: f64, mut found: Vec<f64>, level: f64) -> Interval {
    found.sort_by(f64::total_cmp);
    let tail = (1.0 - level) / 2.0;
    Interval { estimate, low: quantile_of_sorted(&found, tail), high: quantile_of_sorted(&found, 1.0 - tail) }
}
