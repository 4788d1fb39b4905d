//! How well lengths and bands did that were predicted session after session.

use std::collections::BTreeMap;

use lindley_learn::Scores;
use lindley_stats::{
    Band, BandReport, CoverageCusum, Interval, StudentT, clopper_pearson, mean_pinball_loss,
    standard_deviation,
};

use super::MeasuredBand;
use crate::ForecastError;
use crate::visit_length::{LengthFigures, QuantileReliability, VisitGroup};

/// Sessions of a block over time.
const SESSIONS: u32 = 10;

/// Bins of expected lengths.
const BINS: usize = 10;

/// Visits between false alarms.
const ROWS_BETWEEN_ALARMS: f64 = 10_000.0;

/// How well lengths and bands did.
#[derive(Clone, Debug, PartialEq)]
pub struct LengthReport {
    /// Errors of the expected lengths.
    pub scores: Scores,
    /// Mean pinball loss of the two ends of the band, in seconds; infinite if a band has no end.
    pub pinball: f64,
    /// All bands.
    pub bands: BandReport,
    /// Bands by group.
    pub groups: BTreeMap<VisitGroup, BandReport>,
    /// The two ends of the band, each a quantile, against how often lengths kept at or below it.
    pub reliability: Vec<QuantileReliability>,
    /// Expected lengths against measured ones, in ten bins of about equally many visits, the shortest first.
    pub expected_bins: Vec<ExpectedBin>,
    /// By ten sessions, the earliest first.
    pub over_time: Vec<SessionBlock>,
    /// The alarm of the cumulative sum of misses, if bands have come to miss twice as often as they say.
    pub coverage_alarm: Option<SessionAlarm>,
}

/// Visits of which about the same length was expected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExpectedBin {
    /// Visits.
    pub rows: usize,
    /// The shortest expected length, in seconds.
    pub lowest: f64,
    /// The longest.
    pub highest: f64,
    /// The mean of what was expected.
    pub expected: f64,
    /// The mean of what was measured, with its 95 % interval; of one visit that is everything.
    pub measured: Interval,
}

/// Sessions that follow each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SessionBlock {
    /// Number of the first.
    pub first: u32,
    /// Number of the last.
    pub last: u32,
    /// Their figures; the loss is that of the band's two ends.
    pub figures: LengthFigures,
}

/// Bands hold fewer visits than they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionAlarm {
    /// The session in which the evidence was strong enough.
    pub session: u32,
    /// The session since which it speaks for it.
    pub since: u32,
}

impl LengthReport {
    /// Judges bands of this level, which are in order of their sessions. Refused if there are none, or the level is none.
    ///
    /// ```
    /// assert!(lindley_forecast::visit_length::LengthReport::of(&[], 0.9).is_err());
    /// ```
    pub fn of(measured: &[MeasuredBand], level: f64) -> Result<Self, ForecastError> {
        let all: Vec<&MeasuredBand> = measured.iter().collect();
        let mut by_group: BTreeMap<VisitGroup, Vec<&MeasuredBand>> = BTreeMap::new();
        for one in measured {
            by_group.entry(one.group).or_default().push(one);
        }
        let bands = |members: &[&MeasuredBand]| BandReport::of(&bands_of(members), &seconds_of(members));
        let mut groups = BTreeMap::new();
        for (group, members) in by_group {
            groups.insert(group, bands(&members)?);
        }
        Ok(Self {
            scores: Scores::of(&seconds_of(&all), &expected_of(&all))?,
            pinball: pinball(&all, level)?,
            bands: bands(&all)?,
            groups,
            reliability: reliability(measured, level)?,
            expected_bins: expected_bins(&all)?,
            over_time: over_time(&all, level)?,
            coverage_alarm: alarm(measured, level)?,
        })
    }
}

fn bands_of(members: &[&MeasuredBand]) -> Vec<Band> {
    members.iter().map(|one| one.said.band).collect()
}

fn seconds_of(members: &[&MeasuredBand]) -> Vec<f64> {
    members.iter().map(|one| one.seconds).collect()
}

fn expected_of(members: &[&MeasuredBand]) -> Vec<f64> {
    members.iter().map(|one| one.said.expected).collect()
}

/// The shares of visits that are to lie below either end.
fn shares(level: f64) -> [f64; 2] {
    let below = f64::midpoint(0.0, 1.0 - level);
    [below, 1.0 - below]
}

