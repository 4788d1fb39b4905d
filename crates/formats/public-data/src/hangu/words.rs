//! The words of the file and what they mean.

use lindley_time::civil::{Time, Weekday};

use super::{Address, Gender, HalfDay};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) fn month(text: &str) -> Option<i8> {
    let index = MONTHS.iter().position(|name| *name == text)?;
    i8::try_from(index + 1).ok()
}

pub(super) fn weekday(text: &str) -> Option<Weekday> {
    Some(match text {
        "Monday" => Weekday::Monday,
        "Tuesday" => Weekday::Tuesday,
        "Wednesday" => Weekday::Wednesday,
        "Thursday" => Weekday::Thursday,
        "Friday" => Weekday::Friday,
        "Saturday" => Weekday::Saturday,
        "Sunday" => Weekday::Sunday,
        _ => return None,
    })
}

pub(super) fn half_day(text: &str) -> Option<HalfDay> {
    match text {
        "morning" => Some(HalfDay::Morning),
        "afternoon" => Some(HalfDay::Afternoon),
        _ => None,
    }
}

pub(super) fn gender(text: &str) -> Option<Gender> {
    match text {
        "F" => Some(Gender::Female),
        "M" => Some(Gender::Male),
        _ => None,
    }
}

pub(super) fn address(text: &str) -> Option<Address> {
    match text {
        "In the city" => Some(Address::InTheCity),
        "Out of city" => Some(Address::OutOfCity),
        "Out of province" => Some(Address::OutOfProvince),
        "NA" => Some(Address::Unknown),
        _ => None,
    }
}

/// `H:MM:SS`, with one or two digits for the hour.
pub(super) fn time_of_day(text: &str) -> Option<Time> {
    let mut parts = text.split(':');
    let mut part = |digits: std::ops::RangeInclusive<usize>| {
        let text: &str = parts.next()?;
        let plain = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if plain { text.parse::<i8>().ok() } else { None }
    };
    let (hour, minute, second) = (part(1..=2)?, part(2..=2)?, part(2..=2)?);
    if parts.next().is_some() {
        return None;
    }
    Time::new(hour, minute, second, 0).ok()
}
