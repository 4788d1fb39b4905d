//! Which coming appointments a change of working time would leave without their resource.

use std::collections::BTreeSet;

use lindley_time::{Instant, Span, SpanSet, WeeklyHours};

use crate::catalogue::BlockScope;
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
        Change::WithoutSession(closed) => rebuilt(state, resource, None, Some(*closed), span),
        Change::Hours(hours) => rebuilt(state, resource, Some(hours), None, span),
    }
}

/// Working time from its parts, with other hours or without one session.
fn rebuilt(
    state: &State,
    resource: ResourceId,
    hours: Option<&WeeklyHours>,
    closed: Option<Span>,
    span: Span,
) -> SpanSet {
    let Some(about) = state.catalogue().resources.get(&resource) else { return SpanSet::new() };
    let Some(site) = state.catalogue().sites.get(&about.site) else { return SpanSet::new() };
    let hours = hours.or_else(|| state.catalogue().hours.get(&resource));
    let weekly = hours.map_or_else(SpanSet::new, |hours| hours.spans(&site.zone, span));
    let marks = state.calendar(resource).map_or(&[][..], |calendar| calendar.sessions_in(span));
    let sessions: SpanSet =
        marks.iter().map(|mark| mark.span).filter(|session| Some(*session) != closed).collect();
    let blocked = state.blocks().values().filter(|block| match block.scope {
        BlockScope::Resource(id) => id == resource,
        BlockScope::Site(id) => id == about.site,
    });
    weekly.union(&sessions).difference(&blocked.map(|block| block.span).collect())
}
