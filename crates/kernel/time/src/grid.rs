//! The grid of bookable starts: local times that are a multiple of some minutes past the hour.

use crate::offsets::Stretch;
use crate::{Instant, Span, Zone};

/// The minute past the local hour that the zone's clocks show at the instant, 0 to 59.
///
/// In a zone such as Asia/Kathmandu (+05:45) this is not the minute of UTC.
pub fn local_minute_of_hour(moment: Instant, zone: &Zone) -> u32 {
    u32::from(zone.local(moment).minute().unsigned_abs())
}

/// Whether the zone's clocks show a whole minute that is a multiple of `every_minutes` past the hour.
///
/// `every_minutes` below 1 counts as 1, above 60 as 60.
pub fn is_on_grid(moment: Instant, zone: &Zone, every_minutes: u32) -> bool {
    local_second_of_hour(moment, zone) % seconds_between(every_minutes) == 0
}

/// Every instant of the span at which the zone's clocks show a multiple of `every_minutes` past the hour.
///
/// In time order, without repeats. A local time that the clocks show twice is yielded twice, as two instants; one that
/// they skip is not yielded. `every_minutes` below 1 counts as 1, above 60 as 60.
///
/// ```
/// # use lindley_time::{Instant, Span, Zone, grid};
/// let kathmandu = Zone::parse("Asia/Kathmandu")?; // 5:45 ahead of UTC
/// let midnight = Instant::parse("2026-06-01T00:00:00Z").expect("RFC 3339"); // 05:45 there
/// let full_hours: Vec<Instant> = grid::starts(&kathmandu, Span::of_minutes(midnight, 60), 60).collect();
/// assert_eq!(full_hours, [midnight.plus_minutes(15)]);
/// # Ok::<(), lindley_time::ZoneError>(())
/// ```
pub fn starts(zone: &Zone, span: Span, every_minutes: u32) -> impl Iterator<Item = Instant> + use<> {
    let step = seconds_between(every_minutes);
    let stretches = zone.offsets(span).into_stretches();
    stretches.into_iter().flat_map(move |stretch| starts_within(stretch, step))
}

fn starts_within(stretch: Stretch, step: i64) -> impl Iterator<Item = Instant> {
    let local_start = stretch.span.start().seconds() + stretch.offset;
    let on_grid = move |local: i64| Some(next_on_grid(local, step));
    std::iter::successors(on_grid(local_start), move |local| on_grid(local + 1))
        .map(move |local| Instant::from_seconds(local - stretch.offset))
        .take_while(move |moment| *moment < stretch.span.end())
}

/// The first local second at or after `local` that lies on the grid. The grid starts anew every hour.
fn next_on_grid(local: i64, step: i64) -> i64 {
    let past_hour = local.rem_euclid(3_600);
    let wanted = (past_hour + step - 1) / step * step;
    local - past_hour + wanted.min(3_600)
}

fn seconds_between(every_minutes: u32) -> i64 {
    i64::from(every_minutes.clamp(1, 60)) * 60
}

fn local_second_of_hour(moment: Instant, zone: &Zone) -> i64 {
    (moment.seconds() + i64::from(zone.offset_seconds(moment))).rem_euclid(3_600)
}
