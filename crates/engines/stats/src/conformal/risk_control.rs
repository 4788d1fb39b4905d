//! Conformal risk control: the least careful threshold that keeps an expected loss.

use crate::StatsError;
use crate::stats_error::{check_finite, check_lengths, check_level};
use crate::summary::{ascending, same};

/// The lowest threshold above which a yes may be trusted: among all rows to come, at most a share `most_risk` says yes
/// although the truth is no. A row says yes if its score lies above the threshold.
///
/// The smallest `t` with `n / (n + 1) * (rows that are no and score above t) / n + 1 / (n + 1) <= most_risk`. Infinite if
/// there are too few rows: then nothing says yes, which keeps any risk. Hand in only the rows whose truth is no, and the
/// share is that among them. O(n log n).
///
/// Refused if the lists are empty or differ in length, a score is no finite number, or the risk does not lie strictly
/// between 0 and 1. Source: A. N. Angelopoulos et al., "Conformal risk control", ICLR 2024, equation (4), Theorem 1.
///
/// ```
/// use lindley_stats::threshold_for_false_alarms;
///
/// let scores = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
/// let truth = [false, false, true, false, true, false, true, true, true];
/// // One row above 0.4 is wrongly a yes: (1 + 1) / (9 + 1) = 0.2.
/// assert_eq!(threshold_for_false_alarms(&scores, &truth, 0.2), Ok(0.4));
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn threshold_for_false_alarms(scores: &[f64], truth: &[bool], most_risk: f64) -> Result<f64, StatsError> {
    check_lengths(scores.len(), truth.len())?;
    check_finite(scores)?;
    check_level(most_risk)?;
    let wrong: Vec<f64> =
        scores.iter().zip(truth).filter(|(_, truth)| !**truth).map(|(score, _)| *score).collect();
    let wrong = ascending(&wrong);
    let allowed = most_risk * (scores.len() + 1) as f64 * (1.0 + 1e-12) - 1.0;
    if allowed < 0.0 {
        return Ok(f64::INFINITY);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "zero or more, below the rows"
    )]
    let allowed = allowed as usize;
    let Some(kept_out) = wrong.len().checked_sub(allowed).filter(|count| *count > 0) else {
        return Ok(f64::NEG_INFINITY);
    };
    // Exactly the wrong ones above this score say yes, and they are `allowed` or, if scores tie, fewer.
    let threshold = wrong[kept_out - 1];
    debug_assert!(
        wrong.iter().filter(|score| **score > threshold && !same(**score, threshold)).count() <= allowed
    );
    Ok(threshold)
}

/// The first of several settings, from bold to careful, whose expected loss on a new row is at most `most_risk`, with the
/// losses of calibration rows as `loss(row, setting)`. No loss may exceed `highest_loss`, and no row's loss may grow as
/// settings grow more careful; then halving finds it with O(rows log settings) losses.
///
/// The first `s` with `n / (n + 1) * mean loss + highest_loss / (n + 1) <= most_risk`. Refused if there are no rows or no
/// settings, a loss that was looked at is not between 0 and `highest_loss`, the risk is not positive, or not even the most
/// careful setting keeps it. Source: A. N. Angelopoulos et al., "Conformal risk control", ICLR 2024, equation (4).
///
/// ```
/// // Wider bands miss fewer rows: the first of four widths that misses at most 30 % of rows to come.
/// let (errors, widths) = ([1.0, 4.0, 2.0, 3.0, 1.5, 2.5, 0.5, 0.1, 2.0], [1.0, 2.0, 3.0, 4.0]);
/// let missed = |row: usize, setting: usize| f64::from(u8::from(errors[row] > widths[setting]));
/// assert_eq!(lindley_stats::control_risk(9, 4, missed, 1.0, 0.3), Ok(2));
/// ```
pub fn control_risk(
    rows: usize,
    settings: usize,
    loss: impl Fn(usize, usize) -> f64,
    highest_loss: f64,
    most_risk: f64,
) -> Result<usize, StatsError> {
    if rows == 0 || settings == 0 {
        return Err(StatsError::Empty);
    }
    crate::stats_error::check_positive("the highest loss", highest_loss)?;
    crate::stats_error::check_positive("the risk", most_risk)?;
    let bound = |setting: usize| {
        let mut sum = highest_loss;
        for row in 0..rows {
            let loss = loss(row, setting);
            if !(0.0..=highest_loss).contains(&loss) {
                return Err(StatsError::OutsideRange { low: 0.0, high: highest_loss });
            }
            sum += loss;
        }
        Ok(sum / (rows + 1) as f64)
    };
    let kept = most_risk * (1.0 + 1e-12);
    let reached = bound(settings - 1)?;
    if reached > kept {
        return Err(StatsError::RiskOutOfReach { allowed: most_risk, reached, rows });
    }
    let (mut low, mut high) = (0, settings - 1);
    while low < high {
        let middle = usize::midpoint(low, high);
        if bound(middle)? <= kept {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(low)
}
