//! The visits of each patient: a chain through the appointments, newest first.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::paged::Paged;
use crate::appointment::Appointment;
use crate::ids::{AppointmentId, PatientId};

/// Each patient's newest appointment, and for each appointment the one before it.
///
/// Two numbers for each appointment instead of a list for each patient: most patients have one visit, and the pseudonym
/// itself stands in the appointment.
#[derive(Clone, Debug, Default)]
pub(super) struct PatientIndex {
    /// Places of the newest appointments, found by the patient whose they are.
    newest: HashTable<u32>,
    /// By place: the place before, plus one; 0 ends the chain.
    before: Paged<u32>,
}

fn hash(patient: PatientId) -> u64 {
    FixedState::default().hash_one(patient)
}

fn is_of(appointments: &Paged<Appointment>, place: u32, patient: PatientId) -> bool {
    appointments.get(place as usize).is_some_and(|appointment| appointment.patient == patient)
}

fn place_of(id: AppointmentId) -> Option<u32> {
    u32::try_from(id.0.checked_sub(1)?).ok()
}

impl PatientIndex {
    /// Adds the newest appointment, which stands in the list already.
    pub(super) fn add(&mut self, newest: &Appointment, appointments: &Paged<Appointment>) {
        let Some(place) = place_of(newest.id) else { return };
        let found =
            self.newest.find_mut(hash(newest.patient), |known| is_of(appointments, *known, newest.patient));
        let before = if let Some(known) = found {
            std::mem::replace(known, place) + 1
        } else {
            let hash_at = |place: &u32| appointments.get(*place as usize).map(|known| hash(known.patient));
            self.newest
                .insert_unique(hash(newest.patient), place, |place| hash_at(place).unwrap_or_default());
            0
        };
        self.before.push(before);
    }

    /// Takes the newest appointment out again, while it still stands in the list.
    pub(super) fn remove_newest(&mut self, newest: &Appointment, appointments: &Paged<Appointment>) {
        let Some(place) = place_of(newest.id) else { return };
        let before = self.before.get(place as usize).copied().unwrap_or(0);
        self.before.truncate(place as usize);
        let entry =
            self.newest.find_entry(hash(newest.patient), |known| is_of(appointments, *known, newest.patient));
        if let Ok(mut entry) = entry {
            match before.checked_sub(1) {
                Some(before) => *entry.get_mut() = before,
                None => drop(entry.remove()),
            }
        }
    }

    /// Every appointment of the patient, whatever its state, newest first.
    pub(super) fn visits<'a>(
        &'a self,
        patient: PatientId,
        appointments: &'a Paged<Appointment>,
    ) -> impl Iterator<Item = &'a Appointment> {
        let newest = self.newest.find(hash(patient), |known| is_of(appointments, *known, patient)).copied();
        let before = |place: &u32| self.before.get(*place as usize)?.checked_sub(1);
        std::iter::successors(newest, before).filter_map(|place| appointments.get(place as usize))
    }
}
