//! Rate limits: for each account, and stricter ones for signing in.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{NotUntil, RateLimiter};
use lindley_api::problem::catalogue as kinds;
use lindley_ports::AccountId;

use crate::failure::Failure;
use crate::settings::{HttpSettings, Quota};

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");
/// Keys that have not been seen for a while are dropped when there are more than this.
const KEYS_KEPT: usize = 100_000;
/// Many people may sit behind one address.
const PEOPLE_BEHIND_AN_ADDRESS: u32 = 4;

/// The limits in force.
pub(crate) struct Limits {
    people: Option<Limiter<AccountId>>,
    machines: Option<Limiter<AccountId>>,
    logins: Option<Limiter<u64>>,
    addresses: Option<Limiter<IpAddr>>,
}

/// What is left of a quota, for the answer's headers.
#[derive(Clone, Debug)]
pub(crate) struct Allowance {
    name: &'static str,
    policy: HeaderValue,
    remaining: u32,
    full_again: Duration,
}

impl Limits {
    pub(crate) fn new(settings: &HttpSettings) -> Self {
        let wider = |quota: Quota| Quota {
            requests: quota.requests.saturating_mul(PEOPLE_BEHIND_AN_ADDRESS),
            ..quota
        };
        Self {
            people: settings.people.and_then(|quota| Limiter::new("requests", "requests", quota)),
            machines: settings.machines.and_then(|quota| Limiter::new("requests", "requests", quota)),
            logins: settings.sign_in.and_then(|quota| Limiter::new("sign-in-login", "attempts", quota)),
            addresses: settings
                .sign_in
                .and_then(|quota| Limiter::new("sign-in-address", "attempts", wider(quota))),
        }
    }

    /// Counts a request of an account; none when there is no limit.
    pub(crate) fn check_account(
        &self,
        account: AccountId,
        machine: bool,
    ) -> Result<Option<Allowance>, Failure> {
        let limiter = if machine { &self.machines } else { &self.people };
        limiter.as_ref().map(|limiter| limiter.check(&account)).transpose()
    }

    /// Counts an attempt to sign in.
    pub(crate) fn check_sign_in(&self, login: &str, address: Option<IpAddr>) -> Result<(), Failure> {
        if let (Some(limiter), Some(address)) = (&self.addresses, address) {
            limiter.check(&address)?;
        }
        if let Some(limiter) = &self.logins {
            let mut hasher = DefaultHasher::new();
            login.to_ascii_lowercase().hash(&mut hasher);
            limiter.check(&hasher.finish())?;
        }
        Ok(())
    }
}

impl Allowance {
    /// Writes `RateLimit-Policy` and `RateLimit`.
    pub(crate) fn write(&self, headers: &mut HeaderMap) {
        let seconds = self.full_again.as_secs_f64().ceil();
        let limit = format!("\"{}\";r={};t={seconds:.0}", self.name, self.remaining);
        headers.insert(POLICY, self.policy.clone());
        if let Ok(limit) = HeaderValue::try_from(limit) {
            headers.insert(LIMIT, limit);
        }
    }
}

struct Limiter<K: Clone + Hash + Eq> {
    name: &'static str,
    /// What there are too many of, in a word for people.
    what: &'static str,
    policy: HeaderValue,
    quota: Quota,
    clock: DefaultClock,
    state: RateLimiter<K, HashMapStateStore<K>, DefaultClock, StateInformationMiddleware>,
}

impl<K: Clone + Hash + Eq> Limiter<K> {
    fn new(name: &'static str, what: &'static str, quota: Quota) -> Option<Self> {
        let burst = NonZeroU32::new(quota.requests)?;
        let paced = governor::Quota::with_period(quota.window / quota.requests)?.allow_burst(burst);
        let policy = format!("\"{name}\";q={};w={}", quota.requests, quota.window.as_secs());
        let state = RateLimiter::hashmap(paced).with_middleware::<StateInformationMiddleware>();
        let policy = HeaderValue::try_from(policy).ok()?;
        Some(Self { name, what, policy, quota, clock: DefaultClock::default(), state })
    }

    fn check(&self, key: &K) -> Result<Allowance, Failure> {
        if self.state.len() > KEYS_KEPT {
            self.state.retain_recent();
        }
        match self.state.check_key(key) {
            Ok(left) => Ok(self.allowance(left.remaining_burst_capacity())),
            Err(not_yet) => Err(self.refusal(&not_yet)),
        }
    }

    fn allowance(&self, remaining: u32) -> Allowance {
        let spent = self.quota.requests.saturating_sub(remaining);
        let full_again = self.quota.window / self.quota.requests * spent;
        Allowance { name: self.name, policy: self.policy.clone(), remaining, full_again }
    }

    fn refusal(&self, not_yet: &NotUntil<<DefaultClock as Clock>::Instant>) -> Failure {
        let wait = not_yet.wait_time_from(self.clock.now()).as_secs_f64().ceil().max(1.0);
        let unit = if wait > 1.0 { "seconds" } else { "second" };
        let detail = format!("Too many {}. Try again in {wait:.0} {unit}.", self.what);
        let mut failure = Failure::new(kinds::RATE_LIMITED, detail);
        failure.problem.violated_policies = vec![self.name.to_owned()];
        failure.retry_after_seconds = Duration::try_from_secs_f64(wait).ok().map(|wait| wait.as_secs());
        failure
    }
}
