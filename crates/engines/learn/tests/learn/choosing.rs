//! Folds, cross-validation, random search, importance.

use lindley_learn::{
    Dimension, LearnError, LeastSquares, Point, Regressor, Ridge, Space, cross_validate, k_folds,
    permutation_importance, random_search,
};
use lindley_seed::Seed;
use proptest::prelude::*;

use super::example;

proptest! {
    #[test]
    fn every_row_is_judged_once_by_a_model_that_has_not_seen_it(rows in 2_usize..200, folds in 2_usize..12, number: u64) {
        prop_assume!(folds <= rows);
        let dealt = k_folds(rows, folds, Seed::from_u64(number)).unwrap();
        let mut judged: Vec<usize> = dealt.iter().flat_map(|fold| fold.test.clone()).collect();
        judged.sort_unstable();
        prop_assert_eq!(judged, (0..rows).collect::<Vec<usize>>());
        for fold in &dealt {
            prop_assert!(fold.train.is_sorted() && fold.test.is_sorted());
            prop_assert!(fold.test.len().abs_diff(rows / folds) <= 1);
            let mut all = [fold.train.clone(), fold.test.clone()].concat();
            all.sort_unstable();
            prop_assert_eq!(all, (0..rows).collect::<Vec<usize>>());
        }
    }
}

#[test]
fn folds_follow_the_seed() {
    let dealt = |number| k_folds(50, 5, Seed::from_u64(number)).unwrap();
    assert_eq!(dealt(1), dealt(1));
    assert_ne!(dealt(1), dealt(2));
}

#[test]
fn senseless_folds_are_refused() {
    let seed = Seed::from_u64(1);
    assert!(matches!(k_folds(10, 1, seed), Err(LearnError::SenselessSetting { .. })));
    assert_eq!(k_folds(3, 4, seed), Err(LearnError::TooFewRows { needed: 4, found: 3 }));
    let (features, target) = example(10, 1);
    let none = cross_validate(&LeastSquares, &features, &target, &[]);
    assert!(matches!(none, Err(LearnError::SenselessSetting { .. })));
    let other_table = k_folds(20, 2, seed).unwrap();
    let refused = cross_validate(&LeastSquares, &features, &target, &other_table);
    assert!(matches!(refused, Err(LearnError::NoSuchRow { rows: 10, .. })));
}

#[test]
fn unseen_rows_are_predicted_worse_than_seen_ones() {
    let (features, target) = example(40, 2);
    let found =
        cross_validate(&LeastSquares, &features, &target, &k_folds(40, 8, Seed::from_u64(1)).unwrap())
            .unwrap();
    let model = LeastSquares.fit(&features, &target).unwrap();
    let seen = lindley_learn::Scores::of(&target, &model.predict(&features).unwrap()).unwrap();
    assert!(found.mean_squared_error() > seen.rmse * seen.rmse);
    assert_eq!(found.fold_errors.len(), 8);
    assert!(found.predictions.iter().all(|value| value.is_finite()));
}

fn space() -> Space {
    let any = Dimension::Between { low: 0.0, high: 500.0 };
    Space::new().with("lambda", any).unwrap().with("unused", Dimension::Whole { low: -2, high: 2 }).unwrap()
}

fn ridge(point: &Point) -> Result<Box<dyn Regressor>, LearnError> {
    Ok(Box::new(Ridge { lambda: point.get("lambda")? }))
}

#[test]
fn a_longer_search_begins_with_the_shorter_one() {
    let (features, target) = example(60, 3);
    let folds = k_folds(60, 5, Seed::from_u64(1)).unwrap();
    let search =
        |draws| random_search(&space(), draws, Seed::from_u64(4), ridge, &features, &target, &folds).unwrap();
    let (short, long) = (search(4), search(9));
    assert_eq!(short.trials, long.trials[..4]);
    assert!(long.best.mean_squared_error <= short.best.mean_squared_error);
    let wider = space().with("another", Dimension::OneOf(vec![1.0, 2.0])).unwrap();
    let same = wider.draw(Seed::from_u64(4)).get("lambda").unwrap();
    assert_eq!(same.to_bits(), space().draw(Seed::from_u64(4)).get("lambda").unwrap().to_bits());
}

#[test]
fn draws_stay_inside_and_reach_every_choice() {
    let space = Space::new()
        .with("any", Dimension::Between { low: -1.0, high: 1.0 })
        .and_then(|space| space.with("whole", Dimension::Whole { low: 2, high: 4 }))
        .and_then(|space| space.with("one", Dimension::OneOf(vec![100.0, 300.0])))
        .unwrap();
    let points: Vec<Point> =
        (0..200).map(|draw| space.draw(Seed::from_u64(1).child_at("draw", draw))).collect();
    assert!(points.iter().all(|point| point.get("any").unwrap().abs() <= 1.0));
    for count in [2, 3, 4] {
        assert!(points.iter().any(|point| point.count("whole").unwrap() == count), "{count}");
    }
    assert!(points.iter().any(|point| point.count("one").unwrap() == 300));
    assert_eq!(points[0].settings().len(), 3);
}

#[test]
fn senseless_searches_are_refused() {
    let wrong = [
        Dimension::Between { low: 1.0, high: 0.0 },
        Dimension::Between { low: f64::NAN, high: 0.0 },
        Dimension::Whole { low: 3, high: 2 },
        Dimension::OneOf(vec![]),
        Dimension::OneOf(vec![f64::INFINITY]),
    ];
    for dimension in wrong {
        assert!(matches!(Space::new().with("it", dimension), Err(LearnError::SenselessSetting { .. })));
    }
    let (features, target) = example(20, 4);
    let folds = k_folds(20, 2, Seed::from_u64(1)).unwrap();
    let none = random_search(&space(), 0, Seed::from_u64(1), ridge, &features, &target, &folds);
    assert!(matches!(none, Err(LearnError::SenselessSetting { .. })));
    let missing = random_search(&Space::new(), 1, Seed::from_u64(1), ridge, &features, &target, &folds);
    assert_eq!(missing, Err(LearnError::NoSuchDimension { name: "lambda".to_owned() }));
}

#[test]
fn importance_ranks_signal_before_noise() {
    let (features, target) = example(300, 5);
    let model = LeastSquares.fit(&features, &target).unwrap();
    let found = permutation_importance(model.as_ref(), &features, &target, 10, Seed::from_u64(1)).unwrap();
    let increase: Vec<f64> = found.iter().map(|column| column.mean_increase).collect();
    assert!(increase[1] > increase[0] && increase[0] > 5.0 * increase[2].abs(), "{increase:?}");
    let none = permutation_importance(model.as_ref(), &features, &target, 0, Seed::from_u64(1));
    assert!(matches!(none, Err(LearnError::SenselessSetting { .. })));
}
