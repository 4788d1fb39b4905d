//! How far columns of visits have moved.

use lindley_learn::Cell;

use super::features::{FEATURES, KnownVisit};
use crate::FeatureDrift;

/// Each of these columns between visits learnt from and later ones, in the order of [`FEATURES`].
pub(super) fn of_columns(
    columns: &[String],
    learnt: &[KnownVisit<'_>],
    later: &[KnownVisit<'_>],
) -> Vec<FeatureDrift> {
    let chosen = FEATURES.iter().filter(|feature| columns.contains(&feature.card.column()));
    let moved = chosen.map(|feature| {
        let old: Vec<Cell<'_>> = learnt.iter().map(|one| feature.value(one)).collect();
        let new: Vec<Cell<'_>> = later.iter().map(|one| feature.value(one)).collect();
        FeatureDrift::between(feature.card.column(), &old, &new)
    });
    moved.collect()
}
