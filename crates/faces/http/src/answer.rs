//! Answers that are a success.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::failure::Failure;

/// What a handler gives back.
pub(crate) type Outcome<T> = Result<T, Failure>;

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// Room for an ordinary appointment, so that writing it does not grow the buffer.
const TYPICAL_BYTES: usize = 512;

/// A JSON answer.
#[derive(Debug)]
pub(crate) struct Reply<T> {
    status: StatusCode,
    location: Option<String>,
    revision: Option<u32>,
    replayed: bool,
    body: T,
}

impl<T> Reply<T> {
    /// 200 with this body.
    pub(crate) const fn ok(body: T) -> Self {
        Self { status: StatusCode::OK, location: None, revision: None, replayed: false, body }
    }

    /// 201 with this body, to be found at `location` from now on.
    pub(crate) fn created(location: String, body: T) -> Self {
        Self::ok(body).at(location)
    }

    /// Turns the answer into a 201: the body is to be found at `location` from now on.
    pub(crate) fn at(self, location: String) -> Self {
        Self { status: StatusCode::CREATED, location: Some(location), ..self }
    }

    pub(crate) fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// Sends the revision as `ETag`.
    pub(crate) fn revision(self, revision: u32) -> Self {
        Self { revision: Some(revision), ..self }
    }

    /// Says whether this is the kept answer to an earlier request with the same key.
    pub(crate) fn replayed(self, replayed: bool) -> Self {
        Self { replayed, ..self }
    }

    pub(crate) const fn body(&self) -> &T {
        &self.body
    }
}

impl<T: Serialize> IntoResponse for Reply<T> {
    fn into_response(self) -> Response {
        let mut bytes = Vec::with_capacity(TYPICAL_BYTES);
        if let Err(error) = serde_json::to_writer(&mut bytes, &self.body) {
            tracing::error!(%error, "an answer could not be written as JSON");
            return Failure::odd_answer().into_response();
        }
        let mut response = Response::new(bytes.into());
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.reserve(8);
        headers.insert(header::CONTENT_TYPE, JSON);
        if let Some(location) = self.location.and_then(|path| HeaderValue::try_from(path).ok()) {
            headers.insert(header::LOCATION, location);
        }
        if let Some(etag) =
            self.revision.and_then(|revision| HeaderValue::try_from(format!("\"{revision}\"")).ok())
        {
            headers.insert(header::ETAG, etag);
        }
        if self.replayed {
            headers.insert(REPLAYED, HeaderValue::from_static("true"));
        }
        response
    }
}

/// 204: done, and nothing to show.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NoContent {
    pub(crate) replayed: bool,
}

impl IntoResponse for NoContent {
    fn into_response(self) -> Response {
        let mut response = StatusCode::NO_CONTENT.into_response();
        if self.replayed {
            response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
        }
        response
    }
}
