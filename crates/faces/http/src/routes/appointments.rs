//! `/v1/appointments`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::appointments::{Appointment, AppointmentsQuery, NewAppointment, NewRequest};
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::ids::AppointmentId;
use lindley_api::page::Page;
use lindley_app::Permission;
use lindley_domain as domain;
use lindley_domain::Command;

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller, Id, Params, WriteKey};
use crate::face::Face;
use crate::failure::Failure;
use crate::{appointment_list, paging, reading};

/// Lists appointments by id, in every state.
#[utoipa::path(get, path = "/v1/appointments", tag = "booking", params(AppointmentsQuery),
    responses((status = 200, description = "A page of appointments.", body = Page<Appointment>)))]
pub(crate) async fn list_appointments(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Params(query): Params<AppointmentsQuery>,
) -> Outcome<Reply<Page<Appointment>>> {
    let page = paging::Wanted::<domain::AppointmentId>::read(query.limit, query.cursor.as_deref())?;
    let filter = appointment_list::Filter::read(&query)?;
    let found = face.app.read(&caller, Permission::ReadSchedule, |state| filter.page(state, &page))?;
    let items = found.items.iter().map(|item| face.view_appointment(&caller, item)).collect();
    Ok(Reply::ok(Page { items, next_cursor: found.next_cursor }))
}

/// One appointment.
#[utoipa::path(get, path = "/v1/appointments/{id}", tag = "booking",
    params(("id" = AppointmentId, Path, description = "The appointment.")),
    responses((status = 200, description = "The appointment.", body = Appointment,
        headers(("ETag" = String, description = "The revision, for `If-Match`.")))))]
pub(crate) async fn get_appointment(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::AppointmentId>,
) -> Outcome<Reply<Appointment>> {
    let found = face.app.read(&caller, Permission::ReadSchedule, |state| state.appointment(id).cloned())?;
    let appointment = found.ok_or_else(|| Failure::no_such(id))?;
    Ok(Reply::ok(face.view_appointment(&caller, &appointment)).revision(appointment.revision))
}

/// Books an appointment at once.
#[utoipa::path(post, path = "/v1/appointments", tag = "booking", params(IdempotencyKeyHeader),
    request_body = NewAppointment,
    responses((status = 201, description = "The appointment, booked.", body = Appointment,
        headers(("ETag" = String, description = "The revision, for `If-Match`.")))))]
pub(crate) async fn book_appointment(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(new): Body<NewAppointment>,
) -> Outcome<Reply<Appointment>> {
    let command = Command::Book { request: reading::visit_request(new)? };
    let receipt = face.submit(&caller, command, key).await?;
    face.new_appointment_reply(&caller, receipt)
}

/// Asks for a visit that has no time yet.
#[utoipa::path(post, path = "/v1/appointments/requests", tag = "booking", params(IdempotencyKeyHeader),
    request_body = NewRequest,
    responses((status = 201, description = "The appointment, proposed or on the waiting list.", body = Appointment)))]
pub(crate) async fn request_appointment(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(new): Body<NewRequest>,
) -> Outcome<Reply<Appointment>> {
    let command = Command::RequestVisit {
        patient: reading::patient(&new.patient)?,
        visit_type: reading::visit_type_id(new.visit_type),
        patient_age: new.patient_age,
        waitlist: new.waitlist,
    };
    let receipt = face.submit(&caller, command, key).await?;
    face.new_appointment_reply(&caller, receipt)
}
