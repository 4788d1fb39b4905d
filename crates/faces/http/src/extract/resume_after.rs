//! From where an event stream goes on.

use axum::extract::FromRequestParts;
use axum::http::HeaderName;
use axum::http::request::Parts;

use crate::failure::Failure;

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// The number of the last event that the caller has got.
pub(crate) struct ResumeAfter(pub(crate) Option<u64>);

impl<S: Sync> FromRequestParts<S> for ResumeAfter {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let Some(header) = parts.headers.get(LAST_EVENT_ID) else { return Ok(Self(None)) };
        let number = header.to_str().ok().and_then(|text| text.trim().parse().ok());
        let invalid = || Failure::invalid_field("Last-Event-ID", "the id of an event is a number");
        number.map(|number| Self(Some(number))).ok_or_else(invalid)
    }
}
