//! Appointment times: when the visits of a sequence should be due, not only in which order they come.
//!
//! Waiting, idling and overtime are sums of maxima of sums of times, less single times. With weights that are not negative
//! the cost is therefore convex in the times, and submodular in the sense of Begen and Queyranne, *Appointment scheduling
//! with discrete random durations*, Mathematics of Operations Research 36, 2011: a plan from which no set of visits can be
//! shifted together with profit is the cheapest of all (Murota, *Discrete Convex Analysis*, 2003). Here the sets are blocks
//! of neighbours, which are all sets there are for up to three visits.

mod newsvendor;
#[cfg(test)]
mod tests;

use crate::composition::Composition;
use crate::crew::Crew;
use crate::error::SessionError;
use crate::evaluate::{Evaluation, evaluate_checked};
use crate::local_search::local_search;
use crate::rules::{Order, crg};
use crate::scenario_costs::check;
use crate::scenarios::Scenarios;
use crate::sequence::Sequence;
use crate::slots::Slots;
use crate::weights::Weights;

pub use newsvendor::newsvendor_times;

/// The widest shift in seconds that is tried.
const WIDEST_S: u32 = 900;
/// Most patterns that are tried as a first order.
const MOST_PATTERNS: usize = 1_000;
/// Shifts that save less than this share are rounding.
const ROUNDING: f64 = 1e-12;

/// A sequence with the times that were found for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Timed {
    /// The order of the kinds.
    pub sequence: Sequence,
    /// When the visits are due.
    pub slots: Slots,
    /// What they came to.
    pub evaluation: Evaluation,
    /// The mean cost of a session in minutes of weight one.
    pub cost: f64,
}

/// Improves the times of a sequence: shifts blocks of visits by 900 s, then by half of it, down to `step_s`, until no shift
/// makes the session cheaper. Begins with `slots` as they are and with [`newsvendor_times`], and keeps the cheaper end.
///
/// The first visit stays at 0, times never fall back nor pass the session's end, and are multiples of `step_s` seconds; only
/// `slots` themselves are answered as they are if nothing is cheaper. So the answer is never dearer than `slots`.
///
/// ```
/// use lindley_session::{Scenarios, Slots, Weights, evaluate, optimise_times};
/// // The first visit always takes 20 minutes: the second should be due then, not after 15.
/// let sample = Scenarios::from_columns(&[vec![vec![1_200, 1_200], vec![600, 600]]])?;
/// let weights = Weights::new(1.0, 1.0, 1.0)?;
/// let timed = optimise_times(&"AA".parse()?, &sample, &Slots::equal(2, 900)?, 60, &weights)?;
/// assert_eq!(timed.slots.times(), [0, 1_200]);
/// assert_eq!(timed.cost, 0.0);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::OutOfRange`] for a step of zero or longer than the session, and as [`evaluate`](crate::evaluate()).
pub fn optimise_times(
    sequence: &Sequence,
    sample: &Scenarios,
    slots: &Slots,
    step_s: u32,
    weights: &Weights,
) -> Result<Timed, SessionError> {
    check(sequence, sample, slots)?;
    if !(1..=slots.length_s()).contains(&step_s) {
        let allowed = "a step of times is at least 1 s and no longer than the session";
        return Err(SessionError::OutOfRange { name: "the step", value: f64::from(step_s), allowed });
    }
    let problem = Problem { sequence, sample, length: slots.length_s(), step: step_s, weights };
    let mut best = problem.timed(slots.clone());
    let newsvendor = newsvendor_times(sequence, sample, slots.length_s(), weights)?;
    for start in [slots, &newsvendor] {
        let found = problem.descend(&problem.rounded(start.times()))?;
        if found.cost < best.cost {
            best = found;
        }
    }
    Ok(best)
}

/// Order and times together: [`local_search`] for the order at fixed times and [`optimise_times`] for the times of a fixed
/// order take turns until neither makes the session cheaper. Begins once with the order found for `slots`, and once with the
/// pattern of [`crg`] that is cheapest at its own [`newsvendor_times`].
///
/// Never dearer than [`local_search`] on `slots`. Each of the two has no better neighbour at the end; a better pair of order
/// and times may still exist.
///
/// ```
/// use lindley_seed::Seed;
/// use lindley_session::{Alone, Composition, Scenarios, Slots, Weights, local_search, sequence_and_times};
/// let composition = Composition::new(&[2, 2])?;
/// let sample = Scenarios::draw(&[vec![1_500, 2_400], vec![300, 600]], &composition, 200, Seed::from_u64(1))?;
/// let (slots, weights) = (Slots::equal(4, 900)?, Weights::new(1.0, 2.0, 5.0)?);
/// let timed = sequence_and_times(&composition, &sample, &slots, 60, &weights, &Alone)?;
/// let (_, in_equal_slots) = local_search(&composition, &sample, &slots, &weights, &Alone)?;
/// assert!(timed.cost < in_equal_slots.cost(&weights, 200));
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// As [`local_search`] and [`optimise_times`].
pub fn sequence_and_times(
    composition: &Composition,
    sample: &Scenarios,
    slots: &Slots,
    step_s: u32,
    weights: &Weights,
    crew: &dyn Crew,
) -> Result<Timed, SessionError> {
    let (by_order, _) = local_search(composition, sample, slots, weights, crew)?;
    let patterned = best_pattern(composition, sample, slots, weights)?.filter(|found| *found != by_order);
    let mut best = in_turns(&by_order, sample, slots, step_s, weights, crew)?;
    if let Some(patterned) = patterned {
        let found = in_turns(&patterned, sample, slots, step_s, weights, crew)?;
        if found.cost < best.cost {
            best = found;
        }
    }
    Ok(best)
}

