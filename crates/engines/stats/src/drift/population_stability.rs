//! The population stability index (PSI): how far shares have moved between bins.

use crate::stats_error::{check_finite, check_lengths};
use crate::summary::ascending;
use crate::{ChiSquare, StatsError};

/// How far recent rows have moved from the rows of reference.
///
/// Below 0.1 counts as stable, above 0.25 as moved (N. Siddiqi, "Credit Risk Scorecards" (2006)). With few rows
/// chance alone exceeds this: look at [`Self::p_value`] too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PopulationStability {
    /// The sum over bins of `(recent - reference) ln(recent / reference)`, of shares.
    pub index: f64,
    /// How many bins had rows of either kind.
    pub bins: usize,
    /// How many of them had rows of one kind only; there half a row stands for none, so that the index stays finite.
    pub one_sided_bins: usize,
    /// How many rows of reference.
    pub reference_rows: usize,
    /// How many recent rows.
    pub recent_rows: usize,
}

impl PopulationStability {
    /// From the counts of each bin or category, which stand at the same place in both lists. Bins without rows are left
    /// out. Refused if the lists differ in length, or one holds no row.
    ///
    /// Source: S. Kullback and R. A. Leibler, "On information and sufficiency", Ann. Math. Stat. 22 (1951):
    /// their divergence J.
    ///
    /// ```
    /// # use lindley_stats::PopulationStability;
    /// let found = PopulationStability::of_counts(&[50, 50], &[80, 20])?;
    /// assert!((found.index - 0.3 * 4.0_f64.ln()).abs() < 1e-12);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn of_counts(reference: &[usize], recent: &[usize]) -> Result<Self, StatsError> {
        check_lengths(reference.len(), recent.len())?;
        let (reference_rows, recent_rows) = (reference.iter().sum::<usize>(), recent.iter().sum::<usize>());
        if reference_rows == 0 || recent_rows == 0 {
            return Err(StatsError::Empty);
        }
        let share = |count: usize, rows: usize| if count == 0 { 0.5 } else { count as f64 } / rows as f64;
        let (mut index, mut bins, mut one_sided_bins) = (0.0, 0, 0);
        for (reference, recent) in reference.iter().zip(recent) {
            if *reference == 0 && *recent == 0 {
                continue;
            }
            bins += 1;
            one_sided_bins += usize::from(*reference == 0 || *recent == 0);
            let (before, now) = (share(*reference, reference_rows), share(*recent, recent_rows));
            index += (now - before) * (now / before).ln();
        }
        Ok(Self { index, bins, one_sided_bins, reference_rows, recent_rows })
    }

    /// From numbers, in bins with about equal numbers of rows of reference; ten are usual. Equal numbers stay together, so
    /// there may be fewer bins. O(n log n).
    ///
    /// Refused if a list is empty or holds a value that is no finite number, fewer than two bins were asked for, or all
    /// numbers of reference are equal.
    ///
    /// ```
    /// # use lindley_stats::PopulationStability;
    /// let before: Vec<f64> = (0..100).map(f64::from).collect();
    /// let now: Vec<f64> = (50..150).map(f64::from).collect();
    /// assert!(PopulationStability::of_values(&before, &before, 10)?.index.abs() < 1e-12);
    /// assert!(PopulationStability::of_values(&before, &now, 10)?.index > 0.25);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn of_values(reference: &[f64], recent: &[f64], bins: usize) -> Result<Self, StatsError> {
        check_finite(reference)?;
        check_finite(recent)?;
        if bins < 2 {
            return Err(StatsError::TooFew { needed: 2, found: bins });
        }
        let sorted = ascending(reference);
        let highest = sorted[sorted.len() - 1];
        // Each bin ends with its highest number; the last one has no end.
        let mut ends: Vec<f64> =
            (1..bins).map(|bin| sorted[(bin * sorted.len()).div_ceil(bins).max(1) - 1]).collect();
        ends.retain(|end| *end < highest);
        ends.dedup_by(|left, right| left.total_cmp(right).is_eq());
        if ends.is_empty() {
            // One bin would call everything stable. Two may do, if there are two numbers.
            let next = sorted.partition_point(|value| *value < highest);
            ends.push(sorted[next.checked_sub(1).ok_or(StatsError::NoSpread)?]);
        }
        let counts = |values: &[f64]| {
            let mut counts = vec![0; ends.len() + 1];
            for value in values {
                counts[ends.partition_point(|end| end < value)] += 1;
            }
            counts
        };
        Self::of_counts(&counts(reference), &counts(recent))
    }

    /// How likely an index at least this high is if nothing has moved; good for five rows or more in each bin.
    ///
    /// The index over `1 / n + 1 / m` follows the chi-square distribution with one degree of freedom less than bins.
    /// Source: B. Yurdakul, "Statistical properties of population stability index" (2018).
    ///
    /// ```
    /// # use lindley_stats::PopulationStability;
    /// let found = PopulationStability::of_counts(&[50, 50], &[52, 48])?;
    /// assert!(found.p_value() > 0.5);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn p_value(&self) -> f64 {
        let chance = 1.0 / self.reference_rows as f64 + 1.0 / self.recent_rows as f64;
        let law = ChiSquare::new(self.bins as f64 - 1.0);
        // With one bin nothing can move.
        law.map_or(1.0, |law| law.at_least(self.index / chance))
    }
}
