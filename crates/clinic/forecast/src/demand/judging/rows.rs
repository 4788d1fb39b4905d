//! What would have been said on judged days, and what came.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use lindley_learn::Crew;
use lindley_time::civil::Date;
use lindley_time::{FoldPolicy, GapPolicy, Instant};

use super::super::arrivals::{Arrivals, Grid, Pair, minute_of};
use super::super::book::{LEAST_DAYS, forecast};
use super::super::known_world::calendar_from;
use super::super::outlook::span_of;
use super::super::step_length::{StepLength, date_of};
use super::super::{DemandBook, DemandError, StepForecast, Stretch};
use super::spread;
use crate::record::ClinicRecord;

/// Hours of day as of which the stretches that begin then are forecast.
const ORIGIN_HOURS: [i8; 2] = [10, 14];
/// The quantiles that are scored.
pub(super) const LEVELS: [f64; 3] = [0.1, 0.5, 0.9];
/// Weeks of the simple method that models are held against.
const BASELINE_WEEKS: i64 = 8;

/// One forecast stretch.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) pair: Pair,
    pub(super) stretch: Stretch,
    /// The local day of the origin.
    pub(super) day: i64,
    pub(super) said: StepForecast,
    pub(super) actual: u32,
    /// The quantiles by the same stretch of the eight weeks before the origin.
    pub(super) usual: [f64; 3],
}

impl Row {
    /// The mean pinball loss of the three quantiles.
    pub(super) fn loss(&self) -> f64 {
        self.mean_loss(LEVELS.map(|level| self.said.quantile(level) as f64))
    }

    /// That of the eight weeks before.
    pub(super) fn usual_loss(&self) -> f64 {
        self.mean_loss(self.usual)
    }

    fn mean_loss(&self, said: [f64; 3]) -> f64 {
        let actual = f64::from(self.actual);
        let losses = LEVELS.iter().zip(said).map(|(level, said)| {
            let short = actual - said;
            (level * short).max((level - 1.0) * short)
        });
        losses.sum::<f64>() / LEVELS.len() as f64
    }

    pub(super) fn is_held(&self) -> bool {
        self.said.band.holds(u64::from(self.actual))
    }

    /// Groupings with the group that it belongs to.
    pub(super) fn segments(&self, record: &ClinicRecord) -> Vec<(&'static str, String)> {
        let (service, site) = self.pair;
        let named = |name: Option<&str>, id: String| name.map_or(id, str::to_owned);
        vec![
            ("service", named(record.service_name(service), service.to_string())),
            ("site", named(record.site_name(site), site.to_string())),
            ("horizon", self.stretch.code().to_owned()),
        ]
    }
}

/// The series of a book, from `first_day` on.
pub(super) fn rows(
    arrivals: &Arrivals<'_>,
    book: &DemandBook,
    first_day: Date,
    until: Instant,
    crew: &dyn Crew,
) -> Result<Vec<Row>, DemandError> {
    rows_of(arrivals, &book.series().collect(), book, first_day, until, crew)
}

/// The same for these series. Refused if there is no row.
pub(super) fn rows_of(
    arrivals: &Arrivals<'_>,
    pairs: &BTreeSet<Pair>,
    book: &DemandBook,
    first_day: Date,
    until: Instant,
    crew: &dyn Crew,
) -> Result<Vec<Row>, DemandError> {
    let days: Vec<Date> = arrivals.days(until).into_iter().filter(|day| *day >= first_day).collect();
    let days = spread(days);
    let parts: Vec<(Pair, Date)> =
        pairs.iter().flat_map(|pair| days.iter().map(|day| (*pair, *day))).collect();
    let found: Vec<OnceLock<Result<Vec<Row>, DemandError>>> = parts.iter().map(|_| OnceLock::new()).collect();
    crew.each(parts.len(), &|part| {
        let (pair, day) = parts[part];
        found[part].get_or_init(|| rows_of_day(arrivals, book, pair, day, until));
    });
    let mut rows = Vec::new();
    for part in found {
        rows.extend(part.into_inner().unwrap_or_else(|| Ok(Vec::new()))?);
    }
    if rows.is_empty() {
        let series = pairs.len();
        return Err(DemandError::NothingLearnt { series, what: "judged", days: LEAST_DAYS });
    }
    // By day first: reports run along time.
    rows.sort_by_key(|row| (row.day, row.pair, row.stretch));
    Ok(rows)
}

