//! Special days and signals of a site, as they were known at a moment.

use std::collections::BTreeMap;

use lindley_domain::SiteId;
use lindley_time::civil::{Date, DateTime};
use lindley_time::{Instant, Zone};

use super::{DemandCalendar, DemandError, ExternalSignal, KnownSignal};
use crate::record::{ClinicRecord, KnownReading};

/// What was known of the world around a site.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteCalendar {
    /// Special days and signals.
    pub calendar: DemandCalendar,
    /// How many readings were refused, by signal: not plausible, in another unit, or told before they can have been counted.
    pub refused: BTreeMap<String, usize>,
    /// Signals that have stopped: no reading stands at the moment any more.
    pub stopped: Vec<String>,
}

/// Special days and signals known at a moment, for a site. A word about the site goes before one about all sites, a later word
/// before an earlier one; a kind that is blank makes a day ordinary again. A reading stands for its span, one of influenza for
/// three more weeks: it is always about the past. A signal that is not known here keeps the unit of its first reading.
///
/// Refused if there is no such site.
pub fn calendar_from(
    record: &ClinicRecord,
    site: SiteId,
    as_of: Instant,
) -> Result<SiteCalendar, DemandError> {
    let unknown = || DemandError::Unknown { kind: "site", id: site.to_string() };
    let zone = record.zone(site).ok_or_else(unknown)?;
    let mut calendar = DemandCalendar::default();
    for (day, kind) in special_days(record, site, as_of) {
        calendar = calendar.with_special_day(day, kind);
    }
    let mut by_signal: BTreeMap<&str, Vec<KnownReading<'_>>> = BTreeMap::new();
    let told = record.signal_readings().filter(|reading| reading.known <= as_of);
    for reading in told.filter(|reading| reading.site.is_none_or(|of| of == site)) {
        by_signal.entry(reading.signal).or_default().push(reading);
    }
    let (mut refused, mut stopped) = (BTreeMap::new(), Vec::new());
    for (name, readings) in by_signal {
        let (signal, wrong) = signal(name, &readings, zone)?;
        let count = signal.refused() + wrong;
        if count > 0 {
            refused.insert(name.to_owned(), count);
        }
        if signal.at(zone.local(as_of)).is_none() {
            stopped.push(name.to_owned());
        }
        calendar = calendar.with_signal(signal)?;
    }
    Ok(SiteCalendar { calendar, refused, stopped })
}

fn special_days(record: &ClinicRecord, site: SiteId, as_of: Instant) -> BTreeMap<Date, &str> {
    let mut days: BTreeMap<Date, (bool, &str)> = BTreeMap::new();
    for told in record.special_days().filter(|day| day.known <= as_of) {
        if told.site.is_some_and(|of| of != site) {
            continue;
        }
        let own = told.site.is_some();
        let kept = days.entry(told.day).or_insert((own, told.kind));
        if own || !kept.0 {
            *kept = (own, told.kind);
        }
    }
    days.into_iter().filter(|(_, (_, kind))| !kind.is_empty()).map(|(day, (_, kind))| (day, kind)).collect()
}

/// The signal, and how many readings were in a wrong unit or too early.
fn signal(
    name: &str,
    readings: &[KnownReading<'_>],
    zone: &Zone,
) -> Result<(ExternalSignal, usize), DemandError> {
    let known = KnownSignal::named(name);
    let first_unit = readings.first().map_or("", |reading| reading.unit);
    let fits = |reading: &&KnownReading<'_>| match known {
        None => reading.unit == first_unit,
        Some(signal) => {
            signal.is_in(reading.unit) && !(signal.is_counted && reading.span.start() > reading.known)
        }
    };
    let mut best: BTreeMap<DateTime, (bool, Instant, f64)> = BTreeMap::new();
    let (mut longest, mut fitting) = (3_600, 0);
    for reading in readings.iter().filter(fits) {
        fitting += 1;
        longest = longest.max(reading.span.seconds());
        let told = (reading.site.is_some(), reading.known, reading.value_milli as f64 / 1e3);
        let kept = best.entry(zone.local(reading.span.start())).or_insert(told);
        if (told.0, told.1) >= (kept.0, kept.1) {
            *kept = told;
        }
    }
    let hours = u32::try_from(longest.unsigned_abs().div_ceil(3_600)).unwrap_or(u32::MAX);
    let hours = hours.saturating_add(known.map_or(0, |signal| signal.carried_hours()));
    let plausible = known.map_or(KnownSignal::ANYTHING, |signal| signal.plausible());
    let unit = known.map_or(first_unit, |signal| signal.unit());
    let source = readings.last().map_or("", |reading| reading.feed);
    let values = best.into_iter().map(|(at, (_, _, value))| (at, value));
    let signal = ExternalSignal::new(name, unit, source, hours, plausible, values)?;
    Ok((signal, readings.len() - fitting))
}
