//! The rhythm in which a signal is told, and whether it has fallen silent.

use lindley_time::Instant;

use crate::record::KnownReading;

/// What is told within so many minutes is one telling: a long file is written in pieces.
const ONE_TELLING_MINUTES: i64 = 5;
/// The newest gaps that say what is usual.
const GAPS: usize = 20;
/// Fewer gaps say nothing.
const FEWEST_GAPS: usize = 2;
/// A signal is silent after so many times its usual interval: one telling may be missed, as on a weekend.
const SILENT_AFTER: i64 = 2;

/// Whether a signal still speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hearing {
    /// It has spoken within twice its usual interval.
    Speaking,
    /// It has not: the feed has stopped, or nobody asks it any more.
    Silent,
    /// It has told too little to know what is usual.
    New,
}

impl Hearing {
    /// The written form.
    ///
    /// ```
    /// assert_eq!(lindley_forecast::Hearing::Silent.code(), "silent");
    /// ```
    pub const fn code(self) -> &'static str {
        match self {
            Self::Speaking => "speaking",
            Self::Silent => "silent",
            Self::New => "new",
        }
    }
}

/// How often a signal is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rhythm {
    /// The minutes after which something new is usually told.
    pub(super) usual_minutes: Option<i64>,
    /// From when on silence is counted.
    since: Option<Instant>,
}

impl Rhythm {
    /// The median gap of the last tellings. Of a signal that was told once or twice, perhaps from a long file, the median
    /// step of its readings is taken, and silence is counted from the end of what they cover.
    pub(super) fn of(readings: &[KnownReading<'_>]) -> Self {
        let tellings = gaps(readings.iter().map(|reading| reading.known).collect());
        let last_told = readings.iter().map(|reading| reading.known).max();
        if let Some(usual) = median(tellings) {
            return Self { usual_minutes: Some(usual), since: last_told };
        }
        let steps = gaps(readings.iter().map(|reading| reading.span.start()).collect());
        let last_end = readings.iter().map(|reading| reading.span.end()).max();
        Self { usual_minutes: median(steps), since: last_told.max(last_end) }
    }

    pub(super) fn hearing(&self, as_of: Instant) -> Hearing {
        match self.usual_minutes.zip(self.since) {
            None => Hearing::New,
            Some((usual, since)) if since.plus_minutes(SILENT_AFTER * usual) < as_of => Hearing::Silent,
            Some(_) => Hearing::Speaking,
        }
    }
}

/// The newest minutes between moments; those that lie close together count as one.
fn gaps(mut moments: Vec<Instant>) -> Vec<i64> {
    moments.sort_unstable();
    let mut gaps = Vec::new();
    let mut before = None;
    for moment in moments {
        let gap = before.map(|before: Instant| (moment.seconds() - before.seconds()) / 60);
        if gap.is_none_or(|gap| gap >= ONE_TELLING_MINUTES) {
            gaps.extend(gap);
            before = Some(moment);
        }
    }
    gaps.split_off(gaps.len().saturating_sub(GAPS))
}

fn median(mut gaps: Vec<i64>) -> Option<i64> {
    gaps.sort_unstable();
    if gaps.len() < FEWEST_GAPS { None } else { gaps.get(gaps.len() / 2).copied() }
}
