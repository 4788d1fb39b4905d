//! Split conformal bands, scores and CV+: worked examples, the guarantee by simulation, refusals.

use lindley_seed::Seed;
use lindley_stats::{
    Band, CalibrationScores, PoissonBinomial, RollingScores, StatsError, absolute_scores, binomial_range,
    conformal_coverage_range, cross_validated_band, normalised_scores, quantile_scores, rows_needed,
    shortfall_scores,
};
use proptest::prelude::*;

use crate::assert_near;

const NINE: [f64; 9] = [9.0, 1.0, 8.0, 2.0, 7.0, 3.0, 6.0, 4.0, 5.0];

#[test]
fn scores_one_to_nine_bound_90_percent_by_nine_and_95_by_nothing() {
    let scores = CalibrationScores::new(&NINE).unwrap();
    assert_near(scores.bound(0.9).unwrap().score(), 9.0, 0.0);
    let unknown = scores.bound(0.95).unwrap();
    assert!(unknown.score().is_infinite() && !unknown.is_bounded());
    assert_eq!(unknown.around(3.0), Ok(Band::WHOLE_LINE));
    assert_eq!(unknown.around_quantiles(1.0, 3.0), Ok(Band::WHOLE_LINE));
    assert_eq!(unknown.up_to(3.0), Ok(Band::WHOLE_LINE));
    assert_eq!(unknown.bounded(), Err(StatsError::TooFewForLevel { needed: 19, found: 9, level: 0.95 }));
}

#[test]
fn rounding_does_not_shift_the_rank() {
    // 10 * 0.7 is 7.000000000000001 or so in some orders of computation; the seventh score is right.
    let scores = CalibrationScores::new(&NINE).unwrap();
    for tenths in 1..10 {
        let level = 1.0 - f64::from(10 - tenths) / 10.0;
        assert_near(scores.bound(level).unwrap().score(), f64::from(tenths), 0.0);
    }
}

#[test]
fn the_number_of_rows_needed_is_the_first_that_suffices() {
    for (level, rows) in [(0.5, 1), (0.8, 4), (0.9, 9), (0.95, 19), (0.99, 99), (0.999, 999), (0.01, 1)] {
        assert_eq!(rows_needed(level), Ok(rows), "{level}");
        assert!(CalibrationScores::new(&vec![1.0; rows]).unwrap().bound(level).unwrap().is_bounded());
        if rows > 1 {
            let fewer = CalibrationScores::new(&vec![1.0; rows - 1]).unwrap();
            assert!(!fewer.bound(level).unwrap().is_bounded(), "{level}");
        }
    }
}

#[test]
fn p_values_count_the_scores_at_least_as_high() {
    let scores = CalibrationScores::new(&[1.0, 2.0, 2.0, 3.0]).unwrap();
    for (score, at_least) in [(0.5, 5.0), (1.0, 5.0), (2.0, 4.0), (2.5, 2.0), (3.0, 2.0), (3.5, 1.0)] {
        assert_near(scores.p_value(score).unwrap(), at_least / 5.0, 1e-15);
    }
}

/// Each trial draws a calibration set and new rows anew; `covers` says how many of the new rows a band held.
fn covered(trials: u64, covers: impl Fn(Seed) -> usize) -> usize {
    (0..trials).map(|trial| covers(Seed::from_u64(trial))).sum()
}

#[test]
fn split_bands_hold_as_often_as_they_say() {
    // A wrong model (it says 0 for everything) and skewed errors; one new row per calibration set, so that rows are
    // independent. With 19 rows and distinct scores the probability is exactly 18/20.
    let one = |seed: Seed| {
        let mut stream = seed.stream();
        let actual: Vec<f64> = (0..20).map(|_| stream.exponential(10.0)).collect();
        let scores = absolute_scores(&actual[..19], &[0.0; 19]).unwrap();
        let bound = CalibrationScores::new(&scores).unwrap().bound(0.9).unwrap();
        usize::from(bound.around(0.0).unwrap().holds(actual[19]))
    };
    let (low, high) = binomial_range(4_000, 0.9, 0.999).unwrap();
    let found = covered(4_000, one);
    assert!((low..=high).contains(&found), "{found} of 4000");
}

#[test]
fn quantile_bands_hold_and_adapt() {
    // The spread grows with x, and the model's quantiles are half as wide as they should be.
    let one = |seed: Seed| {
        let mut stream = seed.stream();
        let rows: Vec<(f64, f64)> = (0..100)
            .map(|_| {
                let x = stream.unit_f64();
                (x, (0.2 + x) * stream.normal())
            })
            .collect();
        let actual: Vec<f64> = rows.iter().map(|row| row.1).collect();
        let high: Vec<f64> = rows.iter().map(|row| 0.8 * (0.2 + row.0)).collect();
        let low: Vec<f64> = high.iter().map(|high| -high).collect();
        let scores = quantile_scores(&actual[..99], &low[..99], &high[..99]).unwrap();
        let bound = CalibrationScores::new(&scores).unwrap().bound(0.8).unwrap();
        assert!(bound.score() > 0.0);
        let (wide, narrow) =
            (bound.around_quantiles(-0.8, 0.8).unwrap(), bound.around_quantiles(-0.1, 0.1).unwrap());
        assert!(wide.width() > narrow.width());
        usize::from(bound.around_quantiles(low[99], high[99]).unwrap().holds(actual[99]))
    };
    let (low, high) = binomial_range(3_000, 0.8, 0.999).unwrap();
    let found = covered(3_000, one);
    assert!((low..=high).contains(&found), "{found} of 3000");
}

