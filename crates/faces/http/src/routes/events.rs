//! `/v1/events`: the event stream.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use lindley_api::events::{EventRecord, EventsQuery, LastEventId};

use crate::answer::Outcome;
use crate::extract::{Caller, Params, ResumeAfter};
use crate::face::Face;
use crate::{secret, stream};

/// Follows what happens, as server-sent events: `id` is the event's number, the name its kind, `data` an EventRecord.
///
/// Every event after the one given is sent exactly once and in order. An event named `heartbeat`, without an id, tells
/// the log's head and when the next one is due: two missed ones mean that the server is silent. If the log cannot be
/// read on the way, an event named `problem` says why and the stream ends. It also ends after an hour, or when the
/// browser session does; browsers then resume it by themselves.
#[utoipa::path(get, path = "/v1/events", tag = "reading", params(EventsQuery, LastEventId),
    responses((status = 200, description = "The stream.", body = EventRecord, content_type = "text/event-stream")))]
pub(crate) async fn follow_events(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Params(query): Params<EventsQuery>,
    ResumeAfter(last): ResumeAfter,
    headers: HeaderMap,
) -> Outcome<Response> {
    let secret = secret::of(&headers).map(|(secret, _)| secret).unwrap_or_default();
    stream::follow(&face, &caller, secret, last.or(query.after)).await
}
