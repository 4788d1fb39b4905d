//! A zone's days and the moments at which its clocks jump.

use jiff::civil::{Date, Time};

use super::{FoldPolicy, GapPolicy, Zone};
use crate::offsets::{local_seconds, timestamp};
use crate::{Instant, Span, SpanSet};

impl Zone {
    /// From the first to the last instant of a local date: 23, 24 or 25 hours, or what the zone's history made of it.
    ///
    /// Nothing if the zone skipped the date, as Pacific/Apia did with 2011-12-30, or the year is not handled. Where
    /// clocks went back over midnight, the span also holds the repeated end of the day before;
    /// [`moments_of`](Self::moments_of) leaves that out.
    ///
    /// ```
    /// # use lindley_time::{Zone, civil::date};
    /// let berlin = Zone::parse("Europe/Berlin")?;
    /// let hours = |day| berlin.day(day).map(|span| span.seconds() / 3_600);
    /// assert_eq!(hours(date(2026, 3, 28)), Some(24));
    /// assert_eq!(hours(date(2026, 3, 29)), Some(23));
    /// assert_eq!(hours(date(2026, 10, 25)), Some(25));
    /// assert_eq!(Zone::parse("Pacific/Apia")?.day(date(2011, 12, 30)), None);
    /// # Ok::<(), lindley_time::ZoneError>(())
    /// ```
    pub fn day(&self, date: Date) -> Option<Span> {
        let next = date.tomorrow().ok()?;
        let bound = |date: Date, fold| {
            self.resolve(date.to_datetime(Time::midnight()), GapPolicy::FirstAfter, fold).ok()
        };
        Span::new(bound(date, FoldPolicy::Earlier)?, bound(next, FoldPolicy::Later)?).ok()
    }

    /// Exactly the instants at which the zone's calendar shows the date; empty if it skipped the date.
    pub fn moments_of(&self, date: Date) -> SpanSet {
        let Some(hull) = self.day(date) else { return SpanSet::new() };
        let midnight = local_seconds(date.to_datetime(Time::midnight()));
        let offsets = self.offsets(hull);
        let parts = offsets.stretches().iter().filter_map(|stretch| {
            let from = Instant::from_seconds(midnight - stretch.offset);
            stretch.span.intersection(Span::new(from, from.plus_days(1)).ok()?)
        });
        parts.collect()
    }

    /// The first instant after `after` at which the zone's clocks jump, if the database knows one.
    pub fn next_offset_change(&self, after: Instant) -> Option<Instant> {
        let mut offset = self.clock.to_offset(timestamp(after));
        self.clock.following(timestamp(after)).find_map(|change| {
            let jumped = change.offset() != offset;
            offset = change.offset();
            jumped.then(|| Instant::from_seconds(change.timestamp().as_second()))
        })
    }

    /// Every instant inside the span (its start excluded) at which the zone's clocks jump.
    pub fn offset_changes(&self, span: Span) -> Vec<Instant> {
        self.offsets(span).stretches().iter().skip(1).map(|stretch| stretch.span.start()).collect()
    }
}
