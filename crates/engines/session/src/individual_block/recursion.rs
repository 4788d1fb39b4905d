//! The number in the system from interval to interval.

use super::{BlockMeans, BlockWeights, IndividualBlock};
use crate::schedules::SlotBySlot;
use crate::shows::sum_of;

/// How many are in the system with which probability, and what all patients so far wait together.
pub(crate) struct Present {
    chances: Vec<f64>,
    waiting: f64,
}

/// A session whose schedules are compared by their cost.
pub(crate) struct Weighted<'a> {
    pub(super) session: &'a IndividualBlock,
    pub(super) weights: BlockWeights,
}

impl Weighted<'_> {
    /// The means at the end of the last interval.
    pub(super) fn means(&self, present: &Present) -> BlockMeans {
        let settings = &self.session.settings;
        let tardiness = mean(&present.chances) * settings.mean_service;
        let comers = f64::from(settings.patients) * (1.0 - settings.no_show);
        let length = f64::from(settings.intervals) * settings.interval_length;
        BlockMeans {
            waiting: present.waiting / comers,
            idle: length + tardiness - comers * settings.mean_service,
            tardiness,
        }
    }
}

impl SlotBySlot for Weighted<'_> {
    type State = Present;

    fn slots(&self) -> usize {
        self.session.settings.intervals.into()
    }

    fn start(&self) -> Present {
        Present { chances: vec![1.0], waiting: 0.0 }
    }

    fn slot(&self, present: &Present, patients: u8) -> Present {
        let comers = &self.session.comers[usize::from(patients)];
        // A comer waits for all before them: exponential services have no memory, so each of those takes a whole mean.
        let before = mean(&present.chances) * mean(comers);
        let each_other: f64 = (0_u32..).zip(comers).map(|(n, chance)| pairs(n) * chance).sum();
        let waiting = present.waiting + (before + each_other) * self.session.settings.mean_service;
        let together = sum_of(&present.chances, comers);
        let mut chances = vec![0.0; together.len()];
        for (there, chance) in together.iter().enumerate() {
            let mut some_left = 0.0;
            for (gone, probability) in self.session.departures.iter().take(there).enumerate() {
                chances[there - gone] += chance * probability;
                some_left += probability;
            }
            chances[0] += chance * (1.0 - some_left).max(0.0);
        }
        Present { chances, waiting }
    }

    fn cost(&self, present: &Present) -> f64 {
        self.means(present).cost(self.weights)
    }
}

fn mean(chances: &[f64]) -> f64 {
    (0_u32..).zip(chances).map(|(n, chance)| f64::from(n) * chance).sum()
}

/// How many pairs there are among `n`.
fn pairs(n: u32) -> f64 {
    f64::from(n) * (f64::from(n) - 1.0) / 2.0
}

/// The probabilities of `0..=most` events of a Poisson distribution.
///
/// Where the mean is so large that `exp` gives zero, so are all probabilities up to 255 for every purpose here.
pub(super) fn poisson(mean: f64, most: u8) -> Vec<f64> {
    let none = (-mean).exp();
    if none <= 0.0 {
        // An infinite mean times zero would be no number.
        return vec![0.0; usize::from(most) + 1];
    }
    let mut chances = vec![none];
    for n in 1..=most {
        chances.push(chances[usize::from(n) - 1] * mean / f64::from(n));
    }
    chances
}
