//! Times against the newsvendor, brute force and equal slots.

use lindley_seed::Seed;
use proptest::prelude::*;

use super::*;
use crate::evaluate::evaluate;
use lindley_crew::Alone;

fn cost(sequence: &Sequence, sample: &Scenarios, slots: &Slots, weights: &Weights) -> f64 {
    evaluate(sequence, sample, slots).unwrap().totals.cost(weights, sample.count())
}

/// The `(i - 1/2) / n` quantiles of an exponential service time, whole seconds.
fn exponential(mean: f64, count: u32) -> Vec<u32> {
    let level = |at: u32| (f64::from(at) + 0.5) / f64::from(count);
    (0..count).map(|at| (-mean * (1.0 - level(at)).ln()).round() as u32).collect()
}

#[test]
fn two_exponential_visits_get_the_newsvendor_time() {
    let first = exponential(900.0, 4_000);
    let sample = Scenarios::from_columns(&[vec![first.clone(), first]]).unwrap();
    let (sequence, slots) = ("AA".parse().unwrap(), Slots::equal(2, 900).unwrap());
    for (wait, idle) in [(1.0, 1.0), (1.0, 4.0), (2.0, 1.0)] {
        let weights = Weights::new(wait, idle, 0.0).unwrap();
        // F(x) = 1 - exp(-x / beta) = c_W / (c_W + c_I).
        let expected = -900.0 * f64::ln(idle / (wait + idle));
        let timed = optimise_times(&sequence, &sample, &slots, 1, &weights, &Alone).unwrap();
        let found = f64::from(timed.slots.times()[1]);
        assert!((found - expected).abs() <= 2.0, "{found} for {expected}");
        let one_by_one = newsvendor_times(&sequence, &sample, 1_800, &weights).unwrap();
        assert!((f64::from(one_by_one.times()[1]) - expected).abs() <= 2.0);
    }
}

#[test]
fn a_step_must_fit_into_the_session() {
    let sample = Scenarios::from_columns(&[vec![vec![60]]]).unwrap();
    let (slots, weights) = (Slots::equal(1, 900).unwrap(), Weights::new(1.0, 1.0, 1.0).unwrap());
    for step in [0, 901] {
        let refused = optimise_times(&"A".parse().unwrap(), &sample, &slots, step, &weights, &Alone);
        assert!(matches!(refused, Err(SessionError::OutOfRange { name: "the step", .. })), "{step}");
    }
}

