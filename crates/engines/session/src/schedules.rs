//! Schedules of numbers of patients by slot, looked at one by one.

use crate::error::SessionError;

/// The most schedules that are looked at.
const LIMIT: u128 = 5_000_000;

/// A clinic whose cost can be followed slot by slot, so that schedules with the same beginning share its evaluation.
pub(crate) trait SlotBySlot {
    /// What is known at the start of a slot.
    type State;
    /// How many slots there are.
    fn slots(&self) -> usize;
    /// What is known before the first slot.
    fn start(&self) -> Self::State;
    /// What is known after a slot at whose start this many patients are due.
    fn slot(&self, state: &Self::State, patients: u8) -> Self::State;
    /// The cost, known after the last slot.
    fn cost(&self, state: &Self::State) -> f64;

    /// What is known at the end of a schedule.
    fn follow(&self, schedule: &[u8]) -> Self::State {
        schedule.iter().fold(self.start(), |state, patients| self.slot(&state, *patients))
    }
}

/// The cheapest schedule of exactly this many patients, and its cost; of equals, the first in ascending order.
///
/// # Errors
/// [`SessionError::TooManySchedules`].
pub(crate) fn cheapest<C: SlotBySlot>(clinic: &C, patients: u8) -> Result<(Vec<u8>, f64), SessionError> {
    let schedules = schedules(patients, clinic.slots());
    if schedules > LIMIT {
        return Err(SessionError::TooManySchedules { schedules, limit: LIMIT });
    }
    let mut best = (Vec::new(), f64::INFINITY);
    let mut schedule = Vec::with_capacity(clinic.slots());
    descend(clinic, &clinic.start(), patients, &mut schedule, &mut best);
    Ok(best)
}

/// Tries every number of patients in the next slot.
fn descend<C: SlotBySlot>(
    clinic: &C,
    state: &C::State,
    left: u8,
    schedule: &mut Vec<u8>,
    best: &mut (Vec<u8>, f64),
) {
    if schedule.len() == clinic.slots() {
        let cost = clinic.cost(state);
        if better(cost, best.1) {
            *best = (schedule.clone(), cost);
        }
        return;
    }
    // The last slot takes all who are left.
    let least = if schedule.len() + 1 == clinic.slots() { left } else { 0 };
    for patients in least..=left {
        schedule.push(patients);
        descend(clinic, &clinic.slot(state, patients), left - patients, schedule, best);
        schedule.pop();
    }
}

/// Whether a cost is lower by more than the rounding of sums.
pub(crate) fn better(cost: f64, than: f64) -> bool {
    cost < than - 1e-12 * than.abs().clamp(1.0, f64::MAX)
}

/// In how many ways patients fit into slots: `(patients + slots - 1) over patients`, at most `u128::MAX`.
pub(crate) fn schedules(patients: u8, slots: usize) -> u128 {
    let mut ways = 1_u128;
    for chosen in 1..=u128::from(patients) {
        match ways.checked_mul(slots as u128 - 1 + chosen) {
            Some(product) => ways = product / chosen,
            None => return u128::MAX,
        }
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_schedules() {
        assert_eq!(schedules(4, 4), 35);
        assert_eq!(schedules(9, 8), 11_440);
        assert_eq!(schedules(0, 3), 1);
        assert_eq!(schedules(255, 60), u128::MAX);
        assert_eq!(schedules(5, 1), 1);
    }
}
