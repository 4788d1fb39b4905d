//! How local times of day and weekdays are written: `08:30`, `mon`.

use jiff::civil::{Time, Weekday};

/// A text that is not a time of day or a weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WrittenError {
    /// Not a time of day.
    #[error("a time of day is written HH:MM from 00:00 to 23:59; the end of the day is 00:00")]
    TimeOfDay,
    /// Not a weekday.
    #[error("a weekday is one of mon, tue, wed, thu, fri, sat, sun")]
    Weekday,
}

/// Reads `HH:MM`, 24 hours, both digits required.
///
/// ```
/// # use lindley_time::{civil::time, written::parse_time_of_day};
/// assert_eq!(parse_time_of_day("08:30"), Ok(time(8, 30, 0, 0)));
/// assert!(parse_time_of_day("8:30").is_err());
/// ```
pub fn parse_time_of_day(text: &str) -> Result<Time, WrittenError> {
    let &[h1, h2, b':', m1, m2] = text.as_bytes() else { return Err(WrittenError::TimeOfDay) };
    let hour = two_digits(h1, h2)?;
    let minute = two_digits(m1, m2)?;
    Time::new(hour, minute, 0, 0).map_err(|_| WrittenError::TimeOfDay)
}

fn two_digits(tens: u8, ones: u8) -> Result<i8, WrittenError> {
    let digit = |byte: u8| char::from(byte).to_digit(10).ok_or(WrittenError::TimeOfDay);
    i8::try_from(digit(tens)? * 10 + digit(ones)?).map_err(|_| WrittenError::TimeOfDay)
}

/// Writes `HH:MM`; seconds are left out.
pub fn time_of_day(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Reads `mon` to `sun`, lower case.
pub fn parse_weekday(text: &str) -> Result<Weekday, WrittenError> {
    WEEKDAYS.iter().find(|(_, name)| *name == text).map(|(day, _)| *day).ok_or(WrittenError::Weekday)
}

/// Writes `mon` to `sun`.
pub fn weekday(day: Weekday) -> &'static str {
    WEEKDAYS[usize::from(day.to_monday_zero_offset().unsigned_abs())].1
}

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "mon"),
    (Weekday::Tuesday, "tue"),
    (Weekday::Wednesday, "wed"),
    (Weekday::Thursday, "thu"),
    (Weekday::Friday, "fri"),
    (Weekday::Saturday, "sat"),
    (Weekday::Sunday, "sun"),
];

/// Serde for `HH:MM`: `#[serde(with = "written::as_time_of_day")]`.
pub mod as_time_of_day {
    use jiff::civil::Time;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes `HH:MM`.
    pub fn serialize<S: Serializer>(time: &Time, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&super::time_of_day(*time))
    }

    /// Reads `HH:MM`.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
        super::parse_time_of_day(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// Serde for a list of weekdays: `["mon", "tue"]`.
pub mod as_weekdays {
    use jiff::civil::Weekday;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes `["mon", "tue"]`.
    pub fn serialize<S: Serializer>(days: &[Weekday], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(days.iter().map(|day| super::weekday(*day)))
    }

    /// Reads `["mon", "tue"]`.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Weekday>, D::Error> {
        let names = Vec::<String>::deserialize(deserializer)?;
        names.iter().map(|name| super::parse_weekday(name).map_err(D::Error::custom)).collect()
    }
}

/// Serde for stretches of the local day: `[{"from": "08:00", "until": "12:00"}]`.
pub mod as_stretches {
    use jiff::civil::Time;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Stretch {
        #[serde(with = "super::as_time_of_day")]
        from: Time,
        #[serde(with = "super::as_time_of_day")]
        until: Time,
    }

    /// Writes `[{"from": "08:00", "until": "12:00"}]`.
    pub fn serialize<S: Serializer>(opening: &[(Time, Time)], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(opening.iter().map(|&(from, until)| Stretch { from, until }))
    }

    /// Reads `[{"from": "08:00", "until": "12:00"}]`.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(Time, Time)>, D::Error> {
        let stretches = Vec::<Stretch>::deserialize(deserializer)?;
        Ok(stretches.into_iter().map(|stretch| (stretch.from, stretch.until)).collect())
    }
}
