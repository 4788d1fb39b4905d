//! The prices of some scenarios, and what one round over all states does with them.
//!
//! Plain loops over fixed numbers of lanes: the compiler makes vector instructions of them, and the order of adding does not
//! depend on how wide those are.

use super::states::{NONE, States};
use crate::kernels::{TILE, Tile};
use crate::lattice::Lattice;
use crate::weights::Weights;

/// Scenarios that are priced together: few, so that the slacks of two layers of states stay in the second cache.
pub(crate) const BLOCK: usize = 128;
/// Sums are kept in so many lanes whatever the machine has.
const LANES: usize = 16;

type Values = [f32; BLOCK];
type Seconds = [u16; BLOCK];

/// The prices of one block of scenarios.
pub(crate) struct Block {
    /// By state: what a second of slack costs from there on.
    pub(crate) price: Vec<Values>,
    /// By point: the least and the greatest slack that any way there gives.
    low: Vec<Seconds>,
    high: Vec<Seconds>,
    /// The slack at the session's end.
    end: Seconds,
}

/// How often each way is taken, and how far prices move.
pub(crate) struct Round {
    /// By state and kind: the share of what is there that leaves by the kind.
    pub(crate) leaving: Vec<f32>,
    /// By state and kind: the share of what arrives at the next state that comes this way.
    pub(crate) arriving: Vec<f32>,
    /// Change of a price, as a share of the highest price, for each second by which slacks differ.
    pub(crate) step: f32,
}

/// What the ways out of a state share.
struct Leaving {
    low: Values,
    high: Values,
    price: Values,
    /// The slack that leaves, by all ways together.
    left: Values,
}

impl Block {
    /// The slacks of a block, with prices that would be right if all ways to a point brought the same slack, their mean.
    #[inline(always)]
    pub(crate) fn new(lattice: &Lattice, states: &States, weights: &Weights, number: usize) -> Self {
        let (low, high) = ranges(lattice, number);
        let usual = usual(lattice, number);
        let price = vec![[0.0; BLOCK]; states.count()];
        let mut block = Self { price, low, high, end: *slack(lattice, number, lattice.end()) };
        for state in (1..states.layers[lattice.visits - 1].start).rev() {
            let usual = &usual[states.points[state]];
            let ways = states.next(state).iter().filter(|next| **next != NONE);
            let share = 1.0 / ways.clone().count() as f32;
            let mut price = [0.0; BLOCK];
            for next in ways {
                let worth = block.worth(states, weights, *next, usual);
                let slack = &block.low[states.points[*next]];
                for lane in 0..BLOCK {
                    let stays = usual[lane] > f32::from(slack[lane]);
                    price[lane] += if stays { share * worth[lane] } else { 0.0 };
                }
            }
            block.price[state] = price;
        }
        block
    }

    /// What a second of slack costs at a state and after it.
    #[inline(always)]
    fn worth(&self, states: &States, weights: &Weights, state: usize, slack: &Values) -> Values {
        let wait = weights.wait as f32;
        if state < states.layers[states.layers.len() - 1].start {
            return self.price[state].map(|price| wait + price);
        }
        let last = wait + weights.idle as f32;
        std::array::from_fn(|lane| {
            let over = slack[lane] > f32::from(self.end[lane]);
            last + if over { weights.overtime as f32 } else { 0.0 }
        })
    }

    /// Scores every way with the prices as they are, and then moves each price: up where more slack arrives than leaves.
    ///
    /// Answers by state and kind what the way costs at least, less what its state's price has promised already.
    #[inline(always)]
    pub(crate) fn round(
        &mut self,
        lattice: &Lattice,
        states: &States,
        weights: &Weights,
        round: &Round,
    ) -> Vec<f32> {
        let kinds = lattice.counts.len();
        let (wait, overtime) = (weights.wait as f32, weights.overtime as f32);
        let last = wait + weights.idle as f32;
        let end = real(&self.end);
        let mut scores = vec![0.0; states.count() * kinds];
        let mut here: Vec<Values> = vec![[0.0; BLOCK]];
        for depth in 0..lattice.visits - 1 {
            let deeper = states.layers[depth + 1].start;
            let mut there = vec![[0.0; BLOCK]; states.layers[depth + 1].len()];
            for state in states.layers[depth].clone() {
                let mut from = self.from(states, state);
                for (kind, next) in states.next(state).iter().copied().enumerate() {
                    if next == NONE {
                        continue;
                    }
                    let place = state * kinds + kind;
                    let slack = real(&self.low[states.points[next]]);
                    scores[place] = if depth + 2 == lattice.visits {
                        from.last(&slack, &end, [last, overtime], round.leaving[place])
                    } else {
                        let shares = [round.leaving[place], round.arriving[place]];
                        from.inner(&slack, &self.price[next], wait, shares, &mut there[next - deeper])
                    };
                }
                if depth > 0 {
                    let highest = last + overtime + wait * (lattice.visits - 2 - depth) as f32;
                    let arrived = &here[state - states.layers[depth].start];
                    from.settle(&mut self.price[state], arrived, round.step * highest, highest);
                }
            }
            here = there;
        }
        scores
    }

