//! ACI and DtACI: worked steps, the guarantee for any sequence, coverage after a shift.

use lindley_seed::Seed;
use lindley_stats::{
    AdaptiveConformal, AdaptiveTuning, Band, CalibrationScores, RollingScores, StatsError,
    TunedAdaptiveConformal,
};
use proptest::prelude::*;

use crate::assert_near;

#[test]
fn a_miss_and_two_hits_move_the_rate_as_worked_out_by_hand() {
    let mut adaptive = AdaptiveConformal::new(0.9, 0.05).unwrap();
    let mut seen = vec![adaptive.miss_rate()];
    for missed in [true, false, false] {
        adaptive.observe(missed);
        seen.push(adaptive.miss_rate());
    }
    for (found, expected) in seen.into_iter().zip([0.1, 0.055, 0.06, 0.065]) {
        assert_near(found, expected, 1e-15);
    }
    assert_near(adaptive.misses().unwrap(), 1.0 / 3.0, 1e-15);
}

#[test]
fn beyond_0_and_1_the_band_is_everything_or_nothing() {
    let scores = CalibrationScores::new(&[1.0, 2.0, 3.0]).unwrap();
    let mut missing = AdaptiveConformal::new(0.9, 0.2).unwrap();
    missing.observe(true);
    assert!(missing.miss_rate() < 0.0);
    assert_eq!(missing.bound(&scores).around(5.0), Ok(Band::WHOLE_LINE));
    // The whole line cannot miss, whatever is claimed.
    missing.observe(true);
    assert_near(missing.miss_rate(), -0.08 + 0.02, 1e-15);
    let mut hitting = AdaptiveConformal::new(0.1, 0.2).unwrap();
    hitting.observe(false);
    assert!(hitting.miss_rate() > 1.0);
    let bound = hitting.bound(&scores);
    assert_eq!(bound.around(5.0), Ok(Band::EMPTY));
    assert_eq!(bound.around_quantiles(4.0, 5.0), Ok(Band::EMPTY));
    assert_eq!(bound.up_to(5.0), Ok(Band::EMPTY));
    hitting.observe(false);
    assert_near(hitting.miss_rate(), 1.08 - 0.02, 1e-15);
}

/// Misses of 80 % bands on a series whose level jumps: the share in each stretch of 192 rows (two days of quarter hours).
fn misses_after_a_jump(adapt: &mut dyn FnMut(f64, &CalibrationScores) -> f64) -> Vec<f64> {
    let mut stream = Seed::from_u64(11).stream();
    let mut window = RollingScores::new(96).unwrap();
    let (mut misses, mut level) = (Vec::new(), 20.0);
    for row in 0..192 * 12 {
        let jump = if row >= 192 * 6 { 8.0 } else { 0.0 };
        let actual = 20.0 + jump + 3.0 * stream.normal();
        // The forecaster learns slowly.
        let score = (actual - level).abs();
        level += 0.01 * (actual - level);
        let bound = adapt(score, window.scores());
        misses.push(f64::from(u8::from(score > bound)));
        window.push(score).unwrap();
    }
    misses.chunks(192).map(|stretch| stretch.iter().sum::<f64>() / 192.0).collect()
}

#[test]
fn coverage_is_back_within_two_days_of_a_jump() {
    let mut fixed = |_: f64, scores: &CalibrationScores| match scores.bound(0.8) {
        Ok(bound) => bound.score(),
        Err(_) => f64::INFINITY,
    };
    let mut plain = AdaptiveConformal::new(0.8, 0.03).unwrap();
    let mut adaptive = |score: f64, scores: &CalibrationScores| {
        let bound = plain.bound(scores).score();
        plain.observe(score > bound);
        bound
    };
    let mut tuned = TunedAdaptiveConformal::new(0.8, AdaptiveTuning::for_rows(0.8, 500).unwrap()).unwrap();
    let mut tuning = |score: f64, scores: &CalibrationScores| {
        let bound = tuned.bound(scores).score();
        tuned.observe(score, scores).unwrap();
        bound
    };
    let (fixed, adaptive, tuned) = (
        misses_after_a_jump(&mut fixed),
        misses_after_a_jump(&mut adaptive),
        misses_after_a_jump(&mut tuning),
    );
    for (name, found) in [("ACI", &adaptive), ("DtACI", &tuned)] {
        for (stretch, share) in found.iter().enumerate() {
            // In the very stretch of the jump a few more are missed.
            let allowed = if stretch == 6 { 0.08 } else { 0.05 };
            assert!((share - 0.2).abs() <= allowed, "{name}, stretch {stretch}: {share}");
        }
    }
    let off = |found: &[f64]| (found[6] - 0.2).abs();
    assert!(off(&adaptive) < off(&fixed), "{adaptive:?} {fixed:?}");
}

