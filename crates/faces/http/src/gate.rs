//! The gate that every request passes: its id, its time limit, its panics, its headers, its measurement.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, LazyLock, OnceLock};
use std::time::Instant;

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use lindley_api::problem::catalogue as kinds;
use tracing::Instrument;
use tracing::field::Empty;

use crate::face::Face;
use crate::failure::Failure;
use crate::limits::Allowance;
use crate::request_id::{REQUEST_ID, RequestId};

const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");

/// Where the caller's remaining allowance is left for the answer's headers.
#[derive(Clone, Debug, Default)]
pub(crate) struct AllowanceSlot(pub(crate) Arc<OnceLock<Allowance>>);

/// Lets a request through and finishes its answer.
pub(crate) async fn pass(State(face): State<Arc<Face>>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = RequestId::of(request.headers());
    let route = route_of(&request);
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let slot = AllowanceSlot::default();
    request.extensions_mut().insert(slot.clone());

    let span = tracing::info_span!("request", %id, %method, route = &*route, status = Empty, micros = Empty);
    let mut response = run(&face, request, next).instrument(span.clone()).await;
    if let Some(failure) = response.extensions_mut().remove::<Failure>() {
        write_problem(&mut response, failure, path, &id);
    }
    write_headers(&mut response, id, slot.0.get());

    let took = began.elapsed();
    let status = response.status();
    span.record("status", status.as_u16()).record("micros", took.as_micros());
    if status.is_server_error() {
        span.in_scope(|| tracing::warn!("the request failed"));
    }
    face.metrics.count_request(&method, &route, status.as_u16(), took);
    response
}

/// The handler under a time limit; a panic in it is one request's problem, not the server's end.
async fn run(face: &Face, request: Request, next: Next) -> Response {
    let handled = AssertUnwindSafe(next.run(request)).catch_unwind();
    match tokio::time::timeout(face.settings.patience, handled).await {
        Ok(Ok(response)) => response,
        Ok(Err(_panic)) => {
            tracing::error!("a handler panicked");
            Failure::new(kinds::INTERNAL, "the server stopped working on this request").into_response()
        }
        Err(_elapsed) => {
            let seconds = face.settings.patience.as_secs();
            Failure::new(kinds::REQUEST_TIMEOUT, format!("it took longer than {seconds} seconds"))
                .into_response()
        }
    }
}

/// The route's pattern, never the path itself: metrics and logs must not hold ids.
fn route_of(request: &Request) -> Arc<str> {
    static NONE: LazyLock<Arc<str>> = LazyLock::new(|| "none".into());
    let matched = request.extensions().get::<MatchedPath>();
    matched.map_or_else(|| Arc::clone(&NONE), |path| path.as_str().into())
}

fn write_problem(response: &mut Response, failure: Failure, path: String, id: &RequestId) {
    let mut problem = failure.problem;
    problem.instance = path;
    problem.trace_id = id.to_string();
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    response.headers_mut().insert(header::CONTENT_TYPE, PROBLEM_JSON);
    response.headers_mut().insert(header::CONTENT_LENGTH, body.len().into());
    *response.body_mut() = Body::from(body);
}

fn write_headers(response: &mut Response, id: RequestId, allowance: Option<&Allowance>) {
    let headers = response.headers_mut();
    headers.insert(REQUEST_ID, id.0);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Some(allowance) = allowance {
        allowance.write(headers);
    }
}

/// The answer to a method that an address does not support.
pub(crate) async fn method_not_allowed(request: Request) -> Failure {
    Failure::new(kinds::METHOD_NOT_ALLOWED, format!("{} is not supported here", request.method()))
}
