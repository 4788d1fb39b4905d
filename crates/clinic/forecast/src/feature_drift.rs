//! How far what models are fed has moved since they were learnt.

use lindley_learn::Cell;
use lindley_stats::{PopulationStability, kolmogorov_smirnov};
use std::collections::BTreeMap;

/// Bins of numbers.
const BINS: usize = 10;

/// A column's distribution in the rows learnt from beside that in later rows.
#[derive(Clone, Debug, PartialEq)]
pub struct FeatureDrift {
    /// The column, such as `lead_days@1`; `score` for the prediction itself.
    pub feature: String,
    /// The population stability index, missing values being a bin of their own; none where there was no row.
    pub psi: Option<f64>,
    /// How likely so high an index is if nothing has moved.
    pub p_value: Option<f64>,
    /// The Kolmogorov-Smirnov distance of the numbers that are known; none for labels.
    pub ks: Option<f64>,
    /// The share of recent rows in which the column is missing.
    pub missing: f64,
}

impl FeatureDrift {
    /// Between numbers of one column, such as counts per step before some days and on them.
    ///
    /// ```
    /// use lindley_forecast::FeatureDrift;
    /// let before: Vec<f64> = (0..100).map(f64::from).collect();
    /// let moved = FeatureDrift::of_numbers("count", &before, &[120.0; 50]);
    /// assert!(moved.psi.is_some_and(|index| index > 0.25) && moved.ks == Some(1.0));
    /// assert_eq!(FeatureDrift::of_numbers("count", &before, &[]).psi, None);
    /// ```
    pub fn of_numbers(feature: &str, reference: &[f64], recent: &[f64]) -> Self {
        let cells = |values: &[f64]| values.iter().copied().map(Cell::Number).collect::<Vec<_>>();
        Self::between(feature.to_owned(), &cells(reference), &cells(recent))
    }

    /// Between cells of one column. Labels are compared as categories.
    pub(crate) fn between(feature: String, reference: &[Cell<'_>], recent: &[Cell<'_>]) -> Self {
        let (before, now) = (numbers(reference), numbers(recent));
        let (reference_counts, recent_counts) = counts(reference, recent, &before, &now);
        let found = PopulationStability::of_counts(&reference_counts, &recent_counts).ok();
        let missing = recent.iter().filter(|cell| matches!(cell, Cell::Missing)).count();
        Self {
            feature,
            psi: found.map(|found| found.index),
            p_value: found.map(|found| found.p_value()),
            ks: kolmogorov_smirnov(&before, &now).ok().map(|test| test.distance),
            missing: missing as f64 / recent.len().max(1) as f64,
        }
    }
}

fn numbers(cells: &[Cell<'_>]) -> Vec<f64> {
    cells.iter().filter_map(|cell| if let Cell::Number(value) = cell { Some(*value) } else { None }).collect()
}

/// Counts per bin of both lists, the missing in the first.
fn counts(
    reference: &[Cell<'_>],
    recent: &[Cell<'_>],
    before: &[f64],
    now: &[f64],
) -> (Vec<usize>, Vec<usize>) {
    let gaps = |cells: &[Cell<'_>]| cells.iter().filter(|cell| matches!(cell, Cell::Missing)).count();
    let (mut old, mut new) = (vec![gaps(reference)], vec![gaps(recent)]);
    let ends = ends(before);
    let in_bins = |values: &[f64]| {
        let mut counts = vec![0; ends.len() + 1];
        for value in values {
            counts[ends.partition_point(|end| end < value)] += 1;
        }
        counts
    };
    old.extend(in_bins(before));
    new.extend(in_bins(now));
    let mut labels: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for cell in reference {
        if let Cell::Label(label) = cell {
            labels.entry(label).or_default().0 += 1;
        }
    }
    for cell in recent {
        if let Cell::Label(label) = cell {
            labels.entry(label).or_default().1 += 1;
        }
    }
    old.extend(labels.values().map(|(old, _)| *old));
    new.extend(labels.values().map(|(_, new)| *new));
    (old, new)
}

/// The highest number of each bin but the last, so that each holds about equally many of reference; equal numbers stay together.
fn ends(reference: &[f64]) -> Vec<f64> {
    let mut sorted = reference.to_vec();
    sorted.sort_by(f64::total_cmp);
    let Some(highest) = sorted.last().copied() else { return Vec::new() };
    let mut ends: Vec<f64> =
        (1..BINS).map(|bin| sorted[(bin * sorted.len()).div_ceil(BINS).max(1) - 1]).collect();
    ends.retain(|end| *end < highest);
    ends.dedup_by(|left, right| left.total_cmp(right).is_eq());
    if ends.is_empty() {
        // Of two numbers the rarer may be the highest; one number alone is a bin up to it, and whatever lies above is new.
        let next = sorted.partition_point(|value| *value < highest);
        ends.push(next.checked_sub(1).map_or(highest, |below| sorted[below]));
    }
    ends
}