/// The cheapest of all non-decreasing multiples of the step.
fn by_brute_force(sequence: &Sequence, sample: &Scenarios, length: u32, step: u32, weights: &Weights) -> f64 {
    let mut best = f64::INFINITY;
    for second in (0..=length).step_by(step as usize) {
        for third in (second..=length).step_by(step as usize) {
            let slots = Slots::new(&[0, second, third], length).unwrap();
            best = best.min(cost(sequence, sample, &slots, weights));
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn three_visits_get_the_cheapest_times_of_all(
        services in prop::collection::vec(prop::collection::vec(0_u32..2_000, 20), 3),
        (wait, idle, overtime) in (0.0_f64..2.0, 0.0_f64..5.0, 0.1_f64..5.0),
        length in 1_800_u32..4_000,
    ) {
        let sample = Scenarios::from_columns(&[services]).unwrap();
        let sequence = "AAA".parse().unwrap();
        let weights = Weights::new(wait, idle, overtime).unwrap();
        // A start on the grid, so that the start itself is no candidate beyond it.
        let slots = Slots::new(&[0, 600, 1_200], length).unwrap();
        let timed = optimise_times(&sequence, &sample, &slots, 150, &weights, &Alone).unwrap();
        let cheapest = by_brute_force(&sequence, &sample, length, 150, &weights);
        prop_assert!((timed.cost - cheapest).abs() <= 1e-9 * cheapest.max(1.0), "{} for {}", timed.cost, cheapest);
        // The bound holds for a grid that is finer than the one the times were brought to.
        let finer = by_brute_force(&sequence, &sample, length, 50, &weights);
        prop_assert!(timed.cost * (1.0 - timed.gap) <= finer * (1.0 + 1e-9), "{} of {} for {}", timed.gap, timed.cost, finer);
    }

    #[test]
    fn times_are_never_dearer_than_equal_slots(
        kinds in prop::collection::vec(0_u8..2, 1..7),
        slot in 301_u32..1_200,
        (wait, idle, overtime) in (0.0_f64..2.0, 0.0_f64..5.0, 0.1_f64..5.0),
        seed in any::<u64>(),
    ) {
        let sequence = Sequence::new(&kinds).unwrap();
        let composition = sequence.composition(2);
        let times = [vec![900, 1_500, 2_400], vec![120, 300, 700]];
        let sample = Scenarios::draw(&times, &composition, 60, Seed::from_u64(seed)).unwrap();
        let (slots, weights) = (Slots::equal(kinds.len(), slot).unwrap(), Weights::new(wait, idle, overtime).unwrap());
        let timed = optimise_times(&sequence, &sample, &slots, 60, &weights, &Alone).unwrap();
        let in_equal_slots = cost(&sequence, &sample, &slots, &weights);
        prop_assert!(timed.cost <= in_equal_slots);
        prop_assert_eq!(timed.cost.to_bits(), cost(&sequence, &sample, &timed.slots, &weights).to_bits());
        prop_assert!(timed.slots == slots || timed.slots.times().iter().all(|time| time % 60 == 0));
        let both = sequence_and_times(&composition, &sample, &slots, 60, &weights, &Alone).unwrap();
        let (_, by_order) = local_search(&composition, &sample, &slots, &weights, &Alone).unwrap();
        prop_assert!(both.cost <= by_order.cost(&weights, 60));
        prop_assert!(both.gap >= 0.0 && both.gap <= 1.0);
        prop_assert_eq!(both.sequence.composition(2), composition);
    }
}

/// In steps of a second next to nothing is lost by rounding: the planes have to meet the cost.
#[test]
fn cutting_planes_close_the_gap() {
    let composition = Composition::new(&[6, 6]).unwrap();
    let services = [vec![900, 1_500, 2_400, 1_100], vec![120, 300, 700, 350]];
    let sample = Scenarios::draw(&services, &composition, 1_000, Seed::from_u64(3)).unwrap();
    let weights = Weights::new(1.0, 5.0, 5.0).unwrap();
    let (sequence, slots) = ("AABABABABABB".parse().unwrap(), Slots::equal(12, 900).unwrap());
    let timed = optimise_times(&sequence, &sample, &slots, 1, &weights, &Alone).unwrap();
    assert!(timed.gap < 1e-3, "{}", timed.gap);
    assert_eq!(timed.covers, Covers::ThisOrder);
}

/// The subgradient is one: no times cost less than it says.
#[test]
fn slopes_lie_below_the_cost() {
    let sample = Scenarios::from_columns(&[vec![
        exponential(900.0, 60),
        exponential(400.0, 60),
        exponential(700.0, 60),
    ]])
    .unwrap();
    let (sequence, weights) = ("AAA".parse().unwrap(), Weights::new(1.0, 2.0, 3.0).unwrap());
    for from in [[0, 0, 0], [0, 500, 1_500], [0, 900, 1_800], [0, 2_000, 2_000]] {
        let slope = slope(&sequence, &sample, &from, 2_400, &weights);
        let at = |times: &[u32; 3]| cost(&sequence, &sample, &Slots::new(times, 2_400).unwrap(), &weights);
        assert!((slope.cost - at(&from)).abs() < 1e-9);
        for to in [[0, 0, 2_400], [0, 600, 1_000], [0, 1_200, 2_000], [0, 501, 1_500], [0, 2_400, 2_400]] {
            let far = |visit: usize| f64::from(to[visit]) - f64::from(from[visit]);
            let plane = slope.cost + (1..3).map(|visit| slope.by_visit[visit] * far(visit)).sum::<f64>();
            assert!(plane <= at(&to) + 1e-9, "{from:?} to {to:?}");
        }
    }
}

/// With few orders every one of them is tried and bounded.
#[test]
fn few_orders_are_all_proven() {
    let composition = Composition::new(&[2, 1]).unwrap();
    let sample =
        Scenarios::draw(&[vec![900, 1_500, 2_400], vec![120, 300, 700]], &composition, 40, Seed::from_u64(8))
            .unwrap();
    let (slots, weights) = (Slots::equal(3, 900).unwrap(), Weights::new(1.0, 2.0, 2.0).unwrap());
    let found = sequence_and_times(&composition, &sample, &slots, 150, &weights, &Alone).unwrap();
    let orders = ["AAB", "ABA", "BAA"].map(|order| order.parse().unwrap());
    let cheapest = orders.map(|order| by_brute_force(&order, &sample, 2_700, 150, &weights));
    let cheapest = cheapest.into_iter().fold(f64::INFINITY, f64::min);
    assert!((found.cost - cheapest).abs() < 1e-9, "{} for {cheapest}", found.cost);
    assert_eq!(found.covers, Covers::AllOrders);
}
