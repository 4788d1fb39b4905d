//! What can be set about the HTTP face.

use std::time::Duration;

use crate::address_range::AddressRange;

/// So many requests in a window, spent as in a leaky bucket: a full burst at once, then a steady rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Requests, at least 1.
    pub requests: u32,
    /// In this time.
    pub window: Duration,
}

/// Settings of the HTTP face.
#[derive(Clone, Debug)]
pub struct HttpSettings {
    /// Quota of each account under a browser session; none switches it off.
    pub people: Option<Quota>,
    /// Quota of each account under API tokens; none switches it off.
    pub machines: Option<Quota>,
    /// Sign-in attempts for each login and, four times as many, from each address; none switches it off.
    pub sign_in: Option<Quota>,
    /// Reverse proxies whose word about a client's address is taken. From everybody else it is not.
    pub trusted_proxies: Vec<AddressRange>,
    /// How long a request may take before it is given up.
    pub patience: Duration,
    /// How often an idle event stream shows that it is alive. Also how soon a stream notices that its session ended.
    pub heartbeat: Duration,
    /// How long an event stream lives at most; browsers resume it by themselves.
    pub stream_life: Duration,
}

impl Default for HttpSettings {
    fn default() -> Self {
        let minute = Duration::from_mins(1);
        Self {
            people: Some(Quota { requests: 600, window: minute }),
            machines: Some(Quota { requests: 1_200_000, window: minute }),
            sign_in: Some(Quota { requests: 10, window: 5 * minute }),
            trusted_proxies: Vec::new(),
            patience: Duration::from_secs(30),
            heartbeat: Duration::from_secs(15),
            stream_life: Duration::from_hours(1),
        }
    }
}
