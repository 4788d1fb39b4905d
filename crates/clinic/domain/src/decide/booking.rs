//! Booking, asking, moving, cancelling and advancing appointments.

use lindley_time::{Instant, Span};

use crate::appointment::{Appointment, CancelReason, Placement, Status};
use crate::assign::Seeker;
use crate::command::{Choice, ChosenResource, VisitRequest};
use crate::eligibility::{check_age, check_reach, check_request, check_start, pins};
use crate::event::Event;
use crate::ids::{AppointmentId, PatientId, SiteId, VisitTypeId};
use crate::rejection::Rejection;
use crate::state::State;

/// The time and resources of a request, if the rules and the calendars allow it.
pub(super) fn place(state: &State, request: &VisitRequest, now: Instant) -> Result<Placement, Rejection> {
    check_request(state, request, now)?;
    let plan = state.plan(request.visit_type).ok_or_else(|| Rejection::unknown(request.visit_type))?;
    let candidates = plan.candidates.get(&request.site).ok_or(Rejection::NotOfferedAtSite)?;
    let seeker = Seeker {
        state,
        plan,
        visit_type: request.visit_type,
        now,
        site: request.site,
        candidates,
        pins: pins(plan, request.site, &request.chosen)?,
        choice: request.choice,
        patient: Some(request.patient),
        moving: None,
    };
    seeker.placement(request.start).ok_or_else(|| seeker.refusal(request.start))
}

pub(super) fn next_id(state: &State) -> AppointmentId {
    AppointmentId(state.counters.appointments + 1)
}

pub(super) fn book(state: &State, request: &VisitRequest, now: Instant) -> Result<Vec<Event>, Rejection> {
    let placement = place(state, request, now)?;
    let (patient, visit_type) = (request.patient, request.visit_type);
    Ok(vec![Event::AppointmentBooked { id: next_id(state), patient, visit_type, placement }])
}

pub(super) fn request(
    state: &State,
    patient: PatientId,
    visit_type: VisitTypeId,
    patient_age: Option<u8>,
    waitlist: bool,
) -> Result<Vec<Event>, Rejection> {
    let offered = state.catalogue().visit_types.get(&visit_type);
    let offered = offered.ok_or_else(|| Rejection::unknown(visit_type))?;
    // The age is not stored, so a request is where it is checked: a first time given later cannot.
    check_age(offered, patient_age)?;
    let status = if waitlist { Status::Waitlist } else { Status::Proposed };
    Ok(vec![Event::VisitRequested { id: next_id(state), patient, visit_type, status }])
}

/// Where an appointment shall go.
pub(super) struct Move<'a> {
    pub(super) start: Instant,
    pub(super) site: Option<SiteId>,
    pub(super) chosen: &'a [ChosenResource],
    pub(super) any_resource: bool,
}

pub(super) fn reschedule(
    state: &State,
    id: AppointmentId,
    revision: Option<u32>,
    change: &Move<'_>,
    now: Instant,
) -> Result<Vec<Event>, Rejection> {
    let current = state.appointment(id).ok_or_else(|| Rejection::unknown(id))?;
    let visit_type = state.catalogue().visit_types.get(&current.visit_type);
    let visit_type = visit_type.ok_or_else(|| Rejection::unknown(current.visit_type))?;
    let before = current.placement.as_ref();
    let site_id = change.site.or(before.map(|placement| placement.site));
    let site_id = site_id.ok_or_else(|| Rejection::invalid("site", "is needed for a first time"))?;
    let site = state.catalogue().sites.get(&site_id).ok_or_else(|| Rejection::unknown(site_id))?;
    let plan = state.plan(current.visit_type).ok_or_else(|| Rejection::unknown(current.visit_type))?;
    check_revision(current, revision)?;
    if !matches!(current.status, Status::Proposed | Status::Waitlist | Status::Booked) {
        return Err(Rejection::IllegalTransition { from: current.status, to: Status::Booked });
    }
    let candidates = plan.candidates.get(&site_id).ok_or(Rejection::NotOfferedAtSite)?;
    check_start(visit_type, &site.zone, change.start)?;
    check_reach(state, change.start, now)?;
    let mut wanted = pins(plan, site_id, change.chosen)?;
    if !change.any_resource && before.is_some_and(|placement| placement.site == site_id) {
        for segment in before.iter().flat_map(|placement| placement.segments.iter()) {
            if let Some(pin) = wanted.get_mut(usize::from(segment.role)) {
                pin.get_or_insert(segment.resource);
            }
        }
    }
    let seeker = Seeker {
        state,
        plan,
        visit_type: current.visit_type,
        now,
        site: site_id,
        candidates,
        pins: wanted,
        choice: Choice::First,
        patient: Some(current.patient),
        moving: Some(id),
    };
    let placement = seeker.placement(change.start).ok_or_else(|| seeker.refusal(change.start))?;
    Ok(vec![Event::AppointmentMoved { id, placement }])
}

