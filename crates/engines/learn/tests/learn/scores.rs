//! Scores against numbers worked out by hand.

use lindley_learn::{LearnError, ScoreIntervals, Scores};
use lindley_seed::Seed;
use lindley_stats::{Resampling, StatsError};

use super::{assert_near, example};

#[test]
fn scores_are_those_worked_out_by_hand() {
    // Errors 1, -2, 0, 3: squares 14, absolute 6; targets about their mean 5: 9 + 1 + 1 + 9 = 20.
    let scores = Scores::of(&[2.0, 4.0, 6.0, 8.0], &[1.0, 6.0, 6.0, 5.0]).unwrap();
    assert_near(scores.rmse, 3.5_f64.sqrt(), 1e-15);
    assert_near(scores.mae, 1.5, 1e-15);
    assert_near(scores.r2, 0.3, 1e-14);
}

#[test]
fn what_cannot_be_scored_is_refused() {
    let refused = |target: &[f64], predicted: &[f64]| Scores::of(target, predicted).unwrap_err();
    assert_eq!(refused(&[], &[]), LearnError::NoRows);
    assert_eq!(refused(&[1.0], &[1.0, 2.0]), LearnError::TargetLength { rows: 2, targets: 1 });
    assert_eq!(refused(&[1.0, f64::NAN], &[1.0, 2.0]), LearnError::TargetNotFinite { row: 1 });
    let wrong = refused(&[1.0, 2.0], &[f64::INFINITY, 2.0]);
    assert_eq!(wrong, LearnError::Statistics(StatsError::NotFinite { index: 0 }));
    assert_eq!(refused(&[3.0, 3.0], &[1.0, 2.0]), LearnError::ConstantTarget);
}

#[test]
fn intervals_narrow_with_more_rows() {
    let how = Resampling { resamples: 300, level: 0.95, seed: Seed::from_u64(1) };
    let width = |rows| {
        let (features, target) = example(rows, 1);
        let predicted: Vec<f64> = features.each_row().map(|row| 23.0 + 2.0 * row[0]).collect();
        let found = ScoreIntervals::of(&target, &predicted, how).unwrap();
        assert_eq!(found.rmse.estimate.to_bits(), Scores::of(&target, &predicted).unwrap().rmse.to_bits());
        assert!(found.mae.low < found.mae.high && found.r2.low < found.r2.high);
        found.rmse.high - found.rmse.low
    };
    assert!(width(50) > 1.5 * width(800));
}

#[test]
fn senseless_intervals_are_refused() {
    let how = Resampling { resamples: 10, level: 1.5, seed: Seed::from_u64(1) };
    let refused = ScoreIntervals::of(&[1.0, 2.0], &[1.0, 2.0], how).unwrap_err();
    assert_eq!(refused, LearnError::Statistics(StatsError::SenselessLevel { level: 1.5 }));
    let none = ScoreIntervals::of(&[1.0, 2.0], &[1.0, 2.0], Resampling { resamples: 0, level: 0.9, ..how });
    assert!(matches!(none, Err(LearnError::Statistics(StatsError::Empty))), "{none:?}");
}
