//! From weekly rules to instants.

use jiff::civil::{Date, Time};

use super::{HoursException, WeeklyHours};
use crate::offsets::{Offsets, local_seconds, seconds_of_day};
use crate::{FoldPolicy, GapPolicy, Instant, Span, SpanSet, Zone};

const DAY: i64 = 86_400;

/// See [`WeeklyHours::spans`].
pub(super) fn spans(hours: &WeeklyHours, zone: &Zone, range: Span) -> SpanSet {
    // An opening that reaches into the range may start or end a long day, or a skipped date, outside it.
    let Ok(wide) = Span::new(range.start().plus_days(-4), range.end().plus_days(4)) else {
        return SpanSet::new();
    };
    let offsets = zone.offsets(wide);
    let exceptions = by_date(&hours.exceptions);
    let Some((mut date, last)) = dates(zone, range) else { return SpanSet::new() };
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

/// The first and the last date of which an opening can reach into the range.
///
/// A shift of the day before may run past midnight into it. One date more to both sides, because clocks that go back
/// over midnight show yesterday's date after today's.
fn dates(zone: &Zone, range: Span) -> Option<(Date, Date)> {
    let before = zone.date_of(range.start()).yesterday().ok()?.yesterday().ok()?;
    let after = zone.date_of(range.end()).tomorrow().ok()?;
    Some((before, after))
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
