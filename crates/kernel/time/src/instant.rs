//! A moment on the world's clock, in whole seconds.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Whole seconds since 1970-01-01T00:00:00Z; leap seconds are not counted, as in POSIX time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(i64);

impl Instant {
    /// The first moment that this type is used for: year 1600. Anything earlier is a typing error.
    pub const MIN: Self = Self(-11_676_096_000);
    /// The last moment that this type is used for: year 2400.
    pub const MAX: Self = Self(13_569_465_600);

    /// The moment `seconds` after the epoch.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// The start of minute `minute`, counted from the epoch.
    pub const fn from_minute(minute: i64) -> Self {
        Self(minute * 60)
    }

    /// Seconds since the epoch.
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// The minute this moment lies in, counted from the epoch.
    pub const fn minute(self) -> i64 {
        self.0.div_euclid(60)
    }

    /// Whether the moment is the first second of a minute.
    pub const fn is_whole_minute(self) -> bool {
        self.0.rem_euclid(60) == 0
    }

    /// This moment moved by a number of seconds, which may be negative.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// This moment moved by a number of minutes, which may be negative.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_seconds(minutes.saturating_mul(60))
    }

    /// This moment moved by a number of 24-hour days, which may be negative.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_seconds(days.saturating_mul(86_400))
    }

    /// Parses RFC 3339, for example `2026-11-22T09:30:00+01:00`. An offset is required.
    pub fn parse(text: &str) -> Option<Self> {
        let stamp: jiff::Timestamp = text.parse().ok()?;
        let instant = Self(stamp.as_second());
        (instant >= Self::MIN && instant <= Self::MAX).then_some(instant)
    }
}

impl fmt::Display for Instant {
    /// RFC 3339 in UTC.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_second(self.0) {
            Ok(stamp) => write!(f, "{stamp}"),
            Err(_) => write!(f, "{}s", self.0),
        }
    }
}
