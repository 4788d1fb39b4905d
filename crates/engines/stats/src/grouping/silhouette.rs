//! How well groups are set apart: the mean silhouette.

use super::{Grouping, TimeSample};
use crate::StatsError;

/// The mean silhouette of a sample under a grouping, between -1 and 1: higher means groups further apart.
///
/// Each time has `s = (b - a) / max(a, b)`, `a` its mean distance to the others of its group and `b` the least mean
/// distance to another group; a time alone in its group, or with `a = b = 0`, has 0. Distances are absolute differences.
/// On a line the nearest other group is a neighbour, so prefix sums give all in O(m) for m distinct values.
///
/// Refused if there is one group only, or the cut-offs leave a group without a time of this sample.
/// Source: P. J. Rousseeuw, "Silhouettes", J. Comput. Appl. Math. 20 (1987), section 2.
///
/// ```
/// # use lindley_stats::{TimeSample, group_exactly, mean_silhouette};
/// let sample = TimeSample::from_seconds(&[1, 2, 100, 101])?;
/// assert!(mean_silhouette(&sample, &group_exactly(&sample, 2)?)? > 0.98);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn mean_silhouette(sample: &TimeSample, grouping: &Grouping) -> Result<f64, StatsError> {
    let bounds = bounds(sample, grouping);
    if bounds.len() < 3 {
        return Err(StatsError::TooFew { needed: 2, found: bounds.len() - 1 });
    }
    if bounds.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(StatsError::TooManyGroups { groups: bounds.len() - 1, distinct: sample.distinct() });
    }
    let spans: Vec<(usize, usize)> = bounds.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let mut total = 0.0;
    for (group, (from, to)) in spans.iter().enumerate() {
        let left = group.checked_sub(1).map(|left| spans[left]);
        let right = spans.get(group + 1).copied();
        for place in *from..*to {
            let value = f64::from(sample.values()[place]);
            let alike = sample.count(place, place + 1) as f64;
            let to_left = left.map(|span| value - mean_of(sample, span));
            let to_right = right.map(|span| mean_of(sample, span) - value);
            let other = to_left.into_iter().chain(to_right).fold(f64::INFINITY, f64::min);
            total += alike * silhouette(own_distance(sample, (*from, *to), place), other);
        }
    }
    Ok(total / sample.len() as f64)
}

/// Where the groups begin among the distinct values, and the end.
fn bounds(sample: &TimeSample, grouping: &Grouping) -> Vec<usize> {
    let place_of = |cut: &f64| sample.values().partition_point(|value| f64::from(*value) <= *cut);
    let inner = grouping.cuts().iter().map(place_of);
    [0].into_iter().chain(inner).chain([sample.distinct()]).collect()
}

fn mean_of(sample: &TimeSample, (from, to): (usize, usize)) -> f64 {
    sample.sum(from, to) as f64 / sample.count(from, to) as f64
}

/// Mean distance of one time to the others of its group; nothing if it is alone.
fn own_distance(sample: &TimeSample, (from, to): (usize, usize), place: usize) -> Option<f64> {
    let others = sample.count(from, to) - 1;
    if others == 0 {
        return None;
    }
    let value = u64::from(sample.values()[place]);
    let below = value * sample.count(from, place) as u64 - sample.sum(from, place);
    let above = sample.sum(place, to) - value * sample.count(place, to) as u64;
    Some((below + above) as f64 / others as f64)
}

fn silhouette(own: Option<f64>, other: f64) -> f64 {
    match own {
        Some(own) if own.max(other) > 0.0 => (other - own) / own.max(other),
        _ => 0.0,
    }
}
