//! Changing working time: hours, sessions, blocks. No change may leave a coming appointment outside.

use lindley_time::{FoldPolicy, GapPolicy, HoursException, Instant, Span, WeeklyHours, Zone, civil};

use super::catalogue::{check_name, check_source};
use super::stranding::{self, Change};
use crate::catalogue::{Block, BlockScope, Session};
use crate::command::SourceKey;
use crate::event::Event;
use crate::ids::{BlockId, ResourceId, SessionId};
use crate::rejection::Rejection;
use crate::state::State;

/// Longest session: a day and a night.
const SESSION_SECONDS_MAX: i64 = 48 * 3600;
/// Longest block: a little over a year.
const BLOCK_SECONDS_MAX: i64 = 400 * 86_400;

pub(super) fn set_hours(
    state: &State,
    resource: ResourceId,
    hours: &WeeklyHours,
    now: Instant,
) -> Result<Vec<Event>, Rejection> {
    hours.check().map_err(|problem| Rejection::invalid("hours", &problem.to_string()))?;
    let about = state.catalogue().resources.get(&resource).ok_or_else(|| Rejection::unknown(resource))?;
    let site = state.catalogue().sites.get(&about.site).ok_or_else(|| Rejection::unknown(about.site))?;
    check_dated_times(hours, &site.zone)?;
    stranding::check(state, resource, &Change::Hours(hours), now)?;
    Ok(vec![Event::HoursSet { resource, hours: hours.clone() }])
}

/// A weekly rule bends around a change of the clocks; a time on one date must exist on it.
fn check_dated_times(hours: &WeeklyHours, zone: &Zone) -> Result<(), Rejection> {
    for HoursException { date, opening } in &hours.exceptions {
        for (from, until) in opening {
            let next_day = date.tomorrow().unwrap_or(*date);
            let until_date = if until <= from { next_day } else { *date };
            // Midnight as an end is the end of the day, whatever the clocks show then.
            let ends_with_day = *until == civil::Time::midnight();
            let times = [Some((*date, *from)), (!ends_with_day).then_some((until_date, *until))];
            for (date, time) in times.into_iter().flatten() {
                let local = date.to_datetime(time);
                if zone.resolve(local, GapPolicy::Reject, FoldPolicy::Earlier).is_err() {
                    let problem = format!("the clocks of {} skip {time} on {date}", zone.name());
                    return Err(Rejection::invalid("hours", &problem));
                }
            }
        }
    }
    Ok(())
}

/// Only an import writes what is over; from a person it is a slip of the date.
fn check_not_over(span: Span, source: &SourceKey, now: Instant) -> Result<(), Rejection> {
    if source.is_none() && span.end() <= now {
        return Err(Rejection::InThePast { start: span.start() });
    }
    Ok(())
}

pub(super) fn open_session(
    state: &State,
    session: &Session,
    source: &SourceKey,
    now: Instant,
) -> Result<Vec<Event>, Rejection> {
    check_source(state, source)?;
    check_name("label", &session.label)?;
    if session.span.seconds() > SESSION_SECONDS_MAX {
        return Err(Rejection::invalid("end", "a session lasts at most 48 hours"));
    }
    let calendar = state.calendar(session.resource).ok_or_else(|| Rejection::unknown(session.resource))?;
    if let Some(service) = session.services.iter().find(|id| !state.catalogue().services.contains_key(id)) {
        return Err(Rejection::unknown(service));
    }
    check_not_over(session.span, source, now)?;
    if let Some(mark) = calendar.sessions_in(session.span).first() {
        return Err(Rejection::SessionOverlap { session: mark.session });
    }
    let foreign = calendar.uses(session.span).into_iter().map(|busy| busy.appointment).find(|id| {
        let visit_type =
            state.appointment(*id).and_then(|a| state.catalogue().visit_types.get(&a.visit_type));
        let service = visit_type.map(|visit_type| visit_type.service);
        !session.services.is_empty() && service.is_some_and(|service| !session.services.contains(&service))
    });
    if let Some(first) = foreign {
        return Err(Rejection::StrandsAppointments { count: 1, first });
    }
    let id = SessionId(state.counters.sessions + 1);
    Ok(vec![Event::SessionOpened { id, session: session.clone(), source: source.clone() }])
}

pub(super) fn close_session(state: &State, id: SessionId, now: Instant) -> Result<Vec<Event>, Rejection> {
    let session = state.sessions().get(&id).ok_or_else(|| Rejection::unknown(id))?;
    stranding::check(state, session.resource, &Change::WithoutSession(session.span), now)?;
    Ok(vec![Event::SessionClosed { id }])
}

pub(super) fn add_block(
    state: &State,
    block: &Block,
    source: &SourceKey,
    now: Instant,
) -> Result<Vec<Event>, Rejection> {
    check_source(state, source)?;
    check_name("reason", &block.reason)?;
    if block.span.seconds() > BLOCK_SECONDS_MAX {
        return Err(Rejection::invalid("end", "a block lasts at most 400 days"));
    }
    let resources = match block.scope {
        BlockScope::Resource(id) if state.calendar(id).is_none() => return Err(Rejection::unknown(id)),
        BlockScope::Resource(id) => vec![id],
        BlockScope::Site(id) if !state.catalogue().sites.contains_key(&id) => {
            return Err(Rejection::unknown(id));
        }
        BlockScope::Site(id) => state.resources_of(id),
    };
    check_not_over(block.span, source, now)?;
    for resource in resources {
        stranding::check(state, resource, &Change::Block(block.span), now)?;
    }
    let id = BlockId(state.counters.blocks + 1);
    Ok(vec![Event::BlockAdded { id, block: block.clone(), source: source.clone() }])
}

pub(super) fn lift_block(state: &State, id: BlockId) -> Result<Vec<Event>, Rejection> {
    if !state.blocks().contains_key(&id) {
        return Err(Rejection::unknown(id));
    }
    Ok(vec![Event::BlockLifted { id }])
}
