//! `/v1/organisation` and `/v1/organisations`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::organisations::{NewOrganisation, Organisation};
use lindley_app::Permission;

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller, WriteKey};
use crate::face::Face;

/// The organisation of whoever is signed in.
#[utoipa::path(get, path = "/v1/organisation", tag = "organisation",
    responses((status = 200, description = "The organisation.", body = Organisation)))]
pub(crate) async fn get_organisation(
    State(face): State<Arc<Face>>,
    caller: Caller,
) -> Outcome<Reply<Organisation>> {
    let organisation = face.app.read(&caller, Permission::ReadSchedule, |state| Organisation {
        slug: caller.organisation.to_string(),
        name: state.catalogue().organisation.clone(),
        horizon_days: state.catalogue().horizon_days,
        head: state.head(),
    })?;
    Ok(Reply::ok(organisation))
}

/// Founds an organisation with a log of its own.
///
/// The slug tells organisations apart: founding one that exists answers `organisation-founding`.
#[utoipa::path(post, path = "/v1/organisations", tag = "organisation", params(IdempotencyKeyHeader),
    request_body = NewOrganisation,
    responses((status = 201, description = "The organisation, as founded.", body = Organisation)))]
pub(crate) async fn found_organisation(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(new): Body<NewOrganisation>,
) -> Outcome<Reply<Organisation>> {
    let NewOrganisation { slug, name, horizon_days } = new;
    let receipt = face.app.found_organisation_once(&caller, &slug, &name, horizon_days, Some(key)).await?;
    let founded = Organisation { slug, name, horizon_days, head: receipt.head };
    Ok(Reply::created("/v1/organisation".into(), founded).replayed(receipt.replayed))
}
