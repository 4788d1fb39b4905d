//! Zones whose clocks have surprised people.

use lindley_time::civil::{Date, DateTime, date};
use lindley_time::{FoldPolicy, GapPolicy, Zone, ZoneError};

use crate::{at, span, zone};

fn hours_of(zone: &Zone, date: Date) -> f64 {
    zone.day(date).unwrap().seconds() as f64 / 3_600.0
}

fn assert_gap(name: &str, skipped: DateTime, first_after: &str) {
    let zone = zone(name);
    for fold in [FoldPolicy::Earlier, FoldPolicy::Later] {
        assert!(
            matches!(zone.resolve(skipped, GapPolicy::Reject, fold), Err(ZoneError::Skipped { .. })),
            "{name}"
        );
        assert_eq!(zone.resolve(skipped, GapPolicy::FirstAfter, fold), Ok(at(first_after)), "{name}");
    }
}

fn assert_fold(name: &str, repeated: DateTime, earlier: &str, later: &str) {
    let zone = zone(name);
    for gap in [GapPolicy::Reject, GapPolicy::FirstAfter] {
        assert_eq!(zone.resolve(repeated, gap, FoldPolicy::Earlier), Ok(at(earlier)), "{name}");
        assert_eq!(zone.resolve(repeated, gap, FoldPolicy::Later), Ok(at(later)), "{name}");
    }
}

fn assert_hours(name: &str, date: Date, hours: f64) {
    let found = hours_of(&zone(name), date);
    assert!((found - hours).abs() < 1e-9, "{name} {date}: {found} hours, not {hours}");
}

#[test]
fn berlin_changes_at_two_and_three_in_the_morning() {
    assert_gap("Europe/Berlin", date(2026, 3, 29).at(2, 30, 0, 0), "2026-03-29T01:00:00Z");
    assert_fold(
        "Europe/Berlin",
        date(2026, 10, 25).at(2, 30, 0, 0),
        "2026-10-25T00:30:00Z",
        "2026-10-25T01:30:00Z",
    );
    assert_hours("Europe/Berlin", date(2026, 3, 29), 23.0);
    assert_hours("Europe/Berlin", date(2026, 10, 25), 25.0);
    assert_hours("Europe/Berlin", date(2026, 10, 26), 24.0);
}

#[test]
fn an_afternoon_on_the_day_of_the_change_is_not_an_hour_late() {
    let berlin = zone("Europe/Berlin");
    let afternoon =
        |date: Date| berlin.resolve(date.at(14, 0, 0, 0), GapPolicy::Reject, FoldPolicy::Earlier).unwrap();
    assert_eq!(afternoon(date(2026, 3, 28)), at("2026-03-28T13:00:00Z"));
    assert_eq!(afternoon(date(2026, 3, 29)), at("2026-03-29T12:00:00Z"));
    assert_eq!(afternoon(date(2026, 10, 25)), at("2026-10-25T13:00:00Z"));
}

#[test]
fn new_york_changes_on_other_dates_than_europe() {
    assert_gap("America/New_York", date(2026, 3, 8).at(2, 0, 0, 0), "2026-03-08T07:00:00Z");
    assert_fold(
        "America/New_York",
        date(2026, 11, 1).at(1, 59, 59, 0),
        "2026-11-01T05:59:59Z",
        "2026-11-01T06:59:59Z",
    );
    assert_hours("America/New_York", date(2026, 3, 29), 24.0);
}

#[test]
fn lord_howe_changes_by_half_an_hour() {
    assert_gap("Australia/Lord_Howe", date(2026, 10, 4).at(2, 15, 0, 0), "2026-10-03T15:30:00Z");
    assert_fold(
        "Australia/Lord_Howe",
        date(2026, 4, 5).at(1, 45, 0, 0),
        "2026-04-04T14:45:00Z",
        "2026-04-04T15:15:00Z",
    );
    assert_hours("Australia/Lord_Howe", date(2026, 10, 4), 23.5);
    assert_hours("Australia/Lord_Howe", date(2026, 4, 5), 24.5);
}

#[test]
fn kathmandu_is_five_hours_and_three_quarters_ahead() {
    let kathmandu = zone("Asia/Kathmandu");
    assert_eq!(kathmandu.offset_seconds(at("2026-06-01T00:00:00Z")), 20_700);
    assert_eq!(kathmandu.local(at("2026-06-01T00:00:00Z")), date(2026, 6, 1).at(5, 45, 0, 0));
}