pub(super) fn cancel(
    state: &State,
    id: AppointmentId,
    revision: Option<u32>,
    reason: CancelReason,
) -> Result<Vec<Event>, Rejection> {
    if matches!(reason, CancelReason::HoldLapsed | CancelReason::HoldReleased) {
        return Err(Rejection::invalid("reason", "this reason belongs to holds"));
    }
    let current = seen(state, id, revision)?;
    if current.status == Status::Pending || !current.status.may_become(Status::Cancelled) {
        return Err(Rejection::IllegalTransition { from: current.status, to: Status::Cancelled });
    }
    Ok(vec![Event::AppointmentCancelled { id, reason }])
}

pub(super) fn advance(
    state: &State,
    id: AppointmentId,
    revision: Option<u32>,
    to: Status,
    actual: Option<Span>,
    now: Instant,
) -> Result<Vec<Event>, Rejection> {
    let current = seen(state, id, revision)?;
    let from = current.status;
    // Cancelling has its own command, because it needs a reason.
    if to == Status::Cancelled || !from.may_become(to) {
        return Err(Rejection::IllegalTransition { from, to });
    }
    match earliest(state, current, to) {
        Some(from) if now < from => Err(Rejection::TooEarly { to, from }),
        _ => {
            check_actual(to, actual, now)?;
            Ok(vec![Event::AppointmentAdvanced { id, to, actual }])
        }
    }
}

/// Only a visit that took place has a real time, and that lies behind.
fn check_actual(to: Status, actual: Option<Span>, now: Instant) -> Result<(), Rejection> {
    let Some(actual) = actual else { return Ok(()) };
    if to != Status::Fulfilled {
        return Err(Rejection::invalid("actual", "only a fulfilled visit has a real time"));
    }
    if actual.seconds() > 86_400 {
        return Err(Rejection::invalid("actual", "a visit lasts at most a day"));
    }
    if actual.end() > now {
        return Err(Rejection::invalid("actual", "the visit's real end lies in the future"));
    }
    Ok(())
}

/// When the state can be told at the earliest: nobody has missed a visit before it starts, and nobody has come to one
/// before its day.
fn earliest(state: &State, current: &Appointment, to: Status) -> Option<Instant> {
    let placement = current.placement.as_ref()?;
    let start = placement.span.start();
    match to {
        Status::Noshow => Some(start),
        Status::Arrived | Status::CheckedIn | Status::Fulfilled => {
            let zone = &state.catalogue().sites.get(&placement.site)?.zone;
            zone.day(zone.date_of(start)).map(Span::start)
        }
        _ => None,
    }
}

/// The appointment, if the caller has seen its present revision.
fn seen(state: &State, id: AppointmentId, revision: Option<u32>) -> Result<&Appointment, Rejection> {
    let current = state.appointment(id).ok_or_else(|| Rejection::unknown(id))?;
    check_revision(current, revision)?;
    Ok(current)
}

fn check_revision(current: &Appointment, revision: Option<u32>) -> Result<(), Rejection> {
    match revision {
        Some(revision) if revision != current.revision => {
            Err(Rejection::RevisionStale { current: current.revision })
        }
        _ => Ok(()),
    }
}
