//! The ids in the path.

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
        read(&path(parts, state).await?, 0).map(Self)
    }
}

/// The id of something and the id of a part of it, as in `/v1/accounts/account-5/tokens/6f9b2c1e52a44e0b`.
pub(crate) struct IdWithin<T, P>(pub(crate) T, pub(crate) P);

impl<T, P, S> FromRequestParts<S> for IdWithin<T, P>
where
    T: FromStr<Err: Display> + Display,
    P: FromStr<Err: Display> + Display,
    S: Send + Sync,
{
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let path = path(parts, state).await?;
        Ok(Self(read(&path, 0)?, read(&path, 1)?))
    }
}

async fn path<S: Send + Sync>(parts: &mut Parts, state: &S) -> Result<RawPathParams, Failure> {
    RawPathParams::from_request_parts(parts, state).await.map_err(|_| unreadable("id"))
}

/// The id at this place of the path.
fn read<T: FromStr<Err: Display> + Display>(path: &RawPathParams, place: usize) -> Result<T, Failure> {
    let (name, text) = path.iter().nth(place).ok_or_else(|| unreadable("id"))?;
    let id: T = text.parse().map_err(|error: T::Err| nothing(name, error.to_string()))?;
    if id.to_string() == text { Ok(id) } else { Err(unreadable(name)) }
}

fn nothing(name: &str, detail: String) -> Failure {
    Failure::new(kinds::NOT_FOUND, detail).at(name)
}

fn unreadable(name: &str) -> Failure {
    nothing(name, format!("the {name} in the path cannot be read"))
}
