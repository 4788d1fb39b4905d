//! The HTTP face: routes, problems, sessions, rate limits, the event stream and the embedded web app.
//!
//! Handlers do four things: read the request, find out who asks, make one call to the app, show the answer. Everything
//! around them (request ids, time limits, metrics, panics, headers) happens once, in the gate.

mod address_range;
mod answer;
mod appointment_list;
mod day_board;
mod extract;
mod face;
mod failure;
mod gate;
mod limits;
mod metrics;
mod paging;
mod reading;
mod request_id;
mod role_names;
mod routes;
mod secret;
mod serve;
mod settings;
mod stream;
mod view;
mod web;

use std::sync::Arc;

use axum::Router;
use axum::middleware;
use lindley_app::App;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

use crate::face::Face;

pub use address_range::{AddressRange, NotAnAddressRange};
pub use serve::serve;
pub use settings::{HttpSettings, Quota};

/// Answers smaller than this are not worth compressing.
const COMPRESS_ABOVE_BYTES: u64 = 4096;

/// Everything that the program answers over HTTP.
pub fn router(app: App, settings: HttpSettings) -> Router {
    let (routes, document) = routes::documented();
    let face = Arc::new(Face::new(app, settings));
    let worth_it = SizeAbove::new(COMPRESS_ABOVE_BYTES)
        .and(NotForContentType::const_new("text/event-stream"))
        .and(NotForContentType::IMAGES);
    routes
        .route("/openapi.json", routes::document_route(&document))
        .fallback(web::serve_app)
        .method_not_allowed_fallback(gate::method_not_allowed)
        .layer(CompressionLayer::new().gzip(true).compress_when(worth_it))
        .layer(middleware::from_fn_with_state(Arc::clone(&face), gate::pass))
        .with_state(face)
}

/// The OpenAPI document as committed in `docs/openapi.json`.
pub fn openapi_text() -> String {
    lindley_api::document::text(&routes::documented().1)
}
