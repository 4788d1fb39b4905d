//! Kinds of visit from service times: the exact one-dimensional K-medians, longest kind first.

use lindley_stats::{Grouping, StatsError, TimeSample, group_exactly_up_to, mean_silhouette};

use super::StudyRefusal;

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

/// One kind of visit: service times above `from` up to `until`, in minutes.
#[derive(Clone, Debug, PartialEq)]
pub struct VisitKind {
    /// A is the longest.
    pub letter: char,
    /// Longer than this.
    pub from_minutes: f64,
    /// Not longer than this; the longest kind has no end.
    pub until_minutes: Option<f64>,
    /// How many visits.
    pub visits: usize,
    /// Of all visits.
    pub share: f64,
    /// The median of their times.
    pub median_minutes: f64,
    /// The mean of their times.
    pub mean_minutes: f64,
}

/// Service times put into kinds.
pub(super) struct Kinds {
    grouping: Grouping,
    pub(super) elbow: Vec<Elbow>,
    /// By kind, the longest first: the service times in seconds, ascending.
    pub(super) times: Vec<Vec<u32>>,
}

impl Kinds {
    pub(super) fn of(seconds: &[u32], groups: usize) -> Result<Self, StudyRefusal> {
        let sample = TimeSample::from_seconds(seconds).map_err(|_| StudyRefusal::NoTimes)?;
        let distinct = sample.distinct();
        let too_many = StudyRefusal::TooManyGroups { groups, distinct };
        let groupings = group_exactly_up_to(&sample, distinct.min(ELBOW_GROUPS.max(groups)))
            .map_err(|_: StatsError| too_many.clone())?;
        let elbow = groupings.iter().take(ELBOW_GROUPS).map(|grouping| elbow(&sample, grouping)).collect();
        let grouping = groupings.into_iter().find(|grouping| grouping.groups() == groups).ok_or(too_many)?;
        let mut kinds = Self { grouping, elbow, times: vec![Vec::new(); groups] };
        for time in seconds {
            let kind = kinds.kind_of(*time);
            kinds.times[kind].push(*time);
        }
        Ok(kinds)
    }

    /// 0 is the longest.
    fn kind_of(&self, seconds: u32) -> usize {
        self.times.len() - 1 - self.grouping.group_of(f64::from(seconds))
    }

    /// The kind in which most of these times fall, of several the longest, and which share of them does.
    pub(super) fn mostly(&self, seconds: &[u32]) -> (char, f64) {
        let mut counts = vec![0_usize; self.times.len()];
        for time in seconds {
            counts[self.kind_of(*time)] += 1;
        }
        let most = counts.iter().copied().max().unwrap_or(0);
        let kind = counts.iter().position(|count| *count == most).unwrap_or(0);
        (letter(kind), most as f64 / seconds.len().max(1) as f64)
    }

    /// How many visits each kind has, the longest first.
    pub(super) fn sizes(&self) -> Vec<u64> {
        self.times.iter().map(|times| times.len() as u64).collect()
    }

    /// What is shown of the kinds.
    pub(super) fn shown(&self) -> Vec<VisitKind> {
        let visits: usize = self.times.iter().map(Vec::len).sum();
        let shown = |(kind, times): (usize, &Vec<u32>)| {
            let sum: u64 = times.iter().copied().map(u64::from).sum();
            let (from_minutes, until_minutes) = self.limits(kind);
            VisitKind {
                letter: letter(kind),
                from_minutes: from_minutes.unwrap_or(0.0),
                until_minutes,
                visits: times.len(),
                share: times.len() as f64 / visits as f64,
                median_minutes: self.grouping.medians()[self.times.len() - 1 - kind] / 60.0,
                mean_minutes: sum as f64 / times.len() as f64 / 60.0,
            }
        };
        self.times.iter().enumerate().map(shown).collect()
    }

    /// The cut-offs below and above a kind, in minutes.
    fn limits(&self, kind: usize) -> (Option<f64>, Option<f64>) {
        let group = self.times.len() - 1 - kind;
        let minutes = |cut: &f64| cut / 60.0;
        let cuts = self.grouping.cuts();
        (group.checked_sub(1).and_then(|below| cuts.get(below)).map(minutes), cuts.get(group).map(minutes))
    }

    /// The kinds as one sentence, in minutes rounded to hundredths.
    pub(super) fn rule(&self) -> String {
        let part = |kind: usize| {
            let told = match self.limits(kind) {
                (None, None) => "every visit".to_owned(),
                (Some(from), None) => format!("longer than {} minutes", rounded(from)),
                (None, Some(until)) => format!("up to {} minutes", rounded(until)),
                (Some(from), Some(until)) => {
                    format!("longer than {}, up to {} minutes", rounded(from), rounded(until))
                }
            };
            format!("{}: {told}", letter(kind))
        };
        (0..self.times.len()).map(part).collect::<Vec<_>>().join("; ")
    }
}

fn elbow(sample: &TimeSample, grouping: &Grouping) -> Elbow {
    Elbow {
        groups: grouping.groups(),
        absolute_error_minutes: grouping.absolute_error_seconds() / 60.0,
        silhouette: mean_silhouette(sample, grouping).ok(),
    }
}

/// To hundredths, without zeros at the end.
fn rounded(minutes: f64) -> f64 {
    (minutes * 100.0).round() / 100.0
}

/// The letter of a kind, of which there are at most four.
pub(super) fn letter(kind: usize) -> char {
    ('A'..='Z').nth(kind).unwrap_or('Z')
}
