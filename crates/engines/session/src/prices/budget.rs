//! How many prices can be paid for, and how often they can be raised.

use crate::branch::SCORED_ENDINGS;
use crate::composition::Composition;
use crate::kernels::TILE;
use crate::lattice::Lattice;

/// Most rounds.
const ROUNDS: u64 = 120;
/// Most steps from state to state, one for each scenario, of all rounds together.
const WORK: u64 = 9_000_000_000;
/// As many steps as one sequence of a small composition is worth: scoring it takes about a thirtieth of one for each visit.
const SEQUENCES_A_STEP: u128 = 32;
/// Rounds that must fit into the work before states remember more.
const ROUNDS_WORTH_MEMORY: u64 = 40;
/// Most kinds that a state remembers.
const MOST_MEMORY: usize = 2;
/// Most prices: four bytes each.
const PRICES: u64 = 64_000_000;
/// Comparing slacks of sixteen bits, as bounds without prices do, is so many times faster than a step with a price (measured).
const SLACKS_A_STEP: u64 = 10;
/// Bytes of the lattice for each scenario of each sub-composition.
const BYTES_A_SLACK: u64 = 2;
/// Bytes at the peak for each price: the price, its slope while it is raised, and the slacks of the states (measured).
const BYTES_A_PRICE: u64 = 16;

/// What can be afforded.
pub(super) struct Budget {
    /// How many of the last kinds a state remembers.
    pub(super) memory: usize,
    /// How often the prices are raised at most.
    pub(super) rounds: u64,
    prices: u64,
    steps_a_round: u64,
}

impl Budget {
    /// What a search of the lattice can afford; none if not even states without a memory fit.
    pub(super) fn of(lattice: &Lattice) -> Option<Self> {
        let kinds = lattice.counts.iter().filter(|count| **count > 0).count() as u64;
        Self::new(lattice.points as u64, kinds, (lattice.tiles * TILE) as u64, lattice.sequences())
    }

    fn new(points: u64, kinds: u64, lanes: u64, sequences: u128) -> Option<Self> {
        let worth = u64::try_from(sequences / SEQUENCES_A_STEP).unwrap_or(u64::MAX);
        let work = WORK.min(worth.saturating_mul(lanes));
        let steps = |states: u64| states.saturating_mul(kinds).saturating_mul(lanes).max(1);
        let fits = |states: u64| states.saturating_mul(lanes) <= PRICES;
        let (mut memory, mut states) = (0, points);
        while memory < MOST_MEMORY
            && fits(states.saturating_mul(kinds))
            && work / steps(states * kinds) >= ROUNDS_WORTH_MEMORY
        {
            memory += 1;
            states *= kinds;
        }
        fits(states).then(|| {
            let rounds = (work / steps(states)).min(ROUNDS);
            Self { memory, rounds, prices: states * lanes, steps_a_round: steps(states) }
        })
    }
}

/// What [`branch_and_bound`](crate::branch_and_bound) costs beside the local search that it begins with, for programs that bound
/// what one request may cause. A step is one price of one scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchWork {
    /// Rounds in which the bound is raised at most; there is never more than one for each beginning.
    pub rounds: u64,
    /// Steps of a round.
    pub each_round: u64,
    /// Steps of a beginning.
    pub each_beginning: u64,
    /// Bytes at the peak, about.
    pub bytes: u64,
}

impl SearchWork {
    /// Steps of a search that looks at so many beginnings.
    pub fn steps(&self, beginnings: u64) -> u128 {
        let rounds = u128::from(beginnings.min(self.rounds)) * u128::from(self.each_round);
        rounds + u128::from(beginnings) * u128::from(self.each_beginning)
    }

    /// As many beginnings as so many steps allow.
    pub fn affordable(&self, steps: u128) -> u64 {
        let (round, beginning) = (u128::from(self.each_round), u128::from(self.each_beginning));
        let raising = steps / (round + beginning);
        let more = steps.saturating_sub(u128::from(self.rounds) * round) / beginning;
        let affordable = if raising <= u128::from(self.rounds) { raising } else { more };
        u64::try_from(affordable).unwrap_or(u64::MAX)
    }
}

/// What a search of the composition's sequences costs.
///
/// ```
/// use lindley_session::{Composition, search_work};
/// let work = search_work(&Composition::new(&[8, 8, 8])?, 10_000);
/// let beginnings = work.affordable(3_000_000_000);
/// assert!(work.steps(beginnings) <= 3_000_000_000 && work.steps(beginnings + 1) > 3_000_000_000);
/// assert!(work.bytes < 1 << 30);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
pub fn search_work(composition: &Composition, scenarios: usize) -> SearchWork {
    let kinds = composition.counts().iter().filter(|count| **count > 0).count() as u64;
    let counts = composition.counts().iter();
    let points = counts.fold(1_u64, |all, count| all.saturating_mul(u64::from(*count) + 1));
    let lanes = (scenarios.div_ceil(TILE) * TILE) as u64;
    let endings = u64::try_from(SCORED_ENDINGS).unwrap_or(u64::MAX);
    let slacks = points.saturating_mul(lanes).saturating_mul(BYTES_A_SLACK);
    match Budget::new(points, kinds, lanes, composition.sequences()) {
        Some(budget) => SearchWork {
            rounds: budget.rounds,
            each_round: budget.steps_a_round,
            each_beginning: kinds.max(endings).saturating_mul(lanes).max(1),
            bytes: (budget.prices * BYTES_A_PRICE).saturating_add(slacks),
        },
        None => SearchWork {
            rounds: 0,
            each_round: 0,
            each_beginning: (points.saturating_mul(kinds) / SLACKS_A_STEP)
                .max(endings)
                .saturating_mul(lanes)
                .max(1),
            bytes: slacks,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_affordable_is_the_most_that_fits() {
        for counts in [&[8, 8, 8][..], &[5, 5, 6], &[10, 10, 10, 10], &[12; 5]] {
            let work = search_work(&Composition::new(counts).unwrap(), 3_000);
            for steps in [work.steps(1), work.steps(7), 1_000_000_000, 9_000_000_000, 70_000_000_000] {
                let most = work.affordable(steps);
                assert!(
                    work.steps(most) <= steps && work.steps(most + 1) > steps,
                    "{counts:?} {steps}: {most}"
                );
            }
        }
    }
}