#[test]
fn the_tuning_of_the_paper_gives_its_numbers() {
    let tuning = AdaptiveTuning::for_rows(0.9, 500).unwrap();
    assert_eq!(tuning.steps.len(), 8);
    assert_near(tuning.steps[7], 0.128, 1e-15);
    // sqrt(3 / 500 * (ln 4000 + 2) / 0.0081).
    assert_near(tuning.eagerness, 2.761_2, 5e-4);
}

#[test]
fn a_step_of_the_tuned_one_is_worked_out_by_hand() {
    let tuning = AdaptiveTuning { steps: vec![0.01, 0.1], eagerness: 2.0, forgetting: 0.1 };
    let mut adaptive = TunedAdaptiveConformal::new(0.75, tuning).unwrap();
    let scores = CalibrationScores::new(&[1.0, 2.0, 3.0]).unwrap();
    // Missed: the p value is 1/4 and not above 0.25. Both lose alike, so the weights stay even.
    adaptive.observe(9.0, &scores).unwrap();
    assert_near(adaptive.miss_rate(), f64::midpoint(0.25 - 0.75 * 0.01, 0.25 - 0.75 * 0.1), 1e-15);
    // Held, p value 3/4: losses 0.25 (0.75 - 0.2425) and 0.25 (0.75 - 0.175), times the eagerness of 2.
    adaptive.observe(1.5, &scores).unwrap();
    let (calm, quick) = ((-0.5_f64 * 0.507_5).exp(), (-0.5_f64 * 0.575).exp());
    let weight = 0.9 * calm / (calm + quick) + 0.05;
    let weights: Vec<f64> = adaptive.weights().map(|(_, weight)| weight).collect();
    assert_near(weights[0], weight, 1e-12);
    assert_near(weights[1], 1.0 - weight, 1e-12);
    let rate = weight * (0.242_5 + 0.002_5) + (1.0 - weight) * (0.175 + 0.025);
    assert_near(adaptive.miss_rate(), rate, 1e-12);
}

#[test]
fn senseless_adaptation_is_refused() {
    assert!(matches!(AdaptiveConformal::new(1.0, 0.05), Err(StatsError::SenselessLevel { .. })));
    assert_eq!(AdaptiveConformal::new(0.9, -0.1), Err(StatsError::MustBePositive { name: "the step" }));
    assert!(matches!(AdaptiveTuning::for_rows(0.9, 0), Err(StatsError::MustBePositive { .. })));
    let good = AdaptiveTuning::for_rows(0.9, 500).unwrap();
    let refused = |tuning: AdaptiveTuning| TunedAdaptiveConformal::new(0.9, tuning).unwrap_err();
    assert_eq!(refused(AdaptiveTuning { steps: vec![], ..good.clone() }), StatsError::Empty);
    let step = refused(AdaptiveTuning { steps: vec![0.1, 0.0], ..good.clone() });
    assert_eq!(step, StatsError::MustBePositive { name: "the step" });
    let eager = refused(AdaptiveTuning { eagerness: f64::NAN, ..good.clone() });
    assert_eq!(eager, StatsError::MustBePositive { name: "the eagerness" });
    let forget = refused(AdaptiveTuning { forgetting: 1.0, ..good.clone() });
    assert_eq!(forget, StatsError::SenselessLevel { level: 1.0 });
    let mut adaptive = TunedAdaptiveConformal::new(0.9, good).unwrap();
    let nowhere = adaptive.observe(f64::NAN, &CalibrationScores::new(&[1.0]).unwrap());
    assert_eq!(nowhere, Err(StatsError::NotFinite { index: 0 }));
}

proptest! {
    /// Whatever an adversary does, the share of misses is as close to the target as the paper proves.
    #[test]
    fn no_sequence_breaks_the_guarantee(missed in prop::collection::vec(any::<bool>(), 1..400), level in 0.05_f64..0.95, step in 0.005_f64..0.5) {
        let mut adaptive = AdaptiveConformal::new(level, step).unwrap();
        for missed in missed {
            adaptive.observe(missed);
            let off = (adaptive.misses().unwrap() - (1.0 - level)).abs();
            prop_assert!(off <= adaptive.worst_error() + 1e-9, "{} > {}", off, adaptive.worst_error());
        }
    }

    #[test]
    fn weights_add_up_to_one(scores in prop::collection::vec(0.0_f64..10.0, 1..100)) {
        let tuning = AdaptiveTuning::for_rows(0.9, 100).unwrap();
        let mut adaptive = TunedAdaptiveConformal::new(0.9, tuning).unwrap();
        let known = CalibrationScores::new(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]).unwrap();
        for score in scores {
            adaptive.observe(score, &known).unwrap();
            prop_assert!((adaptive.weights().map(|(_, weight)| weight).sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }
}
