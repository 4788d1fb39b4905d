//! Kinds of times that came without visit types: the exact one-dimensional K-medians.
//!
//! Such kinds are cut with hindsight. A visit's time is known when it is over, its kind when it is booked.

use lindley_stats::{Grouping, StatsError, TimeSample, group_exactly};

use super::{Kinds, letter};
use crate::session_studies::StudyRefusal;

/// Puts ascending times into kinds.
pub(super) fn kinds(seconds: &[u32], groups: usize) -> Result<Kinds, StudyRefusal> {
    let sample = TimeSample::from_seconds(seconds).map_err(|_| StudyRefusal::NoTimes)?;
    let distinct = sample.distinct();
    let grouping = group_exactly(&sample, groups)
        .map_err(|_: StatsError| StudyRefusal::TooManyGroups { groups, distinct })?;
    let mut times = vec![Vec::new(); groups];
    for time in seconds {
        // Groups are numbered from the shortest, kinds from the longest.
        times[groups - 1 - grouping.group_of(f64::from(*time))].push(*time);
    }
    let limits: Vec<_> = (0..groups).map(|kind| limits(&grouping, groups - 1 - kind)).collect();
    let rule = (0..groups).map(|kind| told(kind, limits[kind])).collect::<Vec<_>>().join("; ");
    let limits = limits.into_iter().map(|(from, until)| (from.or(Some(0.0)), until)).collect();
    Ok(Kinds { times, rule, hindsight: true, limits, of_types: Vec::new() })
}

/// The cut-offs below and above a group, in minutes.
fn limits(grouping: &Grouping, group: usize) -> (Option<f64>, Option<f64>) {
    let minutes = |cut: &f64| cut / 60.0;
    let cuts = grouping.cuts();
    (group.checked_sub(1).and_then(|below| cuts.get(below)).map(minutes), cuts.get(group).map(minutes))
}

/// A kind in words, in minutes rounded to hundredths.
fn told(kind: usize, limits: (Option<f64>, Option<f64>)) -> String {
    let told = match limits {
        (None, None) => "every visit".to_owned(),
        (Some(from), None) => format!("longer than {} minutes", rounded(from)),
        (None, Some(until)) => format!("up to {} minutes", rounded(until)),
        (Some(from), Some(until)) => {
            format!("longer than {}, up to {} minutes", rounded(from), rounded(until))
        }
    };
    format!("{}: {told}", letter(kind))
}

/// To hundredths, without zeros at the end.
fn rounded(minutes: f64) -> f64 {
    (minutes * 100.0).round() / 100.0
}
