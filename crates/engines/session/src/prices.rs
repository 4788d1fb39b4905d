//! What slack is worth: bounds that price it.
//!
//! A search that knew each scenario would choose another order in each; that is why bounds scenario by scenario are weak. Here
//! every state of the lattice has a price for a second of slack in every scenario. The prices promise that what is to come after
//! the state costs at least `rest + sum of price * slack`. The promise is kept if for every next kind
//!
//! `rest + sum of price * z <= cost of the step + rest there + sum of price there * max(z, slack there)`
//!
//! for all slacks `z` that any way to the state can have; both sides are sums over scenarios, so the least difference is found
//! scenario by scenario, and `rest` is the shortest path over the states. Prices of any kind give a valid bound. They are the
//! multipliers of "all scenarios have one order" in a Lagrangian dual, the bound is concave in them, and a subgradient method
//! raises it: up goes the price of a state's slack where more arrives than leaves.
//!
//! The affine value functions are those of approximate linear programming (de Farias, Van Roy, *The linear programming approach
//! to approximate dynamic programming*, Operations Research 51, 2003); that penalties on foresight give bounds is Brown,
//! Smith, Sun, *Information relaxations and duality in stochastic dynamic programs*, Operations Research 58, 2010.

mod block;
mod states;

use std::sync::{Mutex, OnceLock};

use pulp::{Arch, Simd, WithSimd};

use crate::beginning::Beginning;
use crate::bound::ChildBounds;
use crate::crew::Crew;
use crate::kernels::TILE;
use crate::lattice::Lattice;
use crate::weights::Weights;
use block::{BLOCK, Block, Round};
use states::{NONE, States};

/// Most rounds.
const ROUNDS: u64 = 120;
/// Most steps from state to state, one for each scenario, of all rounds together.
const WORK: u64 = 6_000_000_000;
/// As many steps as one sequence of a small composition is worth: scoring it takes about a thirtieth of one for each visit.
const SEQUENCES_A_STEP: u128 = 32;
/// Rounds that must fit into the work before states remember more.
const ROUNDS_WORTH_MEMORY: u64 = 40;
/// Most kinds that a state remembers.
const MOST_MEMORY: usize = 2;
/// Most prices: four bytes each.
const PRICES: u64 = 96_000_000;
/// The first step of a price, as a share of the highest price, for each slot's length of slack.
const FIRST_STEP: f32 = 0.1;
/// How fast steps become smaller.
const STEP_FADES: f32 = 0.2;
/// Ways that cost more than the cheapest by this share of the whole cost are taken seldom: in the first round, ...
const FIRST_SPREAD: f64 = 0.003;
/// ... and how fast that becomes smaller.
const SPREAD_FADES: f64 = 0.3;
/// Sums in double precision are no more wrong than by this share.
const ROUNDING: f64 = 1e-11;

/// Prices of slack, and what is to come at least.
pub(crate) struct Prices {
    states: States,
    /// By state: the prices of all scenarios, one after the other.
    price: Vec<f32>,
    /// By state: what is still to come costs at least, beside what the prices say.
    rest: Vec<f64>,
}

impl Prices {
    /// Prices that bound as well as `most_rounds` make them; none if there are too many for the memory. `cost` is what a good
    /// sequence costs, summed over scenarios, and `slot_s` how long a visit has on average: the steps need their size.
    pub(crate) fn find(
        lattice: &Lattice,
        weights: &Weights,
        cost: f64,
        slot_s: f32,
        most_rounds: u64,
        crew: &dyn Crew,
    ) -> Option<Self> {
        let (states, rounds) = affordable(lattice, most_rounds)?;
        let ascent = Ascent { lattice, states: &states, weights };
        let mut blocks = ascent.start(crew);
        let mut ways = ascent.ways(&vec![0.0; states.count() * lattice.counts.len()], cost);
        for round in 0..rounds {
            ways.step = FIRST_STEP / (1.0 + STEP_FADES * round as f32) / slot_s;
            let scores = ascent.round(&mut blocks, &ways, crew);
            let spread = FIRST_SPREAD * cost / (1.0 + SPREAD_FADES * round as f64);
            ways = ascent.ways(&scores, spread);
        }
        let rest = ascent.rest(&ascent.scores(&blocks, crew));
        let rest = rest.into_iter().map(|rest| rest - ROUNDING * cost).collect();
        let price = block::by_state(blocks, states.count());
        Some(Self { states, price, rest })
    }

