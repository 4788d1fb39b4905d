//! The embedded web app, with its routes answered by the app's own page.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lindley_api::problem::catalogue as kinds;
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::failure::Failure;

#[derive(RustEmbed)]
#[folder = "../../../web/dist"]
#[allow_missing = true]
struct Assets;

const PAGE: &str = "index.html";
/// Names under this folder carry a hash of their content, so they never change.
const HASHED: &str = "assets/";
const NOT_BUILT: &str = include_str!("web/not_built.html");

/// Only our own files; styles may stand in the page because the interface library sets them at run time.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; \
     base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
);

/// Answers every address that is not a route: files of the web app, its page for its own routes, or a problem.
pub(crate) async fn serve_app(request: Request) -> Result<Response, Failure> {
    let path = request.uri().path();
    let nothing = || Failure::new(kinds::NOT_FOUND, "there is nothing at this address");
    if path.starts_with("/v1") || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(nothing());
    }
    let name = path.trim_start_matches('/');
    if let Some(file) = Assets::get(name).filter(|_| !name.is_empty()) {
        return Ok(file_answer(name, file, request.headers()));
    }
    let is_file_name = name.rsplit('/').next().is_some_and(|last| last.contains('.'));
    if is_file_name {
        return Err(nothing());
    }
    Ok(Assets::get(PAGE).map_or_else(not_built, |page| file_answer(PAGE, page, request.headers())))
}

fn file_answer(name: &str, file: EmbeddedFile, request: &HeaderMap) -> Response {
    let etag = etag(&file);
    let unchanged = request.get(header::IF_NONE_MATCH).is_some_and(|seen| *seen == etag);
    let mut response =
        if unchanged { StatusCode::NOT_MODIFIED.into_response() } else { file.data.into_response() };
    let headers = response.headers_mut();
    let kind = HeaderValue::try_from(file.metadata.mimetype());
    headers
        .insert(header::CONTENT_TYPE, kind.unwrap_or(HeaderValue::from_static("application/octet-stream")));
    headers.insert(header::ETAG, etag);
    let caching = if name.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    protect(headers);
    response
}

fn etag(file: &EmbeddedFile) -> HeaderValue {
    let hash = file.metadata.sha256_hash();
    let mut short = [0; 8];
    short.copy_from_slice(&hash[..8]);
    let text = format!("\"{:016x}\"", u64::from_be_bytes(short));
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("\"\""))
}

fn not_built() -> Response {
    let mut response = NOT_BUILT.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    protect(headers);
    response
}

fn protect(headers: &mut HeaderMap) {
    const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(PERMISSIONS, HeaderValue::from_static("camera=(), microphone=(), geolocation=()"));
}
