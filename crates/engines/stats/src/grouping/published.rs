//! K-medians as the published study ran it: Lloyd's alternation, stopped early.

use super::{Grouping, TimeSample};
use crate::StatsError;

/// The alternation ends when no median moved further than this, squared, in standard deviations.
const TOLERANCE: f64 = 0.001;
/// The alternation ends after this many rounds at the latest.
const MOST_ROUNDS: usize = 100;

/// The grouping that the published procedure stops at: not the optimum, but the numbers in print.
///
/// Times are standardised (divisor n); the first `groups` rows, in the order given, are the initial medians; then times
/// go to the nearest median and medians are recomputed until no median moves by more than 0.001 squared standard
/// deviations (about 11 s in the study), which is before convergence. Cut-offs lie midway between the groups of
/// the last assignment; the error is that of every time against the nearest of the last medians.
///
/// Medians fall on halves, so times often lie exactly between two of them, and for four and more groups the last bit of
/// the standardised numbers then decides where the alternation ends. The arithmetic here is that of the study; with
/// times in raw seconds the same procedure prints other numbers.
///
/// Refused if there is no data, no group is asked for, or more than there are distinct values; if two of the first
/// rows are equal; if all values are equal. For new work use [`group_exactly`](super::group_exactly).
///
/// Source: the appointment study of the Hangu data (H. Feng et al., 2024), the clustering of its section on patient
/// classes with the defaults of the library that it used; both were recomputed.
///
/// ```
/// # use lindley_stats::group_as_published;
/// let grouping = group_as_published(&[100, 900, 110, 120, 880, 870], 2)?;
/// assert_eq!(grouping.cuts(), [495.0]);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn group_as_published(seconds: &[u32], groups: usize) -> Result<Grouping, StatsError> {
    let sample = TimeSample::from_seconds(seconds)?;
    let distinct = sample.distinct();
    if groups == 0 {
        return Err(StatsError::NoGroups);
    }
    if groups > distinct {
        return Err(StatsError::TooManyGroups { groups, distinct });
    }
    if distinct == 1 {
        return Err(StatsError::NoSpread);
    }
    if let Some((first, second)) = equal_pair(&seconds[..groups]) {
        return Err(StatsError::EqualStarts { first, second });
    }
    let standard = Standard { mean: sample.mean_seconds(), spread: sample.spread_seconds() };
    // Medians on a line keep their order, so they are sorted once; a tie still goes to the one whose row came first.
    let mut starts: Vec<(u32, usize)> = seconds[..groups].iter().copied().zip(0..).collect();
    starts.sort_unstable();
    let mut medians: Vec<f64> = starts.iter().map(|(value, _)| standard.scaled(*value)).collect();
    let rows: Vec<usize> = starts.iter().map(|(_, row)| *row).collect();
    let mut bounds = Vec::new();
    for _ in 0..MOST_ROUNDS {
        bounds = assigned(&sample, &standard, &medians, &rows);
        let moved = recomputed(&sample, &standard, &bounds, &medians);
        let furthest = moved.iter().zip(&medians).map(|(new, old)| (new - old).powi(2)).fold(0.0, f64::max);
        medians = moved;
        if furthest <= TOLERANCE {
            break;
        }
    }
    Ok(described(&sample, &standard, &bounds, &medians))
}

/// Shift and scale that make the mean 0 and the standard deviation (divisor n) 1.
struct Standard {
    mean: f64,
    spread: f64,
}

impl Standard {
    fn scaled(&self, seconds: u32) -> f64 {
        (f64::from(seconds) - self.mean) / self.spread
    }
}

/// The first two equal rows.
fn equal_pair(rows: &[u32]) -> Option<(usize, usize)> {
    let earlier = |second: usize| rows[..second].iter().position(|row| *row == rows[second]);
    (1..rows.len()).find_map(|second| Some((earlier(second)?, second)))
}

/// Where each group begins among the distinct values, and the end: every value with its nearest median, and of two as
/// near with the one whose starting row came first.
fn assigned(sample: &TimeSample, standard: &Standard, medians: &[f64], rows: &[usize]) -> Vec<usize> {
    let begins = |(pair, rows): (&[f64], &[usize])| {
        let nearer_below = |value: &u32| {
            let scaled = standard.scaled(*value);
            let (below, above) = ((scaled - pair[0]).powi(2), (scaled - pair[1]).powi(2));
            below.total_cmp(&above).then(rows[0].cmp(&rows[1])).is_lt()
        };
        sample.values().partition_point(nearer_below)
    };
    let inner = medians.windows(2).zip(rows.windows(2)).map(begins);
    [0].into_iter().chain(inner).chain([sample.distinct()]).collect()
}

/// The medians of the groups; a group that lost its last value keeps its old one.
fn recomputed(sample: &TimeSample, standard: &Standard, bounds: &[usize], old: &[f64]) -> Vec<f64> {
    let median = |(pair, old): (&[usize], &f64)| {
        if pair[0] == pair[1] {
            return *old;
        }
        let (low, high) = sample.middle(pair[0], pair[1]);
        f64::midpoint(standard.scaled(low), standard.scaled(high))
    };
    bounds.windows(2).zip(old).map(median).collect()
}

fn described(sample: &TimeSample, standard: &Standard, bounds: &[usize], medians: &[f64]) -> Grouping {
    let value = |place: usize| f64::from(sample.values()[place]);
    let nearest = |place: usize| {
        let scaled = standard.scaled(sample.values()[place]);
        medians.iter().map(|median| (scaled - median).abs()).fold(f64::INFINITY, f64::min)
    };
    let error: f64 =
        (0..sample.distinct()).map(|place| sample.count(place, place + 1) as f64 * nearest(place)).sum();
    let kept: Vec<usize> = (0..medians.len()).filter(|group| bounds[*group] < bounds[group + 1]).collect();
    Grouping {
        cuts: kept[1..]
            .iter()
            .map(|group| bounds[*group])
            .map(|cut| f64::midpoint(value(cut - 1), value(cut)))
            .collect(),
        medians: kept.iter().map(|group| medians[*group] * standard.spread + standard.mean).collect(),
        sizes: kept.iter().map(|group| sample.count(bounds[*group], bounds[group + 1])).collect(),
        absolute_error: error * standard.spread,
        spread: standard.spread,
    }
}
