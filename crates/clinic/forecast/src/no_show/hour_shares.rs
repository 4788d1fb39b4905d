//! How many of a site's outcomes at an hour of day were no-shows, as of any moment.

use std::collections::BTreeMap;

use lindley_domain::SiteId;
use lindley_time::Instant;

use crate::record::{ALL_HOURS, ClinicRecord, Tally, Visit};

/// As many outcomes of all hours stand behind the share of one hour.
const DRAWN_BY: f64 = 20.0;

/// Outcomes by site and hour, summed up to each moment at which some begin to count.
#[derive(Clone, Debug, Default)]
pub(super) struct HourShares {
    sites: BTreeMap<SiteId, Vec<Vec<(Instant, Tally)>>>,
}

impl HourShares {
    /// From all outcomes that count before or at a moment.
    pub(super) fn of(record: &ClinicRecord, latest: Instant) -> Self {
        let mut shares = Self::default();
        for (site, hour, counts, tally) in record.hourly().filter(|(_, _, counts, _)| *counts <= latest) {
            let hours = shares.sites.entry(site).or_default();
            let hour = usize::from(hour);
            if hours.len() <= hour {
                hours.resize(hour + 1, Vec::new());
            }
            let sum = hours[hour].last().map_or_else(Tally::default, |(_, sum)| *sum);
            let (visits, missed) = (sum.visits + tally.visits, sum.missed + tally.missed);
            hours[hour].push((counts, Tally { visits, missed }));
        }
        shares
    }

    /// The share of no-shows at a site and hour as of a moment, drawn to that of all hours; none before the first outcome.
    pub(super) fn share(&self, site: SiteId, hour: u8, as_of: Instant) -> Option<f64> {
        let all = self.at(site, ALL_HOURS, as_of);
        let own = self.at(site, hour, as_of);
        if all.visits == 0 {
            return None;
        }
        let usual = all.missed as f64 / all.visits as f64;
        Some((own.missed as f64 + DRAWN_BY * usual) / (own.visits as f64 + DRAWN_BY))
    }

    /// Outcomes of all sites as of a moment, and how many were no-shows.
    pub(super) fn all(&self, as_of: Instant) -> (usize, usize) {
        let tallies = self.sites.keys().map(|site| self.at(*site, ALL_HOURS, as_of));
        let (visits, missed) =
            tallies.fold((0, 0), |(visits, missed), of| (visits + of.visits, missed + of.missed));
        (usize::try_from(visits).unwrap_or(0), usize::try_from(missed).unwrap_or(0))
    }

    fn at(&self, site: SiteId, hour: u8, as_of: Instant) -> Tally {
        let Some(sums) = self.sites.get(&site).and_then(|hours| hours.get(usize::from(hour))) else {
            return Tally::default();
        };
        let known = sums.partition_point(|(counts, _)| *counts <= as_of);
        known.checked_sub(1).map_or_else(Tally::default, |last| sums[last].1)
    }
}

/// Whether a visit is one to learn from: its outcome is known, and the patient came or did not. Cancelled ones are none.
///
/// ```
/// use lindley_forecast::no_show::has_outcome;
/// use lindley_forecast::record::ClinicRecord;
/// assert_eq!(ClinicRecord::default().visits().filter(has_outcome).count(), 0);
/// ```
pub fn has_outcome(visit: &Visit<'_>) -> bool {
    history_of(visit).is_some()
}

/// From when on a visit's outcome counts, and whether the patient did not come; none if nobody came to know whether.
pub(super) fn history_of(visit: &Visit<'_>) -> Option<(Instant, bool)> {
    Some((visit.counts_from()?, visit.ending()?.outcome.missed()?))
}