    #[inline(always)]
    fn from(&self, states: &States, state: usize) -> Leaving {
        let point = states.points[state];
        let (low, high) = (real(&self.low[point]), real(&self.high[point]));
        Leaving { low, high, price: self.price[state], left: [0.0; BLOCK] }
    }

    /// Scores every way as [`Block::round`] does, in double precision, and moves nothing.
    #[inline(always)]
    pub(crate) fn scores(&self, lattice: &Lattice, states: &States, weights: &Weights) -> Vec<f64> {
        let kinds = lattice.counts.len();
        let mut scores = vec![0.0; states.count() * kinds];
        for state in 0..states.layers[lattice.visits - 1].start {
            let (low, high) = (&self.low[states.points[state]], &self.high[states.points[state]]);
            for (kind, next) in states.next(state).iter().copied().enumerate() {
                if next == NONE {
                    continue;
                }
                let slack = &self.low[states.points[next]];
                let last = next >= states.layers[lattice.visits - 1].start;
                let mut costs = [0.0; BLOCK];
                for lane in 0..BLOCK {
                    let price = f64::from(self.price[state][lane]);
                    let (slack, end) = (f64::from(slack[lane]), f64::from(self.end[lane].max(slack[lane])));
                    let (first, second) = if last {
                        (weights.wait + weights.idle, weights.overtime)
                    } else {
                        (weights.wait + f64::from(self.price[next][lane]), 0.0)
                    };
                    let (low, high) = (f64::from(low[lane]), f64::from(high[lane]));
                    // Convex in the slack that leaves: the least lies where the slope turns.
                    let turn = if price <= first { slack } else { end };
                    let turn = if price <= first + second { turn } else { high };
                    let z = turn.max(low).min(high);
                    costs[lane] = first * z.max(slack) + second * z.max(end) - price * z;
                }
                scores[state * kinds + kind] = sum_exactly(&costs);
            }
        }
        scores
    }
}

/// The waiting that slacks bring to a state, and what its prices promise for after it.
#[inline(always)]
pub(crate) fn priced(price: &[f32; TILE], before: &Tile, slack: &Tile, wait: f64) -> f64 {
    let mut sums = [0.0; LANES];
    let rows = before.as_chunks::<LANES>().0.iter().zip(slack.as_chunks::<LANES>().0);
    for ((before, slack), price) in rows.zip(price.as_chunks::<LANES>().0) {
        let mut costs = [0.0; LANES];
        for lane in 0..LANES {
            costs[lane] = (wait + f64::from(price[lane])) * f64::from(before[lane].max(slack[lane]));
        }
        for (sum, cost) in sums.iter_mut().zip(costs) {
            *sum += cost;
        }
    }
    sums.iter().sum()
}

/// The prices of all blocks by state: what the search reads together lies together.
pub(crate) fn by_state(blocks: Vec<Block>, states: usize) -> Vec<f32> {
    let lanes = blocks.len() * BLOCK;
    let mut all = vec![0.0; states * lanes];
    for (number, block) in blocks.into_iter().enumerate() {
        for (state, price) in block.price.iter().enumerate() {
            let place = state * lanes + number * BLOCK;
            all[place..place + BLOCK].copy_from_slice(price);
        }
    }
    all
}

impl Leaving {
    /// The way to a state from which more than one visit is left.
    #[inline(always)]
    fn inner(
        &mut self,
        slack: &Values,
        price: &Values,
        wait: f32,
        [leaving, arriving]: [f32; 2],
        there: &mut Values,
    ) -> f32 {
        let (mut z, mut after, mut costs) = ([0.0; BLOCK], [0.0; BLOCK], [0.0; BLOCK]);
        for lane in 0..BLOCK {
            let worth = wait + price[lane];
            let most = when(self.price[lane] > worth, self.high[lane]);
            z[lane] = lower(greater(greater(slack[lane], most), self.low[lane]), self.high[lane]);
            after[lane] = greater(z[lane], slack[lane]);
            costs[lane] = worth * after[lane] - self.price[lane] * z[lane];
        }
        add(&mut self.left, leaving, &z);
        add(there, arriving, &after);
        sum(&costs)
    }

