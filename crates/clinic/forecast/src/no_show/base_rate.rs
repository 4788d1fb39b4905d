//! The named fallback where too little is known to learn.

use lindley_stats::jeffreys;

use super::{Outcome, Risk};
use crate::ForecastError;

/// The share of no-shows among the outcomes, with the Jeffreys interval of `level`. Without any outcome it is one half, from 0
/// to 1: nothing is known, and that is said. Refused for a level that is not between 0 and 1.
///
/// ```
/// use lindley_forecast::no_show::base_rate;
/// let nothing = base_rate(&[], 0.9)?;
/// assert_eq!((nothing.low, nothing.high), (0.0, 1.0));
/// # Ok::<(), lindley_forecast::ForecastError>(())
/// ```
pub fn base_rate(outcomes: &[Outcome], level: f64) -> Result<Risk, ForecastError> {
    if outcomes.is_empty() {
        return Ok(Risk { probability: 0.5, low: 0.0, high: 1.0, unseen_labels: 0 });
    }
    let missed = outcomes.iter().filter(|outcome| outcome.missed).count();
    let interval = jeffreys(missed, outcomes.len(), level)?;
    // The mean of the posterior with Jeffreys' prior: never a silent zero.
    let probability = (missed as f64 + 0.5) / (outcomes.len() as f64 + 1.0);
    Ok(Risk { probability, low: interval.low, high: interval.high, unseen_labels: 0 })
}
