//! Kinds of visit, the longest first: sets of visit types where those are known, else spans of service times.

mod by_time;
mod by_visit_type;

use super::{StudiedTimes, StudyRefusal};

/// One kind of visit.
#[derive(Clone, Debug, PartialEq)]
pub struct VisitKind {
    /// A is the longest.
    pub letter: char,
    /// Longer than this, in minutes; only where kinds are told apart by their times.
    pub from_minutes: Option<f64>,
    /// Not longer than this, in minutes; only where kinds are told apart by their times, and the longest has no end.
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

/// A service time of a kind and how often it occurs there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StudiedTime {
    /// The time.
    pub seconds: u32,
    /// The letter of the kind.
    pub kind: char,
    /// How many visits of the kind took so long.
    pub visits: usize,
}

/// Visits put into kinds, the longest first.
pub(super) struct Kinds {
    /// By kind: the service times in seconds, ascending.
    pub(super) times: Vec<Vec<u32>>,
    /// The kinds as one sentence.
    pub(super) rule: String,
    /// Whether the kinds were told apart by what nobody knows at booking: how long the visits would take.
    pub(super) hindsight: bool,
    /// By kind: the cut-offs below and above it in minutes. Empty where kinds are sets of visit types.
    limits: Vec<(Option<f64>, Option<f64>)>,
    /// The kind of each visit type of the service, in its order. Empty for times that were sent.
    of_types: Vec<usize>,
}

impl Kinds {
    /// Kinds that a desk can tell, if the visits' types are known; else those of the times.
    pub(super) fn of(times: &StudiedTimes, groups: usize) -> Result<Self, StudyRefusal> {
        match &times.of_log {
            Some((_, service)) => by_visit_type::kinds(&service.visit_types, groups),
            None => by_time::kinds(&times.seconds, groups),
        }
    }

    /// For each visit type of the service its kind and the share of its times that lie nearest to the median of that kind.
    pub(super) fn of_types<'a>(&self, times: impl Iterator<Item = &'a [u32]>) -> Vec<(char, f64)> {
        let medians: Vec<f64> = self.times.iter().map(|times| median(times)).collect();
        let told = |(kind, seconds): (&usize, &[u32])| {
            let near = seconds.iter().filter(|time| nearest(**time, &medians, *kind)).count();
            (letter(*kind), near as f64 / seconds.len().max(1) as f64)
        };
        self.of_types.iter().zip(times).map(told).collect()
    }

    /// How many visits each kind has.
    pub(super) fn sizes(&self) -> Vec<u64> {
        self.times.iter().map(|times| times.len() as u64).collect()
    }

    /// Every distinct time of each kind, the shortest first, of equal ones that of the longer kind.
    pub(super) fn counted(&self) -> Vec<StudiedTime> {
        let of_kind = |(kind, times): (usize, &Vec<u32>)| {
            let runs = times.chunk_by(|one, other| one == other);
            let counted =
                |run: &[u32]| StudiedTime { seconds: run[0], kind: letter(kind), visits: run.len() };
            runs.map(counted).collect::<Vec<_>>()
        };
        let mut counted: Vec<StudiedTime> = self.times.iter().enumerate().flat_map(of_kind).collect();
        counted.sort_unstable();
        counted
    }

    /// What is shown of the kinds.
    pub(super) fn shown(&self) -> Vec<VisitKind> {
        let visits: usize = self.times.iter().map(Vec::len).sum();
        let shown = |(kind, times): (usize, &Vec<u32>)| {
            let sum: u64 = times.iter().copied().map(u64::from).sum();
            let (from_minutes, until_minutes) = self.limits.get(kind).copied().unwrap_or_default();
            VisitKind {
                letter: letter(kind),
                from_minutes,
                until_minutes,
                visits: times.len(),
                share: times.len() as f64 / visits as f64,
                median_minutes: median(times) / 60.0,
                mean_minutes: sum as f64 / times.len() as f64 / 60.0,
            }
        };
        self.times.iter().enumerate().map(shown).collect()
    }
}

/// Whether no other kind's median is nearer to a time than that of `own`.
fn nearest(seconds: u32, medians: &[f64], own: usize) -> bool {
    let far = |median: &f64| (median - f64::from(seconds)).abs();
    medians.iter().all(|median| far(&medians[own]) <= far(median))
}

/// Of ascending times, of which there is at least one.
fn median(seconds: &[u32]) -> f64 {
    let at = |place: usize| f64::from(seconds[place]);
    f64::midpoint(at((seconds.len() - 1) / 2), at(seconds.len() / 2))
}

/// The letter of a kind, of which there are at most four.
pub(super) fn letter(kind: usize) -> char {
    ('A'..='Z').nth(kind).unwrap_or('Z')
}
