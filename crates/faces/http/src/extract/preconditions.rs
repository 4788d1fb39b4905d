//! The headers that make a change safe to retry and safe against an older view.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, header};
use lindley_api::problem::catalogue as kinds;
use lindley_app::IdempotencyKey;

use crate::failure::Failure;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The idempotency key, which every change needs.
pub(crate) struct WriteKey(pub(crate) IdempotencyKey);

impl<S: Sync> FromRequestParts<S> for WriteKey {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        // Dropping a precondition silently would let two people overwrite each other who both took care not to.
        if parts.headers.contains_key(header::IF_MATCH) && !has_revisions(parts.uri.path()) {
            let detail = "only appointments have an ETag; leave If-Match out here";
            return Err(Failure::new(kinds::PRECONDITION_INVALID, detail).at("If-Match"));
        }
        let missing =
            || Failure::new(kinds::IDEMPOTENCY_KEY_MISSING, "the header Idempotency-Key is missing");
        let header = parts.headers.get(IDEMPOTENCY_KEY).ok_or_else(missing)?;
        let key = text(header).and_then(|text| IdempotencyKey::parse(&text).ok());
        let invalid =
            || Failure::new(kinds::IDEMPOTENCY_KEY_INVALID, "the header Idempotency-Key cannot be read");
        key.map(Self).ok_or_else(|| invalid().at("Idempotency-Key"))
    }
}

/// Whether the address is of something whose revision the caller can have seen.
fn has_revisions(path: &str) -> bool {
    path.starts_with("/v1/appointments/")
}

/// The text of a structured-field string (`"a\"b"`), or of a header without quotes.
fn text(header: &HeaderValue) -> Option<String> {
    let text = header.to_str().ok()?;
    let Some(quoted) = text.strip_prefix('"') else { return Some(text.to_owned()) };
    let quoted = quoted.strip_suffix('"')?;
    let mut plain = String::with_capacity(quoted.len());
    let mut letters = quoted.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => plain.push(letters.next().filter(|escaped| matches!(escaped, '"' | '\\'))?),
            '"' => return None,
            other => plain.push(other),
        }
    }
    Some(plain)
}

/// The revision that the caller has seen; none if it does not matter.
pub(crate) struct IfMatch(pub(crate) Option<u32>);

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let Some(header) = parts.headers.get(header::IF_MATCH) else { return Ok(Self(None)) };
        let text = header.to_str().unwrap_or_default().trim();
        if text == "*" {
            return Ok(Self(None));
        }
        let revision =
            text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).and_then(|tag| tag.parse().ok());
        let invalid =
            || Failure::new(kinds::PRECONDITION_INVALID, "If-Match is one ETag such as \"3\", or *");
        revision.map(|revision| Self(Some(revision))).ok_or_else(|| invalid().at("If-Match"))
    }
}
