//! The ways in which times are written.

use lindley_time::civil::{Date, DateTime, Time};

/// Ways that mean one thing only; day and month of `3/4/2026` could be either.
const MOMENTS: &[&str] = &[
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%Y%m%dT%H%M%S",
    "%Y%m%dT%H%M",
];
const DAYS: &[&str] = &["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%Y%m%d"];

/// A time in one of the unmistakable ways; a day alone is its midnight. An offset at the end is passed over: what counts is
/// the clock on the wall.
pub(crate) fn unmistakable(text: &str) -> Option<DateTime> {
    let moment = MOMENTS.iter().find_map(|format| DateTime::strptime(format, text).ok());
    moment.or_else(|| day(text).map(|day| day.at(0, 0, 0, 0))).or_else(|| {
        let local = text.strip_suffix('Z').unwrap_or(text);
        // Only with a time: a bare number is not to be taken for one.
        local.contains(':').then(|| local.parse().ok()).flatten()
    })
}

/// A date, and an hour from 0 to 23 or a time of day.
pub(crate) fn date_and_hour(date: &str, hour: &str) -> Option<DateTime> {
    let day = day(date).or_else(|| unmistakable(date).map(DateTime::date))?;
    if let Ok(number) = hour.parse::<f64>() {
        let whole = (0.0..24.0).contains(&number) && number.fract() <= 0.0;
        #[expect(clippy::cast_possible_truncation, reason = "from 0 to 23")]
        return whole.then(|| day.at(number as i8, 0, 0, 0));
    }
    Some(day.to_datetime(hour.parse::<Time>().ok()?))
}

/// A time as this format has it.
pub(crate) fn as_format(text: &str, format: &str) -> Option<DateTime> {
    let moment = DateTime::strptime(format, text).ok();
    moment.or_else(|| Date::strptime(format, text).ok().map(|day| day.at(0, 0, 0, 0)))
}

/// A day alone.
pub(crate) fn day(text: &str) -> Option<Date> {
    DAYS.iter().find_map(|format| Date::strptime(format, text).ok())
}

#[cfg(test)]
mod tests {
    use lindley_time::civil::date;

    use super::*;

    #[test]
    fn the_usual_ways_mean_the_same_moment() {
        let seven = date(2026, 3, 4).at(7, 15, 0, 0);
        for text in [
            "2026-03-04 07:15:00",
            "2026-03-04T07:15",
            "2026-03-04T07:15:00Z",
            "2026-03-04T07:15:00.000Z",
            "2026-03-04T07:15:00+01:00",
            "2026/03/04 07:15",
            "04.03.2026 07:15",
            "20260304T0715",
        ] {
            assert_eq!(unmistakable(text), Some(seven), "{text}");
        }
        assert_eq!(unmistakable("2026-03-04"), Some(date(2026, 3, 4).at(0, 0, 0, 0)));
        assert_eq!(date_and_hour("2026-03-04", "13.0"), Some(date(2026, 3, 4).at(13, 0, 0, 0)));
        assert_eq!(date_and_hour("2026-03-04", "07:15"), Some(seven));
        assert_eq!(as_format("3/4/2026 7:15 AM", "%m/%d/%Y %I:%M %p"), Some(seven));
    }

    #[test]
    fn what_could_be_two_moments_or_none_is_refused() {
        for text in ["3/4/2026 07:15", "", "yesterday", "12", "2026-02-30", "2026-03-04 25:00"] {
            assert_eq!(unmistakable(text), None, "{text}");
        }
        assert_eq!(date_and_hour("2026-03-04", "24"), None);
        assert_eq!(date_and_hour("2026-03-04", "7.5"), None);
    }
}
