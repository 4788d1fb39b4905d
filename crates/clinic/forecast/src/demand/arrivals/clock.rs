//! Steps of the hour that clocks skip in spring and of the one that they show twice in autumn.

use lindley_time::{FoldPolicy, GapPolicy, Instant, Span, Zone};

use super::super::step_length::StepLength;
use super::{Grid, minute_of};

/// Takes a skipped step for unknown and the mean of a repeated one. Steps longer than the change are left as they are.
pub(super) fn adjust(zone: &Zone, grid: Grid, first: i64, counts: &mut [Option<u32>]) {
    let minutes = i64::from(grid.step.minutes());
    let start_of = |index: i64| index * minutes + grid.offset;
    let instant = |minute: i64| {
        let local = StepLength::MINUTE.start_of(minute);
        zone.resolve(local, GapPolicy::FirstAfter, FoldPolicy::Earlier).unwrap_or(Instant::MIN)
    };
    let end = first + counts.len() as i64;
    let Ok(span) = Span::new(instant(start_of(first)), instant(start_of(end)).plus_days(1)) else { return };
    for change in zone.offset_changes(span) {
        let after = minute_of(zone, change);
        let before = minute_of(zone, change.plus_seconds(-1)) + 1;
        let (from, to) = (before.min(after), before.max(after));
        let inside =
            (from - grid.offset + minutes - 1).div_euclid(minutes)..(to - grid.offset).div_euclid(minutes);
        for index in inside {
            let place = usize::try_from(index - first).ok();
            let Some(count) = place.and_then(|place| counts.get_mut(place)) else { continue };
            *count = if after > before { None } else { count.map(|count| count.div_ceil(2)) };
        }
    }
}
