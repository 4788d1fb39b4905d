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

mod ascent;
mod block;
mod budget;
mod states;

use crate::beginning::Beginning;
use crate::bound::ChildBounds;
use crate::kernels::TILE;
use crate::lattice::Lattice;
use crate::weights::Weights;
use ascent::Ascent;
use budget::Budget;
use lindley_crew::Crew;
use states::States;

pub use budget::{SearchWork, search_work};

/// The first step of a price, as a share of the highest price, for each slot's length of slack.
const FIRST_STEP: f32 = 0.08;
/// Steps become smaller as `1 / (1 + STEP_FADES * share of the rounds)`: few rounds have to come to rest as well as many.
const STEP_FADES: f32 = 12.0;
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
    /// sequence costs, summed over scenarios, and `mean_slot` how long a visit has on average: the steps need their size.
    pub(crate) fn find(
        lattice: &Lattice,
        weights: &Weights,
        cost: f64,
        mean_slot: f32,
        most_rounds: u64,
        crew: &dyn Crew,
    ) -> Option<Self> {
        let budget = Budget::of(lattice)?;
        let (states, rounds) = (States::new(lattice, budget.memory), budget.rounds.min(most_rounds));
        let ascent = Ascent { lattice, states: &states, weights };
        let mut blocks = ascent.start(crew);
        let mut ways = ascent.ways(&vec![0.0; states.count() * lattice.counts.len()], cost);
        for round in 0..rounds {
            ways.step = FIRST_STEP / (1.0 + STEP_FADES * round as f32 / rounds as f32) / mean_slot;
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
