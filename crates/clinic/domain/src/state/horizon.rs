//! How far the calendars reach. An index over the log and the time, so it is no part of a snapshot.

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

impl Horizon {
    /// What is needed to decide at `now`, and to spare.
    pub(super) fn around(now: Instant, days: i64) -> Self {
        let start = now.plus_days(-PAST_DAYS).minute().div_euclid(64) * 64;
        let end = now.plus_days(days + SPARE_DAYS).minute().div_euclid(64) * 64;
        Self { start, end }
    }

    fn serves(self, now: Instant, days: i64) -> bool {
        self.start <= now.minute() && now.plus_days(days + 2).minute() <= self.end
    }
}

impl State {
    /// Whether the calendars cover every time that may be booked at `now`.
    pub fn reaches(&self, now: Instant) -> bool {
        self.horizon.serves(now, i64::from(self.catalogue.horizon_days))
    }

    /// Moves the calendars so that they cover every time that may be booked at `now`; cheap when they do.
    ///
    /// Events do this by themselves. Before deciding or finding at a time far from the last event, after a long
    /// silence or a clock set wrong, it must be called: `transact` does.
    pub fn reach(&mut self, now: Instant) {
        if self.reaches(now) {
            return;
        }
        let known = self.horizon;
        let Horizon { start, end } = Horizon::around(now, i64::from(self.catalogue.horizon_days));
        self.horizon = Horizon { start, end };
        for number in 1..=self.counters.resources {
            let resource = ResourceId(number);
            if let Some(calendar) = self.calendar_mut(resource) {
                calendar.cover(start, end);
            }
            self.rework(resource, start, known.start.clamp(start, end));
            self.rework(resource, known.end.clamp(start, end), end);
        }
        self.remark_templates();
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
