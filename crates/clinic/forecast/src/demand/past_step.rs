//! A step of the past with what would have been said of it.

use super::CountDistribution;

/// What would have been said of a step that is over, and what came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PastStep {
    /// The step's number.
    pub(super) index: i64,
    pub(super) law: CountDistribution,
    pub(super) count: u64,
}

impl PastStep {
    /// How far out in the law the count lay.
    pub(super) fn outlyingness(&self) -> f64 {
        self.law.spread_outlyingness(self.count, self.part())
    }

    /// Where in a count's probability the rank of a step is looked for: by its number, so that it stays the same as time goes on.
    /// Multiples of the golden ratio lie evenly, whichever steps are taken.
    pub(super) fn part(&self) -> f64 {
        (self.index as f64 * 0.618_033_988_75).fract().abs()
    }
}
