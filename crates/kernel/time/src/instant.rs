//! A moment on the world's clock, in whole seconds.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::offsets::timestamp;

/// Whole seconds since 1970-01-01T00:00:00Z; leap seconds are not counted, as in POSIX time.
///
/// Invariant: from [`Instant::MIN`] to [`Instant::MAX`], so that no difference of two moments overflows and every
/// moment has a date in every zone. Arithmetic stops at these bounds; reading refuses what lies beyond them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Instant(i64);

/// A number of seconds that no moment of the years 1600 to 2400 has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} seconds since 1970 lie outside the years 1600 to 2400")]
pub struct OutOfBounds(i64);

impl Instant {
    /// The first moment of the year 1600. Anything earlier is a typing error.
    pub const MIN: Self = Self(-11_676_096_000);
    /// The first moment of the year 2400. Anything later is a typing error.
    pub const MAX: Self = Self(13_569_465_600);

    /// The moment `seconds` after the epoch, or the nearest bound.
    pub const fn from_seconds(seconds: i64) -> Self {
        if seconds < Self::MIN.0 {
            Self::MIN
        } else if seconds > Self::MAX.0 {
            Self::MAX
        } else {
            Self(seconds)
        }
    }

    /// The start of minute `minute`, counted from the epoch, or the nearest bound.
    pub const fn from_minute(minute: i64) -> Self {
        Self::from_seconds(minute.saturating_mul(60))
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
        Self::from_seconds(self.0.saturating_add(seconds))
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

    /// Parses RFC 3339, for example `2026-11-22T09:30:00+01:00`. An offset is required; a fraction of a second is
    /// dropped, towards the past.
    ///
    /// ```
    /// # use lindley_time::Instant;
    /// let moment = Instant::parse("2026-11-22T09:30:00+01:00").expect("RFC 3339");
    /// assert_eq!(moment.to_string(), "2026-11-22T08:30:00Z");
    /// assert_eq!(Instant::parse("2026-11-22T09:30:00"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        // A zone in brackets could contradict the offset; it is refused rather than ignored.
        let stamp: jiff::Timestamp = (!text.contains('[')).then(|| text.parse().ok())??;
        let fraction_before_epoch = i64::from(stamp.subsec_nanosecond() < 0);
        Self::try_from(stamp.as_second() - fraction_before_epoch).ok()
    }
}

impl TryFrom<i64> for Instant {
    type Error = OutOfBounds;
    fn try_from(seconds: i64) -> Result<Self, OutOfBounds> {
        let bounds = Self::MIN.0..=Self::MAX.0;
        if bounds.contains(&seconds) { Ok(Self(seconds)) } else { Err(OutOfBounds(seconds)) }
    }
}

impl From<Instant> for i64 {
    fn from(moment: Instant) -> Self {
        moment.0
    }
}

impl fmt::Display for Instant {
    /// RFC 3339 in UTC.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        timestamp(*self).fmt(f)
    }
}
