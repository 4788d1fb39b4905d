//! What can happen to an appointment: another time, a cancellation, another state.

use std::sync::Arc;

use axum::extract::State;
use lindley_api::appointments::{Appointment, Cancel, Reschedule, StatusChange};
use lindley_api::headers::{IdempotencyKeyHeader, IfMatchHeader};
use lindley_api::ids::AppointmentId;
use lindley_domain as domain;
use lindley_domain::Command;

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller, Id, IfMatch, WriteKey};
use crate::face::Face;
use crate::reading;

/// Gives an appointment another time, or its first one. It keeps its id; either all of it moves or nothing.
#[utoipa::path(post, path = "/v1/appointments/{id}/reschedule", tag = "booking",
    params(("id" = AppointmentId, Path, description = "The appointment."), IdempotencyKeyHeader, IfMatchHeader),
    request_body = Reschedule,
    responses((status = 200, description = "The appointment, moved.", body = Appointment)))]
pub(crate) async fn reschedule_appointment(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::AppointmentId>,
    WriteKey(key): WriteKey,
    IfMatch(revision): IfMatch,
    Body(new): Body<Reschedule>,
) -> Outcome<Reply<Appointment>> {
    let receipt = face.submit(&caller, reading::reschedule(id, revision, new), key).await?;
    face.appointment_reply(&caller, receipt)
}

/// Cancels an appointment.
#[utoipa::path(post, path = "/v1/appointments/{id}/cancel", tag = "booking",
    params(("id" = AppointmentId, Path, description = "The appointment."), IdempotencyKeyHeader, IfMatchHeader),
    request_body = Cancel,
    responses((status = 200, description = "The appointment, cancelled.", body = Appointment)))]
pub(crate) async fn cancel_appointment(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(appointment): Id<domain::AppointmentId>,
    WriteKey(key): WriteKey,
    IfMatch(revision): IfMatch,
    Body(cancel): Body<Cancel>,
) -> Outcome<Reply<Appointment>> {
    let command = Command::Cancel { appointment, revision, reason: reading::cancel_reason(cancel.reason) };
    let receipt = face.submit(&caller, command, key).await?;
    face.appointment_reply(&caller, receipt)
}

/// Moves an appointment to another state: arrived, checked in, fulfilled, no-show, entered in error, waiting list. For one that
/// is fulfilled, `actual` tells when it really took place.
#[utoipa::path(post, path = "/v1/appointments/{id}/status", tag = "booking",
    params(("id" = AppointmentId, Path, description = "The appointment."), IdempotencyKeyHeader, IfMatchHeader),
    request_body = StatusChange,
    responses((status = 200, description = "The appointment in its new state.", body = Appointment)))]
pub(crate) async fn change_appointment_status(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(appointment): Id<domain::AppointmentId>,
    WriteKey(key): WriteKey,
    IfMatch(revision): IfMatch,
    Body(change): Body<StatusChange>,
) -> Outcome<Reply<Appointment>> {
    let actual = change.actual.map(reading::actual_times).transpose()?;
    let command = Command::Advance { appointment, revision, to: reading::status(change.to), actual };
    let receipt = face.submit(&caller, command, key).await?;
    face.appointment_reply(&caller, receipt)
}
