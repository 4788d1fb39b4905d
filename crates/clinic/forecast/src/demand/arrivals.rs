//! Arrivals of a record: who came to a service at a site, as it was known at a moment.
//!
//! **What counts.** A visit counts at its planned start, if it took place. A visit whose start has passed and of which nobody has
//! said yet what became of it counts as having come, because most do; it is taken out when a no-show or a cancellation becomes
//! known. (Requests by the time of booking are another measure, which nothing here uses: a clinic staffs for those who come.)
//!
//! **What is zero and what is unknown.** From the first visit of the series on, a step without an arrival is a zero. Before it,
//! nothing is known. A fortnight or more in which the whole site recorded no visit is a gap of the record, not two weeks in
//! which nobody was ill. An hour that the clocks skip is unknown, and of one that they show twice the mean is taken.

mod clock;

use std::collections::{BTreeMap, BTreeSet};

use lindley_domain::{ServiceId, SiteId};
use lindley_time::{Instant, Zone};

use super::step_length::StepLength;
use super::{DemandError, DemandSeries};
use crate::record::{ClinicRecord, Visit, VisitOutcome};

/// A site that was silent for so many days had no record.
const SILENT_DAYS: i64 = 14;
/// Days of history by which steps shorter than four hours are forecast, and those of four hours and more.
const FINE_DAYS: i64 = 400;
const COARSE_DAYS: i64 = 1_100;
const MINUTES_OF_DAY: i64 = 1_440;

/// A service at a site.
pub(super) type Pair = (ServiceId, SiteId);

/// The visits of a record by service and site.
pub(super) struct Arrivals<'a> {
    record: &'a ClinicRecord,
    visits: BTreeMap<Pair, Vec<Planned<'a>>>,
    /// Per site, the local days on which anything was planned.
    active_days: BTreeMap<SiteId, BTreeSet<i64>>,
}

/// A visit and the local minute of its start, as planned last.
struct Planned<'a> {
    visit: Visit<'a>,
    minute: i64,
}

/// How a series is laid out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    pub(super) step: StepLength,
    /// Minutes after midnight at which steps begin; less than a step.
    pub(super) offset: i64,
}

impl<'a> Arrivals<'a> {
    pub(super) fn of(record: &'a ClinicRecord) -> Self {
        let mut arrivals = Self { record, visits: BTreeMap::new(), active_days: BTreeMap::new() };
        for visit in record.every_visit() {
            let Some((service, zone)) = visit.service().zip(record.zone(visit.site())) else { continue };
            let minute = minute_of(zone, visit.planned().start());
            let days = arrivals.active_days.entry(visit.site()).or_default();
            days.insert(minute.div_euclid(MINUTES_OF_DAY));
            // A day from which a visit was moved away was a day on the record, and stays one.
            let moved = visit.last_moved();
            let before = [moved.and(visit.booked()), moved.map(|moved| moved.plus_seconds(-1))];
            for seen in before.into_iter().flatten().filter_map(|moment| visit.seen(moment)) {
                days.insert(minute_of(zone, seen.placing.start()).div_euclid(MINUTES_OF_DAY));
            }
            arrivals.visits.entry((service, visit.site())).or_default().push(Planned { visit, minute });
        }
        arrivals
    }

