//! A stand-in for the Hangu file, drawn from facts that the study prints, so that everything runs without the file.
//!
//! Kept from the study: the sizes of sessions, the shares of new patients, gender, illnesses and addresses, the mean and spread
//! of new and returning visits (lognormal), which visits are longer and by how much, the range of times. Of our own making:
//! who comes back when, and that a patient's visits resemble each other. No row of the file went into this.
//!
//! What the stand-in is good for: the study's quoted savings have the study's signs on it. Their size is its own: it moves by
//! several points from seed to seed, and the savings on rules for new and returning patients may be half of those in print.

mod patients;
mod service_time;

use lindley_seed::{Seed, Stream};

use self::patients::Patients;
use self::service_time::seconds;
use crate::ConsultationRow;

/// How many sessions the study has.
pub const PUBLISHED_SESSIONS: u32 = 381;

/// Patients per session: mean, standard deviation, least and most.
const SESSION_SIZE: (f64, f64, i64, i64) = (17.42, 4.00, 4, 32);
/// Visits of new patients: 2,506 of 6,637.
const SHARE_OF_NEW: f64 = 2_506.0 / 6_637.0;

/// Consultations of as many sessions, numbered from 1, in time order.
///
/// The same seed gives the same rows, and more sessions only add rows at the end.
///
/// ```
/// # use lindley_reproduction::synthetic;
/// # use lindley_seed::Seed;
/// let rows = synthetic::consultations(10, Seed::from_u64(1));
/// assert!(rows.len() > 100 && rows.iter().all(|row| row.service_seconds >= 180));
/// ```
pub fn consultations(sessions: u32, seed: Seed) -> Vec<ConsultationRow> {
    let mut patients = Patients::new(seed.child("patients"));
    let mut rows = Vec::new();
    for session in 1..=sessions {
        let of_session = seed.child_at("session", u64::from(session));
        let visits = session_size(&mut of_session.child("size").stream());
        for visit in 0..visits {
            let mut stream = of_session.child_at("visit", visit).stream();
            let is_new = stream.chance(SHARE_OF_NEW);
            let place = if is_new { patients.newcomer() } else { patients.returning(session, &mut stream) };
            let patient = patients.seen(place, session);
            rows.push(ConsultationRow {
                patient: patient.name.clone(),
                session,
                visit_number: patient.visits,
                gender: patient.gender,
                m_cancer: patient.m_cancer,
                s_cancer: patient.s_cancer,
                address: patient.address,
                service_seconds: seconds(patient, &mut stream),
            });
        }
    }
    rows
}

fn session_size(stream: &mut Stream) -> u64 {
    let (mean, sd, least, most) = SESSION_SIZE;
    #[expect(clippy::cast_possible_truncation, reason = "a normal draw lies within nine standard deviations")]
    let size = (mean + sd * stream.normal()).round() as i64;
    size.clamp(least, most).unsigned_abs()
}
