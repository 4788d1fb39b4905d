//! Searches, holds, bookings and what happens to appointments.

use std::collections::BTreeMap;

use lindley_api as wire;
use lindley_api::openings::{DEFAULT_OPENINGS, OpeningSearch};
use lindley_domain::{
    AppointmentId, CancelReason, Choice, ChosenResource, Command, FindRequest, PatientId, Policy, ResourceId,
    SiteId, Status, VisitRequest, VisitTypeId,
};
use lindley_time::Span;

use crate::failure::Failure;

/// A patient's pseudonym in the body.
pub(crate) fn patient(text: &str) -> Result<PatientId, Failure> {
    text.parse().map_err(|error: lindley_domain::UnreadablePatientId| {
        Failure::invalid_field("/patient", error.to_string())
    })
}

pub(crate) const fn resource_id(id: wire::ids::ResourceId) -> ResourceId {
    ResourceId(id.0)
}

pub(crate) const fn visit_type_id(id: wire::ids::VisitTypeId) -> VisitTypeId {
    VisitTypeId(id.0)
}

fn chosen(resources: BTreeMap<String, wire::ids::ResourceId>) -> Vec<ChosenResource> {
    let chosen = |(role, resource)| ChosenResource { role, resource: resource_id(resource) };
    resources.into_iter().map(chosen).collect()
}

pub(crate) fn find_request(search: OpeningSearch) -> Result<FindRequest, Failure> {
    if search.from >= search.until {
        return Err(Failure::invalid_field("/until", "until must lie after from"));
    }
    Ok(FindRequest {
        visit_type: visit_type_id(search.visit_type),
        site: search.site.map(|site| SiteId(site.0)),
        patient: search.patient.as_deref().map(patient).transpose()?,
        patient_age: search.patient_age,
        from: search.from.0,
        until: search.until.0,
        chosen: chosen(search.resources),
        policy: policy(search.policy),
        limit: search.limit.unwrap_or(DEFAULT_OPENINGS),
    })
}

const fn policy(policy: wire::openings::Policy) -> Policy {
    match policy {
        wire::openings::Policy::Earliest => Policy::Earliest,
        wire::openings::Policy::PreferredProvider => Policy::PreferredProvider,
        wire::openings::Policy::SpreadLoad => Policy::SpreadLoad,
    }
}

pub(crate) fn visit_request(new: wire::appointments::NewAppointment) -> Result<VisitRequest, Failure> {
    Ok(VisitRequest {
        patient: patient(&new.patient)?,
        patient_age: new.patient_age,
        visit_type: visit_type_id(new.visit_type),
        site: SiteId(new.site.0),
        start: new.start.0,
        chosen: chosen(new.resources),
        choice: choice(new.choice),
    })
}

pub(crate) fn hold(new: wire::holds::NewHold) -> Result<VisitRequest, Failure> {
    Ok(VisitRequest {
        patient: patient(&new.patient)?,
        patient_age: new.patient_age,
        visit_type: visit_type_id(new.visit_type),
        site: SiteId(new.site.0),
        start: new.start.0,
        chosen: chosen(new.resources),
        choice: choice(new.choice),
    })
}

const fn choice(choice: wire::appointments::Choice) -> Choice {
    match choice {
        wire::appointments::Choice::First => Choice::First,
        wire::appointments::Choice::Spread => Choice::Spread,
    }
}

pub(crate) fn reschedule(
    appointment: AppointmentId,
    revision: Option<u32>,
    new: wire::appointments::Reschedule,
) -> Command {
    Command::Reschedule {
        appointment,
        revision,
        start: new.start.0,
        site: new.site.map(|site| SiteId(site.0)),
        chosen: chosen(new.resources),
        any_resource: new.any_resource,
    }
}

pub(crate) const fn cancel_reason(reason: wire::appointments::GivenReason) -> CancelReason {
    use wire::appointments::GivenReason as Wire;
    match reason {
        Wire::Patient => CancelReason::Patient,
        Wire::Provider => CancelReason::Provider,
        Wire::EquipmentUnavailable => CancelReason::EquipmentUnavailable,
        Wire::Weather => CancelReason::Weather,
        Wire::Other => CancelReason::Other,
    }
}

/// When a visit really took place.
pub(crate) fn actual_times(actual: wire::appointments::ActualTimes) -> Result<Span, Failure> {
    let problem = |_| Failure::invalid_field("/actual/end", "a visit ends later than it begins");
    Span::new(actual.start.0, actual.end.0).map_err(problem)
}

pub(crate) const fn status(status: wire::appointments::Status) -> Status {
    use wire::appointments::Status as Wire;
    match status {
        Wire::Proposed => Status::Proposed,
        Wire::Waitlist => Status::Waitlist,
        Wire::Pending => Status::Pending,
        Wire::Booked => Status::Booked,
        Wire::Arrived => Status::Arrived,
        Wire::CheckedIn => Status::CheckedIn,
        Wire::Fulfilled => Status::Fulfilled,
        Wire::Cancelled => Status::Cancelled,
        Wire::Noshow => Status::Noshow,
        Wire::EnteredInError => Status::EnteredInError,
    }
}
