//! `/v1/sessions`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::ids::SessionId;
use lindley_api::page::Page;
use lindley_api::sessions::{NewSession, Session, TimetableQuery};
use lindley_app::{Permission, Subject};
use lindley_domain as domain;
use lindley_domain::Command;

use crate::answer::{NoContent, Outcome, Reply};
use crate::extract::{Body, Caller, Id, Params, WriteKey};
use crate::face::Face;
use crate::failure::Failure;
use crate::{paging, reading, view};

/// Lists sessions.
#[utoipa::path(get, path = "/v1/sessions", tag = "timetable", params(TimetableQuery),
    responses((status = 200, description = "A page of sessions.", body = Page<Session>)))]
pub(crate) async fn list_sessions(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Params(query): Params<TimetableQuery>,
) -> Outcome<Reply<Page<Session>>> {
    let page = paging::Wanted::<domain::SessionId>::read(query.limit, query.cursor.as_deref())?;
    let window = reading::Window::new(query.from, query.until)?;
    let resource = query.resource.map(reading::resource_id);
    let listed = face.app.read(&caller, Permission::ReadSchedule, |state| {
        let wanted = |session: &domain::Session| {
            window.touches(session.span) && resource.is_none_or(|id| id == session.resource)
        };
        page.of_map(state.sessions(), wanted, view::session)
    })?;
    Ok(Reply::ok(listed))
}

/// One session.
#[utoipa::path(get, path = "/v1/sessions/{id}", tag = "timetable",
    params(("id" = SessionId, Path, description = "The session.")),
    responses((status = 200, description = "The session.", body = Session)))]
pub(crate) async fn get_session(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::SessionId>,
) -> Outcome<Reply<Session>> {
    let session = face.app.read(&caller, Permission::ReadSchedule, |state| {
        state.sessions().get(&id).map(|session| view::session(id, session))
    })?;
    session.map(Reply::ok).ok_or_else(|| Failure::no_such(id))
}

/// Opens a session. Overlapping sessions of one resource are refused.
#[utoipa::path(post, path = "/v1/sessions", tag = "timetable", params(IdempotencyKeyHeader), request_body = NewSession,
    responses((status = 201, description = "The session, as opened.", body = Session)))]
pub(crate) async fn open_session(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(new): Body<NewSession>,
) -> Outcome<Reply<Session>> {
    let command = Command::OpenSession { session: reading::session(new)?, source: None };
    let receipt = face.submit(&caller, command, key).await?;
    let Subject::Session(id, session) = receipt.subject else { return Err(Failure::odd_answer()) };
    Ok(Reply::created(format!("/v1/sessions/{id}"), view::session(id, &session)).replayed(receipt.replayed))
}

/// Closes a session. Refused if future appointments would fall outside working time.
#[utoipa::path(delete, path = "/v1/sessions/{id}", tag = "timetable",
    params(("id" = SessionId, Path, description = "The session."), IdempotencyKeyHeader),
    responses((status = 204, description = "Closed.")))]
pub(crate) async fn close_session(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::SessionId>,
    WriteKey(key): WriteKey,
) -> Outcome<NoContent> {
    let receipt = face.submit(&caller, Command::CloseSession { session: id }, key).await?;
    Ok(NoContent { replayed: receipt.replayed })
}
