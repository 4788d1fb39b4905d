//! The id in the path.

use std::fmt::Display;
use std::str::FromStr;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use lindley_api::problem::catalogue as kinds;

use crate::failure::Failure;

/// An id such as `site-1`, written exactly as this API writes it.
pub(crate) struct Id<T>(pub(crate) T);

impl<T: FromStr<Err: Display> + Display, S: Send + Sync> FromRequestParts<S> for Id<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let nothing = |detail: String| Failure::new(kinds::NOT_FOUND, detail).at("id");
        let unreadable = || nothing("the id in the path cannot be read".to_owned());
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| unreadable())?;
        let (_, text) = params.iter().next().ok_or_else(unreadable)?;
        let id: T = text.parse().map_err(|error: T::Err| nothing(error.to_string()))?;
        if id.to_string() == text { Ok(Self(id)) } else { Err(unreadable()) }
    }
}
