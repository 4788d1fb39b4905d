//! A clinic that serves one patient per slot and may book several into one: where to put the overbooked.

use crate::error::SessionError;
use crate::ranges::{check_probability, check_slots, check_weights};
use crate::schedules::{SlotBySlot, better, cheapest};
use crate::shows::{comers, sum_of};

/// What a slotted clinic is and what its waits, gaps and late hours cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SlottedSettings {
    /// How many slots the session has: 1 to 60. Each visit takes one slot.
    pub slots: u8,
    /// The probability that a booked patient comes.
    pub show: f64,
    /// The cost of one patient waiting for one slot.
    pub waiting: f64,
    /// The cost of one slot without a patient.
    pub idle: f64,
    /// The cost of one visit that is left at the end of the session.
    pub overtime: f64,
}

/// A slotted clinic: patients come punctually at the start of their slot or not at all, independently of each other.
///
/// Of `b` patients left over and those who come, one is served in each slot: `b' = (b + Bin(n_t, show) - 1)^+`. Those who
/// wait through a slot cost `waiting` each, a slot without a patient `idle`; the `k` who are left after the last slot are
/// served one after the other at `overtime` each and wait another `k (k - 1) / 2` slots together.
///
/// Sources: LaGanga and Lawrence (2007, 2012); Zacharias and Pinedo (2014), there with unequal patients.
#[derive(Clone, Debug)]
pub struct SlottedClinic {
    settings: SlottedSettings,
    most_patients: u8,
    comers: Vec<Vec<f64>>,
}

/// A schedule of a slotted clinic.
#[derive(Clone, Debug, PartialEq)]
pub struct SlottedSchedule {
    /// How many patients are booked into each slot.
    pub patients: Vec<u8>,
    /// The expected cost.
    pub cost: f64,
}

/// How many are left over with which probability, and the cost so far.
pub(crate) struct Left {
    chances: Vec<f64>,
    cost: f64,
}

impl SlottedClinic {
    /// A clinic that books at most this many patients.
    ///
    /// ```
    /// use lindley_session::{SlottedClinic, SlottedSettings};
    ///
    /// let settings = SlottedSettings { slots: 4, show: 0.8, waiting: 0.2, idle: 1.0, overtime: 1.5 };
    /// let clinic = SlottedClinic::new(settings, 8)?;
    /// assert!((clinic.cost(&[1, 1, 1, 1])? - 0.8).abs() < 1e-12); // each slot is empty one time in five
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    ///
    /// # Errors
    /// [`SessionError::OutOfRange`] unless there are 1 to 60 slots and `show` is a probability, [`SessionError::Weight`] for
    /// a cost that is negative or not finite, or if all are zero.
    pub fn new(settings: SlottedSettings, most_patients: u8) -> Result<Self, SessionError> {
        let SlottedSettings { slots, show, waiting, idle, overtime } = settings;
        check_slots(slots)?;
        check_probability("the show probability", show)?;
        check_weights(&[("waiting", waiting), ("idle slots", idle), ("overtime", overtime)])?;
        Ok(Self { settings, most_patients, comers: comers(most_patients, show) })
    }

    /// The expected cost of a schedule: how many patients are booked into each slot.
    ///
    /// ```
    /// use lindley_session::{SlottedClinic, SlottedSettings};
    ///
    /// let settings = SlottedSettings { slots: 2, show: 1.0, waiting: 0.2, idle: 1.0, overtime: 1.5 };
    /// let clinic = SlottedClinic::new(settings, 2)?;
    /// assert!((clinic.cost(&[2, 0])? - 0.2).abs() < 1e-12); // one waits for one slot
    /// assert!((clinic.cost(&[0, 2])? - (1.0 + 0.2 + 1.5)).abs() < 1e-12); // an empty slot, a wait, a late visit
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    ///
    /// # Errors
    /// [`SessionError::OtherSchedule`] unless it has as many slots as the clinic and at most as many patients.
    pub fn cost(&self, patients: &[u8]) -> Result<f64, SessionError> {
        let booked: usize = patients.iter().map(|patients| usize::from(*patients)).sum();
        let (most, slots) = (usize::from(self.most_patients), usize::from(self.settings.slots));
        if patients.len() != slots || booked > most {
            return Err(SessionError::OtherSchedule {
                patients: booked,
                slots: patients.len(),
                expected_patients: booked.min(most),
                expected_slots: slots,
            });
        }
        Ok(SlotBySlot::cost(self, &self.follow(patients)))
    }

    /// The cheapest schedule of any number of patients up to the most, found by looking at all of them.
    ///
    /// Of equally cheap ones it is the one with the fewest patients.
    ///
    /// ```
    /// use lindley_session::{SlottedClinic, SlottedSettings};
    ///
    /// let settings = SlottedSettings { slots: 6, show: 0.7, waiting: 0.1, idle: 1.0, overtime: 1.5 };
    /// let best = SlottedClinic::new(settings, 9)?.best()?;
    /// assert_eq!(best.patients, [2, 1, 1, 1, 1, 1]); // the rule 1 / (1 - p) would book 9
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    ///
    /// # Errors
    /// [`SessionError::TooManySchedules`] if some number of patients has more than five million.
    pub fn best(&self) -> Result<SlottedSchedule, SessionError> {
        // The largest number has the most schedules: what is too much is refused before anything is looked at.
        let (patients, cost) = cheapest(self, self.most_patients)?;
        let mut best = SlottedSchedule { patients, cost };
        for booked in (0..self.most_patients).rev() {
            let (patients, cost) = cheapest(self, booked)?;
            if !better(best.cost, cost) {
                best = SlottedSchedule { patients, cost };
            }
        }
        Ok(best)
    }
}

