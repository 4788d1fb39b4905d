//! `/v1/visit-types`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::ids::VisitTypeId;
use lindley_api::page::{Page, PageQuery};
use lindley_api::visit_types::{NewVisitType, VisitType};
use lindley_app::{Permission, Subject};
use lindley_domain as domain;
use lindley_domain::Command;

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller, Id, Params, WriteKey};
use crate::face::Face;
use crate::failure::Failure;
use crate::{paging, reading, view};

/// Lists the visit types.
#[utoipa::path(get, path = "/v1/visit-types", tag = "catalogue", params(PageQuery),
    responses((status = 200, description = "A page of visit types.", body = Page<VisitType>)))]
pub(crate) async fn list_visit_types(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Params(page): Params<PageQuery>,
) -> Outcome<Reply<Page<VisitType>>> {
    let page = paging::Wanted::<domain::VisitTypeId>::read(page.limit, page.cursor.as_deref())?;
    let listed = face.app.read(&caller, Permission::ReadSchedule, |state| {
        page.of_map(&state.catalogue().visit_types, |_| true, view::visit_type)
    })?;
    Ok(Reply::ok(listed))
}

/// One visit type.
#[utoipa::path(get, path = "/v1/visit-types/{id}", tag = "catalogue", params(("id" = VisitTypeId, Path, description = "The visit type.")),
    responses((status = 200, description = "The visit type.", body = VisitType)))]
pub(crate) async fn get_visit_type(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::VisitTypeId>,
) -> Outcome<Reply<VisitType>> {
    let visit_type = face.app.read(&caller, Permission::ReadSchedule, |state| {
        state.catalogue().visit_types.get(&id).map(|visit_type| view::visit_type(id, visit_type))
    })?;
    visit_type.map(Reply::ok).ok_or_else(|| Failure::no_such(id))
}

/// Adds a visit type.
#[utoipa::path(post, path = "/v1/visit-types", tag = "catalogue", params(IdempotencyKeyHeader), request_body = NewVisitType,
    responses((status = 201, description = "The visit type, as added.", body = VisitType)))]
pub(crate) async fn add_visit_type(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(new): Body<NewVisitType>,
) -> Outcome<Reply<VisitType>> {
    let command = Command::AddVisitType { visit_type: reading::visit_type(new)?, source: None };
    let receipt = face.submit(&caller, command, key).await?;
    let Subject::VisitType(id, visit_type) = receipt.subject else { return Err(Failure::odd_answer()) };
    Ok(Reply::created(format!("/v1/visit-types/{id}"), view::visit_type(id, &visit_type))
        .replayed(receipt.replayed))
}
