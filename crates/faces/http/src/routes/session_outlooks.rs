//! `/v1/session-outlook`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::session_outlooks::{SessionOutlookQuery, SessionOutlooks};
use lindley_domain::SiteId;

use crate::answer::{Outcome, Reply};
use crate::extract::{Caller, Params};
use crate::face::Face;
use crate::view;

/// How the sessions of a site will go on a day: who comes, how long they wait, how busy practitioners are, and whether there is
/// room for more. Simulated from what is expected of the appointments, and checked by past sessions.
#[utoipa::path(get, path = "/v1/session-outlook", tag = "predictions", params(SessionOutlookQuery),
    responses((status = 200, description = "How the sessions will go.", body = SessionOutlooks)))]
pub(crate) async fn get_session_outlooks(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Params(query): Params<SessionOutlookQuery>,
) -> Outcome<Reply<SessionOutlooks>> {
    let day = face.app.session_outlooks(&caller, SiteId(query.site.0), query.date.0).await?;
    Ok(Reply::ok(view::session_outlooks(&day)))
}
