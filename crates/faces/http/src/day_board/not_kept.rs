//! The visits that were not kept: they use nobody's time, so no calendar knows them.

use lindley_domain::{Appointment, CancelReason, ResourceId, State, Status};
use lindley_time::Span;

/// Which visits that were not kept a board shows. Missed ones always: a day of the past is not told without them.
#[derive(Clone, Copy, Debug)]
pub(super) struct NotKept {
    pub(super) cancelled: bool,
}

impl NotKept {
    /// Those that would have used one of `resources` within `span`, by id.
    ///
    /// All appointments are looked at, as calendars index only those that use time.
    pub(super) fn between<'a>(
        self,
        state: &'a State,
        span: Span,
        resources: &[ResourceId],
    ) -> Vec<&'a Appointment> {
        let here = |visit: &&Appointment| {
            let placement = visit.placement.as_ref().filter(|placement| placement.span.overlaps(span));
            placement.is_some_and(|placement| {
                let mut parts = placement.segments.iter();
                parts.any(|part| part.span.overlaps(span) && resources.contains(&part.resource))
            })
        };
        state.appointments().filter(|visit| self.shows(visit)).filter(here).collect()
    }

    /// A hold that ran out or was given back was never a visit.
    fn shows(self, visit: &Appointment) -> bool {
        let was_a_hold =
            matches!(visit.cancel_reason, Some(CancelReason::HoldLapsed | CancelReason::HoldReleased));
        match visit.status {
            Status::Noshow => true,
            Status::Cancelled => self.cancelled && !was_a_hold,
            _ => false,
        }
    }
}
