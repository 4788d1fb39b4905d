//! Days and local times of the clinic as instants.

use std::time::Duration;

use lindley_time::civil::{Date, Time};
use lindley_time::{FoldPolicy, GapPolicy, Instant, Span, Zone};

use super::{DAYS_AHEAD, DAYS_BEHIND};

/// The date `days` after `date`; before it if `days` is negative.
pub(super) fn shifted(date: Date, days: i32) -> Date {
    let distance = Duration::from_secs(u64::from(days.unsigned_abs()) * 86_400);
    let moved = if days < 0 { date.checked_sub(distance) } else { date.checked_add(distance) };
    moved.expect("the clinic does not stand at the end of the calendar")
}

/// Every day of the story, oldest first: how far from today, and its date.
pub(super) fn days_around(today: Date) -> impl Iterator<Item = (i32, Date)> {
    (-DAYS_BEHIND..=DAYS_AHEAD).map(move |offset| (offset, shifted(today, offset)))
}

/// The first day on or after `date` that fits.
pub(super) fn first_day(date: Date, fits: impl Fn(Date) -> bool) -> Date {
    (0..14).map(|days| shifted(date, days)).find(|day| fits(*day)).unwrap_or(date)
}

/// The span between two local times of a date.
pub(super) fn stretch(zone: &Zone, date: Date, from: Time, until: Time) -> Span {
    let at = |time: Time| {
        let resolved = zone.resolve(date.to_datetime(time), GapPolicy::FirstAfter, FoldPolicy::Earlier);
        resolved.expect("the clinic stands in the years of the calendar")
    };
    Span::new(at(from), at(until)).expect("a stretch of the clinic's day is longer than any gap")
}

/// Noon in UTC on a date: a moment that is before or on that date everywhere.
pub(super) fn noon(date: Date) -> Instant {
    stretch(&Zone::utc(), date, Time::midnight(), Time::constant(12, 0, 0, 0)).end()
}
