//! The JSON body, read strictly.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use lindley_api::problem::catalogue as kinds;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::wrong_data::wrong_data;
use crate::failure::Failure;

/// Largest body in bytes.
pub(crate) const BODY_LIMIT: usize = 256 * 1024;

/// A JSON body of this type.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        if !is_json(request.headers()) {
            return Err(Failure::new(kinds::UNSUPPORTED_MEDIA_TYPE, "the body must be application/json"));
        }
        let bytes = read(request).await?;
        if is_list(&bytes) {
            return Err(Failure::invalid_field("", "expected an object with named fields, not a list"));
        }
        serde_json::from_slice(&bytes).map(Self).map_err(|_| diagnose::<T>(&bytes))
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

async fn read(request: Request) -> Result<Bytes, Failure> {
    let too_large = || Failure::new(kinds::BODY_TOO_LARGE, format!("the limit is {BODY_LIMIT} bytes"));
    let declared = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    if declared.and_then(|length| length.parse().ok()).is_some_and(|length: usize| length > BODY_LIMIT) {
        return Err(too_large());
    }
    // A connection that breaks off ends here too; nobody is left to read the answer then.
    axum::body::to_bytes(request.into_body(), BODY_LIMIT).await.map_err(|_| too_large())
}

/// A list could be read as the fields in order, and would mean something else when a field is added.
fn is_list(bytes: &[u8]) -> bool {
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[')
}

/// Reads the body a second time, slowly, to say where it is wrong.
fn diagnose<T: DeserializeOwned>(bytes: &[u8]) -> Failure {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let outcome = serde_path_to_error::deserialize::<_, T>(&mut reader);
    let Err(error) = outcome else {
        return Failure::new(kinds::MALFORMED_JSON, "there is something after the end of the JSON value");
    };
    let path = error.path().clone();
    let error = error.into_inner();
    match error.classify() {
        Category::Data => wrong_data(&path, &without_place(&error)),
        Category::Syntax | Category::Eof | Category::Io => {
            Failure::new(kinds::MALFORMED_JSON, malformed(bytes, &error))
        }
    }
}

fn malformed(bytes: &[u8], error: &serde_json::Error) -> String {
    if bytes.is_empty() {
        return "the body is empty".to_owned();
    }
    format!("{} at line {} column {}", without_place(error), error.line(), error.column())
}

/// The reader's message without its line and column.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(message, _)| message.to_owned())
}
