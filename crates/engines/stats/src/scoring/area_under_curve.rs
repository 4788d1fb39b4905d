//! The area under the ROC curve (AUC): how well scores tell two classes apart.

use crate::StatsError;
use crate::stats_error::{check_finite, check_lengths};
use crate::summary::{places_ascending, same};

/// The share of pairs of a yes and a no in which the yes has the higher score, pairs with equal scores counted half: 1 is
/// perfect, 0.5 no better than chance. Counted in whole numbers, hence exact but for one division. O(n log n).
///
/// Refused if the lists are empty or differ in length, a score is no finite number, or all outcomes are the same.
/// Source: J. A. Hanley and B. J. McNeil, "The meaning and use of the area under a ROC curve", Radiology 143 (1982).
///
/// ```
/// let outcomes = [false, true, false, true];
/// assert_eq!(lindley_stats::area_under_curve(&[0.1, 0.4, 0.4, 0.8], &outcomes), Ok(0.875));
/// ```
pub fn area_under_curve(scores: &[f64], outcomes: &[bool]) -> Result<f64, StatsError> {
    check_lengths(scores.len(), outcomes.len())?;
    check_finite(scores)?;
    // Twice the pairs won, so that halves are whole.
    let (mut won, mut yes, mut no) = (0_u128, 0_u128, 0_u128);
    for alike in places_ascending(scores).chunk_by(|left, right| same(scores[*left], scores[*right])) {
        let yes_here = alike.iter().filter(|row| outcomes[**row]).count() as u128;
        let no_here = alike.len() as u128 - yes_here;
        won += yes_here * (2 * no + no_here);
        yes += yes_here;
        no += no_here;
    }
    if yes == 0 || no == 0 {
        return Err(StatsError::OneClass { seen: no == 0 });
    }
    Ok(won as f64 / (2 * yes * no) as f64)
}
