//! Uniform draws and draws from lists: bounds, edge cases, evenness.

use proptest::prelude::*;

use crate::stream;

/// Pearson's chi-squared over equally likely cells.
fn chi_squared(counts: &[u32]) -> f64 {
    let expected = f64::from(counts.iter().sum::<u32>()) / counts.len() as f64;
    counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum()
}

proptest! {
    #[test]
    fn below_stays_below(seed: u64, n in 1u64..) {
        prop_assert!(stream(seed).below(n) < n);
    }

    #[test]
    fn between_stays_between(seed: u64, a: i64, b: i64) {
        let (low, high) = (a.min(b), a.max(b));
        let drawn = stream(seed).between(low, high);
        prop_assert!(low <= drawn && drawn <= high);
        prop_assert_eq!(stream(seed).between(high, low), high);
    }

    #[test]
    fn units_are_in_the_half_open_interval(seed: u64) {
        let mut stream = stream(seed);
        for _ in 0..100 {
            prop_assert!((0.0..1.0).contains(&stream.unit_f64()));
        }
    }

    #[test]
    fn shuffling_keeps_every_item(seed: u64, items in prop::collection::vec(any::<u8>(), 0..40)) {
        let (mut shuffled, mut sorted) = (items.clone(), items);
        stream(seed).shuffle(&mut shuffled);
        shuffled.sort_unstable();
        sorted.sort_unstable();
        prop_assert_eq!(shuffled, sorted);
    }

    #[test]
    fn only_items_with_weight_are_drawn(seed: u64, weights in prop::collection::vec(prop_oneof![Just(0.0), 0.0..1e9], 0..10)) {
        match stream(seed).weighted(&weights) {
            Some(drawn) => prop_assert!(weights[drawn] > 0.0),
            None => prop_assert!(weights.iter().all(|weight| *weight <= 0.0)),
        }
    }

    #[test]
    fn a_clone_continues_with_the_same_draws(seed: u64, before in 0..300usize) {
        let mut original = stream(seed);
        (0..before).for_each(|_| { original.next_u64(); });
        let mut copy = original.clone();
        prop_assert_eq!(original.next_u64(), copy.next_u64());
    }
}

#[test]
fn the_whole_range_of_integers_can_be_drawn() {
    let mut stream = stream(1);
    let drawn: Vec<i64> = (0..100).map(|_| stream.between(i64::MIN, i64::MAX)).collect();
    assert!(
        drawn.iter().any(|number| *number < i64::MIN / 2)
            && drawn.iter().any(|number| *number > i64::MAX / 2)
    );
    assert_eq!(stream.between(i64::MAX, i64::MAX), i64::MAX);
    assert_eq!(stream.below(0), 0);
}

#[test]
fn below_is_even_where_rounding_would_show() {
    // Of 3 * 2^62 numbers a plain remainder would draw the first third twice as often.
    let mut stream = stream(2);
    let mut counts = [0; 3];
    for _ in 0..30_000 {
        let third = stream.below(3 << 62) >> 62;
        counts[usize::try_from(third).unwrap()] += 1;
    }
    // 99.99 % of fair draws stay below 18.4 with 2 degrees of freedom.
    assert!(chi_squared(&counts) < 18.4, "{counts:?}");
}

#[test]
fn every_order_of_three_is_equally_likely() {
    let mut stream = stream(3);
    let mut counts = std::collections::BTreeMap::<[u8; 3], u32>::new();
    for _ in 0..60_000 {
        let mut items = [0, 1, 2];
        stream.shuffle(&mut items);
        *counts.entry(items).or_default() += 1;
    }
    assert_eq!(counts.len(), 6);
    // 99.99 % of fair draws stay below 25.7 with 5 degrees of freedom.
    assert!(chi_squared(&counts.into_values().collect::<Vec<_>>()) < 25.7);
}

#[test]
fn weights_are_followed() {
    let mut stream = stream(4);
    let mut counts = [0_u32; 3];
    for _ in 0..40_000 {
        counts[stream.weighted(&[1.0, 0.0, 3.0]).unwrap()] += 1;
    }
    // Four standard errors of a share of a quarter.
    assert!((f64::from(counts[0]) / 40_000.0 - 0.25).abs() < 0.009, "{counts:?}");
    assert_eq!(counts[1], 0);
}

#[test]
fn senseless_weights_draw_nothing() {
    for weights in
        [&[][..], &[0.0, 0.0], &[1.0, -1.0], &[f64::NAN], &[f64::INFINITY, 1.0], &[f64::MAX, f64::MAX]]
    {
        assert_eq!(stream(5).weighted(weights), None, "{weights:?}");
    }
}

#[test]
fn chances_are_kept() {
    let mut stream = stream(6);
    let hits = (0..40_000).filter(|_| stream.chance(0.2)).count();
    assert!((hits as f64 / 40_000.0 - 0.2).abs() < 0.008, "{hits}");
    assert!(!stream.chance(f64::NAN) && !stream.chance(-1.0) && stream.chance(2.0));
}
