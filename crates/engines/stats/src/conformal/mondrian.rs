//! Mondrian conformal prediction: the level holds within each group.

use std::collections::BTreeMap;

use crate::StatsError;
use crate::conformal::{CalibrationScores, ScoreBound, rows_needed};
use crate::stats_error::{check_finite, check_lengths};

/// Which calibration rows a group's bound rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBasis {
    /// The group's own rows: the level holds within the group.
    OwnGroup,
    /// The rows of all groups that are too small for themselves: the level holds over these groups together.
    SmallGroups,
    /// All rows: the level holds over everybody together. So for groups that the calibration has not seen, and for small
    /// groups if all small groups together are too small.
    AllRows,
}

/// A bound and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupBound {
    /// The bound.
    pub bound: ScoreBound,
    /// The rows that it rests on.
    pub basis: GroupBasis,
}

/// One bound per group, such as clinic, class or band of lead time; groups that are too small share one.
#[derive(Clone, Debug, PartialEq)]
pub struct MondrianConformal<G> {
    own: BTreeMap<G, ScoreBound>,
    /// For the groups that are too small, which are listed.
    small: Option<ScoreBound>,
    too_small: BTreeMap<G, usize>,
    all: ScoreBound,
}

impl<G: Ord + Clone> MondrianConformal<G> {
    /// Calibrates each group that has enough rows for the level ([`rows_needed`]) and at least `least_rows`: O(n log n).
    ///
    /// Refused if the lists are empty or differ in length, a score is no finite number, or the level does not lie strictly
    /// between 0 and 1. Source: V. Vovk, A. Gammerman and G. Shafer, "Algorithmic Learning in a Random World" (2005),
    /// section 4.5; pooling makes the small groups one group of the taxonomy.
    ///
    /// ```
    /// # use lindley_stats::{GroupBasis, MondrianConformal};
    /// let clinics = ["a", "a", "a", "b", "b", "b", "c"];
    /// let scores = [1.0, 2.0, 3.0, 10.0, 20.0, 30.0, 7.0];
    /// let bounds = MondrianConformal::calibrated(&clinics, &scores, 0.75, 1)?;
    /// assert!((bounds.bound(&"b").bound.score() - 30.0).abs() < 1e-15);
    /// assert_eq!(bounds.bound(&"c").basis, GroupBasis::AllRows);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn calibrated(
        groups: &[G],
        scores: &[f64],
        level: f64,
        least_rows: usize,
    ) -> Result<Self, StatsError> {
        check_lengths(groups.len(), scores.len())?;
        check_finite(scores)?;
        let needed = rows_needed(level)?;
        let mut by_group: BTreeMap<&G, Vec<f64>> = BTreeMap::new();
        for (group, score) in groups.iter().zip(scores) {
            by_group.entry(group).or_default().push(*score);
        }
        let (mut own, mut too_small, mut rest) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        for (group, scores) in by_group {
            if scores.len() >= needed.max(least_rows) {
                own.insert(group.clone(), CalibrationScores::new(&scores)?.bound(level)?);
            } else {
                too_small.insert(group.clone(), scores.len());
                rest.extend(scores);
            }
        }
        let small = if rest.len() >= needed.max(least_rows) {
            Some(CalibrationScores::new(&rest)?.bound(level)?)
        } else {
            None
        };
        Ok(Self { own, small, too_small, all: CalibrationScores::new(scores)?.bound(level)? })
    }

    /// The bound for a group, and what it rests on. It may be infinite if there are too few rows altogether.
    ///
    /// ```
    /// # use lindley_stats::{GroupBasis, MondrianConformal};
    /// let bounds = MondrianConformal::calibrated(&["new"; 9], &[1.0; 9], 0.9, 1)?;
    /// assert_eq!(bounds.bound(&"new").basis, GroupBasis::OwnGroup);
    /// assert_eq!(bounds.bound(&"never seen").basis, GroupBasis::AllRows);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn bound(&self, group: &G) -> GroupBound {
        if let Some(bound) = self.own.get(group) {
            return GroupBound { bound: *bound, basis: GroupBasis::OwnGroup };
        }
        match self.small {
            Some(bound) if self.too_small.contains_key(group) => {
                GroupBound { bound, basis: GroupBasis::SmallGroups }
            }
            _ => GroupBound { bound: self.all, basis: GroupBasis::AllRows },
        }
    }

    /// The groups that were too small for a bound of their own, with their numbers of rows, in order.
    ///
    /// ```
    /// # use lindley_stats::MondrianConformal;
    /// let bounds = MondrianConformal::calibrated(&["a", "b", "b"], &[1.0; 3], 0.5, 2)?;
    /// assert_eq!(bounds.too_small().collect::<Vec<_>>(), [(&"a", 1)]);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn too_small(&self) -> impl Iterator<Item = (&G, usize)> {
        self.too_small.iter().map(|(group, rows)| (group, *rows))
    }
}