impl SlotBySlot for SlottedClinic {
    type State = Left;

    fn slots(&self) -> usize {
        self.settings.slots.into()
    }

    fn start(&self) -> Left {
        Left { chances: vec![1.0], cost: 0.0 }
    }

    fn slot(&self, left: &Left, patients: u8) -> Left {
        let mut chances = sum_of(&left.chances, &self.comers[usize::from(patients)]);
        let nobody = chances[0];
        if chances.len() > 1 {
            chances.remove(0);
            chances[0] += nobody;
        }
        let waiting: f64 = chances.iter().enumerate().map(|(left, chance)| left as f64 * chance).sum();
        let cost = left.cost + self.settings.idle * nobody + self.settings.waiting * waiting;
        Left { chances, cost }
    }

    fn cost(&self, left: &Left) -> f64 {
        let of_left =
            |left: f64| self.settings.overtime * left + self.settings.waiting * left * (left - 1.0) / 2.0;
        let tail: f64 =
            left.chances.iter().enumerate().map(|(left, chance)| chance * of_left(left as f64)).sum();
        left.cost + tail
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn clinic(slots: u8, show: f64, waiting: f64, most: u8) -> SlottedClinic {
        SlottedClinic::new(SlottedSettings { slots, show, waiting, idle: 1.0, overtime: 1.5 }, most).unwrap()
    }

    #[test]
    fn the_enumerated_optima() {
        let cases: [(f64, f64, &[u8], f64); 3] = [
            (0.8, 0.2, &[1, 1, 1, 1], 0.8),
            (0.7, 0.1, &[2, 1, 1, 1, 1, 1], 1.450_003_08),
            (0.8, 0.1, &[2, 1, 1, 1, 1, 1, 1, 1], 1.401_857_23),
        ];
        for (show, waiting, patients, cost) in cases {
            let slots = u8::try_from(patients.len()).unwrap();
            let best = clinic(slots, show, waiting, 10).best().unwrap();
            assert_eq!(best.patients, patients);
            assert!((best.cost - cost).abs() < 5e-9, "{best:?}");
            let booked: u64 = patients.iter().map(|patients| u64::from(*patients)).sum();
            assert!(
                crate::bookings_by_rule(slots.into(), 1.0 - show).unwrap() > booked,
                "the rule books too many"
            );
        }
    }

    #[test]
    fn two_at_once_by_hand() {
        // Both come: one waits a slot and is served in the second. One comes, or none: two slots or one stay empty.
        let two = clinic(2, 0.5, 0.2, 3);
        let expected = 0.25 * 0.2 + 0.5 * 1.0 + 0.25 * 2.0;
        assert!((two.cost(&[2, 0]).unwrap() - expected).abs() < 1e-12);
        // Three in the last slot who all come: two wait through it, then two visits are late and one waits once more.
        let three = clinic(1, 1.0, 0.2, 3);
        assert!((three.cost(&[3]).unwrap() - (0.4 + 3.0 + 0.2)).abs() < 1e-12);
    }

    #[test]
    fn what_is_no_clinic_or_schedule_is_refused() {
        let fine = SlottedSettings { slots: 2, show: 0.5, waiting: 0.2, idle: 1.0, overtime: 1.5 };
        let refused = |settings| SlottedClinic::new(settings, 4).unwrap_err();
        assert!(matches!(refused(SlottedSettings { slots: 0, ..fine }), SessionError::OutOfRange { .. }));
        assert!(matches!(refused(SlottedSettings { slots: 61, ..fine }), SessionError::OutOfRange { .. }));
        assert!(matches!(refused(SlottedSettings { show: 1.2, ..fine }), SessionError::OutOfRange { .. }));
        assert!(matches!(refused(SlottedSettings { waiting: -0.2, ..fine }), SessionError::Weight { .. }));
        let nothing = SlottedSettings { waiting: 0.0, idle: 0.0, overtime: 0.0, ..fine };
        assert!(matches!(refused(nothing), SessionError::Weight { .. }));
        let clinic = SlottedClinic::new(fine, 4).unwrap();
        assert!(matches!(clinic.cost(&[1]), Err(SessionError::OtherSchedule { slots: 1, .. })));
        assert!(matches!(clinic.cost(&[3, 2]), Err(SessionError::OtherSchedule { patients: 5, .. })));
        let huge = SlottedClinic::new(SlottedSettings { slots: 60, ..fine }, 60).unwrap();
        assert!(matches!(huge.best(), Err(SessionError::TooManySchedules { .. })));
    }

    proptest! {
        #[test]
        fn no_schedule_is_cheaper_than_the_best(
            patients in prop::collection::vec(0_u8..3, 4),
            show in 0.0_f64..=1.0,
            waiting in 0.0_f64..2.0,
        ) {
            let clinic = clinic(4, show, waiting, 8);
            let best = clinic.best().unwrap();
            prop_assert!(best.cost <= clinic.cost(&patients).unwrap() + 1e-9);
            prop_assert!((clinic.cost(&best.patients).unwrap() - best.cost).abs() < 1e-12);
        }
    }
}
