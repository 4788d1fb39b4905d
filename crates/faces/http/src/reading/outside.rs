//! What the clinic is told: facts of patients, reminders, readings of feeds, special days.

use std::collections::BTreeMap;

use lindley_api::{patient_facts, reminders, signals};
use lindley_domain::{
    Command, DistanceBand, PatientFacts, ReminderChannel, Sex, SignalReading, SiteId, SpecialDay,
};
use lindley_forecast::demand::KnownSignal;
use lindley_time::{Instant, Span};

use super::booking::patient;
use crate::failure::Failure;

pub(crate) fn patient_description(told: patient_facts::PatientDescription) -> Result<Command, Failure> {
    let patient_facts::PatientFacts { birth_year, sex, language, distance, district } = told.facts;
    let facts = PatientFacts {
        birth_year,
        sex: sex.map(sex_of),
        language: language.map(String::into_boxed_str),
        distance: distance.map(band),
        district: district.map(String::into_boxed_str),
    };
    Ok(Command::DescribePatient { patient: patient(&told.patient)?, facts, since: None })
}

const fn sex_of(sex: patient_facts::Sex) -> Sex {
    match sex {
        patient_facts::Sex::Female => Sex::Female,
        patient_facts::Sex::Male => Sex::Male,
        patient_facts::Sex::Other => Sex::Other,
    }
}

const fn band(band: patient_facts::DistanceBand) -> DistanceBand {
    match band {
        patient_facts::DistanceBand::Under2Km => DistanceBand::Under2Km,
        patient_facts::DistanceBand::Under5Km => DistanceBand::Under5Km,
        patient_facts::DistanceBand::Under20Km => DistanceBand::Under20Km,
        patient_facts::DistanceBand::Under50Km => DistanceBand::Under50Km,
        patient_facts::DistanceBand::Over50Km => DistanceBand::Over50Km,
    }
}

pub(crate) const fn channel(channel: reminders::ReminderChannel) -> ReminderChannel {
    match channel {
        reminders::ReminderChannel::Sms => ReminderChannel::Sms,
        reminders::ReminderChannel::Email => ReminderChannel::Email,
        reminders::ReminderChannel::Phone => ReminderChannel::Phone,
        reminders::ReminderChannel::Letter => ReminderChannel::Letter,
        reminders::ReminderChannel::Push => ReminderChannel::Push,
    }
}

/// Readings that are told at a moment.
pub(crate) fn signal_readings(
    told: Vec<signals::SignalReading>,
    now_ms: i64,
) -> Result<Vec<SignalReading>, Failure> {
    let now = Instant::from_seconds(now_ms.div_euclid(1000));
    let mut readings: Vec<SignalReading> = Vec::with_capacity(told.len());
    let mut values = BTreeMap::new();
    for (place, reading) in told.into_iter().enumerate() {
        let reading = signal_reading(place, reading, now)?;
        let about = (reading.signal.clone(), reading.site, reading.span.start(), reading.span.end());
        let first: &mut (usize, i64) = values.entry(about).or_insert((place, reading.value_milli));
        if first.1 != reading.value_milli {
            let detail =
                format!("/readings/{} has another value for the same time; keep one of the two", first.0);
            return Err(Failure::invalid_field(&format!("/readings/{place}/value"), detail));
        }
        readings.push(reading);
    }
    Ok(readings)
}

fn signal_reading(
    place: usize,
    told: signals::SignalReading,
    now: Instant,
) -> Result<SignalReading, Failure> {
    let at = |field: &str| format!("/readings/{place}/{field}");
    let span = Span::new(told.from.0, told.until.0)
        .map_err(|_| Failure::invalid_field(&at("until"), "until must lie after from"))?;
    let known = KnownSignal::named(&told.signal);
    if let Some(known) = known.filter(|known| !known.is_in(&told.unit)) {
        let detail = format!("{} is told in {}", known.name, known.unit());
        return Err(Failure::invalid_field(&at("unit"), &detail));
    }
    let (least, greatest) = known.map_or(KnownSignal::ANYTHING, |known| known.plausible());
    if !(least..=greatest).contains(&told.value) {
        let detail = format!("{} lies between {least} and {greatest} {}", told.signal, told.unit);
        return Err(Failure::invalid_field(&at("value"), &detail));
    }
    if known.is_some_and(|known| known.is_counted) && span.start() > now {
        let detail = format!("{} is counted and cannot be known before it has begun", told.signal);
        return Err(Failure::invalid_field(&at("from"), &detail));
    }
    // What is counted may be told while the time that it is about is still running.
    let foretold = known.filter(|known| !known.is_counted);
    let ahead_days = foretold.map_or(KnownSignal::ANYTHING_AHEAD_DAYS, |known| known.ahead_days);
    if span.end() > now.plus_days(i64::from(ahead_days)) {
        let detail =
            format!("{} cannot be known more than {ahead_days} days ahead; is the year right?", told.signal);
        return Err(Failure::invalid_field(&at("until"), &detail));
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
    let value_milli = (told.value * 1000.0).round() as i64;
    Ok(SignalReading {
        signal: told.signal.into(),
        unit: told.unit.into(),
        site: told.site.map(|site| SiteId(site.0)),
        span,
        value_milli,
    })
}

pub(crate) fn special_days(told: Vec<signals::SpecialDay>) -> Vec<SpecialDay> {
    let day = |told: signals::SpecialDay| SpecialDay {
        day: told.day.0,
        site: told.site.map(|site| SiteId(site.0)),
        kind: told.kind.into(),
    };
    told.into_iter().map(day).collect()
}
