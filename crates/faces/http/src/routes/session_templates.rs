//! `/v1/session-templates`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::ids::TemplateId;
use lindley_api::page::Page;
use lindley_api::session_templates::{
    Adoption, NewSessionTemplate, ReleasePolicy, SessionTemplate, TemplateDecision, TemplateQuery,
};
use lindley_app::{Permission, Subject};
use lindley_domain as domain;
use lindley_domain::Command;

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller, Id, Params, WriteKey};
use crate::face::Face;
use crate::failure::Failure;
use crate::{paging, reading, view};

/// Lists session templates, whatever became of them.
#[utoipa::path(get, path = "/v1/session-templates", tag = "planning", params(TemplateQuery),
    responses((status = 200, description = "A page of templates.", body = Page<SessionTemplate>)))]
pub(crate) async fn list_templates(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Params(query): Params<TemplateQuery>,
) -> Outcome<Reply<Page<SessionTemplate>>> {
    let page = paging::Wanted::<domain::TemplateId>::read(query.limit, query.cursor.as_deref())?;
    let resource = query.resource.map(reading::resource_id);
    let listed = face.app.read(&caller, Permission::ReadSchedule, |state| {
        let wanted = |filed: &domain::FiledTemplate| {
            resource.is_none_or(|id| filed.template.resources.contains(&id))
                && query.status.is_none_or(|status| status == view::template_status(filed.status))
        };
        page.of_map(state.templates(), wanted, view::session_template)
    })?;
    Ok(Reply::ok(listed))
}

/// One session template.
#[utoipa::path(get, path = "/v1/session-templates/{id}", tag = "planning",
    params(("id" = TemplateId, Path, description = "The template.")),
    responses((status = 200, description = "The template.", body = SessionTemplate)))]
pub(crate) async fn get_template(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::TemplateId>,
) -> Outcome<Reply<SessionTemplate>> {
    let template = face.app.read(&caller, Permission::ReadSchedule, |state| {
        state.templates().get(&id).map(|filed| view::session_template(id, filed))
    })?;
    template.map(Reply::ok).ok_or_else(|| Failure::no_such(id))
}

/// Proposes a session template. It binds nobody until it is adopted.
#[utoipa::path(post, path = "/v1/session-templates", tag = "planning", params(IdempotencyKeyHeader),
    request_body = NewSessionTemplate,
    responses((status = 201, description = "The template, as proposed.", body = SessionTemplate)))]
pub(crate) async fn propose_template(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(new): Body<NewSessionTemplate>,
) -> Outcome<Reply<SessionTemplate>> {
    let command = Command::ProposeTemplate { template: Box::new(reading::session_template(new)?) };
    let receipt = face.submit(&caller, command, key).await?;
    let Subject::Template(id, filed) = receipt.subject else { return Err(Failure::odd_answer()) };
    let view = view::session_template(id, &filed);
    Ok(Reply::created(format!("/v1/session-templates/{id}"), view).replayed(receipt.replayed))
}

/// Puts a proposed template into force: until they are released, its slots are kept for their kinds of visit. Visits that
/// are booked already stay where they are.
#[utoipa::path(post, path = "/v1/session-templates/{id}/adopt", tag = "planning",
    params(("id" = TemplateId, Path, description = "The template."), IdempotencyKeyHeader), request_body = Adoption,
    responses((status = 200, description = "The template, in force.", body = SessionTemplate)))]
pub(crate) async fn adopt_template(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(template): Id<domain::TemplateId>,
    WriteKey(key): WriteKey,
    Body(adoption): Body<Adoption>,
) -> Outcome<Reply<SessionTemplate>> {
    let Adoption { reason, replaces } = adoption;
    let replaces = replaces.map(reading::template_id);
    decided(&face, &caller, Command::AdoptTemplate { template, replaces, reason }, key).await
}

/// Turns a proposed template down.
#[utoipa::path(post, path = "/v1/session-templates/{id}/decline", tag = "planning",
    params(("id" = TemplateId, Path, description = "The template."), IdempotencyKeyHeader),
    request_body = TemplateDecision,
    responses((status = 200, description = "The template, declined.", body = SessionTemplate)))]
pub(crate) async fn decline_template(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(template): Id<domain::TemplateId>,
    WriteKey(key): WriteKey,
    Body(TemplateDecision { reason }): Body<TemplateDecision>,
) -> Outcome<Reply<SessionTemplate>> {
    decided(&face, &caller, Command::DeclineTemplate { template, reason }, key).await
}

/// Puts a template out of force: its slots are open to any visit again.
#[utoipa::path(post, path = "/v1/session-templates/{id}/retire", tag = "planning",
    params(("id" = TemplateId, Path, description = "The template."), IdempotencyKeyHeader),
    request_body = TemplateDecision,
    responses((status = 200, description = "The template, retired.", body = SessionTemplate)))]
pub(crate) async fn retire_template(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(template): Id<domain::TemplateId>,
    WriteKey(key): WriteKey,
    Body(TemplateDecision { reason }): Body<TemplateDecision>,
) -> Outcome<Reply<SessionTemplate>> {
    decided(&face, &caller, Command::RetireTemplate { template, reason }, key).await
}

/// Changes how many days ahead unused slots of a proposed or adopted template are released.
#[utoipa::path(post, path = "/v1/session-templates/{id}/release", tag = "planning",
    params(("id" = TemplateId, Path, description = "The template."), IdempotencyKeyHeader),
    request_body = ReleasePolicy,
    responses((status = 200, description = "The template with its new policy.", body = SessionTemplate)))]
pub(crate) async fn set_template_release(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(template): Id<domain::TemplateId>,
    WriteKey(key): WriteKey,
    Body(policy): Body<ReleasePolicy>,
) -> Outcome<Reply<SessionTemplate>> {
    let ReleasePolicy { release_days, reason } = policy;
    decided(&face, &caller, Command::SetTemplateRelease { template, release_days, reason }, key).await
}

/// The template after a decision about it.
async fn decided(
    face: &Face,
    caller: &Caller,
    command: Command,
    key: lindley_app::IdempotencyKey,
) -> Outcome<Reply<SessionTemplate>> {
    let receipt = face.submit(caller, command, key).await?;
    let Subject::Template(id, filed) = receipt.subject else { return Err(Failure::odd_answer()) };
    Ok(Reply::ok(view::session_template(id, &filed)).replayed(receipt.replayed))
}
