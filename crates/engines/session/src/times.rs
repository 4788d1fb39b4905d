//! Appointment times: when the visits of a sequence should be due, not only in which order they come.
//!
//! Waiting, idling and overtime are sums of maxima of sums of times, less single times. With weights that are not negative
//! the cost is therefore convex in the times, and submodular in the sense of Begen and Queyranne, *Appointment scheduling
//! with discrete random durations*, Mathematics of Operations Research 36, 2011: a plan from which no set of visits can be
//! shifted together with profit is the cheapest of all (Murota, *Discrete Convex Analysis*, 2003). Here the sets are blocks
//! of neighbours, which are all sets there are for up to three visits.

mod cuts;
mod newsvendor;
mod slope;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use crate::composition::Composition;
use crate::error::SessionError;
use crate::evaluate::{Evaluation, evaluate_checked};
use crate::local_search::local_search;
use crate::rules::{Order, crg};
use crate::scenario_costs::check;
use crate::scenarios::Scenarios;
use crate::sequence::Sequence;
use crate::slots::Slots;
use crate::weights::Weights;
use lindley_crew::Crew;

pub use newsvendor::newsvendor_times;

use cuts::Cuts;
use slope::slope;

/// Most points at which the slope of the cost is asked for.
const MOST_CUTS: usize = 300;
/// Times within this share of the bound are the cheapest for all purposes.
const CLOSE: f64 = 1e-5;
/// Up to so many orders every one gets its own times.
pub const ORDERS_PROVEN: u128 = 30;
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
    /// How far the cost can lie above that of any times whatever at most, as a share of it: what a finer step could save is
    /// included.
    pub gap: f64,
    /// Which orders the gap speaks of.
    pub covers: Covers,
}

/// Which orders a gap speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covers {
    /// Other times of the same order. Another order may be cheaper by more.
    ThisOrder,
    /// All times of all orders.
    AllOrders,
}

/// The cheapest times of a sequence, with a proof of how cheap any times can be.
///
/// The cost is convex in the times, so its slopes at some times bound it everywhere: cutting planes lead to the lowest cost and
/// bound it from below ([`Timed::gap`]). Then the times are brought to multiples of `step_s` seconds, and blocks of neighbours are shifted by
/// one step as long as that helps. The first visit stays at 0; times never fall back nor pass the session's end. Only `slots`
/// themselves are answered as they are if nothing is cheaper; so the answer is never dearer than `slots`.
///
/// ```
/// use lindley_session::{Alone, Scenarios, Slots, Weights, evaluate, optimise_times};
/// // The first visit always takes 20 minutes: the second should be due then, not after 15.
/// let sample = Scenarios::from_columns(&[vec![vec![1_200, 1_200], vec![600, 600]]])?;
/// let weights = Weights::new(1.0, 1.0, 1.0)?;
/// let timed = optimise_times(&"AA".parse()?, &sample, &Slots::equal(2, 900)?, 60, &weights, &Alone)?;
/// assert_eq!(timed.slots.times(), [0, 1_200]);
/// assert_eq!((timed.cost, timed.gap), (0.0, 0.0));
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
    crew: &dyn Crew,
) -> Result<Timed, SessionError> {
    check(sequence, sample, slots)?;
    if !(1..=slots.length_s()).contains(&step_s) {
        let allowed = "a step of times is at least 1 s and no longer than the session";
        return Err(SessionError::OutOfRange { name: "the step", value: f64::from(step_s), allowed });
    }
    let problem = Problem { sequence, sample, length: slots.length_s(), step: step_s, weights, crew };
    let (lowest, bound) = problem.cut(slots)?;
    let mut best = problem.timed(slots.clone());
    let found = problem.descend(&problem.rounded(lowest.times()))?;
    if found.cost < best.cost {
        best = found;
    }
    best.gap = gap(best.cost, bound);
    Ok(best)
}

/// Order and times together: [`local_search`] for the order at fixed times and [`optimise_times`] for the times of a fixed
/// order take turns until neither makes the session cheaper. Begins once with the order found for `slots`, and once with the
/// pattern of [`crg`] that is cheapest at its own [`newsvendor_times`].
///
/// Never dearer than [`local_search`] on `slots`. With up to [`ORDERS_PROVEN`] orders each of them is bounded by its own cutting
/// planes, and the gap covers all orders; with more it covers the times of the order that was found, and a better pair of
/// order and times may still exist.
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
    if composition.sequences() <= ORDERS_PROVEN {
        return every_order(best, composition, sample, step_s, weights, crew);
    }
    if let Some(patterned) = patterned {
        let found = in_turns(&patterned, sample, slots, step_s, weights, crew)?;
        if found.cost < best.cost {
            best = found;
        }
    }
    Ok(best)
}