/// The pattern of [`crg`] that is cheapest at its own newsvendor times: in equal slots an order that spreads the long visits
/// looks dearer than it is once every visit has the time it takes. None if there are too many patterns to try.
fn best_pattern(
    composition: &Composition,
    sample: &Scenarios,
    slots: &Slots,
    weights: &Weights,
) -> Result<Option<Sequence>, SessionError> {
    // Refused only if there are too many: then the other beginning has to do.
    let patterns = crg(composition, Order::Both).unwrap_or_default();
    if patterns.len() > MOST_PATTERNS {
        return Ok(None);
    }
    let mut best: Option<(f64, Sequence)> = None;
    for pattern in patterns {
        let times = newsvendor_times(&pattern, sample, slots.length_s(), weights)?;
        let cost = evaluate_checked(pattern.kinds(), sample, &times).totals.weighted(weights);
        if best.as_ref().is_none_or(|(known, _)| cost < *known) {
            best = Some((cost, pattern));
        }
    }
    Ok(best.map(|(_, pattern)| pattern))
}

/// Times and order take turns, beginning with the times of this order.
fn in_turns(
    sequence: &Sequence,
    sample: &Scenarios,
    slots: &Slots,
    step_s: u32,
    weights: &Weights,
    crew: &dyn Crew,
) -> Result<Timed, SessionError> {
    let mut best = optimise_times(sequence, sample, slots, step_s, weights)?;
    // Every turn is cheaper than the one before, and there are finitely many orders and times.
    loop {
        let composition = sequence.composition(1);
        let (sequence, _) = local_search(&composition, sample, &best.slots, weights, crew)?;
        if sequence == best.sequence {
            return Ok(best);
        }
        let found = optimise_times(&sequence, sample, &best.slots, step_s, weights)?;
        if found.cost >= best.cost * (1.0 - ROUNDING) {
            return Ok(best);
        }
        best = found;
    }
}

/// What the times are sought for.
struct Problem<'a> {
    sequence: &'a Sequence,
    sample: &'a Scenarios,
    length: u32,
    step: u32,
    weights: &'a Weights,
}

impl Problem<'_> {
    fn timed(&self, slots: Slots) -> Timed {
        let evaluation = evaluate_checked(self.sequence.kinds(), self.sample, &slots);
        let cost = evaluation.totals.cost(self.weights, self.sample.count());
        Timed { sequence: self.sequence.clone(), slots, evaluation, cost }
    }

    /// The nearest multiples of the step that end within the session; they do not fall back because the times do not.
    fn rounded(&self, times: &[u32]) -> Vec<u32> {
        let last = self.length / self.step * self.step;
        times.iter().map(|time| ((time + self.step / 2) / self.step * self.step).min(last)).collect()
    }

    fn descend(&self, start: &[u32]) -> Result<Timed, SessionError> {
        let mut best = self.timed(Slots::new(start, self.length)?);
        let mut steps = (WIDEST_S / self.step).max(1);
        loop {
            while let Some(cheaper) = self.sweep(&best, steps * self.step)? {
                best = cheaper;
            }
            if steps == 1 {
                return Ok(best);
            }
            steps /= 2;
        }
    }

    /// Tries every block once, single visits and all-after-it included, and keeps each shift that helps.
    fn sweep(&self, from: &Timed, by: u32) -> Result<Option<Timed>, SessionError> {
        let visits = from.slots.visits();
        let mut best: Option<Timed> = None;
        for first in 1..visits {
            for after in first + 1..=visits {
                for later in [true, false] {
                    let known = best.as_ref().unwrap_or(from);
                    let Some(times) = self.shifted(known.slots.times(), first..after, by, later) else {
                        continue;
                    };
                    let found = self.timed(Slots::new(&times, self.length)?);
                    if found.cost < known.cost * (1.0 - ROUNDING) {
                        best = Some(found);
                    }
                }
            }
        }
        Ok(best)
    }

    /// The times with a block shifted, unless it would overtake a neighbour or leave the session.
    fn shifted(
        &self,
        times: &[u32],
        block: std::ops::Range<usize>,
        by: u32,
        later: bool,
    ) -> Option<Vec<u32>> {
        let mut shifted = times.to_vec();
        for time in &mut shifted[block.clone()] {
            *time = if later { time.checked_add(by)? } else { time.checked_sub(by)? };
        }
        let next = times.get(block.end).copied().unwrap_or(self.length);
        (shifted[block.start] >= times[block.start - 1] && shifted[block.end - 1] <= next).then_some(shifted)
    }
}
