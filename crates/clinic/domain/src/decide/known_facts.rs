//! What becomes known of patients beside their visits: coarse facts, reminders.

use lindley_time::Instant;

use super::catalogue::check_name;
use crate::appointment::Status;
use crate::event::Event;
use crate::ids::{AppointmentId, PatientId};
use crate::patient_facts::{PatientFacts, ReminderChannel};
use crate::rejection::Rejection;
use crate::state::State;

/// Whoever is older counts as this old: a year of birth must not single anybody out (HIPAA Safe Harbor, 164.514(b)(2)(i)(C)).
const OLDEST_TOLD: i16 = 90;

/// Writes down what is known. A year of birth of ninety years ago or more is coarsened, not refused.
pub(super) fn describe(
    patient: PatientId,
    facts: &PatientFacts,
    since: Option<Instant>,
    now: Instant,
) -> Result<Vec<Event>, Rejection> {
    if since.is_some_and(|since| since > now) {
        return Err(Rejection::invalid("since", "lies in the future"));
    }
    let this_year = lindley_time::Zone::utc().date_of(now).year();
    if facts.birth_year.is_some_and(|year| year > this_year || year < this_year - 130) {
        let problem = "must be a year that somebody alive may be born in";
        return Err(Rejection::invalid("birth_year", problem));
    }
    if let Some(language) = &facts.language {
        check_language(language)?;
    }
    if let Some(district) = &facts.district {
        check_name("district", district)?;
    }
    let birth_year = facts.birth_year.map(|year| year.max(this_year - OLDEST_TOLD));
    let facts = PatientFacts { birth_year, ..facts.clone() };
    Ok(vec![Event::PatientDescribed { patient, facts, since }])
}

/// A tag of RFC 5646 as far as languages of patients need it: letters and digits in parts of 2 to 8, joined by hyphens.
fn check_language(language: &str) -> Result<(), Rejection> {
    let part = |part: &str| {
        (2..=8).contains(&part.len()) && part.chars().all(|letter| letter.is_ascii_alphanumeric())
    };
    let begins =
        language.split('-').next().is_some_and(|first| first.chars().all(|c| c.is_ascii_lowercase()));
    if begins && language.len() <= 35 && language.split('-').all(part) {
        return Ok(());
    }
    Err(Rejection::invalid("language", "must be a language tag such as pt or pt-BR"))
}

pub(super) fn remind(
    state: &State,
    id: AppointmentId,
    channel: ReminderChannel,
) -> Result<Vec<Event>, Rejection> {
    let current = state.appointment(id).ok_or_else(|| Rejection::unknown(id))?;
    match current.status {
        Status::Booked => Ok(vec![Event::ReminderRecorded { id, channel }]),
        status => Err(Rejection::NotBooked { status }),
    }
}
