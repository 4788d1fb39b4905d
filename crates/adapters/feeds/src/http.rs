//! A source over HTTP or HTTPS: one GET, with limits on time, size and where redirects lead.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use lindley_ports::FeedError;
use ureq::http::{Response, Uri};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body, Error};

use crate::redirect::{Way, way};
use crate::source::{Source, bounded};

/// Redirects within the host that are followed.
const MOST_REDIRECTS: usize = 3;

/// How a source is asked.
#[derive(Clone)]
pub struct HttpSettings {
    /// Seconds in which all must be over, from looking up the name to the last byte; at least 1.
    pub seconds: u64,
    /// The value of the header `Authorization`, where the source wants one. It goes to the source's own host only.
    pub authorization: Option<Box<str>>,
    /// Certificates (PEM) that are trusted in place of Mozilla's, for a source inside the house.
    pub trusted: Option<Vec<u8>>,
    /// Whether to go through the proxy that the environment names.
    pub environment_proxy: bool,
}

impl Default for HttpSettings {
    /// 30 seconds, nothing secret, Mozilla's certificates, through the environment's proxy if there is one.
    fn default() -> Self {
        Self { seconds: 30, authorization: None, trusted: None, environment_proxy: true }
    }
}

impl fmt::Debug for HttpSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpSettings")
            .field("seconds", &self.seconds)
            .field("authorization", &self.authorization.as_ref().map(|_| "(secret)"))
            .field("trusted", &self.trusted.as_ref().map(Vec::len))
            .field("environment_proxy", &self.environment_proxy)
            .finish()
    }
}

/// An address that is asked anew at each fetch.
#[derive(Clone, Debug)]
pub struct HttpSource {
    address: Uri,
    settings: HttpSettings,
    agent: Agent,
}

impl HttpSource {
    /// Refused if the address is not one of HTTP or HTTPS, has a password in it, or the certificates cannot be read.
    /// `feed` is the feed's name, for errors.
    ///
    /// ```
    /// use lindley_feeds::{HttpSettings, HttpSource};
    /// assert!(HttpSource::new("flu", "https://health.example/flu.csv", HttpSettings::default()).is_ok());
    /// assert!(HttpSource::new("flu", "ftp://health.example/flu.csv", HttpSettings::default()).is_err());
    /// ```
    pub fn new(feed: &str, address: &str, settings: HttpSettings) -> Result<Self, FeedError> {
        let refuse = |problem: &str| FeedError::Settings { feed: feed.into(), problem: problem.into() };
        let address: Uri =
            address.parse().map_err(|_| refuse("its address cannot be read; write https://…"))?;
        if !matches!(address.scheme_str(), Some("http" | "https")) || address.host().is_none_or(str::is_empty)
        {
            return Err(refuse("its address has to begin with https:// or http:// and a host"));
        }
        if address.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err(refuse(
                "its address has a password in it; give it as authorization, which no log shows",
            ));
        }
        if settings.seconds == 0 {
            return Err(refuse("it is given no time; allow at least one second"));
        }
        let roots = match &settings.trusted {
            None => RootCerts::WebPki,
            Some(pem) => {
                certificates(pem).ok_or_else(|| refuse("its trusted certificates are no PEM certificates"))?
            }
        };
        let tls = TlsConfig::builder()
            .root_certs(roots)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
            .build();
        let mut config = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            // A feed is asked now and then: by the next time, the server has closed what was kept open.
            .max_idle_connections(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(Duration::from_secs(settings.seconds)))
            .user_agent("lindley-feeds");
        if !settings.environment_proxy {
            config = config.proxy(None);
        }
        Ok(Self { address, agent: config.build().into(), settings })
    }

    fn ask(&self, feed: &str, address: &Uri) -> Result<Response<Body>, FeedError> {
        let mut request = self.agent.get(address).header("Accept", "text/csv, text/plain;q=0.9, */*;q=0.1");
        if let Some(authorization) = &self.settings.authorization {
            request = request.header("Authorization", &**authorization);
        }
        request.call().map_err(|problem| self.failed(feed, problem))
    }

    fn failed(&self, feed: &str, problem: Error) -> FeedError {
        let feed = feed.to_owned();
        match problem {
            Error::Timeout(_) => FeedError::TimedOut { feed, seconds: self.settings.seconds },
            Error::Io(problem) => match problem.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
                Some(Error::Timeout(_)) => FeedError::TimedOut { feed, seconds: self.settings.seconds },
                _ => FeedError::Unavailable { feed, problem: problem.to_string() },
            },
            other => FeedError::Unavailable { feed, problem: other.to_string() },
        }
    }
}

impl Source for HttpSource {
    fn bytes(&self, feed: &str, limit: u64) -> Result<Vec<u8>, FeedError> {
        let mut address = self.address.clone();
        for _ in 0..=MOST_REDIRECTS {
            let answer = self.ask(feed, &address)?;
            let status = answer.status().as_u16();
            match status {
                200 => return self.body(feed, answer, limit),
                301 | 302 | 303 | 307 | 308 => {
                    let location = answer.headers().get("location").and_then(|to| to.to_str().ok());
                    match location.and_then(|to| way(&address, to)) {
                        Some(Way::Follow(to)) => address = to,
                        Some(Way::Elsewhere(to)) => {
                            return Err(FeedError::Redirected { feed: feed.into(), to });
                        }
                        None => return Err(FeedError::Status { feed: feed.into(), status }),
                    }
                }
                _ => return Err(FeedError::Status { feed: feed.into(), status }),
            }
        }
        let problem = format!("it redirects more than {MOST_REDIRECTS} times");
        Err(FeedError::Unavailable { feed: feed.into(), problem })
    }
}

impl HttpSource {
    fn body(&self, feed: &str, answer: Response<Body>, limit: u64) -> Result<Vec<u8>, FeedError> {
        let chunked = answer.headers().contains_key("transfer-encoding");
        let body = answer.into_body();
        let length = body.content_length();
        if length.is_some_and(|length| length > limit) {
            return Err(FeedError::TooLarge { feed: feed.into(), limit });
        }
        let reader = body.into_with_config().limit(u64::MAX).reader();
        let bytes = bounded(reader, limit).map_err(|problem| self.failed(feed, Error::Io(problem)))?;
        let bytes = bytes.ok_or_else(|| FeedError::TooLarge { feed: feed.into(), limit })?;
        // Without a length only the end of the last line tells that all has come.
        if length.is_none() && !chunked && bytes.last().is_some_and(|last| *last != b'\n') {
            let problem = "the answer breaks off within a line".to_owned();
            return Err(FeedError::Unavailable { feed: feed.into(), problem });
        }
        Ok(bytes)
    }
}

/// The certificates of a PEM file; none if it has none or cannot be read.
fn certificates(pem: &[u8]) -> Option<RootCerts> {
    let items: Vec<PemItem<'_>> = parse_pem(pem).collect::<Result<_, _>>().ok()?;
    let found: Vec<_> = items
        .into_iter()
        .filter_map(|item| match item {
            PemItem::Certificate(certificate) => Some(certificate.to_owned()),
            _ => None,
        })
        .collect();
    (!found.is_empty()).then(|| RootCerts::from(found))
}
