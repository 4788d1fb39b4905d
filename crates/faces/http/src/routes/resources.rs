//! `/v1/resources`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::ids::ResourceId;
use lindley_api::page::Page;
use lindley_api::resources::{NewResource, Resource, ResourcesQuery};
use lindley_app::{Permission, Subject};
use lindley_domain as domain;
use lindley_domain::Command;

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller, Id, Params, WriteKey};
use crate::face::Face;
use crate::failure::Failure;
use crate::{paging, reading, view};

/// Lists the resources.
#[utoipa::path(get, path = "/v1/resources", tag = "catalogue", params(ResourcesQuery),
    responses((status = 200, description = "A page of resources.", body = Page<Resource>)))]
pub(crate) async fn list_resources(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Params(query): Params<ResourcesQuery>,
) -> Outcome<Reply<Page<Resource>>> {
    let page = paging::Wanted::<domain::ResourceId>::read(query.limit, query.cursor.as_deref())?;
    let listed = face.app.read(&caller, Permission::ReadSchedule, |state| {
        page.of_map(&state.catalogue().resources, |resource| wanted(&query, resource), view::resource)
    })?;
    Ok(Reply::ok(listed))
}

fn wanted(query: &ResourcesQuery, resource: &domain::Resource) -> bool {
    query.site.is_none_or(|site| site.0 == resource.site.0)
        && query.kind.is_none_or(|kind| reading::resource_kind(kind) == resource.kind)
}

/// One resource.
#[utoipa::path(get, path = "/v1/resources/{id}", tag = "catalogue", params(("id" = ResourceId, Path, description = "The resource.")),
    responses((status = 200, description = "The resource.", body = Resource)))]
pub(crate) async fn get_resource(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::ResourceId>,
) -> Outcome<Reply<Resource>> {
    let resource = face.app.read(&caller, Permission::ReadSchedule, |state| {
        state.catalogue().resources.get(&id).map(|resource| view::resource(id, resource))
    })?;
    resource.map(Reply::ok).ok_or_else(|| Failure::no_such(id))
}

/// Adds a resource.
#[utoipa::path(post, path = "/v1/resources", tag = "catalogue", params(IdempotencyKeyHeader), request_body = NewResource,
    responses((status = 201, description = "The resource, as added.", body = Resource)))]
pub(crate) async fn add_resource(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(new): Body<NewResource>,
) -> Outcome<Reply<Resource>> {
    let command = Command::AddResource { resource: reading::resource(new)?, source: None };
    let receipt = face.submit(&caller, command, key).await?;
    let Subject::Resource(id, resource) = receipt.subject else { return Err(Failure::odd_answer()) };
    Ok(Reply::created(format!("/v1/resources/{id}"), view::resource(id, &resource))
        .replayed(receipt.replayed))
}