    /// What every sequence costs at least.
    pub(crate) fn root(&self) -> f64 {
        self.rest[0]
    }

    /// Bounds every ending after a beginning that has cost `spent`, by its next kind.
    #[inline(always)]
    pub(crate) fn bound(
        &self,
        lattice: &Lattice,
        weights: &Weights,
        beginning: &Beginning,
        kinds: &[u8],
    ) -> ChildBounds {
        let spent = weights.wait * beginning.wait as f64;
        let next = self.states.next(self.states.after(kinds));
        let mut by_kind = vec![None; next.len()];
        for (next, bound) in next.iter().zip(&mut by_kind) {
            let Some(point) = self.states.points.get(*next) else { continue };
            let mut sum = spent + weights.wait * lattice.late[*point] as f64 + self.rest[*next];
            let lanes = lattice.tiles * TILE;
            let price = self.price[next * lanes..(next + 1) * lanes].as_chunks::<TILE>().0;
            for (tile, (z, price)) in beginning.z.iter().zip(price).enumerate() {
                sum += block::priced(price, z, &lattice.slacks(tile)[*point], weights.wait);
            }
            *bound = Some(sum);
        }
        ChildBounds { by_kind }
    }
}

/// The states that can be paid for, with as much memory as is worth it, and how many rounds.
fn affordable(lattice: &Lattice, most_rounds: u64) -> Option<(States, u64)> {
    let lanes = (lattice.tiles * TILE) as u64;
    let kinds = lattice.counts.iter().filter(|count| **count > 0).count() as u64;
    let worth = lattice.sequences() / SEQUENCES_A_STEP;
    let work = WORK.min(u64::try_from(worth).unwrap_or(u64::MAX).saturating_mul(lanes));
    let rounds = |states: u64| work / states.saturating_mul(kinds).saturating_mul(lanes).max(1);
    let mut memory = 0;
    let mut states = lattice.points as u64;
    while memory < MOST_MEMORY
        && rounds(states * kinds) >= ROUNDS_WORTH_MEMORY
        && states * kinds * lanes <= PRICES
    {
        memory += 1;
        states *= kinds;
    }
    if states.saturating_mul(lanes) > PRICES {
        return None;
    }
    Some((States::new(lattice, memory), rounds(states).min(ROUNDS).min(most_rounds)))
}

/// What raising the bound works on.
#[derive(Clone, Copy)]
struct Ascent<'a> {
    lattice: &'a Lattice,
    states: &'a States,
    weights: &'a Weights,
}

/// The work on one block, to be compiled for each set of vector instructions.
struct OnBlock<'a, 'b> {
    ascent: Ascent<'a>,
    task: Task<'b>,
}

enum Task<'b> {
    Start(usize),
    Round(&'b mut Block, &'b Round),
    Score(&'b Block),
}

/// What came of it.
enum Done {
    Block(Block),
    Round(Vec<f32>),
    Scores(Vec<f64>),
}

impl WithSimd for OnBlock<'_, '_> {
    type Output = Done;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Done {
        let Ascent { lattice, states, weights } = self.ascent;
        match self.task {
            Task::Start(number) => Done::Block(Block::new(lattice, states, weights, number)),
            Task::Round(block, round) => Done::Round(block.round(lattice, states, weights, round)),
            Task::Score(block) => Done::Scores(block.scores(lattice, states, weights)),
        }
    }
}

