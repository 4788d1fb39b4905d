//! What is known of small sessions: two visits in either order, and that the smallest variance is not always the best first.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use lindley_session::{
    Alone, Composition, Scenarios, Sequence, Slots, Weights, enumerate, evaluate, optimise_times,
    scenario_costs,
};
use proptest::prelude::*;

/// All combinations of the service times of three visits, each as likely: the distribution itself and no sample of it.
fn every_combination(services: [&[u32]; 3]) -> [Vec<u32>; 3] {
    let mut columns = [Vec::new(), Vec::new(), Vec::new()];
    for first in services[0] {
        for second in services[1] {
            for third in services[2] {
                columns[0].push(*first);
                columns[1].push(*second);
                columns[2].push(*third);
            }
        }
    }
    columns
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The smaller in convex order comes first: of two visits with one mean, of which the other spreads every time of the first
    /// to both sides, no gap between them makes the wider one the better first (waiting and idling).
    #[test]
    fn of_two_visits_the_one_that_spreads_less_comes_first(
        calm in prop::collection::vec((600_u32..1_200, 0_u32..600), 1..12),
        gap in 0_u32..2_400,
        (wait, idle) in (0.1_f64..5.0, 0.1_f64..5.0),
    ) {
        let narrow: Vec<u32> = calm.iter().flat_map(|(time, _)| [*time, *time]).collect();
        let wide: Vec<u32> = calm.iter().flat_map(|(time, by)| [time - by, time + by]).collect();
        let sample = Scenarios::from_columns(&[vec![narrow], vec![wide]]).unwrap();
        let slots = Slots::new(&[0, gap], gap + 1).unwrap();
        let weights = Weights::new(wait, idle, 0.0).unwrap();
        let cost = |order: &str| {
            evaluate(&order.parse().unwrap(), &sample, &slots).unwrap().totals.cost(&weights, sample.count())
        };
        prop_assert!(cost("AB") <= cost("BA") * (1.0 + 1e-12) + 1e-12);
    }

    /// The makespan is idling and work together, and overtime is what of it lies beyond the end, in every scenario.
    #[test]
    fn idling_and_work_make_the_makespan(
        services in prop::collection::vec(prop::collection::vec(0_u32..3_000, 5), 2..9),
        slot in 1_u32..1_500,
    ) {
        let visits = services.len();
        let sample = Scenarios::from_columns(std::slice::from_ref(&services)).unwrap();
        let slots = Slots::equal(visits, slot).unwrap();
        let sequence = Sequence::new(&vec![0; visits]).unwrap();
        let only = |wait, idle, overtime| {
            let weights = Weights::new(wait, idle, overtime).unwrap();
            scenario_costs(&sequence, &sample, &slots, &weights).unwrap()
        };
        for (scenario, (idle, overtime)) in only(0.0, 1.0, 0.0).into_iter().zip(only(0.0, 0.0, 1.0)).enumerate() {
            let work: u32 = services.iter().map(|column| column[scenario]).sum();
            let makespan = idle + f64::from(work) / 60.0;
            let beyond = (makespan - f64::from(slots.length_s()) / 60.0).max(0.0);
            prop_assert!((overtime - beyond).abs() < 1e-9, "{overtime} for {beyond}");
        }
    }

    /// Kinds are names: other letters for the same visits cost the same.
    #[test]
    fn names_of_kinds_do_not_matter(
        services in prop::collection::vec(prop::collection::vec(prop::collection::vec(0_u32..3_000, 6), 2), 3),
        turned in 1_u8..3,
    ) {
        let composition = Composition::new(&[2, 2, 2]).unwrap();
        let slots = Slots::equal(6, 700).unwrap();
        let mut renamed = services.clone();
        renamed.rotate_right(usize::from(turned));
        let [plain, renamed] = [services, renamed].map(|columns| Scenarios::from_columns(&columns).unwrap());
        for sequence in (0..composition.sequences()).map(|rank| composition.sequence_at(rank)) {
            let other: Vec<u8> = sequence.kinds().iter().map(|kind| (kind + turned) % 3).collect();
            let other = Sequence::new(&other).unwrap();
            prop_assert_eq!(
                evaluate(&sequence, &plain, &slots).unwrap(),
                evaluate(&other, &renamed, &slots).unwrap()
            );
        }
    }
}

/// A search for counter-examples to "smallest variance first" among three visits of one mean, each order at its own cheapest
/// times: with two visits there are none in convex order, with three there are (Kong, Lee, Teo, Zheng 2016).
#[test]
fn the_smallest_variance_is_not_always_the_best_first() {
    // Two values each, mean ten minutes: `high` of ten times longer by `by * (10 - high)`, the others shorter by `by * high`.
    let kind = |high: u32, by: u32| -> Vec<u32> {
        (0..10).map(|at| if at < high { 600 + by * (10 - high) } else { 600 - by * high }).collect()
    };
    let variance = |times: &[u32]| times.iter().map(|time| (f64::from(*time) - 600.0).powi(2)).sum::<f64>();
    let weights = Weights::new(1.0, 1.0, 0.0).unwrap();
    let mut found = Vec::new();
    for (calm, wild) in [((1, 20), (9, 40)), ((3, 20), (1, 40)), ((3, 20), (9, 40)), ((5, 20), (5, 40))] {
        let (calm, wild) = (kind(calm.0, calm.1), kind(wild.0, wild.1));
        assert!(variance(&calm) < variance(&wild));
        let cost = |order: &str, services: [&[u32]; 3]| {
            let columns = every_combination(services).map(|column| vec![column]);
            let sample = Scenarios::from_columns(&columns).unwrap();
            let slots = Slots::equal(3, 900).unwrap();
            // Three kinds of one visit each: the letters only say who comes when.
            let timed =
                optimise_times(&order.parse().unwrap(), &sample, &slots, 1, &weights, &Alone).unwrap();
            (timed.cost, timed.cost * (1.0 - timed.gap))
        };
        let smallest_first = cost("ABC", [&calm, &calm, &wild]).1;
        let other = cost("ACB", [&calm, &calm, &wild]).0.min(cost("CAB", [&calm, &calm, &wild]).0);
        found.push(other < smallest_first);
    }
    assert!(found.contains(&true), "no counter-example: {found:?}");
    assert!(found.contains(&false), "the rule is never best: {found:?}");
}

/// The sums of an enumeration do not depend on the order of scenarios.
#[test]
fn scenarios_have_no_order() {
    let columns = vec![vec![900, 1_300, 600], vec![1_500, 200, 700]];
    let turned = columns.iter().map(|column: &Vec<u32>| column.iter().rev().copied().collect()).collect();
    let composition = Composition::new(&[2]).unwrap();
    let slots = Slots::equal(2, 900).unwrap();
    let totals = |columns: Vec<Vec<u32>>| {
        let sample = Scenarios::from_columns(&[columns]).unwrap();
        enumerate(&composition, &sample, &slots, &Alone).unwrap().totals().to_vec()
    };
    assert_eq!(totals(columns), totals(turned));
}