#[test]
fn promises_of_a_wait_are_kept_as_often_as_they_say() {
    let one = |seed: Seed| {
        let mut stream = seed.stream();
        let waits: Vec<f64> = (0..50).map(|_| stream.exponential(20.0)).collect();
        let scores = shortfall_scores(&waits[..49], &[15.0; 49]).unwrap();
        let promise = CalibrationScores::new(&scores).unwrap().bound(0.9).unwrap().up_to(15.0).unwrap();
        usize::from(promise.holds(waits[49]))
    };
    let (low, high) = binomial_range(3_000, 0.9, 0.999).unwrap();
    let found = covered(3_000, one);
    assert!((low..=high).contains(&found), "{found} of 3000");
}

#[test]
fn sums_of_chances_get_bands_by_their_own_spread() {
    // Sessions of different size; the chances are right, so the bound is near the quantile of |N(0, 1)|, but discrete.
    let mut stream = Seed::from_u64(5).stream();
    let (mut came, mut expected, mut spread) = (Vec::new(), Vec::new(), Vec::new());
    for session in 0..400_u32 {
        let chances: Vec<f64> = (0..10 + session % 20).map(|_| 0.6 + 0.35 * stream.unit_f64()).collect();
        came.push(chances.iter().filter(|chance| stream.chance(**chance)).count() as f64);
        let law = PoissonBinomial::new(&chances).unwrap();
        expected.push(law.masses().iter().enumerate().map(|(k, mass)| k as f64 * mass).sum());
        spread.push(chances.iter().map(|chance| chance * (1.0 - chance)).sum::<f64>().sqrt());
    }
    let scores = normalised_scores(&came, &expected, &spread).unwrap();
    let bound = CalibrationScores::new(&scores).unwrap().bound(0.9).unwrap();
    assert!((1.4..1.9).contains(&bound.score()), "{bound:?}");
    assert_near(bound.around_scaled(20.0, 2.0).unwrap().width(), 4.0 * bound.score(), 1e-12);
}

#[test]
fn coverage_after_one_calibration_follows_the_beta_law() {
    let known = conformal_coverage_range(100, 0.9, 0.95).unwrap();
    assert_near(known.estimate, 91.0 / 101.0, 1e-15);
    assert_near(known.low, 0.836_017_74, 5e-9);
    assert_near(known.high, 0.950_995_31, 5e-9);
    // Uniform scores: the bound itself is the share of rows to come that it holds.
    let shares = (0..1_000).map(|trial| {
        let mut stream = Seed::from_u64(trial).stream();
        let scores: Vec<f64> = (0..100).map(|_| stream.unit_f64()).collect();
        CalibrationScores::new(&scores).unwrap().bound(0.9).unwrap().score()
    });
    let inside = shares.filter(|share| (known.low..=known.high).contains(share)).count();
    let (low, high) = binomial_range(1_000, 0.95, 0.999).unwrap();
    assert!((low..=high).contains(&inside), "{inside} of 1000");
    let refused = conformal_coverage_range(8, 0.9, 0.95);
    assert_eq!(refused, Err(StatsError::TooFewForLevel { needed: 9, found: 8, level: 0.9 }));
}

#[test]
fn cross_validated_bands_take_the_ends_that_the_paper_says() {
    // n = 9, level 0.9: the ninth of predicted + error from below, the first of predicted - error.
    let predicted = [10.0, 11.0, 9.0, 10.0, 10.5, 9.5, 10.0, 10.0, 12.0];
    let band = cross_validated_band(&NINE, &predicted, 0.9).unwrap();
    assert_eq!(band, Band::new(1.0, 19.0).unwrap());
    // Level 0.8: the eighth from either side, 17.5 of 19 and the second 1; level 0.7: the seventh.
    let band = cross_validated_band(&NINE, &predicted, 0.8).unwrap();
    assert_eq!(band, Band::new(1.0, 17.5).unwrap());
    let band = cross_validated_band(&NINE, &predicted, 0.7).unwrap();
    assert_eq!(band, Band::new(3.5, 17.0).unwrap());
    assert_eq!(cross_validated_band(&NINE, &predicted, 0.95), Ok(Band::WHOLE_LINE));
}

