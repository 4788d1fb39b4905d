//! The orders of a session that are cheapest for some costs.

use lindley_session::{
    Crew, Evaluation, Sequence, SessionError, SlotWait, Totals, Weights, branch_and_bound, enumerate,
    evaluate, local_search, slot_waits,
};

use super::StudyRefusal;
use super::limits::search_budget;
use super::setup::Setup;
use crate::session_plans::limits::searched;

/// Costs of idling and of overtime beside a waiting minute of 1, the likeliest first: a large session is searched for as many
/// of them as may be.
const OTHER_COSTS: [(f64, f64); 12] = [
    (5.0, 5.0),
    (1.0, 1.0),
    (20.0, 20.0),
    (0.0, 0.0),
    (5.0, 1.0),
    (1.0, 5.0),
    (20.0, 5.0),
    (5.0, 20.0),
    (20.0, 1.0),
    (1.0, 20.0),
    (10.0, 0.0),
    (0.0, 10.0),
];
/// A sequence is cheaper than another if it is by more than this share.
const ROUNDING: f64 = 1e-12;

/// An order and what it comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredOrder {
    /// The order.
    pub sequence: Sequence,
    /// What it comes to.
    pub evaluation: Evaluation,
    /// Waiting along the session.
    pub slot_waits: Vec<SlotWait>,
}

impl ScoredOrder {
    pub(super) fn of(sequence: Sequence, setup: &Setup) -> Result<Self, SessionError> {
        let evaluation = evaluate(&sequence, &setup.sample, &setup.slots)?;
        let slot_waits = slot_waits(&sequence, &setup.sample, &setup.slots)?;
        Ok(Self { sequence, evaluation, slot_waits })
    }

    fn cost(&self, weights: &Weights) -> f64 {
        self.evaluation.totals.cost(weights, self.evaluation.scenarios)
    }
}

/// Orders by waiting, then idling, then overtime.
pub(super) struct Front {
    pub(super) orders: Vec<ScoredOrder>,
    /// The place of the cheapest at the costs asked for.
    pub(super) best: usize,
    /// How far below it the cheapest of all can lie at most, as a share of its cost.
    pub(super) gap: f64,
    /// Whether every order was scored.
    pub(super) exact: bool,
}

impl Front {
    /// Of all orders, or of those that a search sees and of some known before.
    pub(super) fn of(setup: &Setup, known: &[Sequence], crew: &dyn Crew) -> Result<Self, StudyRefusal> {
        if searched(&setup.composition) {
            return Self::by_search(setup, known, crew);
        }
        let all = enumerate(&setup.composition, &setup.sample, &setup.slots, crew)?;
        let mut places: Vec<usize> = all.hull().iter().map(|vertex| vertex.place).collect();
        let cost = |place: usize| all.totals()[place].cost(&setup.weights, all.scenarios());
        let cheapest = all.best_place(&setup.weights);
        let known = places.iter().map(|place| cost(*place)).fold(f64::INFINITY, f64::min);
        // Orders that are cheapest for next to no costs but these are not corners of the hull.
        if cost(cheapest) < known - ROUNDING * known {
            places.push(cheapest);
        }
        let sequences = places.into_iter().map(|place| all.sequence(place));
        let (orders, best) = scored(setup, sequences.collect())?;
        Ok(Self { orders, best, gap: 0.0, exact: true })
    }

    pub(super) fn by_search(
        setup: &Setup,
        known: &[Sequence],
        crew: &dyn Crew,
    ) -> Result<Self, StudyRefusal> {
        let Setup { composition, slots, weights, sample } = setup;
        let budget = search_budget(composition, sample.count(), OTHER_COSTS.len())?;
        let found = branch_and_bound(composition, sample, slots, weights, budget.beginnings, crew)?;
        let lowest = found.totals.cost(weights, sample.count()) * (1.0 - found.gap);
        let mut sequences = known.to_vec();
        sequences.push(found.sequence);
        for (idle, overtime) in &OTHER_COSTS[..budget.costs] {
            let weights = Weights::new(1.0, *idle, *overtime)?;
            sequences.push(local_search(composition, sample, slots, &weights, crew)?.0);
        }
        let (orders, best) = scored(setup, sequences)?;
        let cost = orders[best].cost(weights);
        let gap = if cost > 0.0 { ((cost - lowest) / cost).max(0.0) } else { 0.0 };
        Ok(Self { orders, best, gap, exact: false })
    }
}

/// Scores each sequence and drops what another beats or equals in everything; also the place of the cheapest.
fn scored(setup: &Setup, mut sequences: Vec<Sequence>) -> Result<(Vec<ScoredOrder>, usize), SessionError> {
    sequences.sort_unstable();
    sequences.dedup();
    let of = |sequence| ScoredOrder::of(sequence, setup);
    let mut orders = sequences.into_iter().map(of).collect::<Result<Vec<_>, _>>()?;
    // Stable: of equals, the first in the order of words stays first.
    orders.sort_by_key(|order| order.evaluation.totals);
    let mut front: Vec<ScoredOrder> = Vec::with_capacity(orders.len());
    for order in orders {
        let totals = order.evaluation.totals;
        if !front.iter().any(|known| no_worse(&known.evaluation.totals, &totals)) {
            front.push(order);
        }
    }
    let mut best = (0, f64::INFINITY);
    for (place, order) in front.iter().enumerate() {
        let cost = order.cost(&setup.weights);
        if cost < best.1 {
            best = (place, cost);
        }
    }
    Ok((front, best.0))
}

fn no_worse(one: &Totals, other: &Totals) -> bool {
    one.wait <= other.wait && one.idle <= other.idle && one.overtime <= other.overtime
}
