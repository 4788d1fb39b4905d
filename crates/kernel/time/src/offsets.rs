//! The offsets of one zone over a range: the only place where gaps and folds are resolved.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

use crate::{FoldPolicy, GapPolicy, Instant, Span};

/// No zone was ever further than this from UTC, in seconds; Manila and Juneau once were 16 hours off.
const WIDEST_OFFSET: i64 = 26 * 3_600;

/// A stretch of time in which the zone's clocks run without a jump.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    /// When the stretch holds.
    pub(crate) span: Span,
    /// Local seconds minus seconds of UTC.
    pub(crate) offset: i64,
}

impl Stretch {
    fn local_start(&self) -> i64 {
        self.span.start().seconds() + self.offset
    }

    fn moment_of(&self, local: i64) -> Option<Instant> {
        let moment = Instant::from_seconds(local - self.offset);
        self.span.holds(moment).then_some(moment)
    }
}

/// The stretches of a zone that cover a range without holes, in time order.
#[derive(Clone, Debug)]
pub(crate) struct Offsets {
    stretches: Vec<Stretch>,
}

impl Offsets {
    /// The offsets of `zone` within `range`.
    pub(crate) fn over(zone: &TimeZone, range: Span) -> Self {
        let first = timestamp(range.start());
        let mut stretches = Vec::with_capacity(4);
        let mut start = range.start();
        let mut offset = i64::from(zone.to_offset(first).seconds());
        for change in zone.following(first) {
            let at = Instant::from_seconds(change.timestamp().as_second());
            if at >= range.end() {
                break;
            }
            let next = i64::from(change.offset().seconds());
            if next == offset {
                continue; // Only the abbreviation or the daylight flag changed.
            }
            stretches.extend(Span::new(start, at).map(|span| Stretch { span, offset }));
            (start, offset) = (at, next);
        }
        stretches.extend(Span::new(start, range.end()).map(|span| Stretch { span, offset }));
        Self { stretches }
    }

    /// The offsets around one local time, far enough to both sides to resolve it.
    pub(crate) fn around(zone: &TimeZone, local: DateTime) -> Option<Self> {
        let guess = Instant::from_seconds(local_seconds(local));
        let range = Span::new(
            guess.plus_seconds(-WIDEST_OFFSET).max(Instant::MIN),
            guess.plus_seconds(WIDEST_OFFSET).min(Instant::MAX),
        );
        range.ok().map(|range| Self::over(zone, range))
    }

    /// The stretches in time order.
    pub(crate) fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// The stretches in time order, owned.
    pub(crate) fn into_stretches(self) -> Vec<Stretch> {
        self.stretches
    }

    /// The moment at which the clocks show `local` (in local seconds), or nothing if that moment does not exist
    /// under the policy or lies outside the range.
    pub(crate) fn resolve(&self, local: i64, gap: GapPolicy, fold: FoldPolicy) -> Option<Instant> {
        let near = self.near(local);
        let mut shown = near.iter().filter_map(|stretch| stretch.moment_of(local));
        let found = match fold {
            FoldPolicy::Earlier => shown.next(),
            FoldPolicy::Later => shown.next_back(),
        };
        if found.is_some() || gap == GapPolicy::Reject {
            return found;
        }
        let jump = near.windows(2).find(|pair| {
            pair[0].span.end().seconds() + pair[0].offset <= local && local < pair[1].local_start()
        })?;
        Some(jump[1].span.start())
    }

    /// The stretches that can hold the local time: the range may span decades, a local time only hours.
    fn near(&self, local: i64) -> &[Stretch] {
        let earliest = Instant::from_seconds(local - WIDEST_OFFSET);
        let latest = Instant::from_seconds(local + WIDEST_OFFSET);
        let from = self.stretches.partition_point(|stretch| stretch.span.end() <= earliest);
        let until = self.stretches.partition_point(|stretch| stretch.span.start() <= latest);
        &self.stretches[from..until]
    }
}

/// Seconds of the local calendar since 1970-01-01T00:00 as the wall clock counts them; fractions are dropped.
pub(crate) fn local_seconds(local: DateTime) -> i64 {
    Offset::UTC.to_timestamp(local).map_or(i64::MAX / 2, Timestamp::as_second)
}

/// Seconds since local midnight; fractions are dropped.
pub(crate) fn seconds_of_day(time: jiff::civil::Time) -> i64 {
    i64::from(time.hour()) * 3_600 + i64::from(time.minute()) * 60 + i64::from(time.second())
}

/// The same moment in the time library's type. Every `Instant` fits by far.
pub(crate) fn timestamp(moment: Instant) -> Timestamp {
    Timestamp::from_second(moment.seconds()).unwrap_or(Timestamp::UNIX_EPOCH)
}
