//! Times one after the other, each as if the session ended with it.

use crate::error::SessionError;
use crate::scenario_costs::services;
use crate::scenarios::Scenarios;
use crate::sequence::Sequence;
use crate::slots::Slots;
use crate::weights::Weights;

/// Sequential newsvendor times in a session of `length_s` seconds: each visit is due when the one before it has left with
/// probability `c_W / (c_W + c_I)`, given the times of those before.
///
/// With the sojourn `S` (waiting and service) of a visit, that allowance `x` minimises `c_I E(x - S)^+ + c_W E(S - x)^+`; it
/// looks one visit ahead and at no overtime, so it is a good start and not the best plan. Source: Kemper, Klaassen and
/// Mandjes, *Optimized appointment scheduling*, European Journal of Operational Research 239, 2014. If neither waiting
/// nor idling costs anything, the median is taken. Times beyond the session's end are brought back to it.
///
/// ```
/// use lindley_session::{Scenarios, Weights, newsvendor_times};
/// let sample = Scenarios::from_columns(&[vec![vec![600, 660, 720, 900], vec![0; 4]]])?;
/// // Idling costs three times as much as waiting: a quarter of the visits may be over when the next is due.
/// let slots = newsvendor_times(&"AA".parse()?, &sample, 1_800, &Weights::new(1.0, 3.0, 0.0)?)?;
/// assert_eq!(slots.times(), [0, 600]);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::NoServiceTimes`] if the sample lacks visits, [`SessionError::Length`] for a session that is empty or too
/// long.
pub fn newsvendor_times(
    sequence: &Sequence,
    sample: &Scenarios,
    length_s: u32,
    weights: &Weights,
) -> Result<Slots, SessionError> {
    sample.serve(&sequence.composition(1))?;
    let both = weights.wait + weights.idle;
    let share = if both > 0.0 { weights.wait / both } else { 0.5 };
    let mut times = Vec::with_capacity(sequence.kinds().len());
    let mut ends = vec![0_u32; sample.count()];
    let mut due = 0;
    for services in services(sequence.kinds(), sample) {
        times.push(due);
        for (end, service) in ends.iter_mut().zip(services) {
            *end = due.max(*end) + u32::from(*service);
        }
        due = due.max(quantile(&ends, share)).min(length_s);
    }
    Slots::new(&times, length_s)
}

/// The smallest value that at least this share of the values do not exceed.
fn quantile(values: &[u32], share: f64) -> u32 {
    let mut values = values.to_vec();
    let place = (share * values.len() as f64).ceil().max(1.0) as usize - 1;
    let place = place.min(values.len() - 1);
    *values.select_nth_unstable(place).1
}