fn pinball(members: &[&MeasuredBand], level: f64) -> Result<f64, ForecastError> {
    if !members.iter().all(|one| one.said.band.is_bounded()) {
        return Ok(f64::INFINITY);
    }
    let ends = |end: fn(&Band) -> f64| -> Vec<f64> { bands_of(members).iter().map(end).collect() };
    let (seconds, [low, high]) = (seconds_of(members), shares(level));
    let low = mean_pinball_loss(&seconds, &ends(Band::low), low)?;
    Ok(f64::midpoint(low, mean_pinball_loss(&seconds, &ends(Band::high), high)?))
}

fn reliability(measured: &[MeasuredBand], level: f64) -> Result<Vec<QuantileReliability>, ForecastError> {
    let at = |share: f64, end: fn(&Band) -> f64| -> Result<QuantileReliability, ForecastError> {
        let below = measured.iter().filter(|one| one.seconds <= end(&one.said.band)).count();
        Ok(QuantileReliability { share, observed: clopper_pearson(below, measured.len(), 0.95)? })
    };
    let [low, high] = shares(level);
    Ok(vec![at(low, Band::low)?, at(high, Band::high)?])
}

fn expected_bins(all: &[&MeasuredBand]) -> Result<Vec<ExpectedBin>, ForecastError> {
    let mut sorted = all.to_vec();
    sorted.sort_by(|left, right| left.said.expected.total_cmp(&right.said.expected));
    let mut bins: BTreeMap<usize, Vec<&MeasuredBand>> = BTreeMap::new();
    let mut before = 0;
    for alike in sorted.chunk_by(|left, right| left.said.expected.total_cmp(&right.said.expected).is_eq()) {
        // The visit in the middle of those of which the same was expected decides for all.
        let number = (before + (alike.len() - 1) / 2) * BINS / sorted.len();
        bins.entry(number).or_default().extend(alike);
        before += alike.len();
    }
    bins.into_values().map(|members| expected_bin(&members)).collect()
}

fn expected_bin(members: &[&MeasuredBand]) -> Result<ExpectedBin, ForecastError> {
    let (expected, seconds) = (expected_of(members), seconds_of(members));
    let (rows, estimate) = (members.len(), lindley_stats::mean(&seconds)?);
    let half = if rows < 2 {
        f64::INFINITY
    } else {
        let error = standard_deviation(&seconds, 1)? / (rows as f64).sqrt();
        StudentT::new(rows as f64 - 1.0)?.within(0.95)? * error
    };
    Ok(ExpectedBin {
        rows,
        lowest: expected[0],
        highest: expected[rows - 1],
        expected: lindley_stats::mean(&expected)?,
        measured: Interval { estimate, low: estimate - half, high: estimate + half },
    })
}

fn over_time(all: &[&MeasuredBand], level: f64) -> Result<Vec<SessionBlock>, ForecastError> {
    let numbers = || all.iter().map(|one| one.session);
    let (begin, end) = (numbers().min().unwrap_or(0), numbers().max().unwrap_or(0));
    let mut blocks: BTreeMap<u32, Vec<&MeasuredBand>> = BTreeMap::new();
    for one in all {
        blocks.entry((one.session - begin) / SESSIONS).or_default().push(one);
    }
    let block = |(number, members): (u32, Vec<&MeasuredBand>)| {
        let first = begin + number * SESSIONS;
        let (bands, expected, seconds) = (bands_of(&members), expected_of(&members), seconds_of(&members));
        let loss = pinball(&members, level)?;
        let figures = LengthFigures::of_bands(&bands, &expected, &seconds, loss)?;
        Ok(SessionBlock { first, last: first.saturating_add(SESSIONS - 1).min(end), figures })
    };
    blocks.into_iter().map(block).collect()
}

fn alarm(measured: &[MeasuredBand], level: f64) -> Result<Option<SessionAlarm>, ForecastError> {
    let missing = 1.0 - level;
    // Twice as many misses: 80 % for bands of 90 %.
    let too_many = (2.0 * missing).min(f64::midpoint(missing, 1.0));
    let mut watch = CoverageCusum::new(level, 1.0 - too_many, ROWS_BETWEEN_ALARMS)?;
    for one in measured {
        watch.observe(!one.said.band.holds(one.seconds));
    }
    let session_of = |row: u64| {
        let place = usize::try_from(row).ok()?.checked_sub(1)?;
        measured.get(place).map(|one| one.session)
    };
    let alarm = watch.alarm().and_then(|alarm| session_of(alarm.row).zip(session_of(alarm.changed_at)));
    Ok(alarm.map(|(session, since)| SessionAlarm { session, since }))
}
