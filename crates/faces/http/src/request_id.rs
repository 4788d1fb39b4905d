//! Request ids: the caller's own if it is sane, else a fresh one.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// The header in which the id comes and goes.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// A request's id, ready to be sent back.
#[derive(Clone, Debug)]
pub(crate) struct RequestId(pub(crate) HeaderValue);

impl RequestId {
    /// The id in the headers if it has 1 to 64 characters of `A-Z a-z 0-9 . _ -`, else a fresh one.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let sane = |value: &&HeaderValue| {
            let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
            (1..=64).contains(&value.len()) && value.as_bytes().iter().all(allowed)
        };
        headers.get(REQUEST_ID).filter(sane).map_or_else(Self::fresh, |given| Self(given.clone()))
    }

    /// Unlike any other of this process, and very likely of any process. Not a secret.
    fn fresh() -> Self {
        static RANDOM: LazyLock<RandomState> = LazyLock::new(RandomState::new);
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let id = RANDOM.hash_one(COUNT.fetch_add(1, Ordering::Relaxed));
        let text = format!("{id:016x}");
        Self(HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("0")))
    }

    pub(crate) fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
