//! Whether a redirect may be followed: within its host, and never from encrypted to plain.

use ureq::http::Uri;

/// Where a `Location` leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// To an address of the same host.
    Follow(Uri),
    /// To scheme and host that nobody has allowed.
    Elsewhere(String),
}

/// What to do with this `Location` of an answer from `from`; none if it cannot be read.
pub(crate) fn way(from: &Uri, location: &str) -> Option<Way> {
    let absolute = if location.contains("://") {
        location.to_owned()
    } else if location.starts_with("//") {
        format!("{}:{location}", from.scheme_str()?)
    } else {
        let path = if location.starts_with('/') {
            location.to_owned()
        } else {
            let folder = from.path().rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{folder}/{location}")
        };
        format!("{}://{}{path}", from.scheme_str()?, from.authority()?.as_str())
    };
    let to: Uri = absolute.parse().ok()?;
    let (there, here) = (end(&to)?, end(from)?);
    let upgraded =
        here.1 == there.1 && (here.0, here.2) == ("http", 80) && (there.0, there.2) == ("https", 443);
    if here == there || upgraded {
        return Some(Way::Follow(to));
    }
    Some(Way::Elsewhere(format!("{}://{}", there.0, to.authority()?.host())))
}

/// Scheme, host in lower case and port.
fn end(uri: &Uri) -> Option<(&str, String, u16)> {
    let scheme = uri.scheme_str()?;
    let usual = match scheme {
        "http" => 80,
        "https" => 443,
        _ => 0,
    };
    Some((scheme, uri.host()?.to_ascii_lowercase(), uri.port_u16().unwrap_or(usual)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(address: &str, location: &str) -> Option<Way> {
        way(&address.parse().unwrap(), location)
    }

    fn followed(address: &str, location: &str) -> String {
        match from(address, location) {
            Some(Way::Follow(to)) => to.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn within_the_host_it_is_followed_also_to_encryption() {
        let here = "http://met.example/feeds/a.csv";
        assert_eq!(followed(here, "/b.csv"), "http://met.example/b.csv");
        assert_eq!(followed(here, "b.csv"), "http://met.example/feeds/b.csv");
        assert_eq!(followed(here, "http://MET.example:80/b.csv"), "http://MET.example:80/b.csv");
        assert_eq!(followed(here, "https://met.example/feeds/a.csv"), "https://met.example/feeds/a.csv");
    }

    #[test]
    fn to_another_host_port_or_from_encrypted_to_plain_it_is_not() {
        let here = "https://met.example/a.csv";
        for to in [
            "http://met.example/a.csv",
            "https://met.example:8443/",
            "https://evil.example/",
            "//evil.example/",
        ] {
            assert!(matches!(from(here, to), Some(Way::Elsewhere(_))), "{to}");
        }
        assert_eq!(from(here, "file:///etc/passwd"), None);
        assert_eq!(from(here, "https://[bad"), None);
        assert!(matches!(from("http://met.example:8080/", "https://met.example/"), Some(Way::Elsewhere(_))));
    }
}
