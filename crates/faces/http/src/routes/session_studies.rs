//! `/v1/service-times`, `/v1/session-studies` and `/v1/session-comparisons`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::session_studies::{
    ComparisonRequest, ServiceTimes, SessionComparison, SessionStudy, StudyRequest,
};

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller};
use crate::face::Face;
use crate::{reading, view};

/// How long visits really took: by service and visit type, from the fulfilled visits of the log whose real times are known.
#[utoipa::path(get, path = "/v1/service-times", tag = "planning",
    responses((status = 200, description = "The service times of every service.", body = ServiceTimes)))]
pub(crate) async fn get_service_times(
    State(face): State<Arc<Face>>,
    caller: Caller,
) -> Outcome<Reply<ServiceTimes>> {
    Ok(Reply::ok(view::service_times(&face.app.service_times(&caller).await?)))
}

/// Puts visits into kinds, those of a service by their visit types, which is what a desk can tell, and finds the orders of a
/// session that cost least: the cheapest at the costs asked for, and those that are cheapest at others. Changes nothing and
/// needs no idempotency key. A server studies or plans one session at a time; while it does, others wait for two seconds and
/// are then told that it is busy.
#[utoipa::path(post, path = "/v1/session-studies", tag = "planning", request_body = StudyRequest,
    responses((status = 200, description = "The study.", body = SessionStudy)))]
pub(crate) async fn study_session(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Body(asked): Body<StudyRequest>,
) -> Outcome<Reply<SessionStudy>> {
    let request = reading::session_study(asked)?;
    let drawn = view::Drawn::of(&request);
    let study = face.app.study_session(&caller, request).await?;
    Ok(Reply::ok(view::session_study(study, drawn)))
}

/// Compares two orders of one session on scenarios that no study has seen: an order that was chosen on scenarios looks better
/// on those than it is. Changes nothing and needs no idempotency key; takes its turn as studies do.
#[utoipa::path(post, path = "/v1/session-comparisons", tag = "planning", request_body = ComparisonRequest,
    responses((status = 200, description = "The comparison.", body = SessionComparison)))]
pub(crate) async fn compare_sessions(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Body(asked): Body<ComparisonRequest>,
) -> Outcome<Reply<SessionComparison>> {
    let request = reading::session_comparison(asked)?;
    let drawn = view::Drawn::of(&request.session);
    let comparison = face.app.compare_sessions(&caller, request).await?;
    Ok(Reply::ok(view::session_comparison(&comparison, drawn)))
}
