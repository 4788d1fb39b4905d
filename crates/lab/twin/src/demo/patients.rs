//! The patients: pseudonyms with an age, each at home at one site.

use lindley_domain::PatientId;
use lindley_seed::{Seed, Stream};

use super::draws;
use super::sites::SITES;

/// How many patients each site has.
const AT_EACH_SITE: u32 = 2_000;

/// A patient.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patient {
    pub(super) id: PatientId,
    pub(super) age: u8,
}

/// Everybody, by site and age.
pub(super) struct Patients {
    by_site: Vec<Vec<Patient>>,
}

impl Patients {
    pub(super) fn new(seed: &Seed) -> Self {
        let sites = 0..u32::try_from(SITES.len()).expect("three");
        let by_site = sites.map(|site| of_site(seed, site)).collect();
        Self { by_site }
    }

    /// Somebody at home at the site and of an age within `ages`; nobody if there is no such patient.
    pub(super) fn pick(
        &self,
        stream: &mut Stream,
        site: usize,
        ages: (Option<u8>, Option<u8>),
    ) -> Option<Patient> {
        let here = self.by_site.get(site)?;
        let from = here.partition_point(|patient| patient.age < ages.0.unwrap_or(0));
        let until = here.partition_point(|patient| patient.age <= ages.1.unwrap_or(u8::MAX));
        stream.pick(here.get(from..until)?).copied()
    }
}

fn of_site(seed: &Seed, site: u32) -> Vec<Patient> {
    let mut stream = seed.child_at("patients", u64::from(site)).stream();
    let numbers = (0..AT_EACH_SITE).map(|index| site * AT_EACH_SITE + index);
    let mut patients: Vec<Patient> =
        numbers.map(|number| Patient { id: pseudonym(number), age: draws::age(&mut stream) }).collect();
    patients.sort_by_key(|patient| (patient.age, patient.id));
    patients
}

/// Different for every number, and no running number: multiplying by an odd constant permutes the 24-bit numbers.
fn pseudonym(number: u32) -> PatientId {
    let mixed = number.wrapping_mul(0x0079_B779) & 0x00FF_FFFF;
    format!("demo-{mixed:06x}").parse().expect("letters, digits and a dash")
}
