//! `/v1/services`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::ids::ServiceId;
use lindley_api::page::{Page, PageQuery};
use lindley_api::services::{NewService, Service};
use lindley_app::{Permission, Subject};
use lindley_domain as domain;
use lindley_domain::Command;

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller, Id, Params, WriteKey};
use crate::face::Face;
use crate::failure::Failure;
use crate::{paging, reading, view};

/// Lists the services.
#[utoipa::path(get, path = "/v1/services", tag = "catalogue", params(PageQuery),
    responses((status = 200, description = "A page of services.", body = Page<Service>)))]
pub(crate) async fn list_services(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Params(page): Params<PageQuery>,
) -> Outcome<Reply<Page<Service>>> {
    let page = paging::Wanted::<domain::ServiceId>::read(page.limit, page.cursor.as_deref())?;
    let listed = face.app.read(&caller, Permission::ReadSchedule, |state| {
        page.of_map(&state.catalogue().services, |_| true, view::service)
    })?;
    Ok(Reply::ok(listed))
}

/// One service.
#[utoipa::path(get, path = "/v1/services/{id}", tag = "catalogue", params(("id" = ServiceId, Path, description = "The service.")),
    responses((status = 200, description = "The service.", body = Service)))]
pub(crate) async fn get_service(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::ServiceId>,
) -> Outcome<Reply<Service>> {
    let service = face.app.read(&caller, Permission::ReadSchedule, |state| {
        state.catalogue().services.get(&id).map(|service| view::service(id, service))
    })?;
    service.map(Reply::ok).ok_or_else(|| Failure::no_such(id))
}

/// Adds a service.
#[utoipa::path(post, path = "/v1/services", tag = "catalogue", params(IdempotencyKeyHeader), request_body = NewService,
    responses((status = 201, description = "The service, as added.", body = Service)))]
pub(crate) async fn add_service(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(new): Body<NewService>,
) -> Outcome<Reply<Service>> {
    let command = Command::AddService { service: reading::service(new)?, source: None };
    let receipt = face.submit(&caller, command, key).await?;
    let Subject::Service(id, service) = receipt.subject else { return Err(Failure::odd_answer()) };
    Ok(Reply::created(format!("/v1/services/{id}"), view::service(id, &service)).replayed(receipt.replayed))
}
