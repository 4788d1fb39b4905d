//! How firmly a plan stands when the weights move.

use std::fmt;

use super::{Told, percent};
use crate::enumerate::Enumeration;
use crate::sequence::Sequence;
use crate::totals::Totals;
use crate::weights::Weights;

/// Differences below this share of the costs are rounding.
const ROUNDING: f64 = 1e-12;

/// A sequence and for which part of all weights it is the cheapest.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// The order of the kinds.
    pub sequence: Sequence,
    /// The part of the triangle of weights (waiting, idling and overtime together one), from 0 to 1.
    pub share: f64,
}

/// How far one weight can move, the others as they are, before another sequence is cheaper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightRange {
    /// What it weighs.
    pub name: &'static str,
    /// The weight as it is.
    pub now: f64,
    /// The lowest at which the plan stays.
    pub low: f64,
    /// The highest; infinite if it always stays.
    pub high: f64,
}

/// How a plan depends on the weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// The weights that were asked for.
    pub weights: Weights,
    /// The cheapest sequence there.
    pub chosen: Sequence,
    /// Waiting, idling and overtime.
    pub ranges: [WeightRange; 3],
    /// Every sequence that is cheapest for some weights, the largest share first.
    pub shares: Vec<Share>,
}

/// For which weights each sequence is the cheapest, and how far each weight can move before the choice at `weights` changes.
///
/// The shares are the areas of [`Enumeration::hull`]; the ranges hold against every sequence, not only those of the hull.
///
/// ```
/// use lindley_seed::Seed;
/// use lindley_session::{Alone, Composition, Scenarios, Slots, Weights, enumerate, sensitivity};
/// let composition = Composition::new(&[3, 3])?;
/// let sample = Scenarios::draw(&[vec![1_200, 2_000], vec![300, 700]], &composition, 200, Seed::from_u64(1))?;
/// let all = enumerate(&composition, &sample, &Slots::equal(6, 900)?, &Alone)?;
/// let found = sensitivity(&all, &Weights::new(1.0, 5.0, 5.0)?);
/// let together: f64 = found.shares.iter().map(|share| share.share).sum();
/// assert!((together - 1.0).abs() < 1e-9);
/// assert!(found.ranges.iter().all(|range| range.low <= range.now && range.now <= range.high));
/// println!("{found}");
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
pub fn sensitivity(all: &Enumeration, weights: &Weights) -> Sensitivity {
    let place = all.best_place(weights);
    let share = |found: &crate::hull::Supported| Share {
        sequence: all.sequence(found.place),
        share: found.area() / 0.5,
    };
    let mut shares: Vec<Share> = all.hull().iter().map(share).collect();
    shares.sort_by(|a, b| b.share.total_cmp(&a.share));
    let names = ["waiting", "idling", "overtime"];
    let ranges = [0, 1, 2].map(|axis| range(all.totals(), place, weights, axis, names[axis]));
    Sensitivity { weights: *weights, chosen: all.sequence(place), ranges, shares }
}

/// The weights of one axis for which no other sequence is cheaper: an interval, because costs are linear in a weight.
fn range(all: &[Totals], place: usize, weights: &Weights, axis: usize, name: &'static str) -> WeightRange {
    let values = [weights.wait, weights.idle, weights.overtime];
    let now = values[axis];
    let chosen = &all[place];
    let cost = chosen.weighted(weights);
    let mut range = WeightRange { name, now, low: 0.0, high: f64::INFINITY };
    for other in all {
        // The other costs `lead` more now, and `slope` more with every unit of this weight.
        let slope =
            [other.wait - chosen.wait, other.idle - chosen.idle, other.overtime - chosen.overtime][axis];
        let mut lead = other.weighted(weights) - cost;
        if lead <= ROUNDING * cost {
            lead = 0.0;
        }
        let move_to_tie = lead / slope.unsigned_abs() as f64;
        match slope.signum() {
            1 => range.low = range.low.max(now - move_to_tie),
            -1 => range.high = range.high.min(now + move_to_tie),
            _ => {}
        }
    }
    range
}