    pub(super) fn record(&self) -> &'a ClinicRecord {
        self.record
    }

    /// Services and sites that had an arrival by a moment.
    pub(super) fn pairs(&self, as_of: Instant) -> Vec<Pair> {
        let had_one = |pair: &&Pair| self.came(**pair, as_of).next().is_some();
        self.visits.keys().filter(had_one).copied().collect()
    }

    /// Services and sites that had a visit in the book by a moment, come or not.
    pub(super) fn booked_pairs(&self, as_of: Instant) -> Vec<Pair> {
        let ahead = |visit: &Visit<'_>| {
            let seen = visit.seen(as_of).filter(|_| !visit.is_imported());
            seen.is_some_and(|seen| seen.ending.is_none() && seen.placing.start() >= as_of)
        };
        self.visits.keys().filter(|pair| self.visits(**pair).any(|visit| ahead(&visit))).copied().collect()
    }

    /// The visits of a service at a site, whatever became of them.
    pub(super) fn visits(&self, pair: Pair) -> impl Iterator<Item = Visit<'a>> + '_ {
        self.visits.get(&pair).into_iter().flatten().map(|planned| planned.visit)
    }

    /// The local minutes of arrivals before a moment, as known then; in no order.
    pub(super) fn came(&self, pair: Pair, as_of: Instant) -> impl Iterator<Item = i64> + '_ {
        let zone = self.record.zone(pair.1);
        let planned = self.visits.get(&pair).into_iter().flatten();
        planned.filter_map(move |Planned { visit, minute }| {
            let seen = visit.seen(as_of)?;
            let start = seen.placing.start();
            let came = seen.ending.is_none_or(|ending| ending.outcome == VisitOutcome::Fulfilled);
            if start >= as_of || seen.placing.site != pair.1 || !came {
                return None;
            }
            let as_planned_last = start == visit.planned().start();
            Some(if as_planned_last { *minute } else { minute_of(zone?, start) })
        })
    }

    /// The share of visits that took place among those that did or should have, by a moment; 1 where nothing is known.
    pub(super) fn show_share(&self, service: ServiceId, as_of: Instant) -> f64 {
        let (mut came, mut missed) = (0.0, 0.0);
        let of_service = self.visits.iter().filter(|((of, _), _)| *of == service);
        for Planned { visit, .. } in of_service.flat_map(|(_, planned)| planned) {
            match visit.ending().filter(|ending| ending.known <= as_of).map(|ending| ending.outcome) {
                Some(VisitOutcome::Fulfilled) => came += 1.0,
                Some(VisitOutcome::NoShow) => missed += 1.0,
                _ => {}
            }
        }
        if came + missed > 0.0 { came / (came + missed) } else { 1.0 }
    }

    /// The series on a grid, with `extra` arrivals (local minutes) that the record does not know.
    /// Refused if nobody had come yet.
    pub(super) fn series(
        &self,
        pair: Pair,
        grid: Grid,
        as_of: Instant,
        extra: &[i64],
    ) -> Result<DemandSeries, DemandError> {
        let empty = || DemandError::Empty { before: as_of.to_string() };
        let zone = self.record.zone(pair.1).ok_or_else(empty)?;
        let minutes = i64::from(grid.step.minutes());
        let index = |minute: i64| (minute - grid.offset).div_euclid(minutes);
        let now = minute_of(zone, as_of);
        let end = index(now);
        let days = if minutes < 240 { FINE_DAYS } else { COARSE_DAYS };
        let oldest = end - days * MINUTES_OF_DAY / minutes;
        let came: Vec<i64> = self.came(pair, as_of).map(index).collect();
        let first = came.iter().copied().min().ok_or_else(empty)?.max(oldest);
        let length = usize::try_from(end - first).ok().filter(|length| *length > 0).ok_or_else(empty)?;
        let mut counts: Vec<Option<u32>> = vec![Some(0); length];
        let extra = extra.iter().map(|minute| index(*minute));
        for at in came.into_iter().chain(extra) {
            let place = usize::try_from(at - first).ok();
            if let Some(Some(count)) = place.and_then(|place| counts.get_mut(place)) {
                *count += 1;
            }
        }
        let silent = |from: i64, to: i64, counts: &mut Vec<Option<u32>>| {
            for place in (index(from) + 1 - first).max(0)..(index(to) - first).min(length as i64) {
                if let Some(count) = usize::try_from(place).ok().and_then(|place| counts.get_mut(place)) {
                    *count = count.filter(|count| *count > 0);
                }
            }
        };
        for (from, to) in self.silences(pair.1, now) {
            silent(from, to, &mut counts);
        }
        clock::adjust(zone, grid, first, &mut counts);
        counts.iter().flatten().next().ok_or_else(empty)?;
        Ok(DemandSeries { step: grid.step, first, counts })
    }

    /// Stretches of local minutes in which the site recorded nothing.
    fn silences(&self, site: SiteId, now: i64) -> Vec<(i64, i64)> {
        let days = self.active_days.get(&site).into_iter().flatten().copied();
        let mut days: Vec<i64> = days.take_while(|day| day * MINUTES_OF_DAY < now).collect();
        days.push(now.div_euclid(MINUTES_OF_DAY) + 1);
        let silent = days.windows(2).filter(|pair| pair[1] - pair[0] > SILENT_DAYS);
        silent.map(|pair| ((pair[0] + 1) * MINUTES_OF_DAY - 1, pair[1] * MINUTES_OF_DAY)).collect()
    }
}

/// Arrivals at a service and a site per step of the local calendar, as known at a moment: up to the start of the step that
/// holds it. What counts, and what is zero or unknown, is said at the top of `arrivals.rs`: visits that took place, at their
/// planned start. At most 400 days of steps shorter than four hours, and 1,100 of longer ones.
///
/// Refused if nobody had come yet, or there is no such site.
///
/// ```
/// use lindley_domain::{ServiceId, SiteId};
/// use lindley_forecast::demand::{StepLength, series_from};
/// use lindley_forecast::record::ClinicRecord;
/// use lindley_time::Instant;
///
/// let nobody = ClinicRecord::default();
/// let now = Instant::from_seconds(1_000_000_000);
/// assert!(series_from(&nobody, ServiceId(1), SiteId(1), StepLength::HOUR, now).is_err());
/// ```
pub fn series_from(
    record: &ClinicRecord,
    service: ServiceId,
    site: SiteId,
    step: StepLength,
    as_of: Instant,
) -> Result<DemandSeries, DemandError> {
    Arrivals::of(record).series((service, site), Grid { step, offset: 0 }, as_of, &[])
}

/// Minutes on the clocks of a zone, counted as steps are.
pub(super) fn minute_of(zone: &Zone, at: Instant) -> i64 {
    StepLength::MINUTE.index_of(zone.local(at))
}
