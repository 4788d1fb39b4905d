//! From weekly rules to instants.

use jiff::civil::{Date, Time};

use super::{HoursException, WeeklyHours};
use crate::offsets::{Offsets, local_seconds, seconds_of_day};
use crate::{FoldPolicy, GapPolicy, Instant, Span, SpanSet, Zone};

const DAY: i64 = 86_400;

/// See [`WeeklyHours::spans`].
pub(super) fn spans(hours: &WeeklyHours, zone: &Zone, range: Span) -> SpanSet {
    let Ok(wide) = Span::new(range.start().plus_days(-4), range.end().plus_days(4)) else {
        return SpanSet::new();
    };
    let offsets = zone.offsets(wide);
    let exceptions = by_date(&hours.exceptions);
    // A shift of the day before may run past midnight into the range.
    let Ok(mut date) = zone.date_of(range.start()).yesterday() else { return SpanSet::new() };
    let last = zone.date_of(range.end());
    let mut open = Vec::new();
    while date <= last {
        let mut add = |from, until| open.extend(opening(&offsets, date, from, until, range));
        match exceptions.binary_search_by_key(&date, |exception| exception.date) {
            Ok(found) => exceptions[found].opening.iter().for_each(|&(from, until)| add(from, until)),
            Err(_) => hours
                .rules
                .iter()
                .filter(|rule| rule.holds_on(date))
                .for_each(|rule| add(rule.from, rule.until)),
        }
        let Ok(next) = date.tomorrow() else { break };
        date = next;
    }
    open.into_iter().collect()
}

fn by_date(exceptions: &[HoursException]) -> Vec<&HoursException> {
    let mut sorted: Vec<&HoursException> = exceptions.iter().collect();
    sorted.sort_by_key(|exception| exception.date);
    sorted
}

/// One opening on one date as instants, clipped to the range; nothing if the clocks skip all of it.
fn opening(offsets: &Offsets, date: Date, from: Time, until: Time, range: Span) -> Option<Span> {
    let midnight = local_seconds(date.to_datetime(Time::midnight()));
    let past_midnight = if until <= from { DAY } else { 0 };
    let at = |local, fold| offsets.resolve(local, GapPolicy::FirstAfter, fold);
    let start: Instant = at(midnight + seconds_of_day(from), FoldPolicy::Earlier)?;
    let end: Instant = at(midnight + seconds_of_day(until) + past_midnight, FoldPolicy::Later)?;
    Span::new(start, end).ok()?.intersection(range)
}
