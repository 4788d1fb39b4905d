//! The JSON body, read strictly.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use lindley_api::problem::catalogue as kinds;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

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
        Category::Data => wrong_data(&pointer(&path), &without_place(&error)),
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

/// The reader's message without its line and column, and without the caller's own value: that could be anything.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
    text.to_owned()
}

/// Names the field that a message of the reader is about.
pub(crate) fn wrong_data(pointer: &str, message: &str) -> Failure {
    let named = |start: &str| message.strip_prefix(start)?.split('`').next();
    if let Some(field) = named("unknown field `") {
        let parent = pointer.strip_suffix(&format!("/{field}")).unwrap_or(pointer);
        return Failure::new(kinds::UNKNOWN_FIELD, format!("there is no field {field}"))
            .at(format!("{parent}/{field}"));
    }
    if let Some(field) = named("missing field `") {
        let detail = format!("the field {field} is missing");
        return Failure::invalid_field(&format!("{pointer}/{field}"), detail);
    }
    Failure::invalid_field(pointer, message)
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let escape = |name: &str| name.replace('~', "~0").replace('/', "~1");
    let mut pointer = String::new();
    for segment in path {
        let part = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } => escape(key),
            Segment::Enum { variant } => escape(variant),
            Segment::Unknown => "?".to_owned(),
        };
        pointer.push('/');
        pointer.push_str(&part);
    }
    pointer
}
