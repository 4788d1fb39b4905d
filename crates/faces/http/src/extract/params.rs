//! The query string, read strictly.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::wrong_data::wrong_data;
use crate::failure::Failure;

/// Query parameters of this type.
pub(crate) struct Params<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let query = parts.uri.query().unwrap_or_default();
        let pairs = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
        serde_path_to_error::deserialize(pairs).map(Self).map_err(|error| {
            let path = error.path().clone();
            without_slash(wrong_data(&path, &error.into_inner().to_string()))
        })
    }
}

/// A parameter is named by its name, not by a JSON pointer.
fn without_slash(mut failure: Failure) -> Failure {
    for error in &mut failure.problem.errors {
        error.pointer = error.pointer.trim_start_matches('/').to_owned();
    }
    failure
}
