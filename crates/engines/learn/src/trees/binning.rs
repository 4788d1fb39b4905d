//! Values cut into at most 255 codes per column.

use serde::{Deserialize, Serialize};

use crate::MixedTable;
use crate::mixed_table::whole;

/// The code of a missing value, whatever the column.
pub(super) const MISSING: u8 = u8::MAX;

/// The most codes that numbers are cut into; one more is left for [`MISSING`], and one so that a cut can be shifted by one.
pub(super) const MOST_BINS: usize = 254;

/// How the values of one column become codes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Binning {
    /// Code `b` holds the values above `edges[b - 1]` up to `edges[b]`; edges ascend.
    Numbers { edges: Vec<f64> },
    /// The label's place is its code.
    Labels { labels: usize },
}

impl Binning {
    /// Cuts each column: a bin per distinct value if there are no more than `bins`, bins of about equally many rows else.
    pub(super) fn of(table: &MixedTable, column: usize, bins: usize) -> Self {
        if let Some(labels) = &table.layout().columns[column].labels {
            return Self::Labels { labels: labels.len() };
        }
        let mut values: Vec<f64> = table.column(column).filter(|value| !value.is_nan()).collect();
        values.sort_unstable_by(f64::total_cmp);
        Self::Numbers { edges: edges(&values, bins) }
    }

    /// Codes of values that are not missing: `0..codes`.
    pub(super) fn codes(&self) -> usize {
        match self {
            Self::Numbers { edges } => edges.len() + 1,
            Self::Labels { labels } => *labels,
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "there are no more than 254 codes")]
    pub(super) fn code(&self, value: f64) -> u8 {
        match self {
            _ if value.is_nan() => MISSING,
            Self::Numbers { edges } => edges.partition_point(|edge| *edge < value) as u8,
            Self::Labels { labels } if whole(value) < *labels => whole(value) as u8,
            Self::Labels { .. } => MISSING,
        }
    }
}

/// The cuts between bins of ascending values.
fn edges(values: &[f64], bins: usize) -> Vec<f64> {
    let alike: Vec<(f64, usize)> =
        values.chunk_by(|left, right| *left >= *right).map(|same| (same[0], same.len())).collect();
    let wanted = if alike.len() <= bins { 0 } else { values.len().div_ceil(bins) };
    let (mut found, mut filled) = (Vec::new(), 0);
    for pair in alike.windows(2) {
        filled += pair[0].1;
        if filled >= wanted && found.len() + 1 < bins {
            found.push(between(pair[0].0, pair[1].0));
            filled = 0;
        }
    }
    found
}

/// A number from the lower value up to, not including, the higher one.
fn between(low: f64, high: f64) -> f64 {
    let middle = f64::midpoint(low, high);
    if middle < high { middle } else { low }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_values_have_a_bin_each_and_many_share() {
        assert_eq!(edges(&[1.0, 1.0, 2.0, 5.0], 254), [1.5, 3.5]);
        let many: Vec<f64> = (0..1000).map(f64::from).collect();
        let cuts = edges(&many, 10);
        assert_eq!(cuts.len(), 9);
        assert_eq!(cuts[..1], [99.5]);
        let binning = Binning::Numbers { edges: cuts };
        assert_eq!((binning.code(99.0), binning.code(100.0), binning.code(f64::NAN)), (0, 1, MISSING));
        assert!(edges(&[], 254).is_empty() && edges(&[3.0], 254).is_empty());
    }

    #[test]
    fn neighbouring_numbers_are_told_apart() {
        let (low, high) = (1.0, 1.0_f64.next_up());
        let binning = Binning::Numbers { edges: edges(&[low, high], 254) };
        assert_eq!((binning.code(low), binning.code(high)), (0, 1));
    }
}
