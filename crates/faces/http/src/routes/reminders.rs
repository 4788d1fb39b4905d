//! Reminders of an appointment

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::ids::AppointmentId;
use lindley_api::reminders::{NewReminder, Reminder};
use lindley_domain as domain;
use lindley_domain::Command;

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller, Id, WriteKey};
use crate::face::Face;
use crate::reading;

/// Writes down that the patient of a booked appointment was reminded, and how. Sends nothing.
#[utoipa::path(post, path = "/v1/appointments/{id}/reminders", tag = "signals",
    params(("id" = AppointmentId, Path, description = "The appointment."), IdempotencyKeyHeader),
    request_body = NewReminder,
    responses((status = 201, description = "The reminder, written down.", body = Reminder)))]
pub(crate) async fn record_reminder(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(appointment): Id<domain::AppointmentId>,
    WriteKey(key): WriteKey,
    Body(NewReminder { channel }): Body<NewReminder>,
) -> Outcome<Reply<Reminder>> {
    let command = Command::RecordReminder { appointment, channel: reading::channel(channel) };
    let receipt = face.submit(&caller, command, key).await?;
    let body = Reminder { appointment: AppointmentId(appointment.0), channel, head: receipt.head };
    Ok(Reply::ok(body).status(StatusCode::CREATED).replayed(receipt.replayed))
}
