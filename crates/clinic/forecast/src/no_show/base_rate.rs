//! The named fallback where too little is known to learn.

use lindley_stats::jeffreys;

use super::{Outcome, Risk};
use crate::ForecastError;

/// The share of no-shows among the outcomes, with the Jeffreys interval of `level`. Without any outcome it is one half. Where
/// only one of the two outcomes was ever seen, the band goes from 0 to 1: nobody knows whether the other one is recorded at
/// all. Refused for a level that is not between 0 and 1.
///
/// ```
/// use lindley_forecast::no_show::base_rate;
/// let nothing = base_rate(&[], 0.9)?;
/// assert_eq!((nothing.low, nothing.high), (0.0, 1.0));
/// # Ok::<(), lindley_forecast::ForecastError>(())
/// ```
pub fn base_rate(outcomes: &[Outcome], level: f64) -> Result<Risk, ForecastError> {
    let missed = outcomes.iter().filter(|outcome| outcome.missed).count();
    of_counts(missed, outcomes.len(), level)
}

/// The same of counts.
pub(super) fn of_counts(missed: usize, outcomes: usize, level: f64) -> Result<Risk, ForecastError> {
    // Asked of one outcome of each kind too, so that a senseless level is refused whatever was seen.
    let one_sided = missed == 0 || missed == outcomes;
    let band = if one_sided { jeffreys(1, 2, level)? } else { jeffreys(missed, outcomes, level)? };
    let (low, high) = if one_sided { (0.0, 1.0) } else { (band.low, band.high) };
    // The mean of the posterior with Jeffreys' prior: never a silent zero.
    let probability = (missed as f64 + 0.5) / (outcomes as f64 + 1.0);
    Ok(Risk { probability, low, high, unseen_labels: 0 })
}
