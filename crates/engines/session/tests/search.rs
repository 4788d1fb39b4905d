//! The search proves what enumeration finds, and never promises more than that.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    reason = "the numbers of these tests are small and exact"
)]

use lindley_seed::Seed;
use lindley_session::{
    Alone, Composition, Crew, Order, Scenarios, Slots, Weights, branch_and_bound, crg, enumerate, evaluate,
    local_search, tsc,
};
use proptest::prelude::*;

fn sample(counts: &[u8], scenarios: usize, seed: u64) -> (Composition, Scenarios, Slots) {
    let composition = Composition::new(counts).unwrap();
    let times: Vec<Vec<u32>> = (0..counts.len() as u32)
        .map(|kind| (0..60).map(|step| 1_500 / (kind + 1) + step * 31 / (kind + 1)).collect())
        .collect();
    let sample = Scenarios::draw(&times, &composition, scenarios, Seed::from_u64(seed)).unwrap();
    let slots = Slots::equal(composition.visits(), 900).unwrap();
    (composition, sample, slots)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_proven_sequence_is_the_cheapest_of_all(
        counts in prop::collection::vec(1_u8..5, 2..4),
        (wait, idle, overtime) in (0.0_f64..2.0, 0.0_f64..12.0, 0.1_f64..12.0),
        seed in any::<u64>(),
    ) {
        let (composition, sample, slots) = sample(&counts, 300, seed);
        let weights = Weights::new(wait, idle, overtime).unwrap();
        let all = enumerate(&composition, &sample, &slots, &Alone).unwrap();
        let (_, cheapest) = all.best(&weights);
        let found = branch_and_bound(&composition, &sample, &slots, &weights, u64::MAX, &Alone).unwrap();
        prop_assert_eq!(found.gap, 0.0);
        let (found_cost, cost) = (found.totals.cost(&weights, 300), cheapest.cost(&weights, 300));
        prop_assert!((found_cost - cost).abs() <= 1e-9 * cost.max(1e-9), "{} for {}", found_cost, cost);
        prop_assert_eq!(evaluate(&found.sequence, &sample, &slots).unwrap().totals, found.totals);
        // Stopped early, the gap still covers the truth.
        for beginnings in [1, 30] {
            let stopped = branch_and_bound(&composition, &sample, &slots, &weights, beginnings, &Alone).unwrap();
            let lowest = stopped.totals.cost(&weights, 300) * (1.0 - stopped.gap);
            prop_assert!(lowest <= cost * (1.0 + 1e-9), "{lowest} is above {cost}");
        }
        let (_, near) = local_search(&composition, &sample, &slots, &weights, &Alone).unwrap();
        prop_assert!(near.cost(&weights, 300) >= cost * (1.0 - 1e-9));
    }

    /// The bound holds and the search ends at the optimum whatever the times of the visits are, two at once included.
    #[test]
    fn uneven_times_do_not_mislead_the_search(
        gaps in prop::collection::vec(0_u32..2_500, 8),
        after in 1_u32..3_000,
        (wait, idle, overtime) in (0.0_f64..2.0, 0.0_f64..12.0, 0.1_f64..12.0),
        seed in any::<u64>(),
    ) {
        let (composition, sample, _) = sample(&[3, 3, 3], 90, seed);
        let mut times = vec![0];
        for gap in &gaps {
            times.push(times[times.len() - 1] + gap);
        }
        let slots = Slots::new(&times, times[8] + after).unwrap();
        let weights = Weights::new(wait, idle, overtime).unwrap();
        let cost = enumerate(&composition, &sample, &slots, &Alone).unwrap().best(&weights).1.cost(&weights, 90);
        for beginnings in [1, 50, u64::MAX] {
            let found = branch_and_bound(&composition, &sample, &slots, &weights, beginnings, &Alone).unwrap();
            let found_cost = found.totals.cost(&weights, 90);
            prop_assert!(found_cost * (1.0 - found.gap) <= cost * (1.0 + 1e-9), "{} of {} for {}", found.gap, found_cost, cost);
            prop_assert!(beginnings < u64::MAX || found_cost <= cost * (1.0 + 1e-9));
        }
    }

    /// Enum <= CRG <= TSC.
    #[test]
    fn more_candidates_are_never_dearer(a in 2_u8..7, b in 2_u8..7, seed in any::<u64>()) {
        let (composition, sample, slots) = sample(&[a, b], 200, seed);
        let weights = Weights::new(1.0, 5.0, 5.0).unwrap();
        let cost = |sequences: Vec<lindley_session::Sequence>| {
            let costs = sequences.iter().map(|sequence| evaluate(sequence, &sample, &slots).unwrap().totals.cost(&weights, 200));
            costs.fold(f64::INFINITY, f64::min)
        };
        let all = enumerate(&composition, &sample, &slots, &Alone).unwrap().best(&weights).1.cost(&weights, 200);
        let by_crg = cost(crg(&composition, Order::Both).unwrap());
        let by_tsc = cost(tsc(&composition).unwrap());
        prop_assert!(all <= by_crg && by_crg <= by_tsc);
    }

    /// Whatever the weights, a vertex of the hull is as cheap as anything, and its region says which.
    #[test]
    fn the_hull_has_the_cheapest_for_every_weight(
        counts in prop::collection::vec(1_u8..5, 2..4),
        seed in any::<u64>(),
        shares in prop::collection::vec((0.0_f64..1.0, 0.0_f64..1.0), 20),
    ) {
        let (composition, sample, slots) = sample(&counts, 100, seed);
        let all = enumerate(&composition, &sample, &slots, &Alone).unwrap();
        let hull = all.hull();
        for (idle, rest) in shares {
            let overtime = (1.0 - idle) * rest;
            let weights = Weights::new((1.0 - idle - overtime).max(0.0), idle, overtime).unwrap();
            let cost = all.best(&weights).1.cost(&weights, 100);
            let best = hull.iter().map(|vertex| vertex.totals.cost(&weights, 100)).fold(f64::INFINITY, f64::min);
            prop_assert!((best - cost).abs() <= 1e-9 * cost.max(1e-9), "{best} for {cost}");
        }
        for vertex in &hull {
            let weights = vertex.middle();
            prop_assert!(vertex.totals.cost(&weights, 100) <= all.best(&weights).1.cost(&weights, 100) * (1.0 + 1e-9) + 1e-12);
        }
    }
}

/// Hands that take the parts from the last to the first.
struct Backwards;

impl Crew for Backwards {
    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..parts).rev().for_each(work);
    }
}

#[test]
fn a_search_that_is_stopped_is_the_same_for_any_crew() {
    let (composition, sample, slots) = sample(&[5, 5, 5], 1_100, 3);
    let weights = Weights::new(1.0, 5.0, 5.0).unwrap();
    let found =
        |crew: &dyn Crew| branch_and_bound(&composition, &sample, &slots, &weights, 300, crew).unwrap();
    let alone = found(&Alone);
    assert_eq!(alone, found(&Backwards));
    assert!(alone.gap < 0.15, "the prices leave a gap of {}", alone.gap);
}
