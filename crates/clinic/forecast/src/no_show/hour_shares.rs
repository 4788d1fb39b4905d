//! How many of a site's outcomes at an hour of day were no-shows, as of any moment.

use std::collections::BTreeMap;

use lindley_domain::SiteId;
use lindley_time::Instant;

use crate::record::{ClinicRecord, Visit, VisitOutcome};

/// Hours of a day, and one place more for all of them.
const PLACES: usize = 25;

/// The place of all hours.
const ALL: usize = 24;

/// As many outcomes of all hours stand behind the share of one hour.
const DRAWN_BY: f64 = 20.0;

/// Outcomes by site and hour, each from the moment on at which it counts as history.
#[derive(Clone, Debug, Default)]
pub(super) struct HourShares {
    sites: BTreeMap<SiteId, Vec<Vec<Tally>>>,
}

/// Outcomes up to a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    from: Option<Instant>,
    /// Signed, because an outcome that turns out to be entered in error is taken out again.
    pub(super) visits: i64,
    pub(super) missed: i64,
}

impl HourShares {
    /// From all outcomes that count before or at a moment.
    pub(super) fn of(record: &ClinicRecord, latest: Instant) -> Self {
        let mut shares = Self::default();
        for visit in record.every_visit() {
            let Some((counts, missed)) = history_of(&visit).filter(|(counts, _)| *counts <= latest) else {
                continue;
            };
            let hour = usize::from(visit.placing().hour()).min(ALL - 1);
            shares.add(visit.site(), hour, Tally { from: Some(counts), visits: 1, missed });
            if let Some(erased) = visit.erased().filter(|erased| *erased <= latest) {
                let from = Some(erased.max(counts));
                shares.add(visit.site(), hour, Tally { from, visits: -1, missed: -missed });
            }
        }
        for hours in shares.sites.values_mut() {
            let (each, all) = hours.split_at_mut(ALL);
            all[0] = each.iter().flatten().copied().collect();
            for tallies in hours {
                add_up(tallies);
            }
        }
        shares
    }

    fn add(&mut self, site: SiteId, hour: usize, tally: Tally) {
        let hours = self.sites.entry(site).or_insert_with(|| vec![Vec::new(); PLACES]);
        hours[hour].push(tally);
    }

    /// The share of no-shows at a site and hour as of a moment, drawn to that of all hours; none before the first outcome.
    pub(super) fn share(&self, site: SiteId, hour: u8, as_of: Instant) -> Option<f64> {
        let hours = self.sites.get(&site)?;
        let all = at(&hours[ALL], as_of);
        let own = at(&hours[usize::from(hour).min(ALL - 1)], as_of);
        if all.visits == 0 {
            return None;
        }
        let usual = all.missed as f64 / all.visits as f64;
        Some((own.missed as f64 + DRAWN_BY * usual) / (own.visits as f64 + DRAWN_BY))
    }

    /// Outcomes of all sites as of a moment, and how many were no-shows.
    pub(super) fn all(&self, as_of: Instant) -> (usize, usize) {
        let tallies = self.sites.values().map(|hours| at(&hours[ALL], as_of));
        let (visits, missed) =
            tallies.fold((0, 0), |(visits, missed), of| (visits + of.visits, missed + of.missed));
        (usize::try_from(visits).unwrap_or(0), usize::try_from(missed).unwrap_or(0))
    }
}

/// From when on a visit's outcome counts, and 1 if the patient did not come; none if nobody came to know whether.
pub(super) fn history_of(visit: &Visit<'_>) -> Option<(Instant, i64)> {
    let missed = match visit.ending()?.outcome {
        VisitOutcome::Fulfilled => 0,
        VisitOutcome::NoShow => 1,
        VisitOutcome::Cancelled | VisitOutcome::CalledOff => return None,
    };
    Some((visit.counts_from()?, missed))
}

fn add_up(tallies: &mut [Tally]) {
    tallies.sort_by_key(|tally| tally.from);
    let mut sum = Tally::default();
    for tally in tallies {
        sum.visits += tally.visits;
        sum.missed += tally.missed;
        (tally.visits, tally.missed) = (sum.visits, sum.missed);
    }
}

fn at(tallies: &[Tally], as_of: Instant) -> Tally {
    let known = tallies.partition_point(|tally| tally.from <= Some(as_of));
    known.checked_sub(1).map_or_else(Tally::default, |last| tallies[last])
}
