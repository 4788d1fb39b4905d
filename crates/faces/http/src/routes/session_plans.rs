//! `/v1/session-plans`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::session_plans::{SessionPlan, SessionPlanRequest};

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller};
use crate::face::Face;
use crate::{reading, view};

/// Chooses the order of one session's visits from measured service times. Changes nothing and needs no idempotency key. A
/// server makes one plan at a time; while it does, others wait for two seconds and are then told that it is busy.
#[utoipa::path(post, path = "/v1/session-plans", tag = "planning", request_body = SessionPlanRequest,
    responses((status = 200, description = "The plan.", body = SessionPlan)))]
pub(crate) async fn plan_session(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Body(asked): Body<SessionPlanRequest>,
) -> Outcome<Reply<SessionPlan>> {
    let request = reading::session_plan(asked)?;
    let seed = request.seed;
    let planned = face.app.plan_session(&caller, request).await?;
    Ok(Reply::ok(view::session_plan(&planned, seed)))
}
