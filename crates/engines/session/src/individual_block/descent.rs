//! Local search that ends in a global optimum, because the cost is multimodular.

use super::recursion::Weighted;
use super::{BlockWeights, IndividualBlock, check_block_weights};
use crate::error::SessionError;
use crate::schedules::{SlotBySlot, better};

/// A schedule that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockSchedule {
    /// How many patients are due at the start of each interval.
    pub patients: Vec<u8>,
    /// The weighted cost.
    pub cost: f64,
    /// How many schedules were evaluated.
    pub evaluations: u64,
    /// Whether no schedule is cheaper; else the evaluations ran out.
    pub optimal: bool,
}

impl IndividualBlock {
    /// The schedule that spreads the patients evenly over the intervals, the first patient at the start.
    ///
    /// ```
    /// use lindley_session::{BlockSettings, IndividualBlock};
    ///
    /// let settings =
    ///     BlockSettings { patients: 5, intervals: 4, interval_length: 15.0, mean_service: 15.0, no_show: 0.0 };
    /// assert_eq!(IndividualBlock::new(settings)?.evenly(), [2, 1, 1, 1]);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn evenly(&self) -> Vec<u8> {
        let (patients, intervals) = (u16::from(self.settings.patients), u16::from(self.settings.intervals));
        let due_before = |interval: u16| (interval * patients).div_ceil(intervals);
        let due = |interval: u16| due_before(interval + 1) - due_before(interval);
        (0..intervals).map(|interval| u8::try_from(due(interval)).unwrap_or(u8::MAX)).collect()
    }

    /// Improves a schedule until no neighbour is cheaper, or the evaluations run out.
    ///
    /// A neighbour is the schedule plus the sum of some, not all, of the vectors `u_1 = (-1, 0, ..., 0, 1)` and
    /// `u_t = e_(t-1) - e_t`: one patient each comes an interval earlier, the first one last. The cost is multimodular, so
    /// that a schedule without a cheaper neighbour is the best of all (Kaandorp and Koole 2007, theorem 1; Koole and van der
    /// Sluis 2003). There are `2^intervals - 2` neighbours; the same start gives the same answer.
    ///
    /// ```
    /// use lindley_session::{BlockSettings, BlockWeights, IndividualBlock};
    ///
    /// let settings =
    ///     BlockSettings { patients: 10, intervals: 10, interval_length: 15.0, mean_service: 12.0, no_show: 0.1 };
    /// let session = IndividualBlock::new(settings)?;
    /// let weights = BlockWeights { waiting: 1.0, idle: 0.2, tardiness: 1.0 };
    /// let best = session.improve(&session.evenly(), weights, 100_000)?;
    /// assert!(best.optimal);
    /// assert_eq!(best.patients[0], 2);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    ///
    /// # Errors
    /// [`SessionError::OtherSchedule`] unless the start has the session's intervals and patients, [`SessionError::Weight`]
    /// for weights that are negative or not finite, or all zero.
    pub fn improve(
        &self,
        start: &[u8],
        weights: BlockWeights,
        most_evaluations: u64,
    ) -> Result<BlockSchedule, SessionError> {
        self.check(start)?;
        check_block_weights(weights)?;
        let session = Weighted { session: self, weights };
        let mut best = start.to_vec();
        let mut cost = session.cost(&session.follow(&best));
        let mut evaluations = 1;
        // A neighbour is a set of vectors, written as bits; once round without success ends the search.
        let neighbours = (1_u64 << start.len()) - 2;
        let (mut set, mut failures) = (1, 0);
        while failures < neighbours {
            let Some(next) = neighbour(&best, set) else {
                (set, failures) = (set % neighbours + 1, failures + 1);
                continue;
            };
            if evaluations >= most_evaluations {
                return Ok(BlockSchedule { patients: best, cost, evaluations, optimal: false });
            }
            evaluations += 1;
            let next_cost = session.cost(&session.follow(&next));
            if better(next_cost, cost) {
                // The same step may pay again.
                (best, cost, failures) = (next, next_cost, 0);
            } else {
                (set, failures) = (set % neighbours + 1, failures + 1);
            }
        }
        Ok(BlockSchedule { patients: best, cost, evaluations, optimal: true })
    }
}

/// The schedule plus the vectors of the set, if no interval has fewer than no patients.
fn neighbour(schedule: &[u8], set: u64) -> Option<Vec<u8>> {
    let last = schedule.len() - 1;
    let mut next: Vec<i16> = schedule.iter().map(|patients| i16::from(*patients)).collect();
    for interval in (0..schedule.len()).filter(|interval| set >> interval & 1 == 1) {
        next[interval] -= 1;
        next[if interval == 0 { last } else { interval - 1 }] += 1;
    }
    next.into_iter().map(|patients| u8::try_from(patients).ok()).collect()
}
