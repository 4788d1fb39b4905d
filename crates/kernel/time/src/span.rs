//! A half-open stretch of time: the start belongs to it, the end does not.

use serde::{Deserialize, Serialize};

use crate::Instant;

/// A half-open span `[start, end)`.
///
/// Invariant: `start < end`; an empty or reversed span cannot be built, not even by deserialising one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Bounds", into = "Bounds")]
pub struct Span {
    start: Instant,
    end: Instant,
}

#[derive(Serialize, Deserialize)]
struct Bounds {
    start: Instant,
    end: Instant,
}

/// The end does not lie after the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the end must lie after the start")]
pub struct EmptySpan;

impl TryFrom<Bounds> for Span {
    type Error = EmptySpan;
    fn try_from(bounds: Bounds) -> Result<Self, EmptySpan> {
        Self::new(bounds.start, bounds.end)
    }
}

impl From<Span> for Bounds {
    fn from(span: Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    ///
    /// ```
    /// # use lindley_time::{EmptySpan, Instant, Span};
    /// let (nine, ten) = (Instant::from_minute(540), Instant::from_minute(600));
    /// assert_eq!(Span::new(nine, ten).map(Span::seconds), Ok(3_600));
    /// assert_eq!(Span::new(ten, nine), Err(EmptySpan));
    /// ```
    pub fn new(start: Instant, end: Instant) -> Result<Self, EmptySpan> {
        if start < end { Ok(Self { start, end }) } else { Err(EmptySpan) }
    }

    /// The span of `minutes` from `start`. Zero minutes become one: a span is never empty.
    #[must_use]
    pub fn of_minutes(start: Instant, minutes: u32) -> Self {
        let end = start.plus_minutes(i64::from(minutes.max(1)));
        // At the very end of time there is no room after the start.
        Self { start: start.min(end.plus_seconds(-1)), end }
    }

    /// The first moment of the span.
    pub const fn start(self) -> Instant {
        self.start
    }

    /// The first moment after the span.
    pub const fn end(self) -> Instant {
        self.end
    }

    /// Length in seconds, at least 1.
    pub const fn seconds(self) -> i64 {
        self.end.seconds() - self.start.seconds()
    }

    /// Whether the two share a moment; touching ends do not.
    ///
    /// ```
    /// # use lindley_time::{Instant, Span};
    /// let first = Span::of_minutes(Instant::from_minute(0), 30);
    /// let next = Span::of_minutes(first.end(), 30);
    /// assert!(!first.overlaps(next));
    /// ```
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the moment lies in the span.
    pub fn holds(self, moment: Instant) -> bool {
        self.start <= moment && moment < self.end
    }

    /// The part that both share.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end)).ok()
    }
}
