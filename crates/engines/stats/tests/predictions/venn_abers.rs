//! Venn-Abers bands against the fits that they stand for.

use lindley_seed::Seed;
use lindley_stats::{IsotonicRegression, ProbabilityBand, StatsError, VennAbers, binomial_range};
use proptest::prelude::*;

use crate::assert_near;

#[test]
fn five_rows_have_the_bands_worked_out_by_hand() {
    let scores = [1.0, 2.0, 3.0, 4.0, 5.0];
    let calibrator = VennAbers::calibrated(&scores, &[false, false, true, false, true]).unwrap();
    let third = 1.0 / 3.0;
    let known = [(3.5, third, 2.0 * third, 0.5), (0.5, 0.0, third, 0.25), (6.0, 0.5, 1.0, 2.0 * third)];
    for (score, low, high, point) in known {
        let band = calibrator.band(score).unwrap();
        assert_near(band.low(), low, 1e-15);
        assert_near(band.high(), high, 1e-15);
        assert_near(band.probability(), point, 1e-15);
    }
}

/// The definition: isotonic regression on the rows and the new one, once as a no and once as a yes.
fn by_definition(scores: &[f64], outcomes: &[bool], new: f64) -> (f64, f64) {
    let fit = |label: f64| {
        let mut inputs = scores.to_vec();
        inputs.push(new);
        let mut targets: Vec<f64> = outcomes.iter().map(|yes| f64::from(u8::from(*yes))).collect();
        targets.push(label);
        IsotonicRegression::fitted(&inputs, &targets).unwrap().at(new).unwrap()
    };
    (fit(0.0), fit(1.0))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn bands_are_those_of_the_definition(rows in prop::collection::vec((0_u8..12, any::<bool>()), 1..40)) {
        let scores: Vec<f64> = rows.iter().map(|row| f64::from(row.0)).collect();
        let outcomes: Vec<bool> = rows.iter().map(|row| row.1).collect();
        let calibrator = VennAbers::calibrated(&scores, &outcomes).unwrap();
        for halves in -2_i8..26 {
            let new = f64::from(halves) / 2.0;
            let band = calibrator.band(new).unwrap();
            let (low, high) = by_definition(&scores, &outcomes, new);
            prop_assert!((band.low() - low).abs() < 1e-12, "{}: {} is not {}", new, band.low(), low);
            prop_assert!((band.high() - high).abs() < 1e-12, "{}: {} is not {}", new, band.high(), high);
            prop_assert!(band.low() < band.high());
            let point = band.probability();
            prop_assert!(band.low() <= point && point <= band.high() && point > 0.0 && point < 1.0);
            let brier = band.probability_for_brier();
            prop_assert!(band.low() <= brier && brier <= band.high());
        }
    }

    #[test]
    fn bands_rise_with_the_score(rows in prop::collection::vec((-9.0_f64..9.0, any::<bool>()), 1..60), left in -10.0_f64..10.0, right in -10.0_f64..10.0) {
        let (scores, outcomes): (Vec<f64>, Vec<bool>) = rows.into_iter().unzip();
        let calibrator = VennAbers::calibrated(&scores, &outcomes).unwrap();
        let (low, high) = (calibrator.band(left.min(right)).unwrap(), calibrator.band(left.max(right)).unwrap());
        prop_assert!(low.low() <= high.low() && low.high() <= high.high());
        prop_assert_eq!(VennAbers::from_steps(calibrator.steps()).unwrap(), calibrator);
    }
}

#[test]
fn distorted_scores_become_calibrated() {
    // The classifier is far too sure of itself: it says p^4. Within each fifth of the new rows, as many come as said.
    let mut stream = Seed::from_u64(3).stream();
    let mut row = || {
        let chance = stream.unit_f64();
        (chance.powi(4), stream.chance(chance))
    };
    let (scores, outcomes): (Vec<f64>, Vec<bool>) = (0..20_000).map(|_| row()).unzip();
    let calibrator = VennAbers::calibrated(&scores, &outcomes).unwrap();
    let mut fifths = [(0_usize, 0_usize, 0.0); 5];
    for _ in 0..20_000 {
        let (score, yes) = row();
        let band = calibrator.band(score).unwrap();
        assert!(band.width() < 0.2);
        let fifth = &mut fifths[[0.2, 0.4, 0.6, 0.8].partition_point(|end| *end <= band.probability())];
        *fifth = (fifth.0 + 1, fifth.1 + usize::from(yes), fifth.2 + band.probability());
    }
    for (rows, yes, said) in fifths {
        let (low, high) = binomial_range(rows, said / rows as f64, 0.999).unwrap();
        // A little more room than chance needs, for the calibration rows are a sample too.
        assert!((low - 40..=high + 40).contains(&yes), "{yes} of {rows}, not {said}");
    }
}

#[test]
fn one_class_says_how_little_it_proves() {
    let never = VennAbers::calibrated(&[1.0, 2.0, 3.0], &[false; 3]).unwrap();
    let band = never.band(1.5).unwrap();
    assert_near(band.low(), 0.0, 0.0);
    // The yes pools with the two above it.
    assert_near(band.high(), 1.0 / 3.0, 1e-15);
    let beyond = never.band(9.0).unwrap();
    assert_near(beyond.high(), 1.0, 0.0);
}

#[test]
fn what_cannot_be_calibrated_is_refused() {
    assert_eq!(VennAbers::calibrated(&[], &[]), Err(StatsError::Empty));
    let unequal = VennAbers::calibrated(&[1.0], &[true, false]);
    assert_eq!(unequal, Err(StatsError::LengthsDiffer { left: 1, right: 2 }));
    let nan = VennAbers::calibrated(&[f64::NAN], &[true]);
    assert_eq!(nan, Err(StatsError::NotFinite { index: 0 }));
    let calibrator = VennAbers::calibrated(&[1.0], &[true]).unwrap();
    assert_eq!(calibrator.band(f64::NAN), Err(StatsError::NotFinite { index: 0 }));
    assert_eq!(VennAbers::from_steps([]), Err(StatsError::Empty));
    assert_eq!(VennAbers::from_steps([(f64::NAN, 0.1, 0.2)]), Err(StatsError::NotFinite { index: 0 }));
    let falling = VennAbers::from_steps([(1.0, 0.1, 0.3), (2.0, 0.2, 0.25)]);
    assert_eq!(falling, Err(StatsError::NotRising { index: 1 }));
    assert_eq!(ProbabilityBand::new(0.1, 1.2), Err(StatsError::NotAProbability { index: 1 }));
    assert!(matches!(ProbabilityBand::new(0.3, 0.2), Err(StatsError::UpsideDown { .. })));
}
