//! Where and when visits were ever planned at a service and site, in order of the local minute.

use lindley_domain::SiteId;
use lindley_time::Instant;

use crate::record::{Placing, Visit, VisitOutcome};

/// A visit at one of the places that it ever had at the site.
#[derive(Clone, Copy, Debug)]
pub(in crate::demand) struct Placed<'a> {
    pub(in crate::demand) visit: Visit<'a>,
    /// The local minute at which it was to begin there.
    pub(in crate::demand) minute: i64,
    pub(super) site: SiteId,
    start: Instant,
    /// Whether the visit had other places at this site.
    pub(in crate::demand) is_moved: bool,
}

impl<'a> Placed<'a> {
    /// Whether the visit stood here in the book of a moment: booked in this clinic, ahead of the moment, and neither called off
    /// nor moved away by then.
    pub(in crate::demand) fn is_in_book(&self, moment: Instant) -> bool {
        if self.visit.is_imported() || self.start < moment {
            return false;
        }
        let seen = self.visit.seen(moment);
        seen.is_some_and(|seen| seen.ending.is_none() && self.is_at(&seen.placing))
    }

    /// Whether somebody had come for it here, as known at a moment.
    pub(in crate::demand) fn has_come(&self, as_of: Instant) -> bool {
        if self.start >= as_of {
            return false;
        }
        self.visit.seen(as_of).is_some_and(|seen| {
            let came = seen.ending.is_none_or(|ending| ending.outcome == VisitOutcome::Fulfilled);
            came && self.is_at(&seen.placing)
        })
    }

    fn is_at(&self, placing: &Placing) -> bool {
        placing.site == self.site && placing.start() == self.start
    }

    /// Every place that a visit ever had, each with the moment since which it is known, the latest first. A start that it had
    /// twice at a site stands once.
    pub(super) fn all_of(
        visit: Visit<'a>,
        minute_at: impl Fn(SiteId, Instant) -> Option<i64>,
    ) -> Vec<(Self, Instant)> {
        let mut found: Vec<(Self, Instant)> = Vec::new();
        let mut add = |placing: Placing, known: Instant| {
            let (site, start) = (placing.site, placing.start());
            let had = found.iter_mut().find(|(placed, _)| (placed.site, placed.start) == (site, start));
            if let Some((_, since)) = had {
                *since = known.min(*since);
            } else if let Some(minute) = minute_at(site, start) {
                found.push((Self { visit, minute, site, start, is_moved: false }, known));
            }
        };
        let mut until = Instant::MAX;
        while let Some(settled) = visit.settled(until) {
            if let Some(seen) = visit.seen(settled) {
                add(seen.placing, settled);
            }
            until = settled.plus_seconds(-1);
        }
        // A source that does not say when it booked, or a visit whose places cannot be told apart.
        add(visit.placing(), visit.settled(Instant::MAX).unwrap_or(Instant::MIN));
        for place in 0..found.len() {
            let site = found[place].0.site;
            found[place].0.is_moved = found.iter().filter(|(placed, _)| placed.site == site).count() > 1;
        }
        found
    }
}
