//! Calibration scores of the most recent rows.

use std::collections::VecDeque;

use crate::StatsError;
use crate::conformal::CalibrationScores;
use crate::stats_error::check_finite;

/// The scores of the last so many rows. While there are none, every band is the whole line.
#[derive(Clone, Debug, PartialEq)]
pub struct RollingScores {
    capacity: usize,
    arrivals: VecDeque<f64>,
    scores: CalibrationScores,
}

impl RollingScores {
    /// An empty window for this many scores; refused for none.
    ///
    /// ```
    /// # use lindley_stats::RollingScores;
    /// assert!(RollingScores::new(500).is_ok() && RollingScores::new(0).is_err());
    /// ```
    pub fn new(capacity: usize) -> Result<Self, StatsError> {
        if capacity == 0 {
            return Err(StatsError::MustBePositive { name: "the number of scores to keep" });
        }
        Ok(Self { capacity, arrivals: VecDeque::new(), scores: CalibrationScores { sorted: Vec::new() } })
    }

    /// Takes in a score and, if the window is full, drops the oldest. The search is O(log n), and up to n numbers move
    /// within one block of memory: for windows of some thousands, well below a microsecond.
    /// Refused unless the score is finite.
    ///
    /// ```
    /// # use lindley_stats::RollingScores;
    /// let mut window = RollingScores::new(2)?;
    /// for score in [3.0, 1.0, 2.0] {
    ///     window.push(score)?;
    /// }
    /// assert_eq!(window.scores().sorted(), [1.0, 2.0]);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn push(&mut self, score: f64) -> Result<(), StatsError> {
        check_finite(&[score])?;
        let score = score + 0.0; // a negative zero is zero
        let sorted = &mut self.scores.sorted;
        if self.arrivals.len() == self.capacity
            && let Some(oldest) = self.arrivals.pop_front()
        {
            sorted.remove(sorted.partition_point(|known| *known < oldest));
        }
        self.arrivals.push_back(score);
        sorted.insert(sorted.partition_point(|known| *known < score), score);
        Ok(())
    }

    /// The scores in the window, ready for a bound.
    ///
    /// ```
    /// # use lindley_stats::RollingScores;
    /// assert!(!RollingScores::new(500)?.scores().bound(0.9)?.is_bounded());
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn scores(&self) -> &CalibrationScores {
        &self.scores
    }

    /// How many scores are in the window.
    ///
    /// ```
    /// # use lindley_stats::RollingScores;
    /// assert_eq!(RollingScores::new(500)?.len(), 0);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn len(&self) -> usize {
        self.arrivals.len()
    }

    /// Whether there are no scores yet.
    ///
    /// ```
    /// # use lindley_stats::RollingScores;
    /// assert!(RollingScores::new(500)?.is_empty());
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn is_empty(&self) -> bool {
        self.arrivals.is_empty()
    }
}
