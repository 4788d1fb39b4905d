//! Split conformal prediction: the bound is an order statistic of the calibration scores.

use crate::conformal::ScoreBound;
use crate::stats_error::{check_finite, check_level};
use crate::summary::ascending;
use crate::{Beta, Interval, StatsError};

/// Scores of calibration rows: rows that the model has not learnt from, exchangeable with those to come.
///
/// Rows of one day or session are not exchangeable with those of another. Calibrate on one score per session
/// ([`worst_per_block`](crate::worst_per_block)) or split by day ([`split_in_order`](crate::split_in_order)).
#[derive(Clone, Debug, PartialEq)]
pub struct CalibrationScores {
    pub(super) sorted: Vec<f64>,
}

impl CalibrationScores {
    /// From scores in any order: O(n log n). Refused if there are none or one is no finite number.
    ///
    /// ```
    /// # use lindley_stats::CalibrationScores;
    /// assert_eq!(CalibrationScores::new(&[2.0, 1.0])?.sorted(), [1.0, 2.0]);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn new(scores: &[f64]) -> Result<Self, StatsError> {
        check_finite(scores)?;
        Ok(Self { sorted: ascending(scores) })
    }

    /// The scores in ascending order: all there is to keep in order to calibrate again.
    ///
    /// ```
    /// # use lindley_stats::CalibrationScores;
    /// let scores = CalibrationScores::new(&[2.0, 1.0])?;
    /// assert_eq!(CalibrationScores::new(scores.sorted())?, scores);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn sorted(&self) -> &[f64] {
        &self.sorted
    }

    /// The score that a new row keeps with this level, in O(1): number `ceil((n + 1) level)` of the n scores from below,
    /// and infinity if that exceeds n. A new row keeps it with a probability from `level` to `level + 1 / (n + 1)`, the
    /// upper end if scores do not tie. Refused unless the level lies strictly between 0 and 1.
    ///
    /// Source: J. Lei et al., "Distribution-free predictive inference for regression", JASA 113 (2018), Theorem 2.2.
    ///
    /// ```
    /// # use lindley_stats::CalibrationScores;
    /// let scores = CalibrationScores::new(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0])?;
    /// assert!((scores.bound(0.9)?.score() - 9.0).abs() < 1e-15);
    /// assert!(!scores.bound(0.95)?.is_bounded());
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn bound(&self, level: f64) -> Result<ScoreBound, StatsError> {
        check_level(level)?;
        Ok(self.bound_at(level))
    }

    /// As [`Self::bound`] for any level: the whole line from 1 on, nothing from 0 down.
    pub(super) fn bound_at(&self, level: f64) -> ScoreBound {
        let rows = self.sorted.len();
        let score = if level <= 0.0 {
            f64::NEG_INFINITY
        } else {
            self.sorted.get(rank(rows, level) - 1).copied().unwrap_or(f64::INFINITY)
        };
        ScoreBound { score, level, rows }
    }

    /// The share of scores, the new one included, that are at least as high as the new one: between `1 / (n + 1)` and 1,
    /// and uniform or larger if the new row is like the others. O(log n). Refused unless the score is finite.
    ///
    /// It is also the largest miss rate at which the band still holds the row. Source: V. Vovk, A. Gammerman and
    /// G. Shafer, "Algorithmic Learning in a Random World" (2005), section 2.2.
    ///
    /// ```
    /// # use lindley_stats::CalibrationScores;
    /// let scores = CalibrationScores::new(&[1.0, 2.0, 3.0])?;
    /// assert!((scores.p_value(2.5)? - 0.5).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn p_value(&self, score: f64) -> Result<f64, StatsError> {
        check_finite(&[score])?;
        let below = self.sorted.partition_point(|known| *known < score);
        Ok((self.sorted.len() - below + 1) as f64 / (self.sorted.len() + 1) as f64)
    }
}

/// The smallest number of calibration rows that gives a bounded band: 9 for 0.9, 19 for 0.95.
/// Refused unless the level lies strictly between 0 and 1.
///
/// ```
/// assert_eq!((lindley_stats::rows_needed(0.9), lindley_stats::rows_needed(0.95)), (Ok(9), Ok(19)));
/// ```
pub fn rows_needed(level: f64) -> Result<usize, StatsError> {
    check_level(level)?;
    let needed = whole_above(level / (1.0 - level)).max(1);
    // Rounding may have put it one off.
    let near = needed.saturating_sub(1).max(1)..=needed;
    Ok(near.into_iter().find(|rows| rank(*rows, level) <= *rows).unwrap_or(needed + 1))
}

/// Between which bounds the share of covered rows lies, in the long run after one calibration with this many rows, with
/// this confidence. The estimate is the mean. The share follows the distribution Beta(k, n + 1 - k) with
/// `k = ceil((n + 1) level)`, if scores do not tie.
///
/// Refused for senseless levels, or if there are too few rows for a bounded band.
/// Source: V. Vovk, "Conditional validity of inductive conformal predictors", ACML 2012;
/// A. N. Angelopoulos and S. Bates, "Conformal prediction: a gentle introduction" (2023), section 3.2.
///
/// ```
/// // A hundred rows make 90 % bands that cover between 83 and 95 of 100 rows.
/// let found = lindley_stats::conformal_coverage_range(100, 0.9, 0.95)?;
/// assert!(found.low > 0.83 && found.high < 0.96);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn conformal_coverage_range(rows: usize, level: f64, confidence: f64) -> Result<Interval, StatsError> {
    let needed = rows_needed(level)?;
    check_level(confidence)?;
    if rows < needed {
        return Err(StatsError::TooFewForLevel { needed, found: rows, level });
    }
    let rank = rank(rows, level);
    let law = Beta::new(rank as f64, (rows + 1 - rank) as f64)?;
    let tail = (1.0 - confidence) / 2.0;
    Ok(Interval { estimate: law.mean(), low: law.quantile(tail)?, high: law.quantile(1.0 - tail)? })
}

/// `ceil((n + 1) level)`, at least 1, for a positive level.
fn rank(rows: usize, level: f64) -> usize {
    whole_above((rows + 1) as f64 * level).max(1)
}

/// The least whole number that is not below, but for rounding: `10 * 0.7` is 7 and not 8.
pub(super) fn whole_above(number: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "positive; huge numbers saturate"
    )]
    let whole = (number - number * 1e-12).ceil() as usize;
    whole
}
