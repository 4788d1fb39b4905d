//! Who comes, and who comes back.

use lindley_seed::{Seed, Stream};

use crate::{Address, Gender};

/// Visits in the file by address: city, out of the city, out of the province, unknown.
const ADDRESSES: [(Address, f64); 4] = [
    (Address::InTheCity, 2_292.0),
    (Address::OutOfCity, 1_467.0),
    (Address::OutOfProvince, 486.0),
    (Address::Unknown, 2_392.0),
];
pub(super) const SHARE_OF_MEN: f64 = 2_694.0 / 6_637.0;
pub(super) const SHARE_OF_M_CANCER: f64 = 620.0 / 6_637.0;
const SHARE_OF_S_CANCER: f64 = 67.0 / 6_637.0;
pub(super) const SHARE_OUT_OF_PROVINCE: f64 = 486.0 / 6_637.0;

/// Of the returning visits, those of patients who came before the file begins.
const SHARE_OF_OLD_PATIENTS: f64 = 0.06;
/// Visits before the file begins, of such a patient: lognormal, so that a few have come very often.
const EARLIER_VISITS: (f64, f64) = (1.7, 1.4);
/// Whoever comes back was among so many last visits: about ten weeks.
const MEMORY: usize = 600;
/// How often to look for somebody who has not yet come in this session.
const TRIES: usize = 20;

/// A patient with what does not change.
#[derive(Clone, Debug)]
pub(super) struct Patient {
    pub(super) name: String,
    pub(super) gender: Gender,
    pub(super) m_cancer: bool,
    pub(super) s_cancer: bool,
    pub(super) address: Address,
    /// How much longer than usual the visits of this patient are, in standard normal units.
    pub(super) slowness: f64,
    /// How many visits so far.
    pub(super) visits: u32,
    last_session: u32,
}

/// All patients so far, and who came at each visit.
pub(super) struct Patients {
    seed: Seed,
    all: Vec<Patient>,
    visits: Vec<usize>,
}

impl Patients {
    pub(super) fn new(seed: Seed) -> Self {
        Self { seed, all: Vec::new(), visits: Vec::new() }
    }

    /// A patient who has never come.
    pub(super) fn newcomer(&mut self) -> usize {
        let place = self.all.len();
        let mut stream = self.seed.child_at("patient", place as u64).stream();
        let weights = ADDRESSES.map(|(_, weight)| weight);
        let address = ADDRESSES[stream.weighted(&weights).unwrap_or(0)].0;
        self.all.push(Patient {
            name: format!("S{place:05}"),
            gender: if stream.chance(SHARE_OF_MEN) { Gender::Male } else { Gender::Female },
            m_cancer: stream.chance(SHARE_OF_M_CANCER),
            s_cancer: stream.chance(SHARE_OF_S_CANCER),
            address,
            slowness: stream.normal(),
            visits: 0,
            last_session: 0,
        });
        place
    }

    /// A patient who has come before, and not yet in this session. Whoever comes often comes back often.
    pub(super) fn returning(&mut self, session: u32, stream: &mut Stream) -> usize {
        let recent = &self.visits[self.visits.len().saturating_sub(MEMORY)..];
        if !stream.chance(SHARE_OF_OLD_PATIENTS) {
            for _ in 0..TRIES {
                let found = stream.pick(recent).copied();
                if let Some(place) = found.filter(|place| self.all[*place].last_session < session) {
                    return place;
                }
            }
        }
        let place = self.newcomer();
        let (mu, sigma) = EARLIER_VISITS;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a few")]
        let earlier = stream.lognormal(mu, sigma).clamp(1.0, 169.0) as u32;
        self.all[place].visits = earlier;
        place
    }

    /// The patient, with this visit counted.
    pub(super) fn seen(&mut self, place: usize, session: u32) -> &Patient {
        self.visits.push(place);
        let patient = &mut self.all[place];
        patient.visits += 1;
        patient.last_session = session;
        patient
    }
}
