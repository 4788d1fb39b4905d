//! Whose address a request comes from.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};

use crate::address_range::AddressRange;
use crate::face::Face;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The client's address, where it is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer {
    /// The address at the other end of the connection; behind a trusted proxy the one that the proxy names.
    pub(crate) address: Option<IpAddr>,
}

impl FromRequestParts<Arc<Face>> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, face: &Arc<Face>) -> Result<Self, Infallible> {
        let connection = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let address = connection
            .map(|connection| client(connection.0.ip(), &parts.headers, &face.settings.trusted_proxies));
        Ok(Self { address })
    }
}

/// The client behind a connection from `peer`.
///
/// Each proxy adds the address it was asked from at the right end of `X-Forwarded-For`, so the entries are read from
/// there: as long as they name trusted proxies, the entry before was written by one. What stands further left anybody
/// could have written.
fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[AddressRange]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|range| range.contains(address));
    if !is_trusted(peer) {
        return peer;
    }
    for line in headers.get_all(FORWARDED_FOR).iter().rev() {
        for entry in line.to_str().unwrap_or_default().rsplit(',') {
            match address(entry.trim()) {
                Some(address) if is_trusted(address) => {}
                Some(address) => return address,
                None => return peer,
            }
        }
    }
    peer
}

/// An entry's address; some proxies write the port too.
fn address(entry: &str) -> Option<IpAddr> {
    let bare = entry.parse().ok();
    let address = bare.or_else(|| entry.parse().ok().map(|socket: SocketAddr| socket.ip()));
    address.map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_is_the_last_entry_that_no_trusted_proxy_wrote_about_itself() {
        let trusted: Vec<AddressRange> =
            ["127.0.0.1", "10.1.0.0/16", "fd00::/8"].map(|text| text.parse().expect("a range")).to_vec();
        // (who connects, the X-Forwarded-For lines, the client)
        let table: &[(&str, &[&str], &str)] = &[
            ("203.0.113.9", &[], "203.0.113.9"),
            ("203.0.113.9", &["198.51.100.7"], "203.0.113.9"),
            ("127.0.0.1", &[], "127.0.0.1"),
            ("127.0.0.1", &["198.51.100.7"], "198.51.100.7"),
            ("127.0.0.1", &["198.51.100.7:49152"], "198.51.100.7"),
            ("127.0.0.1", &["2001:db8::7"], "2001:db8::7"),
            ("127.0.0.1", &["[2001:db8::7]:443"], "2001:db8::7"),
            ("::ffff:127.0.0.1", &["::ffff:198.51.100.7"], "198.51.100.7"),
            ("127.0.0.1", &["192.0.2.1, 198.51.100.7"], "198.51.100.7"),
            ("127.0.0.1", &["192.0.2.1, 198.51.100.7,10.1.2.3"], "198.51.100.7"),
            ("127.0.0.1", &["192.0.2.1", "198.51.100.7", "10.1.2.3, 10.1.2.4"], "198.51.100.7"),
            ("fd00::1", &["198.51.100.7"], "198.51.100.7"),
            ("10.2.0.1", &["198.51.100.7"], "10.2.0.1"),
            ("127.0.0.1", &["rubbish, 198.51.100.7"], "198.51.100.7"),
            ("127.0.0.1", &["198.51.100.7, rubbish"], "127.0.0.1"),
            ("127.0.0.1", &["198.51.100.7, "], "127.0.0.1"),
            ("127.0.0.1", &["unknown"], "127.0.0.1"),
            ("127.0.0.1", &["10.1.2.3, 10.1.2.4"], "127.0.0.1"),
        ];
        for (peer, lines, expected) in table {
            let mut headers = HeaderMap::new();
            for line in *lines {
                headers.append(FORWARDED_FOR, line.parse().expect("a header"));
            }
            let found = client(peer.parse().expect("an address"), &headers, &trusted);
            assert_eq!(found, expected.parse::<IpAddr>().expect("an address"), "{peer} {lines:?}");
        }
    }

    #[test]
    fn without_trusted_proxies_nobody_is_believed() {
        let headers = HeaderMap::from_iter([(FORWARDED_FOR, "198.51.100.7".parse().expect("a header"))]);
        let peer = "127.0.0.1".parse().expect("an address");
        assert_eq!(client(peer, &headers, &[]), peer);
    }
}
