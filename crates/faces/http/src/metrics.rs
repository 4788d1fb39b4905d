//! Metrics in the OpenMetrics format. Labels are bounded and never name a patient or an appointment.

use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderValue, Method, header};
use axum::response::{IntoResponse, Response};
use lindley_app::Receipt;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::{Family, MetricConstructor};
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::failure::Failure;

/// Upper bounds in seconds, as OpenTelemetry's conventions for `http.server.request.duration` have them.
const BUCKETS: [f64; 14] = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0];

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct RequestLabels {
    method: &'static str,
    route: Arc<str>,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct OutcomeLabels {
    outcome: Arc<str>,
}

#[derive(Clone, Debug)]
struct Durations;

impl MetricConstructor<Histogram> for Durations {
    fn new_metric(&self) -> Histogram {
        Histogram::new(BUCKETS)
    }
}

/// What is measured.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Histogram, Durations>,
    bookings: Family<OutcomeLabels, Counter>,
    streams: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::default();
        let requests = Family::new_with_constructor(Durations);
        let bookings = Family::default();
        let streams = Gauge::default();
        registry.register_with_unit(
            "http_server_request_duration",
            "How long requests took, by route and status",
            Unit::Seconds,
            requests.clone(),
        );
        registry.register(
            "lindley_bookings",
            "Bookings and confirmed holds, by what became of them",
            bookings.clone(),
        );
        registry.register("lindley_event_streams_open", "Event streams that are open", streams.clone());
        Self { registry, requests, bookings, streams }
    }
}

impl Metrics {
    /// Counts a finished request.
    pub(crate) fn count_request(&self, method: &Method, route: &Arc<str>, status: u16, took: Duration) {
        let labels = RequestLabels { method: known_method(method), route: Arc::clone(route), status };
        self.requests.get_or_create(&labels).observe(took.as_secs_f64());
    }

    /// Counts what became of a booking: `booked`, `replayed` or the problem's code.
    pub(crate) fn count_booking(&self, answer: &Result<Receipt, Failure>) {
        let outcome = match answer {
            Ok(receipt) if receipt.replayed => "replayed",
            Ok(_) => "booked",
            Err(failure) => failure.code(),
        };
        self.bookings.get_or_create(&OutcomeLabels { outcome: outcome.into() }).inc();
    }

    /// The number of open event streams.
    pub(crate) const fn streams(&self) -> &Gauge {
        &self.streams
    }

    /// The answer to a scrape.
    pub(crate) fn answer(&self) -> Result<Response, Failure> {
        let mut text = String::with_capacity(16 * 1024);
        encode(&mut text, &self.registry).map_err(|_| Failure::odd_answer())?;
        let mut response = text.into_response();
        let kind = HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        Ok(response)
    }
}

/// Callers can invent methods; labels cannot.
fn known_method(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        "PATCH" => "PATCH",
        _ => "_OTHER",
    }
}
