//! What the clinic is told: facts of patients, reminders, readings of feeds, special days.

use lindley_api::{patient_facts, reminders, signals};
use lindley_domain::{
    Command, DistanceBand, PatientFacts, ReminderChannel, Sex, SignalReading, SiteId, SpecialDay,
};
use lindley_forecast::demand::KnownSignal;
use lindley_time::Span;

use super::booking::patient;
use crate::failure::Failure;

/// Values are kept to thousandths; beyond this a reading is no reading.
const LARGEST: f64 = 1e12;

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

pub(crate) fn signal_readings(told: Vec<signals::SignalReading>) -> Result<Vec<SignalReading>, Failure> {
    told.into_iter().enumerate().map(|(place, reading)| signal_reading(place, reading)).collect()
}

fn signal_reading(place: usize, told: signals::SignalReading) -> Result<SignalReading, Failure> {
    let at = |field: &str| format!("/readings/{place}/{field}");
    let span = Span::new(told.from.0, told.until.0)
        .map_err(|_| Failure::invalid_field(&at("until"), "until must lie after from"))?;
    if !(-LARGEST..=LARGEST).contains(&told.value) {
        let detail = "a value lies between minus a million million and a million million";
        return Err(Failure::invalid_field(&at("value"), detail));
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
    let value_milli = (told.value * 1000.0).round() as i64;
    if let Some(known) = KnownSignal::named(&told.signal) {
        if !known.is_in(&told.unit) {
            let detail = format!("{} is told in {}", known.name, known.unit());
            return Err(Failure::invalid_field(&at("unit"), &detail));
        }
        if !known.is_plausible(value_milli) {
            let (least, greatest) = known.plausible();
            let detail = format!("{} lies between {least} and {greatest} {}", known.name, known.unit());
            return Err(Failure::invalid_field(&at("value"), &detail));
        }
    }
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
