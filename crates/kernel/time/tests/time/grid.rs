//! The grid of bookable starts.

use lindley_time::grid::{is_on_grid, local_minute_of_hour, starts};
use proptest::prelude::*;

use crate::{at, span, zone};

fn written(name: &str, start: &str, end: &str, every: u32) -> Vec<String> {
    let zone = zone(name);
    let starts = starts(&zone, span(start, end), every);
    starts.map(|moment| zone.local(moment).time().to_string()).collect()
}

#[test]
fn the_grid_follows_the_local_hour_not_the_hour_of_utc() {
    // Kathmandu is 5:45 ahead: a full hour there is a quarter past the hour in UTC.
    let kathmandu = zone("Asia/Kathmandu");
    assert_eq!(local_minute_of_hour(at("2026-06-01T03:15:00Z"), &kathmandu), 0);
    assert!(is_on_grid(at("2026-06-01T03:15:00Z"), &kathmandu, 60));
    assert!(!is_on_grid(at("2026-06-01T03:00:00Z"), &kathmandu, 60));
    assert_eq!(
        written("Asia/Kathmandu", "2026-06-01T03:00:00Z", "2026-06-01T05:15:00Z", 60),
        ["09:00:00", "10:00:00"]
    );
}

#[test]
fn a_step_that_does_not_divide_the_hour_starts_anew_every_hour() {
    assert_eq!(
        written("UTC", "2026-06-01T00:00:00Z", "2026-06-01T01:30:00Z", 25),
        ["00:00:00", "00:25:00", "00:50:00", "01:00:00", "01:25:00"]
    );
}

#[test]
fn a_start_is_on_the_whole_minute() {
    let utc = zone("UTC");
    assert!(!is_on_grid(at("2026-06-01T00:15:01Z"), &utc, 15));
    assert_eq!(written("UTC", "2026-06-01T00:15:01Z", "2026-06-01T00:45:00Z", 15), ["00:30:00"]);
}

#[test]
fn a_fold_offers_both_passes_and_a_gap_none() {
    assert_eq!(
        written("Europe/Berlin", "2026-10-24T23:30:00Z", "2026-10-25T02:00:00Z", 30),
        ["01:30:00", "02:00:00", "02:30:00", "02:00:00", "02:30:00"]
    );
    assert_eq!(
        written("Europe/Berlin", "2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z", 30),
        ["01:00:00", "01:30:00", "03:00:00", "03:30:00"]
    );
}

#[test]
fn a_zone_with_half_minutes_still_starts_on_its_own_minutes() {
    // Monrovia was 0:44:30 behind until 1972-01-07.
    let monrovia = zone("Africa/Monrovia");
    let day = monrovia.day(lindley_time::civil::date(1971, 6, 1)).unwrap();
    let all: Vec<_> = starts(&monrovia, day, 15).collect();
    assert_eq!(all.len(), 96);
    assert!(all.iter().all(|moment| moment.seconds().rem_euclid(60) == 30));
}

proptest! {
    #[test]
    fn the_grid_is_exactly_what_is_on_grid(start in 0i64..2_000_000_000, minutes in 1u32..300, every in 0u32..70) {
        let zone = zone("Australia/Lord_Howe");
        let start = lindley_time::Instant::from_seconds(start);
        let range = lindley_time::Span::of_minutes(start, minutes);
        let listed: Vec<_> = starts(&zone, range, every).collect();
        let tested: Vec<_> = (0..range.seconds())
            .map(|second| start.plus_seconds(second))
            .filter(|moment| is_on_grid(*moment, &zone, every))
            .collect();
        prop_assert_eq!(listed, tested);
    }
}
