//! How far the calendars reach. It follows the times of events, so every replica agrees on it.

use lindley_time::{Instant, Span};

use super::State;
use crate::ids::ResourceId;

/// Minutes from the epoch, half-open. Empty before the organisation is founded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Horizon {
    pub(super) start: i64,
    pub(super) end: i64,
}

/// How much further than the booking horizon the calendars reach when they are extended, so that this is rare.
const SPARE_DAYS: i64 = 40;
/// What the calendars keep of the past: enough for yesterday's open questions.
const PAST_DAYS: i64 = 10;

impl State {
    /// Extends the calendars if an event at `at` needs it.
    pub(super) fn reach(&mut self, at: Instant) {
        let days = i64::from(self.catalogue.horizon_days);
        if at.plus_days(days + 2).minute() <= self.horizon.end {
            return;
        }
        let start = at.plus_days(-PAST_DAYS).minute().div_euclid(64) * 64;
        let end = at.plus_days(days + SPARE_DAYS).minute().div_euclid(64) * 64;
        let known = self.horizon;
        self.horizon = Horizon { start: start.max(known.start), end };
        for number in 1..=self.counters.resources {
            let resource = ResourceId(number);
            if let Some(calendar) = self.calendar_mut(resource) {
                calendar.cover(self.horizon.start, end);
            }
            self.rework(resource, known.end.max(self.horizon.start), end);
        }
    }

    /// Computes a resource's working time anew over the whole horizon.
    pub(super) fn rework_all(&mut self, resource: ResourceId) {
        self.rework(resource, self.horizon.start, self.horizon.end);
    }

    /// Computes a resource's working time anew within `span`.
    pub(super) fn rework_span(&mut self, resource: ResourceId, span: Span) {
        let until = (span.end().seconds() + 59).div_euclid(60);
        self.rework(resource, span.start().minute().max(self.horizon.start), until.min(self.horizon.end));
    }

    fn rework(&mut self, resource: ResourceId, from: i64, until: i64) {
        let Ok(span) = Span::new(Instant::from_minute(from), Instant::from_minute(until)) else { return };
        let working = self.working(resource, span);
        if let Some(calendar) = self.calendar_mut(resource) {
            calendar.set_working(span, &working);
        }
    }

    pub(super) fn calendar_mut(
        &mut self,
        resource: ResourceId,
    ) -> Option<&mut crate::calendar::ResourceCalendar> {
        self.calendars.get_mut((resource.0 as usize).checked_sub(1)?)
    }
}
