//! Conformal risk control: the smallest threshold, the guarantee, refusals.

use lindley_seed::Seed;
use lindley_stats::{StatsError, control_risk, threshold_for_false_alarms};
use proptest::prelude::*;

use crate::assert_near;

proptest! {
    /// Among all scores and both infinities, the smallest that meets the inequality.
    #[test]
    fn the_threshold_is_the_smallest_that_keeps_the_risk(rows in prop::collection::vec((0_u8..12, any::<bool>()), 1..40), hundredths in 1_u8..100) {
        let risk = f64::from(hundredths) / 100.0;
        let scores: Vec<f64> = rows.iter().map(|row| f64::from(row.0)).collect();
        let truth: Vec<bool> = rows.iter().map(|row| row.1).collect();
        let found = threshold_for_false_alarms(&scores, &truth, risk).unwrap();
        let mut candidates = scores.clone();
        candidates.extend([f64::NEG_INFINITY, f64::INFINITY]);
        candidates.sort_by(f64::total_cmp);
        let keeps = |threshold: f64| {
            let wrong = rows.iter().filter(|row| !row.1 && f64::from(row.0) > threshold).count();
            (wrong + 1) as f64 <= risk * (rows.len() + 1) as f64 + 1e-9
        };
        let expected = candidates.into_iter().find(|threshold| keeps(*threshold)).unwrap_or(f64::INFINITY);
        prop_assert!(found.total_cmp(&expected).is_eq(), "{} {}", found, expected);
    }
}

#[test]
fn false_alarms_stay_as_rare_as_promised() {
    // A network that says "feasible" with a score; the truth is a coin weighted by the score.
    let mut alarms = 0_u32;
    for trial in 0..4_000 {
        let mut stream = Seed::from_u64(trial).stream();
        let mut row = || {
            let score = stream.unit_f64();
            (score, stream.chance(score))
        };
        let (scores, truth): (Vec<f64>, Vec<bool>) = (0..200).map(|_| row()).unzip();
        let threshold = threshold_for_false_alarms(&scores, &truth, 0.05).unwrap();
        let (score, truth) = row();
        alarms += u32::from(score > threshold && !truth);
    }
    // At most 0.05, and not far below: the mean count of 200 bounds it from below by 0.045.
    assert!((150..=240).contains(&alarms), "{alarms} of 4000");
}

#[test]
fn too_few_rows_trust_nothing_and_many_right_ones_everything() {
    let never = threshold_for_false_alarms(&[1.0, 2.0], &[true, false], 0.2).unwrap();
    assert!(never.is_infinite() && never > 0.0);
    let always = threshold_for_false_alarms(&[1.0; 9], &[true; 9], 0.1).unwrap();
    assert!(always.is_infinite() && always < 0.0);
}

#[test]
fn the_first_setting_that_keeps_the_risk_is_found() {
    // Nine rows, highest loss 1, so the bound is (sum + 1) / 10.
    let loss = |row: usize, setting: usize| if row < 8 - setting { 0.5 } else { 0.0 };
    for (risk, expected) in [(0.5, 0), (0.45, 1), (0.25, 5), (0.1, 8)] {
        assert_eq!(control_risk(9, 9, loss, 1.0, risk), Ok(expected), "{risk}");
    }
    let refused = control_risk(9, 4, loss, 1.0, 0.1).unwrap_err();
    let StatsError::RiskOutOfReach { allowed, reached, rows } = refused else { panic!("{refused}") };
    assert_near(allowed, 0.1, 0.0);
    assert_near(reached, 0.35, 1e-12);
    assert_eq!(rows, 9);
}

#[test]
fn risks_that_make_no_sense_are_refused() {
    assert_eq!(threshold_for_false_alarms(&[], &[], 0.1), Err(StatsError::Empty));
    let unequal = threshold_for_false_alarms(&[1.0], &[], 0.1);
    assert_eq!(unequal, Err(StatsError::LengthsDiffer { left: 1, right: 0 }));
    let nan = threshold_for_false_alarms(&[f64::NAN], &[true], 0.1);
    assert_eq!(nan, Err(StatsError::NotFinite { index: 0 }));
    let sure = threshold_for_false_alarms(&[1.0], &[true], 0.0);
    assert_eq!(sure, Err(StatsError::SenselessLevel { level: 0.0 }));
    assert_eq!(control_risk(0, 3, |_, _| 0.0, 1.0, 0.1), Err(StatsError::Empty));
    assert_eq!(control_risk(3, 0, |_, _| 0.0, 1.0, 0.1), Err(StatsError::Empty));
    let outside = control_risk(3, 3, |_, _| 1.5, 1.0, 0.1);
    assert_eq!(outside, Err(StatsError::OutsideRange { low: 0.0, high: 1.0 }));
    assert!(matches!(control_risk(3, 3, |_, _| f64::NAN, 1.0, 0.1), Err(StatsError::OutsideRange { .. })));
    let risk = control_risk(3, 3, |_, _| 0.0, 1.0, -0.1);
    assert_eq!(risk, Err(StatsError::MustBePositive { name: "the risk" }));
}
