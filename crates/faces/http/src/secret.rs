//! The secret that a request carries: a bearer token or the browser session's cookie.

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::response::{IntoResponse, Response};

const COOKIE_NAME: &str = "lindley_session";
const REQUESTED_WITH: HeaderName = HeaderName::from_static("x-requested-with");

/// How the secret came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Via {
    /// `Authorization: Bearer`.
    Bearer,
    /// The cookie.
    Cookie,
}

/// The request's secret. A bearer token comes before a cookie.
pub(crate) fn of(headers: &HeaderMap) -> Option<(&str, Via)> {
    bearer(headers)
        .map(|secret| (secret, Via::Bearer))
        .or_else(|| cookie(headers).map(|secret| (secret, Via::Cookie)))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, secret) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE_NAME).map(|(_, value)| value)
}

/// Whether a change under a cookie comes from our own page: a page elsewhere can send neither this header nor a
/// matching `Origin`.
pub(crate) fn from_our_page(method: &Method, headers: &HeaderMap) -> bool {
    if method.is_safe() || headers.get(REQUESTED_WITH).is_some_and(|value| value == "lindley") {
        return true;
    }
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let origin = text(header::ORIGIN).and_then(|origin| origin.split_once("://"));
    origin.zip(text(header::HOST)).is_some_and(|((_, origin), host)| origin.eq_ignore_ascii_case(host))
}

/// The answer with the session's cookie set for so many seconds; none ends the session.
pub(crate) fn with_cookie(
    answer: impl IntoResponse,
    request: &HeaderMap,
    session: Option<(&str, i64)>,
) -> Response {
    let (secret, seconds) = session.unwrap_or(("", 0));
    let secure = if is_loopback_host(request) { "" } else { "; Secure" };
    let cookie =
        format!("{COOKIE_NAME}={secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
    let mut response = answer.into_response();
    if let Ok(value) = HeaderValue::try_from(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}

/// Browsers refuse secure cookies over plain HTTP, which is only served on the machine itself.
fn is_loopback_host(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}
