//! `/v1/sites`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::ids::SiteId;
use lindley_api::page::{Page, PageQuery};
use lindley_api::sites::{NewSite, Site};
use lindley_app::{Permission, Subject};
use lindley_domain as domain;
use lindley_domain::Command;

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller, Id, Params, WriteKey};
use crate::face::Face;
use crate::failure::Failure;
use crate::{paging, reading, view};

/// Lists the sites.
#[utoipa::path(get, path = "/v1/sites", tag = "catalogue", params(PageQuery),
    responses((status = 200, description = "A page of sites.", body = Page<Site>)))]
pub(crate) async fn list_sites(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Params(page): Params<PageQuery>,
) -> Outcome<Reply<Page<Site>>> {
    let page = paging::Wanted::<domain::SiteId>::read(page.limit, page.cursor.as_deref())?;
    let listed = face.app.read(&caller, Permission::ReadSchedule, |state| {
        page.of_map(&state.catalogue().sites, |_| true, view::site)
    })?;
    Ok(Reply::ok(listed))
}

/// One site.
#[utoipa::path(get, path = "/v1/sites/{id}", tag = "catalogue", params(("id" = SiteId, Path, description = "The site.")),
    responses((status = 200, description = "The site.", body = Site)))]
pub(crate) async fn get_site(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::SiteId>,
) -> Outcome<Reply<Site>> {
    let site = face.app.read(&caller, Permission::ReadSchedule, |state| {
        state.catalogue().sites.get(&id).map(|site| view::site(id, site))
    })?;
    site.map(Reply::ok).ok_or_else(|| Failure::no_such(id))
}

/// Adds a site.
#[utoipa::path(post, path = "/v1/sites", tag = "catalogue", params(IdempotencyKeyHeader), request_body = NewSite,
    responses((status = 201, description = "The site, as added.", body = Site)))]
pub(crate) async fn add_site(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(new): Body<NewSite>,
) -> Outcome<Reply<Site>> {
    let command = Command::AddSite { site: reading::site(new)?, source: None };
    let receipt = face.submit(&caller, command, key).await?;
    let Subject::Site(id, site) = receipt.subject else { return Err(Failure::odd_answer()) };
    Ok(Reply::created(format!("/v1/sites/{id}"), view::site(id, &site)).replayed(receipt.replayed))
}
