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
mod placed;
mod show_share;

use std::collections::BTreeMap;

use lindley_domain::{ServiceId, SiteId};
use lindley_time::{Instant, Zone};

use super::step_length::StepLength;
use super::{DemandError, DemandSeries};
use crate::record::ClinicRecord;

pub(super) use placed::Placed;
use show_share::Endings;

/// A site that was silent for so many days had no record.
const SILENT_DAYS: i64 = 14;
/// Days of history by which steps shorter than four hours are forecast, and those of four hours and more.
const FINE_DAYS: i64 = 400;
const COARSE_DAYS: i64 = 1_100;
const MINUTES_OF_DAY: i64 = 1_440;
/// Clocks are put back by no more than so many minutes: what is past may show a later minute than now.
const CLOCKS_BACK: i64 = 180;

/// A service at a site.
pub(super) type Pair = (ServiceId, SiteId);

/// The visits of a record by service and site.
pub(super) struct Arrivals<'a> {
    record: &'a ClinicRecord,
    /// In order of the minute, so that a stretch of time is found without looking at all of them.
    visits: BTreeMap<Pair, Vec<Placed<'a>>>,
    /// When the first visit was booked here.
    kept_since: BTreeMap<Pair, Instant>,
    endings: BTreeMap<ServiceId, Endings>,
    /// Per site, the local days on which anything was planned, and since when that is known.
    active_days: BTreeMap<SiteId, BTreeMap<i64, Instant>>,
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
        let mut arrivals = Self {
            record,
            visits: BTreeMap::new(),
            kept_since: BTreeMap::new(),
            endings: BTreeMap::new(),
            active_days: BTreeMap::new(),
        };
        let minute_at = |site, start| record.zone(site).map(|zone| minute_of(zone, start));
        for visit in record.every_visit() {
            let Some(service) = visit.service() else { continue };
            arrivals.endings.entry(service).or_default().add(&visit);
            for (placed, known) in Placed::all_of(visit, minute_at) {
                let pair = (service, placed.site);
                // A day from which a visit was moved away was a day on the record, and stays one.
                let days = arrivals.active_days.entry(placed.site).or_default();
                let since = days.entry(placed.minute.div_euclid(MINUTES_OF_DAY)).or_insert(known);
                *since = known.min(*since);
                if !visit.is_imported() {
                    let since = arrivals.kept_since.entry(pair).or_insert(known);
                    *since = known.min(*since);
                }
                arrivals.visits.entry(pair).or_default().push(placed);
            }
        }
        for visits in arrivals.visits.values_mut() {
            visits.sort_by_key(|placed| placed.minute);
        }
        for endings in arrivals.endings.values_mut() {
            endings.sort();
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
        let ahead = |pair: &&Pair| {
            let now = self.record.zone(pair.1).map_or(i64::MIN, |zone| minute_of(zone, as_of) - CLOCKS_BACK);
            self.placed_between(**pair, now, i64::MAX).iter().any(|placed| placed.is_in_book(as_of))
        };
        self.visits.keys().filter(ahead).copied().collect()
    }

    /// The visits that were ever planned to begin between two local minutes, in order of the minute; one that was moved within
    /// them stands there more than once.
    pub(super) fn placed_between(&self, pair: Pair, from: i64, to: i64) -> &[Placed<'a>] {
        let visits = self.visits.get(&pair).map_or(&[][..], Vec::as_slice);
        let (first, end) = (
            visits.partition_point(|placed| placed.minute < from),
            visits.partition_point(|placed| placed.minute < to),
        );
        visits.get(first..end).unwrap_or(&[])
    }

    /// The first moment at which a visit was booked here, if that was by `as_of`.
    pub(super) fn kept_since(&self, pair: Pair, as_of: Instant) -> Option<Instant> {
        self.kept_since.get(&pair).copied().filter(|since| *since <= as_of)
    }

    /// The local minutes of arrivals before a moment, as known then, ascending.
    pub(super) fn came(&self, pair: Pair, as_of: Instant) -> impl Iterator<Item = i64> + '_ {
        self.came_between(pair, i64::MIN, i64::MAX, as_of)
    }

    /// The same for those between two local minutes.
    pub(super) fn came_between(
        &self,
        pair: Pair,
        from: i64,
        to: i64,
        as_of: Instant,
    ) -> impl Iterator<Item = i64> + '_ {
        let now = self.record.zone(pair.1).map_or(to, |zone| minute_of(zone, as_of) + CLOCKS_BACK);
        let placed = self.placed_between(pair, from, to.min(now)).iter();
        placed.filter(move |placed| placed.has_come(as_of)).map(|placed| placed.minute)
    }

    /// The share of visits that took place among those that did or should have, by a moment; 1 where nothing is known.
    pub(super) fn show_share(&self, service: ServiceId, as_of: Instant) -> f64 {
        self.endings.get(&service).map_or(1.0, |endings| endings.show_share(as_of))
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
        let first = self.came(pair, as_of).next().map(index).ok_or_else(empty)?.max(oldest);
        let length = usize::try_from(end - first).ok().filter(|length| *length > 0).ok_or_else(empty)?;
        let mut counts: Vec<Option<u32>> = vec![Some(0); length];
        let extra = extra.iter().map(|minute| index(*minute));
        let came = self.came_between(pair, first * minutes + grid.offset, i64::MAX, as_of).map(index);
        for at in came.chain(extra) {
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
        for (from, to) in self.silences(pair.1, now, as_of) {
            silent(from, to, &mut counts);
        }
        clock::adjust(zone, grid, first, &mut counts);
        counts.iter().flatten().next().ok_or_else(empty)?;
        Ok(DemandSeries { step: grid.step, first, counts })
    }

    /// Stretches of local minutes in which the site recorded nothing.
    fn silences(&self, site: SiteId, now: i64, as_of: Instant) -> Vec<(i64, i64)> {
        let days = self.active_days.get(&site).into_iter().flatten();
        let days = days.take_while(|(day, _)| **day * MINUTES_OF_DAY < now);
        let mut days: Vec<i64> = days.filter(|(_, known)| **known <= as_of).map(|(day, _)| *day).collect();
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
