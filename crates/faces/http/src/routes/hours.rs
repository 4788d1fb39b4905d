//! `/v1/resources/{id}/hours` and `/v1/resources/{id}/working`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::hours::{WeeklyHours, WorkingQuery, WorkingTime};
use lindley_api::ids::ResourceId;
use lindley_app::{Permission, Subject};
use lindley_domain as domain;
use lindley_domain::Command;

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller, Id, Params, WriteKey};
use crate::face::Face;
use crate::failure::Failure;
use crate::{reading, view};

/// A resource's weekly hours.
#[utoipa::path(get, path = "/v1/resources/{id}/hours", tag = "timetable",
    params(("id" = ResourceId, Path, description = "The resource.")),
    responses((status = 200, description = "The hours; no rules when none were set.", body = WeeklyHours)))]
pub(crate) async fn get_hours(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::ResourceId>,
) -> Outcome<Reply<WeeklyHours>> {
    let hours = face.app.read(&caller, Permission::ReadSchedule, |state| {
        let catalogue = state.catalogue();
        let known = catalogue.resources.contains_key(&id);
        known.then(|| catalogue.hours.get(&id).map_or_else(WeeklyHours::default, view::hours))
    })?;
    hours.map(Reply::ok).ok_or_else(|| Failure::no_such(id))
}

/// Replaces a resource's weekly hours. Refused if future appointments would fall outside.
#[utoipa::path(put, path = "/v1/resources/{id}/hours", tag = "timetable",
    params(("id" = ResourceId, Path, description = "The resource."), IdempotencyKeyHeader), request_body = WeeklyHours,
    responses((status = 200, description = "The hours, as set.", body = WeeklyHours)))]
pub(crate) async fn set_hours(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::ResourceId>,
    WriteKey(key): WriteKey,
    Body(new): Body<WeeklyHours>,
) -> Outcome<Reply<WeeklyHours>> {
    let command = Command::SetHours { resource: id, hours: reading::hours(&new)? };
    let receipt = face.submit(&caller, command, key).await?;
    let Subject::Hours(_, hours) = receipt.subject else { return Err(Failure::odd_answer()) };
    Ok(Reply::ok(view::hours(&hours)).replayed(receipt.replayed))
}

/// When a resource works: hours and sessions without blocks.
#[utoipa::path(get, path = "/v1/resources/{id}/working", tag = "timetable",
    params(("id" = ResourceId, Path, description = "The resource."), WorkingQuery),
    responses((status = 200, description = "The working time.", body = WorkingTime)))]
pub(crate) async fn get_working_time(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::ResourceId>,
    Params(query): Params<WorkingQuery>,
) -> Outcome<Reply<WorkingTime>> {
    let span = reading::span_of_days(query.from, query.until, 92)?;
    let working = face.app.read(&caller, Permission::ReadSchedule, |state| {
        state.catalogue().resources.contains_key(&id).then(|| state.working(id, span))
    })?;
    let working = working.ok_or_else(|| Failure::no_such(id))?;
    Ok(Reply::ok(WorkingTime { items: view::spans(&working) }))
}
