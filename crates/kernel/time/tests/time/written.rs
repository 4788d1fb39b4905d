//! Times of day and weekdays as people write them.

use lindley_time::civil::{Weekday, time};
use lindley_time::written::{WrittenError, parse_time_of_day, parse_weekday, time_of_day, weekday};

#[test]
fn every_minute_of_the_day_reads_as_it_is_written() {
    for hour in 0..24 {
        for minute in 0..60 {
            let of_day = time(hour, minute, 0, 0);
            assert_eq!(parse_time_of_day(&time_of_day(of_day)), Ok(of_day));
        }
    }
}

#[test]
fn a_time_that_is_not_hh_mm_is_refused() {
    for text in
        ["", "8:00", "08:0", "24:00", "08:60", "08:00:00", "0800", "08.00", "+8:00", "08:00 ", "०८:००"]
    {
        assert_eq!(parse_time_of_day(text), Err(WrittenError::TimeOfDay), "{text}");
    }
}

#[test]
fn weekdays_read_as_they_are_written() {
    for day in Weekday::Monday.cycle_forward().take(7) {
        assert_eq!(parse_weekday(weekday(day)), Ok(day));
    }
    for text in ["", "Mon", "monday", "1"] {
        assert_eq!(parse_weekday(text), Err(WrittenError::Weekday), "{text}");
    }
}
