//! Writing visits of the past, as other systems recorded them.

use lindley_time::{Instant, Span};

use super::booking::next_id;
use super::catalogue::check_source;
use crate::appointment::{Placement, Segment, Status};
use crate::command::{PastVisit, SourceKey};
use crate::eligibility::pins;
use crate::event::Event;
use crate::ids::ResourceId;
use crate::rejection::Rejection;
use crate::state::State;
use crate::visit_plan::{RoleDemand, VisitPlan};

/// The past is a fact, so working hours, ages and start grids do not apply to it. Capacity does, and nobody was in
/// two places: a record that says otherwise is wrong.
pub(super) fn record(
    state: &State,
    visit: &PastVisit,
    source: &SourceKey,
    now: Instant,
) -> Result<Vec<Event>, Rejection> {
    check_source(state, source)?;
    if !matches!(visit.outcome, Status::Fulfilled | Status::Noshow | Status::Cancelled) {
        return Err(Rejection::invalid("outcome", "must be fulfilled, noshow or cancelled"));
    }
    if visit.span.seconds() > 86_400 {
        return Err(Rejection::invalid("span", "a visit lasts at most a day"));
    }
    let plan = state.plan(visit.visit_type).ok_or_else(|| Rejection::unknown(visit.visit_type))?;
    if !state.catalogue().sites.contains_key(&visit.site) {
        return Err(Rejection::unknown(visit.site));
    }
    if visit.span.end() > now || visit.actual.is_some_and(|actual| actual.end() > now) {
        return Err(Rejection::NotPast);
    }
    check_told(visit)?;
    let resources = pins(plan, visit.site, &visit.chosen)?;
    let segments = segments(plan, &resources, visit)?;
    if visit.outcome.occupies() {
        check_room(state, visit, &segments)?;
    }
    let placement = Placement { site: visit.site, span: visit.span, segments: segments.into() };
    Ok(vec![Event::PastVisitRecorded {
        id: next_id(state),
        patient: visit.patient,
        visit_type: visit.visit_type,
        placement,
        actual: visit.actual,
        status: visit.outcome,
        source: source.clone(),
        booked: visit.booked,
        reminded: visit.reminded,
    }])
}

/// A visit was booked before it ended, and reminders came after the booking.
fn check_told(visit: &PastVisit) -> Result<(), Rejection> {
    let late = |told: Option<Instant>| told.is_some_and(|told| told > visit.span.end());
    if late(visit.booked) {
        return Err(Rejection::invalid("booked", "the visit was over by then"));
    }
    if late(visit.reminded) {
        return Err(Rejection::invalid("reminded", "the visit was over by then"));
    }
    match (visit.booked, visit.reminded) {
        (Some(booked), Some(reminded)) if reminded < booked => {
            Err(Rejection::invalid("reminded", "the visit was not booked yet"))
        }
        _ => Ok(()),
    }
}

fn segments(
    plan: &VisitPlan,
    resources: &[Option<ResourceId>],
    visit: &PastVisit,
) -> Result<Vec<Segment>, Rejection> {
    let mut segments: Vec<Segment> = Vec::new();
    for (role, (demand, resource)) in plan.roles.iter().zip(resources).enumerate() {
        // A source may not know every resource; those it does not name are not written.
        let Some(resource) = *resource else { continue };
        if segments.iter().any(|segment| segment.resource == resource) {
            return Err(Rejection::ResourceNotEligible { resource, role: demand.role.as_str().into() });
        }
        let role = u8::try_from(role).unwrap_or(u8::MAX);
        let stays = scaled(demand, visit.span, plan.minutes);
        segments.extend(stays.map(|(span, units)| Segment { role, units, resource, span }));
    }
    Ok(segments)
}

/// The role's windows stretched to the length that the visit really had.
fn scaled(demand: &RoleDemand, whole: Span, minutes: u16) -> impl Iterator<Item = (Span, u16)> {
    let minutes = i64::from(minutes.max(1));
    let at = move |minute: u16| whole.start().plus_seconds(whole.seconds() * i64::from(minute) / minutes);
    demand.windows.iter().filter_map(move |window| {
        Some((Span::new(at(window.from_minute), at(window.until_minute)).ok()?, window.units))
    })
}

fn check_room(state: &State, visit: &PastVisit, segments: &[Segment]) -> Result<(), Rejection> {
    let other = state
        .appointments_of(visit.patient)
        .find(|other| other.placement.as_ref().is_some_and(|placement| placement.span.overlaps(visit.span)));
    if let Some(other) = other {
        return Err(Rejection::PatientBusy { blocking: other.id });
    }
    for segment in segments {
        let calendar =
            state.calendar(segment.resource).ok_or_else(|| Rejection::unknown(segment.resource))?;
        if !calendar.has_room(segment.span, segment.units, None) {
            let blocking = calendar.uses(segment.span).first().map(|busy| busy.appointment);
            return Err(Rejection::SlotTaken { resource: Some(segment.resource), blocking });
        }
    }
    Ok(())
}
