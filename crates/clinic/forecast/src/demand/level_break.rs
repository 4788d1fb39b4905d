//! Where the level of a series jumped, found by cumulative sums of likelihood ratios.

use lindley_time::civil::DateTime;
use serde::{Deserialize, Serialize};

/// A level that jumped.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LevelBreak {
    /// The first step on the new level.
    pub since: DateTime,
    /// The new level divided by the old one.
    pub factor: f64,
}

/// The jumps that are watched for, as factors.
const WATCHED: [f64; 4] = [0.5, 0.75, 1.35, 2.0];
/// Evidence at which a jump is believed: on a series that does not jump, e to this many times less likely than not.
const BELIEVED: f64 = 10.0;
/// Jumps smaller than this share are left to the regression.
const LEAST_JUMP: f64 = 0.15;

/// Of a jump that was taken back, no more than this share of its logarithm is left.
const MOST_LEFT: f64 = 0.3;

/// Watches one level; forgets everything when a jump is believed.
#[derive(Clone, Debug)]
pub(super) struct JumpWatch {
    /// How many times the variance of daily sums exceeds their mean.
    spread: f64,
    sums: [Evidence; WATCHED.len()],
}

/// What speaks for one jump, since when, and what came and was expected since.
#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    weight: f64,
    since: usize,
    came: f64,
    expected: f64,
}

/// A believed jump.
#[derive(Clone, Copy, Debug)]
pub(super) struct Jump {
    pub(super) since: usize,
    pub(super) factor: f64,
}

impl Jump {
    /// Whether it takes most of an earlier one back: then the level has not moved, but something else has.
    pub(super) fn takes_back(&self, earlier: &Self) -> bool {
        let (now, before) = (self.factor.ln(), earlier.factor.ln());
        (now + before).abs() < MOST_LEFT * now.abs().max(before.abs())
    }
}

impl JumpWatch {
    pub(super) fn new(spread: f64) -> Self {
        Self { spread: spread.max(1.0), sums: [Evidence::default(); WATCHED.len()] }
    }

    /// Forgets what spoke for jumps before a row.
    pub(super) fn forget(&mut self, row: usize) {
        self.sums = [Evidence { since: row, ..Evidence::default() }; WATCHED.len()];
    }

    /// Learns what came at a row against what was expected. The jump of which this row convinces, if any.
    pub(super) fn observe(&mut self, row: usize, came: f64, expected: f64) -> Option<Jump> {
        for (evidence, factor) in self.sums.iter_mut().zip(WATCHED) {
            // E. S. Page, Biometrika 41 (1954), with the Poisson likelihood ratio tempered by the spread.
            evidence.weight += (came * factor.ln() - expected * (factor - 1.0)) / self.spread;
            if evidence.weight <= 0.0 {
                *evidence = Evidence { since: row + 1, ..Evidence::default() };
            } else {
                evidence.came += came;
                evidence.expected += expected;
            }
        }
        let strongest = self.sums.iter().max_by(|a, b| a.weight.total_cmp(&b.weight))?;
        if strongest.weight < BELIEVED {
            return None;
        }
        let factor = (strongest.came + 1.0) / (strongest.expected + 1.0);
        let jump = Jump { since: strongest.since, factor };
        self.forget(row + 1);
        ((jump.factor - 1.0).abs() >= LEAST_JUMP).then_some(jump)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jump_is_dated_where_it_began() {
        let mut watch = JumpWatch::new(1.0);
        let jump = (0..200_u32).find_map(|row| {
            let came = if row < 150 { [4.0, 6.0, 5.0][row as usize % 3] } else { 10.0 };
            watch.observe(row as usize, came, 5.0)
        });
        let jump = jump.expect("twice as many come");
        assert!((148..=151).contains(&jump.since), "{jump:?}");
        assert!((1.7..2.1).contains(&jump.factor), "{jump:?}");
    }

    #[test]
    fn a_jump_back_is_told_from_a_correction() {
        let jump = |factor| Jump { since: 0, factor };
        assert!(jump(40.0).takes_back(&jump(0.02)) && jump(0.5).takes_back(&jump(1.8)));
        assert!(!jump(0.5).takes_back(&jump(3.5)) && !jump(1.5).takes_back(&jump(1.5)));
    }

    #[test]
    fn what_always_swings_is_no_jump() {
        let mut watch = JumpWatch::new(3.0);
        assert!((0..2_000_u32).all(|row| {
            let came = [2.0, 9.0, 5.0, 4.0, 7.0, 3.0][row as usize % 6];
            watch.observe(row as usize, came, 5.0).is_none()
        }));
    }
}
