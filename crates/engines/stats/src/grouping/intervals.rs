//! How sure the error and the silhouette of a grouping are: both recomputed on resamples.

use lindley_seed::Seed;

use super::{TimeSample, group_exactly, mean_silhouette};
use crate::bootstrap::{Interval, Resampling, central};
use crate::{StatsError, summary};

/// Confidence intervals of one grouping.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupingIntervals {
    /// The sum of absolute errors in standard deviations of the original sample.
    pub absolute_error_in_sd: Interval,
    /// The mean silhouette; none for one group.
    pub silhouette: Option<Interval>,
}

/// Percentile bootstrap intervals for the error and the silhouette of the exact grouping into `groups` groups.
///
/// Every resample draws as many times as the sample has, with replacement, and is grouped anew. Resamples with fewer
/// distinct values than groups cannot be grouped and are left out; if all are, or the settings make no sense, it is
/// refused. Source: B. Efron and R. Tibshirani, "An Introduction to the Bootstrap" (1993), section 13.3.
///
/// ```
/// # use lindley_seed::Seed;
/// # use lindley_stats::{Resampling, TimeSample, bootstrap_grouping};
/// let sample = TimeSample::from_seconds(&[1, 2, 3, 50, 52, 60])?;
/// let how = Resampling { resamples: 200, level: 0.95, seed: Seed::from_u64(1) };
/// let intervals = bootstrap_grouping(&sample, 2, how)?;
/// assert!(intervals.absolute_error_in_sd.low <= intervals.absolute_error_in_sd.high);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn bootstrap_grouping(
    sample: &TimeSample,
    groups: usize,
    how: Resampling,
) -> Result<GroupingIntervals, StatsError> {
    how.check()?;
    let fitted = group_exactly(sample, groups)?;
    let spread = sample.spread_seconds();
    if spread <= 0.0 {
        return Err(StatsError::NoSpread);
    }
    let (mut errors, mut silhouettes) = (Vec::new(), Vec::new());
    for index in 0..how.resamples {
        let again = drawn(sample, how.seed.child_at("resample", index as u64));
        let Ok(grouping) = group_exactly(&again, groups) else { continue };
        errors.push(grouping.absolute_error_seconds() / spread);
        silhouettes.extend(mean_silhouette(&again, &grouping));
    }
    if errors.is_empty() {
        return Err(StatsError::TooManyGroups { groups, distinct: sample.distinct() });
    }
    let silhouette = match mean_silhouette(sample, &fitted) {
        Ok(estimate) => Some(central(estimate, silhouettes, how.level)),
        Err(_) => None,
    };
    Ok(GroupingIntervals {
        absolute_error_in_sd: central(fitted.absolute_error_in_sd(), errors, how.level),
        silhouette,
    })
}

fn drawn(sample: &TimeSample, seed: Seed) -> TimeSample {
    let mut stream = seed.stream();
    let mut seconds: Vec<u32> =
        (0..sample.len()).map(|_| sample.at_rank(summary::place_below(&mut stream, sample.len()))).collect();
    seconds.sort_unstable();
    TimeSample::from_sorted(&seconds)
}