/// The cheapest times of every order, but for orders that a bound rules out.
fn every_order(
    first: Timed,
    composition: &Composition,
    sample: &Scenarios,
    step_s: u32,
    weights: &Weights,
    crew: &dyn Crew,
) -> Result<Timed, SessionError> {
    let mut lowest = first.cost * (1.0 - first.gap);
    let mut best = first;
    for rank in 0..composition.sequences() {
        let found =
            optimise_times(&composition.sequence_at(rank), sample, &best.slots, step_s, weights, crew)?;
        lowest = lowest.min(found.cost * (1.0 - found.gap));
        if found.cost < best.cost {
            best = found;
        }
    }
    best.gap = gap(best.cost, lowest);
    best.covers = Covers::AllOrders;
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
    let mut best = optimise_times(sequence, sample, slots, step_s, weights, crew)?;
    // Every turn is cheaper than the one before, and there are finitely many orders and times.
    loop {
        let composition = sequence.composition(1);
        let (sequence, _) = local_search(&composition, sample, &best.slots, weights, crew)?;
        if sequence == best.sequence {
            return Ok(best);
        }
        let found = optimise_times(&sequence, sample, &best.slots, step_s, weights, crew)?;
        if found.cost >= best.cost * (1.0 - ROUNDING) {
            return Ok(best);
        }
        best = found;
    }
}

/// The share of a cost that lies above a bound; rounding is no gap.
fn gap(cost: f64, bound: f64) -> f64 {
    let gap = if cost > 0.0 { 1.0 - bound.max(0.0) / cost } else { 0.0 };
    if gap > ROUNDING { gap.min(1.0) } else { 0.0 }
}

/// What the times are sought for.
struct Problem<'a> {
    sequence: &'a Sequence,
    sample: &'a Scenarios,
    length: u32,
    step: u32,
    weights: &'a Weights,
    crew: &'a dyn Crew,
}

impl Problem<'_> {
    fn timed(&self, slots: Slots) -> Timed {
        let evaluation = evaluate_checked(self.sequence.kinds(), self.sample, &slots);
        let cost = evaluation.totals.cost(self.weights, self.sample.count());
        Timed {
            sequence: self.sequence.clone(),
            slots,
            evaluation,
            cost,
            gap: 1.0,
            covers: Covers::ThisOrder,
        }
    }

    /// The nearest multiples of the step that end within the session; they do not fall back because the times do not.
    fn rounded(&self, times: &[u32]) -> Vec<u32> {
        let last = self.length / self.step * self.step;
        times.iter().map(|time| ((time + self.step / 2) / self.step * self.step).min(last)).collect()
    }

    /// The cheapest times in whole seconds that cutting planes lead to, and what no times cost less than.
    ///
    /// The next point lies between the cheapest so far and the lowest of the planes: planes alone lead from end to end.
    fn cut(&self, slots: &Slots) -> Result<(Slots, f64), SessionError> {
        let newsvendor = newsvendor_times(self.sequence, self.sample, self.length, self.weights)?;
        let mut cuts = Cuts::default();
        let mut best: (f64, Vec<u32>) = (f64::INFINITY, vec![0; slots.visits()]);
        let mut bound = 0.0_f64;
        let mut next: Vec<Vec<u32>> = vec![slots.times().to_vec(), newsvendor.times().to_vec()];
        for _ in 0..MOST_CUTS {
            for times in next.drain(..) {
                let slope = slope(self.sequence, self.sample, &times, self.length, self.weights);
                cuts.add(&slope, &times, self.length);
                if slope.cost < best.0 {
                    best = (slope.cost, times);
                }
            }
            let lowest = cuts.lowest(self.length);
            bound = bound.max(lowest.bound);
            if best.0 - bound <= CLOSE * best.0 {
                break;
            }
            let between: Vec<u32> = best
                .1
                .iter()
                .zip(&lowest.times)
                .map(|(best, lowest)| (0.5 * (f64::from(*best) + lowest)).round() as u32)
                .collect();
            let end = || lowest.times.iter().map(|time| time.round() as u32).collect();
            next.push(if between == best.1 { end() } else { between });
        }
        Ok((Slots::new(&best.1, self.length)?, bound))
    }

    /// Shifts blocks by one step as long as that makes the session cheaper: the most helpful shift each time.
    fn descend(&self, start: &[u32]) -> Result<Timed, SessionError> {
        let mut best = self.timed(Slots::new(start, self.length)?);
        loop {
            let neighbours = self.neighbours(&best.slots)?;
            let costs: Vec<OnceLock<f64>> = neighbours.iter().map(|_| OnceLock::new()).collect();
            self.crew.each(neighbours.len(), &|part| {
                // Every part is done once, so the place is still empty.
                _ = costs[part].set(self.timed(neighbours[part].clone()).cost);
            });
            let costs = costs.into_iter().map(|cost| cost.into_inner().unwrap_or(f64::INFINITY));
            let cheapest = neighbours.into_iter().zip(costs).min_by(|one, other| one.1.total_cmp(&other.1));
            match cheapest.filter(|(_, cost)| *cost < best.cost * (1.0 - ROUNDING)) {
                Some((slots, _)) => best = self.timed(slots),
                None => return Ok(best),
            }
        }
    }

    /// The times with every block shifted by one step, single visits and all-after-it included.
    fn neighbours(&self, slots: &Slots) -> Result<Vec<Slots>, SessionError> {
        let visits = slots.visits();
        let mut all = Vec::new();
        for first in 1..visits {
            for after in first + 1..=visits {
                for later in [true, false] {
                    if let Some(times) = self.shifted(slots.times(), first..after, self.step, later) {
                        all.push(Slots::new(&times, self.length)?);
                    }
                }
            }
        }
        Ok(all)
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
