//! `/v1/holds`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::appointments::Appointment;
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::holds::{ConfirmHold, DEFAULT_LEASE_SECONDS, NewHold, ReleaseQuery, RenewHold};
use lindley_api::ids::AppointmentId;
use lindley_domain as domain;
use lindley_domain::Command;

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller, Id, Params, WriteKey};
use crate::face::Face;
use crate::reading;

/// Holds a time for a while. The answer is an appointment with status `pending`, a fencing token and an expiry.
#[utoipa::path(post, path = "/v1/holds", tag = "booking", params(IdempotencyKeyHeader), request_body = NewHold,
    responses((status = 201, description = "The hold.", body = Appointment,
        headers(("ETag" = String, description = "The revision, for `If-Match`.")))))]
pub(crate) async fn place_hold(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(new): Body<NewHold>,
) -> Outcome<Reply<Appointment>> {
    let lease_seconds = new.lease_seconds.unwrap_or(DEFAULT_LEASE_SECONDS);
    let command = Command::PlaceHold { request: reading::hold(new)?, lease_seconds };
    let receipt = face.submit(&caller, command, key).await?;
    face.new_appointment_reply(&caller, receipt)
}

/// Extends a hold. The answer has a new fencing token; the older ones no longer count.
#[utoipa::path(post, path = "/v1/holds/{id}/renew", tag = "booking",
    params(("id" = AppointmentId, Path, description = "The hold."), IdempotencyKeyHeader), request_body = RenewHold,
    responses((status = 200, description = "The hold, extended.", body = Appointment)))]
pub(crate) async fn renew_hold(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(appointment): Id<domain::AppointmentId>,
    WriteKey(key): WriteKey,
    Body(renewal): Body<RenewHold>,
) -> Outcome<Reply<Appointment>> {
    let lease_seconds = renewal.lease_seconds.unwrap_or(DEFAULT_LEASE_SECONDS);
    let command = Command::RenewHold { appointment, fence: renewal.fence, lease_seconds };
    let receipt = face.submit(&caller, command, key).await?;
    face.appointment_reply(&caller, receipt)
}

/// Turns a hold into a booked appointment.
#[utoipa::path(post, path = "/v1/holds/{id}/confirm", tag = "booking",
    params(("id" = AppointmentId, Path, description = "The hold."), IdempotencyKeyHeader), request_body = ConfirmHold,
    responses((status = 200, description = "The appointment, booked.", body = Appointment)))]
pub(crate) async fn confirm_hold(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(appointment): Id<domain::AppointmentId>,
    WriteKey(key): WriteKey,
    Body(confirmation): Body<ConfirmHold>,
) -> Outcome<Reply<Appointment>> {
    let command = Command::ConfirmHold { appointment, fence: confirmation.fence };
    let receipt = face.submit(&caller, command, key).await?;
    face.appointment_reply(&caller, receipt)
}

/// Gives a hold back.
#[utoipa::path(delete, path = "/v1/holds/{id}", tag = "booking",
    params(("id" = AppointmentId, Path, description = "The hold."), ReleaseQuery, IdempotencyKeyHeader),
    responses((status = 200, description = "The appointment, cancelled.", body = Appointment)))]
pub(crate) async fn release_hold(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(appointment): Id<domain::AppointmentId>,
    Params(query): Params<ReleaseQuery>,
    WriteKey(key): WriteKey,
) -> Outcome<Reply<Appointment>> {
    let command = Command::ReleaseHold { appointment, fence: query.fence };
    let receipt = face.submit(&caller, command, key).await?;
    face.appointment_reply(&caller, receipt)
}
