//! Holds: leases on a time, with expiry and fencing token.

use lindley_time::Instant;

use super::booking::{next_id, place as place_visit};
use crate::appointment::{Appointment, CancelReason, Lease, Status};
use crate::command::VisitRequest;
use crate::event::Event;
use crate::ids::AppointmentId;
use crate::rejection::Rejection;
use crate::state::State;

pub(super) fn place(
    state: &State,
    request: &VisitRequest,
    lease_seconds: u32,
    now: Instant,
) -> Result<Vec<Event>, Rejection> {
    let lease = lease(state, lease_seconds, now)?;
    let placement = place_visit(state, request, now)?;
    let (patient, visit_type) = (request.patient, request.visit_type);
    Ok(vec![Event::HoldPlaced { id: next_id(state), patient, visit_type, placement, lease }])
}

pub(super) fn renew(
    state: &State,
    id: AppointmentId,
    fence: u64,
    lease_seconds: u32,
    now: Instant,
) -> Result<Vec<Event>, Rejection> {
    let lease = lease(state, lease_seconds, now)?;
    held(state, id, fence)?;
    Ok(vec![Event::HoldRenewed { id, lease }])
}

pub(super) fn release(state: &State, id: AppointmentId, fence: u64) -> Result<Vec<Event>, Rejection> {
    held(state, id, fence)?;
    Ok(vec![Event::HoldReleased { id }])
}

pub(super) fn confirm(state: &State, id: AppointmentId, fence: u64) -> Result<Vec<Event>, Rejection> {
    held(state, id, fence)?;
    Ok(vec![Event::HoldConfirmed { id }])
}

fn lease(state: &State, lease_seconds: u32, now: Instant) -> Result<Lease, Rejection> {
    if !(30..=3600).contains(&lease_seconds) {
        return Err(Rejection::invalid("lease_seconds", "must be 30 to 3600"));
    }
    Ok(Lease { expires: now.plus_seconds(i64::from(lease_seconds)), fence: state.counters.fences + 1 })
}

/// The hold, if the caller has its newest fencing token. Holds that ran out have been swept by now.
fn held(state: &State, id: AppointmentId, fence: u64) -> Result<&Appointment, Rejection> {
    let current = state.appointment(id).ok_or_else(|| Rejection::unknown(id))?;
    if current.status == Status::Cancelled && current.cancel_reason == Some(CancelReason::HoldLapsed) {
        return Err(Rejection::HoldLapsed);
    }
    match current.lease {
        Some(lease) if lease.fence == fence => Ok(current),
        Some(_) => Err(Rejection::FenceStale),
        None => Err(Rejection::NotHeld { status: current.status }),
    }
}
