//! Outcomes by site and hour of day, from the moment on at which they count as history.

use std::collections::BTreeMap;

use lindley_domain::SiteId;
use lindley_time::Instant;

/// Stands for all hours of a day.
pub(crate) const ALL_HOURS: u8 = 24;

/// Outcomes that count from one moment on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Signed, because an outcome that turns out to be entered in error is taken out again.
    pub(crate) visits: i64,
    pub(crate) missed: i64,
}

/// Kept up with the log, because reading all visits whenever somebody asks would take longer than answering.
#[derive(Clone, Debug, Default)]
pub(super) struct HourlyOutcomes {
    tallies: BTreeMap<(SiteId, u8, Instant), Tally>,
}

impl HourlyOutcomes {
    /// Adds an outcome, or takes one out.
    pub(super) fn add(&mut self, site: SiteId, hour: u8, counts: Instant, added: Tally) {
        for hour in [hour.min(ALL_HOURS - 1), ALL_HOURS] {
            let tally = self.tallies.entry((site, hour, counts)).or_default();
            tally.visits += added.visits;
            tally.missed += added.missed;
        }
    }

    /// By site and hour, each list in order of time.
    pub(super) fn each(&self) -> impl Iterator<Item = (SiteId, u8, Instant, Tally)> + '_ {
        self.tallies.iter().map(|((site, hour, counts), tally)| (*site, *hour, *counts, *tally))
    }
}
