//! `/healthz`, `/readyz` and `/metrics`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use lindley_api::health::{Health, Readiness};

use crate::answer::{Outcome, Reply};
use crate::extract::MetricsReader;
use crate::face::Face;

/// Whether the process is up. Needs no sign-in.
#[utoipa::path(get, path = "/healthz", tag = "operations", security(()),
    responses((status = 200, description = "The process is up.", body = Health)))]
pub(crate) async fn get_health() -> Reply<Health> {
    Reply::ok(Health { status: "up".into() })
}

/// Whether the process can serve. Needs no sign-in.
#[utoipa::path(get, path = "/readyz", tag = "operations", security(()),
    responses((status = 200, description = "Ready.", body = Readiness),
              (status = 503, description = "Not ready.", body = Readiness)))]
pub(crate) async fn get_readiness(State(face): State<Arc<Face>>) -> Reply<Readiness> {
    let readiness = face.app.readiness();
    let status = if readiness.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let body = Readiness {
        ready: readiness.ready,
        organisations: readiness.organisations,
        problem: readiness.problem,
    };
    Reply::ok(body).status(status)
}

/// Metrics in the OpenMetrics text format, for callers with the audit permission: give the collector a token.
#[utoipa::path(get, path = "/metrics", tag = "operations",
    responses((status = 200, description = "The metrics.", body = String, content_type = "application/openmetrics-text")))]
pub(crate) async fn get_metrics(State(face): State<Arc<Face>>, _reader: MetricsReader) -> Outcome<Response> {
    face.metrics.answer()
}