impl fmt::Display for WeightRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, now, low, high } = self;
        write!(f, "The weight of {name} is {now}; the plan stays ")?;
        match (*low > 0.0, high.is_finite()) {
            (false, false) => f.write_str("whatever it is."),
            (false, true) => write!(f, "up to {high:.3}."),
            (true, false) => write!(f, "from {low:.3} on."),
            (true, true) => write!(f, "from {low:.3} to {high:.3}."),
        }
    }
}

impl fmt::Display for Sensitivity {
    /// The plan, the range of each weight and the sequences with the largest shares, one sentence a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "At {} the cheapest order is {}.", Told(&self.weights), self.chosen)?;
        self.ranges.iter().try_for_each(|range| writeln!(f, "{range}"))?;
        for Share { sequence, share } in self.shares.iter().take(5) {
            writeln!(f, "{sequence} is the cheapest for {} of all weights.", percent(*share))?;
        }
        match self.shares.len().saturating_sub(5) {
            0 => Ok(()),
            others => writeln!(f, "{others} other orders share the rest."),
        }
    }
}

#[cfg(test)]
mod tests {
    use lindley_seed::Seed;
    use proptest::prelude::*;

    use super::*;
    use crate::composition::Composition;
    use crate::enumerate::enumerate;
    use crate::scenarios::Scenarios;
    use crate::slots::Slots;
    use lindley_crew::Alone;

    fn session(counts: &[u8], seed: u64) -> Enumeration {
        let composition = Composition::new(counts).unwrap();
        let times = [vec![1_200, 2_500, 900], vec![300, 700, 650]];
        let sample = Scenarios::draw(&times, &composition, 100, Seed::from_u64(seed)).unwrap();
        enumerate(&composition, &sample, &Slots::equal(composition.visits(), 900).unwrap(), &Alone).unwrap()
    }

    fn with(weights: &Weights, axis: usize, value: f64) -> Option<Weights> {
        let mut values = [weights.wait, weights.idle, weights.overtime];
        values[axis] = value;
        Weights::new(values[0], values[1], values[2]).ok()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn the_plan_stays_within_the_range_and_changes_beyond_it(
            (wait, idle, overtime) in (0.1_f64..2.0, 0.0_f64..10.0, 0.1_f64..10.0),
            seed in any::<u64>(),
        ) {
            let all = session(&[4, 4], seed);
            let weights = Weights::new(wait, idle, overtime).unwrap();
            let found = sensitivity(&all, &weights);
            let chosen = all.totals()[all.best_place(&weights)];
            let excess = |weights: &Weights| {
                let cheapest = all.best(weights).1.weighted(weights);
                (chosen.weighted(weights) - cheapest) / cheapest.max(1.0)
            };
            for (axis, range) in found.ranges.iter().enumerate() {
                prop_assert!(range.low <= range.now && range.now <= range.high);
                for inside in [range.low, f64::midpoint(range.low, range.now), range.high.min(1e4)] {
                    if let Some(weights) = with(&weights, axis, inside) {
                        prop_assert!(excess(&weights) < 1e-9, "{:?} at {}", range, inside);
                    }
                }
                let below = (range.low > 0.0).then_some(range.low * 0.9);
                let above = range.high.is_finite().then_some(range.high * 1.1 + 0.01);
                for outside in below.into_iter().chain(above) {
                    if let Some(weights) = with(&weights, axis, outside) {
                        prop_assert!(excess(&weights) > 0.0, "{:?} at {}", range, outside);
                    }
                }
            }
        }
    }

    #[test]
    fn the_sentences_name_the_plan_and_its_ranges() {
        let all = session(&[4, 4], 1);
        let weights = Weights::new(1.0, 0.0, 0.0).unwrap();
        let told = sensitivity(&all, &weights).to_string();
        let first =
            format!("At waiting 1, idling 0, overtime 0 the cheapest order is {}.\n", all.best(&weights).0);
        assert!(told.starts_with(&first), "{told}");
        // Where only waiting costs anything, how much it costs changes nothing.
        assert!(told.contains("The weight of waiting is 1; the plan stays whatever it is.\n"), "{told}");
        assert!(told.contains(" of all weights.\n"), "{told}");
    }
}