fn rows_of_day(
    arrivals: &Arrivals<'_>,
    book: &DemandBook,
    pair: Pair,
    day: Date,
    until: Instant,
) -> Result<Vec<Row>, DemandError> {
    let Some(zone) = arrivals.record().zone(pair.1) else { return Ok(Vec::new()) };
    let mut rows = Vec::new();
    for (nth, hour) in ORIGIN_HOURS.into_iter().enumerate() {
        let origin = day.at(hour, 0, 0, 0);
        let Ok(origin) = zone.resolve(origin, GapPolicy::FirstAfter, FoldPolicy::Earlier) else { continue };
        let calendar = calendar_from(arrivals.record(), pair.1, origin)?.calendar;
        for stretch in Stretch::ALL {
            let ahead = stretch.days_ahead();
            let span = span_of(stretch, zone, origin)?;
            if span.end() > until || (ahead.is_some() && nth > 0) {
                continue;
            }
            let step = i64::from(stretch.step().minutes());
            let offset = if ahead.is_some() { 0 } else { minute_of(zone, origin).rem_euclid(step) };
            let grid = Grid { step: stretch.step(), offset };
            let Ok(series) = arrivals.series(pair, grid, origin, &[]) else { continue };
            let said = forecast(book.model(pair, stretch), stretch, &series, &calendar.earlier_by(offset))?;
            let (from, to) = (minute_of(zone, span.start()), minute_of(zone, span.end()));
            let came = arrivals.came_between(pair, from, to, until);
            let usual = usual(arrivals, pair, (from, to), origin);
            let day = StepLength::DAY.index_of(day.at(0, 0, 0, 0));
            rows.push(Row { pair, stretch, day, said, actual: came, usual });
        }
    }
    Ok(rows)
}

/// The least, middle and greatest count of the same stretch of the last eight weeks.
fn usual(arrivals: &Arrivals<'_>, pair: Pair, stretch: (i64, i64), origin: Instant) -> [f64; 3] {
    let zone = arrivals.record().zone(pair.1);
    let now = zone.map_or(i64::MIN, |zone| minute_of(zone, origin));
    let weeks_ago = |weeks: i64| (stretch.0 - weeks * 10_080, stretch.1 - weeks * 10_080);
    let weeks = (1..=BASELINE_WEEKS + 4).map(weeks_ago).filter(|(_, to)| *to <= now);
    let counts: Vec<f64> = weeks
        .take(usize::try_from(BASELINE_WEEKS).unwrap_or(0))
        .map(|(from, to)| f64::from(arrivals.came_between(pair, from, to, origin)))
        .collect();
    LEVELS.map(|level| lindley_stats::quantile(&counts, level).unwrap_or(0.0))
}

/// The days with arrivals, by the local days of their sites.
impl Arrivals<'_> {
    pub(super) fn days(&self, until: Instant) -> Vec<Date> {
        let days: BTreeSet<i64> = self
            .pairs(until)
            .into_iter()
            .flat_map(|pair| {
                self.came(pair, until).map(|minute| minute.div_euclid(1_440)).collect::<Vec<_>>()
            })
            .collect();
        days.into_iter().map(date_of).collect()
    }

    /// Arrivals between two local minutes, as known at a moment.
    fn came_between(&self, pair: Pair, from: i64, to: i64, as_of: Instant) -> u32 {
        let inside = self.came(pair, as_of).filter(|minute| (from..to).contains(minute)).count();
        u32::try_from(inside).unwrap_or(u32::MAX)
    }
}