    /// The way to a state from which the last visit is left: its price is known.
    #[inline(always)]
    fn last(&mut self, slack: &Values, end: &Values, [first, second]: [f32; 2], leaving: f32) -> f32 {
        let (mut z, mut costs) = ([0.0; BLOCK], [0.0; BLOCK]);
        for lane in 0..BLOCK {
            let price = self.price[lane];
            let over = greater(end[lane], slack[lane]);
            let turn = greater(slack[lane], when(price > first, over));
            let turn = greater(turn, when(price > first + second, self.high[lane]));
            z[lane] = lower(greater(turn, self.low[lane]), self.high[lane]);
            let paid = first * greater(z[lane], slack[lane]) + second * greater(z[lane], over);
            costs[lane] = paid - price * z[lane];
        }
        add(&mut self.left, leaving, &z);
        sum(&costs)
    }

    #[inline(always)]
    fn settle(&self, price: &mut Values, arrived: &Values, step: f32, highest: f32) {
        for lane in 0..BLOCK {
            let moved = price[lane] + step * (arrived[lane] - self.left[lane]);
            price[lane] = lower(greater(moved, 0.0), highest);
        }
    }
}

#[inline(always)]
fn sum_exactly(values: &[f64; BLOCK]) -> f64 {
    let mut sums = [0.0; LANES];
    for row in values.as_chunks::<LANES>().0 {
        for (sum, value) in sums.iter_mut().zip(row) {
            *sum += value;
        }
    }
    sums.iter().sum()
}

/// The value if the condition holds, else zero: a mask, where a choice between two places would be a jump.
#[inline(always)]
fn when(holds: bool, value: f32) -> f32 {
    f32::from_bits(value.to_bits() & 0_u32.wrapping_sub(u32::from(holds)))
}

/// `sums = sums + share * values`.
#[inline(always)]
fn add(sums: &mut Values, share: f32, values: &Values) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += share * value;
    }
}

#[inline(always)]
fn sum(values: &Values) -> f32 {
    let mut sums = [0.0; LANES];
    for row in values.as_chunks::<LANES>().0 {
        for (sum, value) in sums.iter_mut().zip(row) {
            *sum += value;
        }
    }
    sums.iter().sum()
}

/// The greater of two numbers: one instruction, where `max` also asks what is no number.
#[inline(always)]
fn greater(one: f32, other: f32) -> f32 {
    if one > other { one } else { other }
}

#[inline(always)]
fn lower(one: f32, other: f32) -> f32 {
    if one < other { one } else { other }
}

/// The lanes of a block of the slacks at a point.
#[inline(always)]
pub(crate) fn slack(lattice: &Lattice, number: usize, point: usize) -> &Seconds {
    let tile = &lattice.slacks(number * BLOCK / TILE)[point];
    &tile.as_chunks::<BLOCK>().0[number % (TILE / BLOCK)]
}

/// As numbers that prices are multiplied with.
#[inline(always)]
fn real(seconds: &Seconds) -> Values {
    let mut values = [0.0; BLOCK];
    for (value, second) in values.iter_mut().zip(seconds) {
        *value = f32::from(*second);
    }
    values
}

/// By point: the least and the greatest slack that any way there gives, each scenario for itself.
#[inline(always)]
fn ranges(lattice: &Lattice, number: usize) -> (Vec<Seconds>, Vec<Seconds>) {
    let mut low: Vec<Seconds> = vec![[0; BLOCK]; lattice.points];
    let mut high = low.clone();
    for point in 1..lattice.points {
        let (mut least, mut most) = ([u16::MAX; BLOCK], [0; BLOCK]);
        for kind in (0..lattice.counts.len()).filter(|kind| lattice.seated(point, *kind) > 0) {
            let before = point - lattice.strides[kind];
            for lane in 0..BLOCK {
                least[lane] = least[lane].min(low[before][lane]);
                most[lane] = most[lane].max(high[before][lane]);
            }
        }
        let slack = slack(lattice, number, point);
        low[point] = std::array::from_fn(|lane| least[lane].max(slack[lane]));
        high[point] = std::array::from_fn(|lane| most[lane].max(slack[lane]));
    }
    (low, high)
}

/// By point: the mean of the slacks that the ways from the points before it bring.
#[inline(always)]
fn usual(lattice: &Lattice, number: usize) -> Vec<Values> {
    let mut usual: Vec<Values> = vec![[0.0; BLOCK]; lattice.points];
    for point in 1..lattice.points {
        let kinds = (0..lattice.counts.len()).filter(|kind| lattice.seated(point, *kind) > 0);
        let share = 1.0 / kinds.clone().count() as f32;
        let slack = real(slack(lattice, number, point));
        let mut mean = [0.0; BLOCK];
        for kind in kinds {
            let before = &usual[point - lattice.strides[kind]];
            for lane in 0..BLOCK {
                mean[lane] += share * greater(before[lane], slack[lane]);
            }
        }
        usual[point] = mean;
    }
    usual
}
