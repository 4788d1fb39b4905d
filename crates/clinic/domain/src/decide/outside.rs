//! Readings of feeds and special days: written as they were told, refused where they cannot be.

use super::catalogue::check_name;
use crate::event::Event;
use crate::ids::SiteId;
use crate::outside::{SignalReading, SpecialDay};
use crate::rejection::Rejection;
use crate::state::State;

/// Readings or days that one command may bring.
const MOST_AT_ONCE: usize = 1000;
/// A reading holds for at most so long.
const LONGEST_READING_S: i64 = 366 * 86_400;

pub(super) fn signals(
    state: &State,
    feed: &str,
    readings: &[SignalReading],
) -> Result<Vec<Event>, Rejection> {
    check_name("feed", feed)?;
    check_count("readings", readings.len())?;
    for (place, reading) in readings.iter().enumerate() {
        check_name(&format!("readings[{place}].signal"), &reading.signal)?;
        check_name(&format!("readings[{place}].unit"), &reading.unit)?;
        if reading.span.seconds() > LONGEST_READING_S {
            return Err(Rejection::invalid(
                &format!("readings[{place}].span"),
                "a reading holds for at most a year",
            ));
        }
    }
    readings.iter().try_for_each(|reading| check_site(state, reading.site))?;
    Ok(vec![Event::SignalsRecorded { feed: feed.into(), readings: readings.to_vec() }])
}

pub(super) fn special_days(state: &State, feed: &str, days: &[SpecialDay]) -> Result<Vec<Event>, Rejection> {
    check_name("feed", feed)?;
    check_count("days", days.len())?;
    for (place, day) in days.iter().enumerate() {
        if !day.kind.is_empty() {
            check_name(&format!("days[{place}].kind"), &day.kind)?;
        }
    }
    days.iter().try_for_each(|day| check_site(state, day.site))?;
    Ok(vec![Event::SpecialDaysRecorded { feed: feed.into(), days: days.to_vec() }])
}

fn check_count(field: &str, count: usize) -> Result<(), Rejection> {
    if (1..=MOST_AT_ONCE).contains(&count) {
        return Ok(());
    }
    Err(Rejection::invalid(field, "must be 1 to 1000 at once"))
}

fn check_site(state: &State, site: Option<SiteId>) -> Result<(), Rejection> {
    match site {
        Some(site) if !state.catalogue().sites.contains_key(&site) => Err(Rejection::unknown(site)),
        _ => Ok(()),
    }
}
