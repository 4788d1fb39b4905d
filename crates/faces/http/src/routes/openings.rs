//! `/v1/openings/search`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::openings::{OpeningSearch, Openings};

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller};
use crate::face::Face;
use crate::{reading, view};

/// Finds times at which a visit would fit. Changes nothing and needs no idempotency key.
#[utoipa::path(post, path = "/v1/openings/search", tag = "booking", request_body = OpeningSearch,
    responses((status = 200, description = "The openings, best first.", body = Openings)))]
pub(crate) async fn search_openings(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Body(search): Body<OpeningSearch>,
) -> Outcome<Reply<Openings>> {
    let request = reading::find_request(search)?;
    let found = face.app.find_openings(&caller, &request).await?;
    let roles = face.role_names.of(&face.app, &caller.organisation, request.visit_type);
    let items = found.openings.iter().map(|opening| view::opening(opening, &roles)).collect();
    Ok(Reply::ok(Openings { items, head: found.head }))
}
