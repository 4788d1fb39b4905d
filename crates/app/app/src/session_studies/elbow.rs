//! How well different numbers of groups fit service times: what an elbow chart shows.

use lindley_stats::{TimeSample, group_exactly_up_to, mean_silhouette};

/// Numbers of groups that an elbow chart shows.
const ELBOW_GROUPS: usize = 6;

/// How well so many groups fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Elbow {
    /// How many groups.
    pub groups: usize,
    /// The sum of absolute errors in minutes.
    pub absolute_error_minutes: f64,
    /// The mean silhouette; one group has none.
    pub silhouette: Option<f64>,
}

/// Of the times themselves, whatever their visit types; as far as there are so many distinct times.
pub(super) fn elbow(seconds: &[u32]) -> Vec<Elbow> {
    let Ok(sample) = TimeSample::from_seconds(seconds) else { return Vec::new() };
    // Never more groups than distinct times, of which there is one at least.
    let groupings = group_exactly_up_to(&sample, sample.distinct().min(ELBOW_GROUPS)).unwrap_or_default();
    let elbow = |grouping: &lindley_stats::Grouping| Elbow {
        groups: grouping.groups(),
        absolute_error_minutes: grouping.absolute_error_seconds() / 60.0,
        silhouette: mean_silhouette(&sample, grouping).ok(),
    };
    groupings.iter().map(elbow).collect()
}
