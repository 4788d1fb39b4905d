//! Patients by pseudonym, and coarse facts with the moment since which they are known.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use lindley_domain::{DistanceBand, PatientFacts, PatientId, Sex};
use lindley_time::Instant;

use super::names::{NameNumber, Names};

/// No earlier entry of a chain.
pub(super) const NONE: u32 = u32::MAX;

/// What was known of a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts<'a> {
    /// Since when.
    pub known: Instant,
    /// The year of birth.
    pub birth_year: Option<i16>,
    /// The sex.
    pub sex: Option<Sex>,
    /// The language the patient is spoken to in.
    pub language: Option<&'a str>,
    /// How far the patient lives from the site.
    pub distance: Option<DistanceBand>,
    /// The district the patient lives in.
    pub district: Option<&'a str>,
}

/// Patients in the order in which the log named them first. Found by pseudonym through a table that is never walked.
#[derive(Clone, Debug, Default)]
pub(super) struct Patients {
    table: HashTable<u32>,
    people: Vec<Person>,
    facts: Vec<Kept>,
}

#[derive(Clone, Debug)]
struct Person {
    id: PatientId,
    /// The place of the newest visit.
    visit: u32,
    /// The place of the newest facts.
    facts: u32,
}

/// Facts, and the place of those before.
#[derive(Clone, Debug)]
struct Kept {
    known: Instant,
    language: NameNumber,
    district: NameNumber,
    before: u32,
    /// Nothing that the log told earlier is newer.
    settles: bool,
    birth_year: Option<i16>,
    sex: Option<Sex>,
    distance: Option<DistanceBand>,
}

fn hash(patient: PatientId) -> u64 {
    FixedState::default().hash_one(patient)
}

impl Patients {
    /// The place of a patient.
    pub(super) fn place(&self, id: PatientId) -> Option<u32> {
        let is = |place: &u32| self.people.get(*place as usize).is_some_and(|patient| patient.id == id);
        self.table.find(hash(id), is).copied()
    }

    /// The place of a patient, who is taken up if new.
    pub(super) fn take_up(&mut self, id: PatientId) -> u32 {
        if let Some(place) = self.place(id) {
            return place;
        }
        let place = u32::try_from(self.people.len()).unwrap_or(NONE);
        self.people.push(Person { id, visit: NONE, facts: NONE });
        let people = &self.people;
        let rehash = |place: &u32| people.get(*place as usize).map_or(0, |patient| hash(patient.id));
        self.table.insert_unique(hash(id), place, rehash);
        place
    }

    /// The pseudonym at a place that was handed out.
    pub(super) fn id(&self, place: u32) -> PatientId {
        self.people[place as usize].id
    }

    /// The place of the newest visit.
    pub(super) fn newest_visit(&self, place: u32) -> u32 {
        self.people.get(place as usize).map_or(NONE, |patient| patient.visit)
    }

    /// Puts a visit in front of the others; answers the one before.
    pub(super) fn add_visit(&mut self, place: u32, visit: u32) -> u32 {
        let newest = self.people.get_mut(place as usize).map(|patient| &mut patient.visit);
        newest.map_or(NONE, |newest| std::mem::replace(newest, visit))
    }

    /// Facts that became known at `known`.
    pub(super) fn describe(
        &mut self,
        id: PatientId,
        facts: &PatientFacts,
        known: Instant,
        names: &mut Names,
    ) {
        let place = self.take_up(id);
        let settles = self.chain(place).all(|earlier| earlier.known <= known);
        let told = Kept {
            known,
            language: names.number_of(facts.language.as_deref()),
            district: names.number_of(facts.district.as_deref()),
            before: self.people[place as usize].facts,
            settles,
            birth_year: facts.birth_year,
            sex: facts.sex,
            distance: facts.distance,
        };
        self.people[place as usize].facts = u32::try_from(self.facts.len()).unwrap_or(NONE);
        self.facts.push(told);
    }

    /// The facts of a patient, those that the log told last first.
    fn chain(&self, place: u32) -> impl Iterator<Item = &Kept> {
        let kept = |place: u32| self.facts.get(place as usize);
        let newest = self.people.get(place as usize).and_then(|person| kept(person.facts));
        std::iter::successors(newest, move |facts| kept(facts.before))
    }

    /// The facts that hold at a moment: those known last, and of equally old ones the log's last word. Imported facts may be
    /// older than those the log told first.
    fn holds(&self, place: u32, as_of: Instant) -> Option<&Kept> {
        let mut found: Option<&Kept> = None;
        for facts in self.chain(place).filter(|facts| facts.known <= as_of) {
            if found.is_none_or(|found| facts.known > found.known) {
                found = Some(facts);
            }
            if facts.settles {
                break;
            }
        }
        found
    }

    /// The facts known at a moment.
    pub(super) fn facts<'a>(&self, place: u32, as_of: Instant, names: &'a Names) -> Option<Facts<'a>> {
        let found = self.holds(place, as_of)?;
        Some(Facts {
            known: found.known,
            birth_year: found.birth_year,
            sex: found.sex,
            language: names.word(found.language),
            distance: found.distance,
            district: names.word(found.district),
        })
    }
}