impl Ascent<'_> {
    fn on_block(self, task: Task<'_>) -> Done {
        Arch::new().dispatch(OnBlock { ascent: self, task })
    }

    fn start(self, crew: &dyn Crew) -> Vec<Block> {
        let made: Vec<OnceLock<Block>> =
            (0..self.lattice.tiles * TILE / BLOCK).map(|_| OnceLock::new()).collect();
        crew.each(made.len(), &|number| {
            if let Done::Block(block) = self.on_block(Task::Start(number)) {
                // Every part is done once, so the place is still empty.
                drop(made[number].set(block));
            }
        });
        made.into_iter().filter_map(OnceLock::into_inner).collect()
    }

    /// Moves the prices of all blocks; answers by state and kind what the ways cost before that.
    fn round(self, blocks: &mut [Block], round: &Round, crew: &dyn Crew) -> Vec<f64> {
        let parts: Vec<Mutex<(&mut Block, Vec<f32>)>> =
            blocks.iter_mut().map(|block| Mutex::new((block, Vec::new()))).collect();
        crew.each(parts.len(), &|part| {
            // Each part is taken once; a poisoned lock would mean that its worker failed, and that failure is on its way already.
            let Ok(mut part) = parts[part].lock() else { return };
            let (block, scores) = &mut *part;
            if let Done::Round(found) = self.on_block(Task::Round(block, round)) {
                *scores = found;
            }
        });
        let mut total = self.fixed();
        for (_, scores) in parts.into_iter().filter_map(|part| part.into_inner().ok()) {
            total.iter_mut().zip(scores).for_each(|(total, score)| *total += f64::from(score));
        }
        total
    }

    /// By state and kind: what the ways cost, in double precision.
    fn scores(self, blocks: &[Block], crew: &dyn Crew) -> Vec<f64> {
        let found: Vec<OnceLock<Vec<f64>>> = blocks.iter().map(|_| OnceLock::new()).collect();
        crew.each(blocks.len(), &|part| {
            if let Done::Scores(scores) = self.on_block(Task::Score(&blocks[part])) {
                drop(found[part].set(scores));
            }
        });
        let mut total = self.fixed();
        for scores in found.into_iter().filter_map(OnceLock::into_inner) {
            total.iter_mut().zip(scores).for_each(|(total, score)| *total += score);
        }
        total
    }

    /// By state and kind: the part of a way's cost that no slack changes; endless where there is no way.
    fn fixed(self) -> Vec<f64> {
        let Self { lattice, states, weights } = self;
        let over = weights.overtime * lattice.late[lattice.end()] as f64;
        let last = states.layers[lattice.visits - 1].start;
        let fixed = |next: &usize| match states.points.get(*next) {
            None => f64::INFINITY,
            Some(point) => {
                weights.wait * lattice.late[*point] as f64 + if *next >= last { over } else { 0.0 }
            }
        };
        (0..states.count()).flat_map(|state| states.next(state).iter().map(fixed)).collect()
    }

    /// By state: the shortest path to the last visit.
    fn rest(self, scores: &[f64]) -> Vec<f64> {
        let kinds = self.lattice.counts.len();
        let mut rest = vec![0.0; self.states.count()];
        for state in (0..self.states.layers[self.lattice.visits - 1].start).rev() {
            let ways = self.states.next(state).iter().zip(&scores[state * kinds..]);
            let costs = ways.filter(|(next, _)| **next != NONE).map(|(next, score)| score + rest[*next]);
            rest[state] = costs.fold(f64::INFINITY, f64::min);
        }
        rest
    }

    /// How often each way should be taken: the dearer it is than the cheapest one, the more seldom.
    fn ways(self, scores: &[f64], spread: f64) -> Round {
        let Self { lattice, states, .. } = self;
        let kinds = lattice.counts.len();
        let rest = self.rest(scores);
        let mut leaving = vec![0.0; scores.len()];
        let mut arriving = vec![0.0; scores.len()];
        let mut visited = vec![0.0; states.count()];
        visited[0] = 1.0;
        for state in 0..states.layers[lattice.visits - 1].start {
            let own = state * kinds..(state + 1) * kinds;
            for ((next, score), taken) in
                states.next(state).iter().zip(&scores[own.clone()]).zip(&mut leaving[own.clone()])
            {
                if *next != NONE {
                    let dearer = (score + rest[*next] - rest[state]).max(0.0);
                    *taken = (1.0 + dearer / (4.0 * spread)).powi(-4);
                }
            }
            let all: f64 = leaving[own.clone()].iter().sum();
            for (next, taken) in states.next(state).iter().zip(&mut leaving[own]) {
                *taken /= all;
                if *next != NONE {
                    visited[*next] += visited[state] * *taken;
                }
            }
        }
        for state in 0..states.count() {
            for (kind, next) in states.next(state).iter().enumerate().filter(|(_, next)| **next != NONE) {
                let place = state * kinds + kind;
                arriving[place] = (visited[state] * leaving[place] / visited[*next]) as f32;
            }
        }
        Round { leaving: leaving.into_iter().map(|share| share as f32).collect(), arriving, step: 0.0 }
    }
}
