//! Isotonic regression and Platt scaling.

use lindley_stats::{IsotonicRegression, PlattScaling, StatsError, pool_adjacent_violators};
use proptest::prelude::*;

use crate::assert_near;

/// `max over a <= i of min over b >= i of the mean of a..=b`: the fit by its min-max formula.
fn by_definition(values: &[f64], weights: &[f64]) -> Vec<f64> {
    let mean = |from: usize, to: usize| {
        let pairs = values[from..=to].iter().zip(&weights[from..=to]);
        let (sum, weight) =
            pairs.fold((0.0, 0.0), |(sum, all), (value, weight)| (sum + value * weight, all + weight));
        sum / weight
    };
    let best = |at: usize| {
        let highest = |from: usize| (at..values.len()).map(|to| mean(from, to)).fold(f64::INFINITY, f64::min);
        (0..=at).map(highest).fold(f64::NEG_INFINITY, f64::max)
    };
    (0..values.len()).map(best).collect()
}

proptest! {
    #[test]
    fn pooling_finds_the_best_rising_sequence(rows in prop::collection::vec((-9_i8..9, 1_u8..5), 1..25)) {
        let values: Vec<f64> = rows.iter().map(|row| f64::from(row.0)).collect();
        let weights: Vec<f64> = rows.iter().map(|row| f64::from(row.1)).collect();
        let found = pool_adjacent_violators(&values, &weights).unwrap();
        for (found, expected) in found.iter().zip(by_definition(&values, &weights)) {
            prop_assert!((found - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn whole_weights_are_repetitions(rows in prop::collection::vec((0_u8..9, -9_i8..9, 1_u8..4), 1..25)) {
        let inputs: Vec<f64> = rows.iter().map(|row| f64::from(row.0)).collect();
        let targets: Vec<f64> = rows.iter().map(|row| f64::from(row.1)).collect();
        let weights: Vec<f64> = rows.iter().map(|row| f64::from(row.2)).collect();
        let repeated = |values: &[f64]| -> Vec<f64> {
            let each = values.iter().zip(&rows);
            each.flat_map(|(value, row)| std::iter::repeat_n(*value, usize::from(row.2))).collect()
        };
        let weighted = IsotonicRegression::fitted_weighted(&inputs, &targets, &weights).unwrap();
        let plain = IsotonicRegression::fitted(&repeated(&inputs), &repeated(&targets)).unwrap();
        for quarters in -4_i8..40 {
            let at = f64::from(quarters) / 4.0;
            prop_assert!((weighted.at(at).unwrap() - plain.at(at).unwrap()).abs() < 1e-12);
        }
        prop_assert_eq!(&IsotonicRegression::from_knots(weighted.knots().to_vec()).unwrap(), &weighted);
    }
}

#[test]
fn values_without_weight_do_not_count() {
    let found = pool_adjacent_violators(&[9.0, 1.0, -9.0, 2.0, 99.0], &[0.0, 1.0, 0.0, 1.0, 0.0]).unwrap();
    assert_eq!(found, [1.0, 1.0, 1.0, 2.0, 2.0]);
    let curve = IsotonicRegression::fitted_weighted(&[1.0, 2.0, 3.0], &[0.0, 9.0, 1.0], &[1.0, 0.0, 1.0]);
    assert_near(curve.unwrap().at(2.0).unwrap(), 0.5, 1e-15);
}

#[test]
fn curves_that_cannot_be_are_refused() {
    assert_eq!(pool_adjacent_violators(&[], &[]), Err(StatsError::Empty));
    assert_eq!(pool_adjacent_violators(&[1.0], &[]), Err(StatsError::LengthsDiffer { left: 1, right: 0 }));
    assert_eq!(pool_adjacent_violators(&[1.0], &[-1.0]), Err(StatsError::SenselessWeight { index: 0 }));
    assert_eq!(pool_adjacent_violators(&[1.0], &[0.0]), Err(StatsError::NoWeight));
    assert_eq!(IsotonicRegression::fitted(&[], &[]), Err(StatsError::Empty));
    let nan = IsotonicRegression::fitted(&[1.0, 2.0], &[1.0, f64::NAN]);
    assert_eq!(nan, Err(StatsError::NotFinite { index: 1 }));
    assert_eq!(IsotonicRegression::from_knots(vec![]), Err(StatsError::Empty));
    let falling = IsotonicRegression::from_knots(vec![(1.0, 1.0), (2.0, 0.5)]);
    assert_eq!(falling, Err(StatsError::NotRising { index: 1 }));
    let curve = IsotonicRegression::fitted(&[1.0], &[1.0]).unwrap();
    assert_eq!(curve.at(f64::INFINITY), Err(StatsError::NotFinite { index: 0 }));
}

const SCORES: [f64; 10] = [-2.1, -1.3, -0.4, 0.2, 0.5, 1.1, 1.8, 2.6, -0.9, 0.9];
const OUTCOMES: [bool; 10] = [false, false, true, false, true, false, true, true, false, true];

#[test]
fn platt_scaling_agrees_with_scikit_learn() {
    // scikit-learn 1.9, `_SigmoidCalibration`: a = -0.748167, b = 0.181279, found by another optimiser.
    let curve = PlattScaling::fitted(&SCORES, &OUTCOMES).unwrap();
    assert_near(curve.slope, 0.748_167_4, 1e-6);
    assert_near(curve.intercept, -0.181_279_3, 1e-6);
}

#[test]
fn platt_scaling_minds_neither_shift_nor_unit_of_the_scores() {
    let curve = PlattScaling::fitted(&SCORES, &OUTCOMES).unwrap();
    let moved: Vec<f64> = SCORES.iter().map(|score| 1_000.0 * score - 500.0).collect();
    let other = PlattScaling::fitted(&moved, &OUTCOMES).unwrap();
    for score in SCORES {
        let (here, there) = (curve.probability(score), other.probability(1_000.0 * score - 500.0));
        assert_near(here.unwrap(), there.unwrap(), 1e-6);
    }
}

#[test]
fn classes_far_apart_do_not_make_platt_scaling_infinite() {
    let curve = PlattScaling::fitted(&[-900.0, -800.0, 800.0, 900.0], &[false, false, true, true]).unwrap();
    assert!(curve.slope.is_finite() && curve.slope > 0.0);
    // The targets are 1/4 and 3/4; a straight line through them fits all but exactly.
    assert_near(curve.probability(850.0).unwrap(), 0.75, 0.01);
    let flat = PlattScaling::fitted(&[1.0; 4], &OUTCOMES[..4]).unwrap();
    // All scores equal: the mean of the targets, 2/3 once and 1/5 three times.
    assert_near(flat.probability(1.0).unwrap(), (2.0 / 3.0 + 3.0 / 5.0) / 4.0, 1e-6);
    let saturated = PlattScaling { slope: 1e6, intercept: 0.0 };
    assert_near(saturated.probability(-1e6).unwrap(), 0.0, 0.0);
    assert_near(saturated.probability(1e6).unwrap(), 1.0, 0.0);
}

#[test]
fn platt_scaling_needs_both_classes() {
    assert_eq!(PlattScaling::fitted(&[1.0, 2.0], &[true; 2]), Err(StatsError::OneClass { seen: true }));
    assert_eq!(PlattScaling::fitted(&[1.0, 2.0], &[false; 2]), Err(StatsError::OneClass { seen: false }));
    assert_eq!(PlattScaling::fitted(&[], &[]), Err(StatsError::Empty));
    assert_eq!(PlattScaling::fitted(&[1.0], &[]), Err(StatsError::LengthsDiffer { left: 1, right: 0 }));
    let nan = PlattScaling::fitted(&[1.0, f64::NAN], &[true, false]);
    assert_eq!(nan, Err(StatsError::NotFinite { index: 1 }));
    let curve = PlattScaling { slope: 1.0, intercept: 0.0 };
    assert_eq!(curve.probability(f64::NAN), Err(StatsError::NotFinite { index: 0 }));
}
