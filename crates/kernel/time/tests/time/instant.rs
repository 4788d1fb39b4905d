//! Moments: reading, writing and bounds.

use lindley_time::Instant;
use proptest::prelude::*;

use crate::at;

#[test]
fn an_offset_is_converted_to_utc() {
    assert_eq!(at("2026-11-22T09:30:00+01:00").to_string(), "2026-11-22T08:30:00Z");
    assert_eq!(at("1970-01-01T00:00:00Z").seconds(), 0);
}

#[test]
fn a_text_without_an_offset_is_refused() {
    for text in ["", "2026-11-22", "2026-11-22T09:30:00", "09:30", "1700000000", "2026-02-30T09:30:00Z"] {
        assert_eq!(Instant::parse(text), None, "{text}");
    }
}

#[test]
fn a_zone_beside_the_offset_is_refused_because_nobody_would_check_it() {
    assert_eq!(Instant::parse("2026-11-22T09:30:00+01:00[America/New_York]"), None);
}

#[test]
fn years_outside_1600_to_2400_are_refused() {
    assert_eq!(Instant::parse("1599-12-31T23:59:59Z"), None);
    assert_eq!(Instant::parse("2400-01-01T00:00:01Z"), None);
    assert_eq!(at("1600-01-01T00:00:00Z"), Instant::MIN);
    assert_eq!(at("2400-01-01T00:00:00Z"), Instant::MAX);
    let far = serde_json::from_str::<Instant>("99999999999999").unwrap_err();
    assert!(far.to_string().contains("outside the years 1600 to 2400"), "{far}");
}

#[test]
fn a_fraction_is_dropped_towards_the_past() {
    assert_eq!(at("2026-01-01T00:00:00.999Z"), at("2026-01-01T00:00:00Z"));
    assert_eq!(at("1969-12-31T23:59:59.5Z").seconds(), -1);
}

#[test]
fn arithmetic_stops_at_the_bounds() {
    assert_eq!(Instant::MAX.plus_days(i64::MAX), Instant::MAX);
    assert_eq!(Instant::MIN.plus_minutes(i64::MIN), Instant::MIN);
    assert_eq!(Instant::from_minute(i64::MAX), Instant::MAX);
}

#[test]
fn json_is_the_number_of_seconds() {
    assert_eq!(serde_json::to_string(&at("1970-01-01T00:01:00Z")).unwrap(), "60");
}

proptest! {
    #[test]
    fn writing_then_reading_changes_nothing(seconds in Instant::MIN.seconds()..=Instant::MAX.seconds()) {
        let moment = Instant::from_seconds(seconds);
        prop_assert_eq!(Instant::parse(&moment.to_string()), Some(moment));
        prop_assert_eq!(moment.seconds(), seconds);
    }

    #[test]
    fn a_moment_lies_within_its_minute(seconds in -1_000_000i64..1_000_000) {
        let moment = Instant::from_seconds(seconds);
        let start = Instant::from_minute(moment.minute());
        prop_assert!(start <= moment && moment < start.plus_minutes(1));
        prop_assert!(start.is_whole_minute());
        prop_assert_eq!(moment.is_whole_minute(), start == moment);
    }
}
