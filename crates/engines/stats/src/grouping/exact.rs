//! The grouping with the least sum of absolute errors, by dynamic programming.
//!
//! With the distinct values `v_0 < ... < v_{m-1}`, `C(i, j)` the error of the values `i..j` against their median and
//! `D_k(j)` the least error of the first `j` values in `k` groups: `D_k(j) = min_i D_{k-1}(i) + C(i, j)`. `C` has the
//! Monge property, so the best `i` never falls as `j` grows, and halving finds a row in O(m log m).

use super::{Grouping, TimeSample};
use crate::StatsError;

/// The grouping into `groups` groups with the least sum of absolute errors (K-medians, the global optimum).
///
/// Of several optima it is the one whose last cut-off lies lowest, then the one before it, and so on. Refused if no
/// group is asked for or more than there are distinct values. Time O(K m log m), memory O(K m), for m distinct values.
///
/// Sources: W. D. Fisher, "On grouping for maximum homogeneity", JASA 53 (1958); H. Wang and M. Song,
/// "Ckmeans.1d.dp", The R Journal 3/2 (2011); A. Grønlund et al., "Fast exact k-means, k-medians and Bregman
/// divergence clustering in 1D" (2017), section 2 for halving, section 4 for medians.
///
/// ```
/// # use lindley_stats::{TimeSample, group_exactly};
/// let grouping = group_exactly(&TimeSample::from_seconds(&[1, 2, 3, 50, 52])?, 2)?;
/// assert_eq!((grouping.cuts(), grouping.medians()), (&[26.5][..], &[2.0, 51.0][..]));
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn group_exactly(sample: &TimeSample, groups: usize) -> Result<Grouping, StatsError> {
    Ok(Table::filled(sample, groups)?.grouping(groups))
}

/// The optimal groupings into 1, 2, ... `most` groups, from one run: what a plot of error against K needs.
///
/// Refused like [`group_exactly`].
///
/// ```
/// # use lindley_stats::{TimeSample, group_exactly_up_to};
/// let groupings = group_exactly_up_to(&TimeSample::from_seconds(&[1, 2, 3, 50, 52])?, 3)?;
/// let errors: Vec<f64> = groupings.iter().map(|grouping| grouping.absolute_error_seconds()).collect();
/// assert_eq!(errors, [99.0, 4.0, 2.0]);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn group_exactly_up_to(sample: &TimeSample, most: usize) -> Result<Vec<Grouping>, StatsError> {
    let table = Table::filled(sample, most)?;
    Ok((1..=most).map(|groups| table.grouping(groups)).collect())
}

/// Best last starts: `starts[k - 1][j]` begins the last of `k` groups of the first `j` values.
struct Table<'a> {
    sample: &'a TimeSample,
    starts: Vec<Vec<usize>>,
}

impl<'a> Table<'a> {
    fn filled(sample: &'a TimeSample, groups: usize) -> Result<Self, StatsError> {
        let distinct = sample.distinct();
        if groups == 0 {
            return Err(StatsError::NoGroups);
        }
        if groups > distinct {
            return Err(StatsError::TooManyGroups { groups, distinct });
        }
        let mut errors: Vec<u64> =
            (0..=distinct).map(|end| if end == 0 { 0 } else { sample.absolute_error(0, end) }).collect();
        let mut starts = vec![vec![0; distinct + 1]];
        for row in 2..=groups {
            let mut next =
                Row { sample, before: &errors, errors: vec![0; distinct + 1], starts: vec![0; distinct + 1] };
            next.fill(row, distinct, row - 1, distinct - 1);
            starts.push(next.starts);
            errors = next.errors;
        }
        Ok(Self { sample, starts })
    }

    fn grouping(&self, groups: usize) -> Grouping {
        let mut bounds = vec![self.sample.distinct()];
        for row in (0..groups).rev() {
            bounds.push(self.starts[row][bounds[bounds.len() - 1]]);
        }
        bounds.reverse();
        let sample = self.sample;
        let spans = || bounds.windows(2).map(|pair| (pair[0], pair[1]));
        let value = |place: usize| f64::from(sample.values()[place]);
        let error: u64 = spans().map(|(from, to)| sample.absolute_error(from, to)).sum();
        Grouping {
            cuts: bounds[1..groups].iter().map(|cut| f64::midpoint(value(cut - 1), value(*cut))).collect(),
            medians: spans().map(|(from, to)| sample.median(from, to)).collect(),
            sizes: spans().map(|(from, to)| sample.count(from, to)).collect(),
            absolute_error: error as f64,
            spread: sample.spread_seconds(),
        }
    }
}

/// One row of the table while it is filled.
struct Row<'a> {
    sample: &'a TimeSample,
    before: &'a [u64],
    errors: Vec<u64>,
    starts: Vec<usize>,
}

impl Row<'_> {
    /// Fills the ends `first..=last`, whose best starts lie in `low..=high`.
    fn fill(&mut self, first: usize, last: usize, low: usize, high: usize) {
        if first > last {
            return;
        }
        let end = usize::midpoint(first, last);
        let mut best = (u64::MAX, low);
        for start in low..=high.min(end - 1) {
            // Tuples compare by error first, so the lowest start wins a tie.
            best = best.min((self.before[start] + self.sample.absolute_error(start, end), start));
        }
        (self.errors[end], self.starts[end]) = best;
        self.fill(first, end - 1, low, best.1);
        self.fill(end + 1, last, best.1, high);
    }
}