#[test]
fn apia_skipped_a_whole_date() {
    let apia = zone("Pacific/Apia");
    assert_eq!(apia.day(date(2011, 12, 30)), None);
    assert!(apia.moments_of(date(2011, 12, 30)).is_empty());
    assert_gap("Pacific/Apia", date(2011, 12, 30).at(9, 0, 0, 0), "2011-12-30T10:00:00Z");
    assert_hours("Pacific/Apia", date(2011, 12, 29), 24.0);
    assert_hours("Pacific/Apia", date(2011, 12, 31), 24.0);
    assert_eq!(apia.day(date(2011, 12, 29)).unwrap().end(), apia.day(date(2011, 12, 31)).unwrap().start());
}

#[test]
fn casablanca_leaves_summer_time_for_ramadan() {
    // Ramadan 2026: back on 15 February at 3:00, forward on 22 March at 2:00.
    assert_fold(
        "Africa/Casablanca",
        date(2026, 2, 15).at(2, 30, 0, 0),
        "2026-02-15T01:30:00Z",
        "2026-02-15T02:30:00Z",
    );
    assert_gap("Africa/Casablanca", date(2026, 3, 22).at(2, 30, 0, 0), "2026-03-22T02:00:00Z");
}

#[test]
fn st_johns_changed_one_minute_past_midnight_and_repeated_the_evening_before() {
    let st_johns = zone("America/St_Johns");
    // On 2010-11-07 at 00:01 the clocks went back to 23:01 of the day before.
    let (saturday, sunday) = (date(2010, 11, 6), date(2010, 11, 7));
    assert_fold(
        "America/St_Johns",
        saturday.at(23, 30, 0, 0),
        "2010-11-07T02:00:00Z",
        "2010-11-07T03:00:00Z",
    );
    let parts = [
        span("2010-11-07T02:30:00Z", "2010-11-07T02:31:00Z"),
        span("2010-11-07T03:30:00Z", "2010-11-08T03:30:00Z"),
    ];
    assert_eq!(st_johns.moments_of(sunday).spans(), parts);
    assert_eq!(st_johns.moments_of(saturday).spans().len(), 2);
    assert_eq!(st_johns.day(sunday), Some(span("2010-11-07T02:30:00Z", "2010-11-08T03:30:00Z")));
    assert_gap("America/St_Johns", date(1987, 4, 5).at(0, 30, 0, 0), "1987-04-05T03:31:00Z");
}

#[test]
fn st_johns_once_changed_by_two_hours() {
    assert_gap("America/St_Johns", date(1988, 4, 3).at(1, 30, 0, 0), "1988-04-03T03:31:00Z");
    assert_hours("America/St_Johns", date(1988, 4, 3), 22.0);
}

#[test]
fn troll_changes_by_two_hours() {
    assert_gap("Antarctica/Troll", date(2026, 3, 29).at(2, 0, 0, 0), "2026-03-29T01:00:00Z");
    assert_fold(
        "Antarctica/Troll",
        date(2026, 10, 25).at(1, 30, 0, 0),
        "2026-10-24T23:30:00Z",
        "2026-10-25T01:30:00Z",
    );
    assert_hours("Antarctica/Troll", date(2026, 3, 29), 22.0);
    assert_hours("Antarctica/Troll", date(2026, 10, 25), 26.0);
}

#[test]
fn days_that_begin_at_one_because_midnight_is_skipped() {
    // Havana skips midnight itself.
    let havana = zone("America/Havana");
    let day = havana.day(date(2026, 3, 8)).unwrap();
    assert_eq!(havana.local(day.start()), date(2026, 3, 8).at(1, 0, 0, 0));
    assert_hours("America/Havana", date(2026, 3, 8), 23.0);
}

#[test]
fn the_next_change_is_the_one_the_database_names() {
    let berlin = zone("Europe/Berlin");
    let spring = berlin.next_offset_change(at("2026-01-01T00:00:00Z")).unwrap();
    assert_eq!(spring, at("2026-03-29T01:00:00Z"));
    assert_eq!(berlin.next_offset_change(spring), Some(at("2026-10-25T01:00:00Z")));
    assert_eq!(
        berlin.offset_changes(span("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")),
        [at("2026-03-29T01:00:00Z"), at("2026-10-25T01:00:00Z")]
    );
    assert_eq!(zone("UTC").next_offset_change(at("2026-01-01T00:00:00Z")), None);
}
