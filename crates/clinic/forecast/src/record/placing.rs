//! Where and when a visit is planned, without the resources that are not people.

use lindley_domain::SiteId;
use lindley_time::{Instant, Span};

/// Where and when a visit is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placing {
    /// The site.
    pub site: SiteId,
    start: Instant,
    seconds: u32,
    /// The number of the group of practitioners.
    pub(super) team: u32,
    /// The hour of day of the start, local time.
    hour: u8,
}

impl Placing {
    pub(super) fn new(site: SiteId, span: Span, team: u32, hour: u8) -> Self {
        let seconds = u32::try_from(span.seconds()).unwrap_or(u32::MAX);
        Self { site, start: span.start(), seconds, team, hour }
    }

    /// The hour of day in which the visit is planned to begin, 0 to 23, local time.
    pub fn hour(&self) -> u8 {
        self.hour
    }

    /// When the visit is planned to begin.
    pub fn start(&self) -> Instant {
        self.start
    }

    /// The planned span.
    pub fn span(&self) -> Span {
        span(self.start, self.seconds)
    }
}

/// The span of so many seconds; at least one.
pub(super) fn span(start: Instant, seconds: u32) -> Span {
    let end = start.plus_seconds(i64::from(seconds.max(1)));
    Span::new(start, end).unwrap_or_else(|_| Span::of_minutes(start, 1))
}
