//! What would have been told on judged days, and what came.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use lindley_learn::Crew;
use lindley_time::civil::Date;
use lindley_time::{FoldPolicy, GapPolicy, Instant, Zone};

use super::super::arrivals::{Arrivals, Pair, minute_of};
use super::super::book::LEAST_DAYS;
use super::super::outlook::{Around, BaseRate, span_of};
use super::super::step_length::{StepLength, date_of};
use super::super::{DemandBook, DemandError, Stretch, StretchForecast};
use super::{midnight, spread};
use crate::record::ClinicRecord;

/// Hours of day as of which the stretches that begin then are forecast; those of days ahead are at the first.
const ORIGIN_HOURS: [i8; 2] = [10, 14];
/// The quantiles that are scored.
pub(super) const LEVELS: [f64; 3] = [0.1, 0.5, 0.9];
/// Weeks of the simple method that models are held against.
const BASELINE_WEEKS: i64 = 8;

/// What would have been told of a stretch as of a past moment, and what came in it.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedStretch {
    /// The moment as of which it would have been told; nothing that became known later was used.
    pub as_of: Instant,
    /// What [`outlook`](super::super::outlook()) says as of then if nobody waits and nothing is announced. Of what moved it only
    /// booked visits are named.
    pub said: StretchForecast,
    /// How many came.
    pub came: u32,
    /// The local day of `as_of`.
    pub(super) day: i64,
    /// The quantiles by the same stretch of the eight weeks before.
    pub(super) usual: [f64; 3],
}

impl JudgedStretch {
    /// The mean pinball loss of the three quantiles that were told.
    pub(super) fn loss(&self) -> f64 {
        self.mean_loss(LEVELS.map(|level| self.said.quantile(level).map_or(f64::NAN, |count| count as f64)))
    }

    /// That of the eight weeks before.
    pub(super) fn usual_loss(&self) -> f64 {
        self.mean_loss(self.usual)
    }

    fn mean_loss(&self, said: [f64; 3]) -> f64 {
        let actual = f64::from(self.came);
        let losses = LEVELS.iter().zip(said).map(|(level, said)| {
            let short = actual - said;
            (level * short).max((level - 1.0) * short)
        });
        losses.sum::<f64>() / LEVELS.len() as f64
    }

    pub(super) fn is_held(&self) -> bool {
        self.said.holds(u64::from(self.came))
    }

    /// Groupings with the group that it belongs to.
    pub(super) fn segments(&self, record: &ClinicRecord) -> Vec<(&'static str, String)> {
        let (service, site) = (self.said.service, self.said.site);
        let named = |name: Option<&str>, id: String| name.map_or(id, str::to_owned);
        vec![
            ("service", named(record.service_name(service), service.to_string())),
            ("site", named(record.site_name(site), site.to_string())),
            ("horizon", self.said.stretch.code().to_owned()),
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
) -> Result<Vec<JudgedStretch>, DemandError> {
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
) -> Result<Vec<JudgedStretch>, DemandError> {
    let days: Vec<Date> = arrivals.days(until).into_iter().filter(|day| *day >= first_day).collect();
    let mut parts: Vec<(Pair, Date, Vec<Stretch>)> = Vec::new();
    for pair in pairs {
        let Some(zone) = arrivals.record().zone(pair.1) else { continue };
        parts.extend(judged_days(&days, zone, until).into_iter().map(|(day, of_day)| (*pair, day, of_day)));
    }
    let found: Vec<OnceLock<Result<Vec<JudgedStretch>, DemandError>>> =
        parts.iter().map(|_| OnceLock::new()).collect();
    crew.each(parts.len(), &|part| {
        let (pair, day, stretches) = &parts[part];
        found[part].get_or_init(|| rows_of_day(arrivals, book, *pair, *day, stretches, until));
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
    rows.sort_by_key(|row| (row.day, row.said.service, row.said.site, row.said.stretch));
    Ok(rows)
}

/// The days on which stretches are judged. Those of days ahead have days of their own: the ones after which the day ahead is
/// over in time, however few of the others that leaves.
fn judged_days(days: &[Date], zone: &Zone, until: Instant) -> BTreeMap<Date, Vec<Stretch>> {
    let mut judged: BTreeMap<Date, Vec<Stretch>> = BTreeMap::new();
    for stretch in Stretch::ALL {
        let in_time = |day: &&Date| {
            let Some(ahead) = stretch.days_ahead() else { return true };
            let day = StepLength::DAY.index_of(day.at(0, 0, 0, 0));
            midnight(zone, date_of(day + i64::from(ahead) + 1)) <= until
        };
        for day in spread(days.iter().filter(in_time).copied().collect()) {
            judged.entry(day).or_default().push(stretch);
        }
    }
    judged
}

fn rows_of_day(
    arrivals: &Arrivals<'_>,
    book: &DemandBook,
    pair: Pair,
    day: Date,
    stretches: &[Stretch],
    until: Instant,
) -> Result<Vec<JudgedStretch>, DemandError> {
    let Some(zone) = arrivals.record().zone(pair.1) else { return Ok(Vec::new()) };
    let mut rows = Vec::new();
    for (nth, hour) in ORIGIN_HOURS.into_iter().enumerate() {
        let as_of = zone.resolve(day.at(hour, 0, 0, 0), GapPolicy::FirstAfter, FoldPolicy::Earlier);
        let Ok(as_of) = as_of else { continue };
        let asked = stretches.iter().filter(|stretch| nth == 0 || stretch.days_ahead().is_none());
        let mut around: Option<Around<'_>> = None;
        for stretch in asked {
            let span = span_of(*stretch, zone, as_of)?;
            if span.end() > until {
                continue;
            }
            let around = match &around {
                Some(around) => around,
                None => around.insert(Around::of(arrivals, pair, as_of)?),
            };
            let base_rate = || BaseRate::of(arrivals, &arrivals.pairs(as_of), as_of);
            let said = around.served(Some(book), *stretch, &[], base_rate)?.told;
            let (from, to) = (minute_of(zone, span.start()), minute_of(zone, span.end()));
            let came = count(arrivals.came_between(pair, from, to, until));
            let usual = usual(arrivals, pair, (from, to), as_of);
            let day = StepLength::DAY.index_of(day.at(0, 0, 0, 0));
            rows.push(JudgedStretch { as_of, said, came, day, usual });
        }
    }
    Ok(rows)
}

fn count(minutes: impl Iterator<Item = i64>) -> u32 {
    u32::try_from(minutes.count()).unwrap_or(u32::MAX)
}

/// The least, middle and greatest count of the same stretch of the last eight weeks.
fn usual(arrivals: &Arrivals<'_>, pair: Pair, stretch: (i64, i64), origin: Instant) -> [f64; 3] {
    let zone = arrivals.record().zone(pair.1);
    let now = zone.map_or(i64::MIN, |zone| minute_of(zone, origin));
    let weeks_ago = |weeks: i64| (stretch.0 - weeks * 10_080, stretch.1 - weeks * 10_080);
    let weeks = (1..=BASELINE_WEEKS + 4).map(weeks_ago).filter(|(_, to)| *to <= now);
    let counts: Vec<f64> = weeks
        .take(usize::try_from(BASELINE_WEEKS).unwrap_or(0))
        .map(|(from, to)| f64::from(count(arrivals.came_between(pair, from, to, origin))))
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
}
