//! Which coming appointments a change of working time would leave without their resource.

use std::collections::BTreeSet;

use lindley_time::{Instant, Span, SpanSet, WeeklyHours};

use crate::ids::ResourceId;
use crate::rejection::Rejection;
use crate::state::State;

/// A change to one resource's working time.
pub(super) enum Change<'a> {
    Hours(&'a WeeklyHours),
    WithoutSession(Span),
    Block(Span),
}

/// Refuses the change if a use of the resource that ends after `now` would lie outside working time.
pub(super) fn check(
    state: &State,
    resource: ResourceId,
    change: &Change<'_>,
    now: Instant,
) -> Result<(), Rejection> {
    let reach = match change {
        // To the end of time: under a clock that ran ahead, visits were booked beyond today's horizon.
        Change::Hours(_) => Span::new(now, Instant::MAX).ok(),
        Change::WithoutSession(span) | Change::Block(span) => {
            Span::new(span.start().max(now), span.end()).ok()
        }
    };
    // A change that lies wholly in the past strands nobody.
    let (Some(reach), Some(calendar)) = (reach, state.calendar(resource)) else { return Ok(()) };
    let uses = calendar.uses(reach);
    let Some(widest) = widest(uses.iter().map(|busy| busy.span)) else { return Ok(()) };
    let working = working_after(state, resource, change, widest);
    let stranded: BTreeSet<_> =
        uses.iter().filter(|busy| !working.covers(busy.span)).map(|busy| busy.appointment).collect();
    match stranded.first() {
        None => Ok(()),
        Some(first) => {
            let count = u32::try_from(stranded.len()).unwrap_or(u32::MAX);
            Err(Rejection::StrandsAppointments { count, first: *first })
        }
    }
}

/// The span from the first start to the last end.
fn widest(spans: impl Iterator<Item = Span>) -> Option<Span> {
    spans.reduce(|all, span| {
        Span::new(all.start().min(span.start()), all.end().max(span.end())).unwrap_or(all)
    })
}

fn working_after(state: &State, resource: ResourceId, change: &Change<'_>, span: Span) -> SpanSet {
    match change {
        Change::Block(blocked) => {
            state.working(resource, span).difference(&std::iter::once(*blocked).collect())
        }
        Change::WithoutSession(closed) => state.working_if(resource, span, None, Some(*closed)),
        Change::Hours(hours) => state.working_if(resource, span, Some(hours), None),
    }
}