#[test]
fn bands_know_what_they_hold() {
    let band = Band::new(1.0, 3.0).unwrap();
    assert!(band.holds(1.0) && band.holds(3.0) && !band.holds(3.1) && !band.holds(f64::NAN));
    assert!(Band::WHOLE_LINE.width().is_infinite());
    assert_near(Band::EMPTY.width(), 0.0, 0.0);
    assert_eq!(band.within(2.0, 9.0), Band::new(2.0, 3.0));
    assert_eq!(band.within(5.0, 9.0), Band::new(5.0, 5.0));
    assert_eq!(Band::EMPTY.within(0.0, 1.0), Ok(Band::EMPTY));
    assert!(matches!(band.within(2.0, 1.0), Err(StatsError::UpsideDown { .. })));
    assert!(matches!(Band::new(f64::NAN, 1.0), Err(StatsError::UpsideDown { .. })));
}

#[test]
fn scores_that_cannot_be_are_refused() {
    assert_eq!(CalibrationScores::new(&[]), Err(StatsError::Empty));
    assert_eq!(CalibrationScores::new(&[1.0, f64::NAN]), Err(StatsError::NotFinite { index: 1 }));
    let unequal = Err(StatsError::LengthsDiffer { left: 2, right: 1 });
    assert_eq!(absolute_scores(&[1.0, 2.0], &[1.0]), unequal);
    assert_eq!(shortfall_scores(&[1.0, 2.0], &[1.0]), unequal);
    assert_eq!(quantile_scores(&[1.0, 2.0], &[1.0, 1.0], &[1.0]), unequal);
    assert_eq!(normalised_scores(&[1.0], &[1.0], &[0.0]), Err(StatsError::NotPositive { index: 0 }));
    assert_eq!(cross_validated_band(&[-1.0], &[1.0], 0.5), Err(StatsError::Negative { index: 0 }));
    let scores = CalibrationScores::new(&NINE).unwrap();
    for level in [0.0, 1.0, -1.0, f64::NAN] {
        assert!(matches!(scores.bound(level), Err(StatsError::SenselessLevel { .. })), "{level}");
        assert!(matches!(rows_needed(level), Err(StatsError::SenselessLevel { .. })), "{level}");
    }
    assert_eq!(scores.p_value(f64::INFINITY), Err(StatsError::NotFinite { index: 0 }));
    let bound = scores.bound(0.5).unwrap();
    assert_eq!(bound.around(f64::NAN), Err(StatsError::NotFinite { index: 0 }));
    assert_eq!(bound.around_quantiles(1.0, f64::NAN), Err(StatsError::NotFinite { index: 1 }));
    assert_eq!(bound.up_to(f64::NAN), Err(StatsError::NotFinite { index: 0 }));
    let flat = bound.around_scaled(1.0, 0.0);
    assert_eq!(flat, Err(StatsError::MustBePositive { name: "the scale" }));
    assert!(matches!(RollingScores::new(0), Err(StatsError::MustBePositive { .. })));
    assert_eq!(RollingScores::new(3).unwrap().push(f64::NAN), Err(StatsError::NotFinite { index: 0 }));
}

proptest! {
    /// A row lies in its band exactly if its p value is above the miss rate.
    #[test]
    fn bands_and_p_values_agree(scores in prop::collection::vec(0_u8..20, 1..40), new in 0_u8..20, hundredths in 1_u8..100) {
        let scores: Vec<f64> = scores.into_iter().map(f64::from).collect();
        let calibration = CalibrationScores::new(&scores).unwrap();
        let level = f64::from(hundredths) / 100.0;
        let held = f64::from(new) <= calibration.bound(level).unwrap().score();
        let p_value = calibration.p_value(f64::from(new)).unwrap();
        prop_assert_eq!(held, p_value > 1.0 - level + 1e-9, "p {}", p_value);
    }

    #[test]
    fn bounds_rise_with_the_level(scores in prop::collection::vec(-5.0_f64..5.0, 1..40), low in 0.01_f64..0.99, high in 0.01_f64..0.99) {
        let calibration = CalibrationScores::new(&scores).unwrap();
        let (below, above) = (calibration.bound(low.min(high)).unwrap(), calibration.bound(low.max(high)).unwrap());
        prop_assert!(below.score() <= above.score());
        // At least the level's share of the rows themselves lies within.
        let within = scores.iter().filter(|score| **score <= below.score()).count();
        prop_assert!(within as f64 >= low.min(high) * scores.len() as f64 - 1e-9);
    }

    #[test]
    fn the_window_holds_the_last_scores(scores in prop::collection::vec(-9_i8..9, 1..60), capacity in 1_usize..20) {
        let mut window = RollingScores::new(capacity).unwrap();
        let scores: Vec<f64> = scores.into_iter().map(f64::from).collect();
        for score in &scores {
            window.push(*score).unwrap();
        }
        let last = &scores[scores.len().saturating_sub(capacity)..];
        prop_assert_eq!(window.len(), last.len());
        prop_assert_eq!(window.scores(), &CalibrationScores::new(last).unwrap());
    }
}
