//! The figures of a book on judged days.

use std::collections::BTreeMap;

use lindley_stats::CoverageCusum;
use lindley_time::civil::Date;

use super::super::step_length::date_of;
use super::super::{Basis, DemandError};
use super::UnjudgedStretch;
use super::rows::JudgedStretch;
use crate::FeatureDrift;
use crate::record::ClinicRecord;

/// The share of counts that bands are to hold, and the share at which they have clearly become too narrow.
const LEVEL: f64 = 0.8;
const TOO_NARROW: f64 = 0.7;
/// Rows between false alarms.
const ROWS_BETWEEN_ALARMS: f64 = 10_000.0;

/// How what a book lets be told did, visits booked counted. Losses, widths and counts are in arrivals.
#[derive(Clone, Debug, PartialEq)]
pub struct BookReport {
    /// Stretches judged.
    pub rows: usize,
    /// Mean pinball loss of the 10 %, 50 % and 90 % quantiles; low is good.
    pub pinball: f64,
    /// The share of counts in the band that is to hold 80 %.
    pub coverage: f64,
    /// Mean of band end minus band start.
    pub width: f64,
    /// Mean absolute error of the expected count, as a share of all arrivals; none if there was none.
    pub relative_error: Option<f64>,
    /// Stretches that did not rest on a model.
    pub fallback_rows: usize,
    /// By service, site and horizon, in this order and then by name.
    pub segments: Vec<BookSegment>,
    /// By week of the origin, the earliest first.
    pub weeks: Vec<BookWeek>,
    /// Levels of the quantiles that are told with the share of counts at or below; whole numbers lie a little above the level.
    pub reliability: Vec<(f64, f64)>,
    /// Arrivals per day and forecasts, judged days against those learnt from.
    pub drift: Vec<FeatureDrift>,
    /// The alarm of the cumulative sum of misses, if bands have become too narrow.
    pub coverage_alarm: Option<CoverageAlarm>,
    /// Stretches of which nothing could be judged.
    pub unjudged: Vec<UnjudgedStretch>,
    /// Pinball loss of the quantiles of the same stretch in the eight weeks before each origin.
    pub eight_weeks_pinball: f64,
}

/// A part of the rows.
#[derive(Clone, Debug, PartialEq)]
pub struct BookSegment {
    /// `service`, `site` or `horizon`.
    pub grouping: &'static str,
    /// Which one.
    pub name: String,
    /// Stretches judged.
    pub rows: usize,
    /// Mean pinball loss.
    pub pinball: f64,
    /// The share of counts in the band.
    pub coverage: f64,
    /// Mean width of the band.
    pub width: f64,
}

/// One week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BookWeek {
    /// Its Monday.
    pub monday: Date,
    /// Stretches judged.
    pub rows: usize,
    /// Mean expected count.
    pub predicted: f64,
    /// Mean count that came.
    pub observed: f64,
    /// The share of counts in the band.
    pub coverage: f64,
    /// Mean width of the band.
    pub width: f64,
    /// Mean pinball loss.
    pub pinball: f64,
}

/// Bands hold fewer counts than they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoverageAlarm {
    /// The day on which the evidence was strong enough.
    pub day: Date,
    /// The day since which it speaks for it.
    pub since: Date,
}

impl BookReport {
    /// From rows in order of time, without drift and what was not judged. Refused without rows.
    pub(super) fn of(record: &ClinicRecord, rows: &[JudgedStretch]) -> Result<Self, DemandError> {
        let all: Vec<&JudgedStretch> = rows.iter().collect();
        let means = Means::of(&all)?;
        let mut segments: BTreeMap<(usize, &'static str, String), Vec<&JudgedStretch>> = BTreeMap::new();
        let mut weeks: BTreeMap<i64, Vec<&JudgedStretch>> = BTreeMap::new();
        for row in rows {
            for (order, (grouping, name)) in row.segments(record).into_iter().enumerate() {
                segments.entry((order, grouping, name)).or_default().push(row);
            }
            weeks.entry(row.day.div_euclid(7)).or_default().push(row);
        }
        let segments = segments.into_iter().map(|((_, grouping, name), rows)| {
            let Means { pinball, coverage, width, .. } = Means::of(&rows)?;
            Ok(BookSegment { grouping, name, rows: rows.len(), pinball, coverage, width })
        });
        let weeks = weeks.into_iter().map(|(week, rows)| {
            let Means { pinball, coverage, width, predicted, observed } = Means::of(&rows)?;
            // Days are counted from a Monday.
            let monday = date_of(7 * week);
            Ok(BookWeek { monday, rows: rows.len(), predicted, observed, coverage, width, pinball })
        });
        let errors = rows.iter().map(|row| (row.said.expected - f64::from(row.came)).abs()).sum::<f64>();
        let came: f64 = rows.iter().map(|row| f64::from(row.came)).sum();
        let below = |(nth, (level, _)): (usize, &(f64, u64))| {
            let at_most = |row: &&JudgedStretch| {
                row.said.quantiles.get(nth).is_some_and(|(_, count)| u64::from(row.came) <= *count)
            };
            (*level, rows.iter().filter(at_most).count() as f64 / rows.len() as f64)
        };
        let levels = rows.first().map_or(&[][..], |row| &row.said.quantiles);
        Ok(Self {
            rows: rows.len(),
            pinball: means.pinball,
            coverage: means.coverage,
            width: means.width,
            relative_error: (came > 0.0).then(|| errors / came),
            fallback_rows: rows.iter().filter(|row| row.said.basis != Basis::Model).count(),
            segments: segments.collect::<Result<_, DemandError>>()?,
            weeks: weeks.collect::<Result<_, DemandError>>()?,
            reliability: levels.iter().enumerate().map(below).collect(),
            drift: Vec::new(),
            coverage_alarm: alarm(rows)?,
            unjudged: Vec::new(),
            eight_weeks_pinball: mean(rows.iter().map(JudgedStretch::usual_loss))?,
        })
    }
}

/// Means over rows.
struct Means {
    pinball: f64,
    coverage: f64,
    width: f64,
    predicted: f64,
    observed: f64,
}

impl Means {
    fn of(rows: &[&JudgedStretch]) -> Result<Self, DemandError> {
        let rows = || rows.iter();
        Ok(Self {
            pinball: mean(rows().map(|row| row.loss()))?,
            coverage: mean(rows().map(|row| f64::from(u8::from(row.is_held()))))?,
            width: mean(rows().map(|row| (row.said.high - row.said.low) as f64))?,
            predicted: mean(rows().map(|row| row.said.expected))?,
            observed: mean(rows().map(|row| f64::from(row.came)))?,
        })
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Result<f64, DemandError> {
    Ok(lindley_stats::mean(&values.collect::<Vec<_>>())?)
}

fn alarm(rows: &[JudgedStretch]) -> Result<Option<CoverageAlarm>, DemandError> {
    let mut watch = CoverageCusum::new(LEVEL, TOO_NARROW, ROWS_BETWEEN_ALARMS)?;
    for row in rows {
        watch.observe(!row.is_held());
    }
    let day_of = |nth: u64| {
        let row = usize::try_from(nth).ok().and_then(|nth| rows.get(nth.checked_sub(1)?));
        row.map(|row| date_of(row.day))
    };
    let alarm = watch.alarm().and_then(|alarm| day_of(alarm.row).zip(day_of(alarm.changed_at)));
    Ok(alarm.map(|(day, since)| CoverageAlarm { day, since }))
}
