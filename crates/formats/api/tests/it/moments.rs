//! Moments, dates and times of day are read strictly.

use lindley_api::moment::{ClockTime, LocalDate, Moment};
use proptest::prelude::*;

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    serde_json::from_value(text.into())
}

#[test]
fn any_offset_is_read_and_utc_is_written() {
    let moment: Moment = read("2026-11-30T09:30:00+01:00").expect("a moment");
    assert_eq!(serde_json::to_string(&moment).expect("json"), "\"2026-11-30T08:30:00Z\"");
    assert_eq!(moment, read("2026-11-30T08:30:00Z").expect("a moment"));
}

#[test]
fn a_moment_needs_an_offset_and_a_sane_year() {
    for text in
        ["", "2026-11-30", "2026-11-30T09:30:00", "2026-02-30T09:30:00Z", "3026-01-01T00:00:00Z", "now"]
    {
        let error = read::<Moment>(text).expect_err(text);
        assert!(error.to_string().starts_with("expected a moment with an offset"), "{text}: {error}");
    }
}

#[test]
fn a_date_must_exist() {
    assert!(read::<LocalDate>("2028-02-29").is_ok());
    for text in ["2026-02-29", "2026-13-01", "20261101", "2026-11-1", "2026-11-30T00:00:00Z", ""] {
        assert!(read::<LocalDate>(text).is_err(), "{text}");
    }
}

#[test]
fn a_time_of_day_has_four_digits() {
    assert_eq!(read::<ClockTime>("24:00").expect("the end of the day").minute_of_day, 1440);
    for text in ["24:01", "8:00", "08:60", "0800", "08:00:00", "-1:00", "+8:00", "", "25:00"] {
        assert!(read::<ClockTime>(text).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn every_minute_of_the_day_is_read_back(minute_of_day in 0_u16..=1440) {
        let clock = ClockTime { minute_of_day };
        prop_assert_eq!(read::<ClockTime>(&clock.to_string()).expect("a time of day"), clock);
    }
}
