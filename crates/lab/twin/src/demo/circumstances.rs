//! What stood around a visit: how long before it was booked, whether the patient was reminded, and who the patients are.
//!
//! What became of a visit is drawn first, by the published shares; how early it was booked follows from that, as it did where
//! both are known. So a model has something to learn, and the shares stay what they are.

use std::collections::BTreeSet;

use lindley_domain::{Command, DistanceBand, PatientFacts, PatientId, Sex, Status};
use lindley_seed::{Seed, Stream};
use lindley_time::{Instant, Zone};

use super::facts::{BOOKED_SAME_DAY, LEAD_DAYS, REMINDED};
use super::filling::Booked;

/// Reminders go out so long before a visit.
const REMINDED_HOURS: i64 = 48;
/// Half a day, in minutes: most bookings are made in office hours, and so are visits.
const LATEST_CALL_MINUTES: f64 = 240.0;
const LANGUAGES: [(&str, f64); 5] = [("en", 0.78), ("es", 0.09), ("zh", 0.05), ("fr", 0.04), ("pl", 0.04)];
const DISTANCES: [(DistanceBand, f64); 5] = [
    (DistanceBand::Under2Km, 0.28),
    (DistanceBand::Under5Km, 0.34),
    (DistanceBand::Under20Km, 0.29),
    (DistanceBand::Under50Km, 0.07),
    (DistanceBand::Over50Km, 0.02),
];

/// When a visit of the past was booked, and when the patient was reminded, if so.
pub(super) fn made(visit: &Booked, stream: &mut Stream) -> (Instant, Option<Instant>) {
    let missed = usize::from(visit.fate == Status::Noshow);
    let start = visit.span.start();
    let same_day = stream.chance(BOOKED_SAME_DAY[missed]);
    let days = stream.exponential(LEAD_DAYS[missed]).clamp(1.0, 110.0);
    let (minutes, told) = (stream.unit_f64() * LATEST_CALL_MINUTES, stream.chance(REMINDED[missed]));
    if same_day {
        return (start.plus_minutes(-whole(minutes) - 5), None);
    }
    let booked = start.plus_days(-whole(days)).plus_minutes(-whole(minutes));
    let reminded = start.plus_minutes(-REMINDED_HOURS * 60);
    (booked, (told && reminded > booked).then_some(reminded))
}

/// Coarse facts of everybody who has a visit, in order of pseudonym, known since before the first of them.
pub(super) fn describe(visits: &[Booked], seed: &Seed, since: Instant) -> Vec<Command> {
    let this_year = Zone::utc().date_of(since).year();
    let ages = visits.iter().filter_map(|visit| Some((visit.request.patient, visit.request.patient_age?)));
    let patients: BTreeSet<(PatientId, u8)> = ages.collect();
    let mut stream = seed.child("facts").stream();
    let describe = |(patient, age): (PatientId, u8)| {
        let facts = PatientFacts {
            birth_year: Some(this_year - i16::from(age)),
            sex: Some(if stream.chance(0.52) { Sex::Female } else { Sex::Male }),
            language: Some(drawn(&mut stream, &LANGUAGES).into()),
            distance: Some(drawn(&mut stream, &DISTANCES)),
            district: None,
        };
        Command::DescribePatient { patient, facts, since: Some(since) }
    };
    patients.into_iter().map(describe).collect()
}

fn drawn<T: Copy>(stream: &mut Stream, table: &[(T, f64)]) -> T {
    let shares: Vec<f64> = table.iter().map(|(_, share)| *share).collect();
    table[stream.weighted(&shares).unwrap_or(0)].0
}

#[expect(clippy::cast_possible_truncation, reason = "some months at most")]
fn whole(number: f64) -> i64 {
    number.round() as i64
}
