//! Openings and appointments.

use std::sync::Arc;

use lindley_api::appointments::{Appointment, CancelReason, Segment, Status};
use lindley_api::ids;
use lindley_api::moment::Moment;
use lindley_api::openings::Opening;
use lindley_domain as domain;

use super::timetable::span;

pub(crate) fn opening(opening: &domain::Opening, roles: &[Arc<str>]) -> Opening {
    Opening {
        site: ids::SiteId(opening.site.0),
        start: Moment(opening.span.start()),
        end: Moment(opening.span.end()),
        segments: segments(&opening.segments, roles),
    }
}

pub(crate) fn appointment(appointment: &domain::Appointment, roles: &[Arc<str>]) -> Appointment {
    let placement = appointment.placement.as_ref();
    Appointment {
        id: ids::AppointmentId(appointment.id.0),
        revision: appointment.revision,
        status: status(appointment.status),
        patient: appointment.patient.as_str().to_owned(),
        visit_type: ids::VisitTypeId(appointment.visit_type.0),
        site: placement.map(|placement| ids::SiteId(placement.site.0)),
        start: placement.map(|placement| Moment(placement.span.start())),
        end: placement.map(|placement| Moment(placement.span.end())),
        segments: placement.map_or_else(Vec::new, |placement| segments(&placement.segments, roles)),
        fence: appointment.lease.map(|lease| lease.fence),
        expires: appointment.lease.map(|lease| Moment(lease.expires)),
        actual: appointment.actual.map(span),
        cancel_reason: appointment.cancel_reason.map(cancel_reason),
    }
}

fn segments(segments: &[domain::Segment], roles: &[Arc<str>]) -> Vec<Segment> {
    let segment = |segment: &domain::Segment| Segment {
        role: roles.get(usize::from(segment.role)).cloned().unwrap_or_default(),
        resource: ids::ResourceId(segment.resource.0),
        start: Moment(segment.span.start()),
        end: Moment(segment.span.end()),
        units: segment.units,
    };
    segments.iter().map(segment).collect()
}

const fn status(status: domain::Status) -> Status {
    match status {
        domain::Status::Proposed => Status::Proposed,
        domain::Status::Waitlist => Status::Waitlist,
        domain::Status::Pending => Status::Pending,
        domain::Status::Booked => Status::Booked,
        domain::Status::Arrived => Status::Arrived,
        domain::Status::CheckedIn => Status::CheckedIn,
        domain::Status::Fulfilled => Status::Fulfilled,
        domain::Status::Cancelled => Status::Cancelled,
        domain::Status::Noshow => Status::Noshow,
        domain::Status::EnteredInError => Status::EnteredInError,
    }
}

const fn cancel_reason(reason: domain::CancelReason) -> CancelReason {
    match reason {
        domain::CancelReason::Patient => CancelReason::Patient,
        domain::CancelReason::Provider => CancelReason::Provider,
        domain::CancelReason::HoldLapsed => CancelReason::HoldLapsed,
        domain::CancelReason::HoldReleased => CancelReason::HoldReleased,
        domain::CancelReason::EquipmentUnavailable => CancelReason::EquipmentUnavailable,
        domain::CancelReason::Weather => CancelReason::Weather,
        domain::CancelReason::Other => CancelReason::Other,
    }
}
