//! The address at the other end of the connection.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderName, header};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The other end's address, where it is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer {
    /// Its address. A proxy's own if the request came through one: what a proxy says about others is not proof.
    pub(crate) address: Option<IpAddr>,
    forwarded: bool,
}

impl Peer {
    /// Whether the caller itself, and not a proxy for somebody else, runs on this machine.
    pub(crate) fn is_this_machine(self) -> bool {
        !self.forwarded && self.address.is_some_and(|address| address.to_canonical().is_loopback())
    }
}

impl<S: Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let connection = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let forwarded =
            [FORWARDED_FOR, header::FORWARDED].iter().any(|name| parts.headers.contains_key(name));
        Ok(Self { address: connection.map(|connection| connection.0.ip()), forwarded })
    }
}
