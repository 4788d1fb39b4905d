//! Ridge regression against its normal equations.

use lindley_learn::{Features, LearnError, LeastSquares, Ridge, RidgeByCrossValidation};
use lindley_seed::Seed;

use super::{assert_near, example};

#[test]
fn without_shrinkage_it_is_least_squares() {
    let (features, target) = example(40, 3);
    let ridge = Ridge { lambda: 0.0 }.fit_linear(&features, &target).unwrap();
    let squares = LeastSquares.fit_with_table(&features, &target).unwrap().model;
    assert_near(ridge.intercept, squares.intercept, 1e-10);
    for (found, expected) in ridge.coefficients.iter().zip(squares.coefficients) {
        assert_near(*found, expected, 1e-8);
    }
}

#[test]
fn the_slope_of_the_penalised_error_is_zero() {
    let (features, target) = example(40, 4);
    let lambda = 7.5;
    let model = Ridge { lambda }.fit_linear(&features, &target).unwrap();
    let predicted = lindley_learn::Model::predict(&model, &features).unwrap();
    for column in 0..features.columns() {
        let values: Vec<f64> = features.column(column).collect();
        let mean = lindley_stats::mean(&values).unwrap();
        let sd = lindley_stats::standard_deviation(&values, 0).unwrap();
        let rest = target.iter().zip(&predicted).map(|(wanted, found)| wanted - found);
        let along: f64 = values.iter().zip(rest).map(|(value, rest)| (value - mean) / sd * rest).sum();
        assert!((along - lambda * model.coefficients[column] * sd).abs() < 1e-9);
    }
}

#[test]
fn the_unit_of_a_column_does_not_matter() {
    let (features, target) = example(30, 5);
    let rescaled = features.each_row().map(|row| [row[0] * 60.0, row[1], row[2] + 9.0]);
    let rescaled = Features::from_rows(&["slope", "step", "noise"], rescaled).unwrap();
    let method = Ridge { lambda: 2.0 };
    let (one, two) =
        (method.fit_linear(&features, &target).unwrap(), method.fit_linear(&rescaled, &target).unwrap());
    assert_near(two.coefficients[0] * 60.0, one.coefficients[0], 1e-9);
    let predicted = |model: &lindley_learn::LinearModel, features| {
        lindley_learn::Model::predict(model, features).unwrap()
    };
    for (found, expected) in predicted(&two, &rescaled).iter().zip(predicted(&one, &features)) {
        assert_near(*found, expected, 1e-9);
    }
}

#[test]
fn a_column_that_follows_from_others_needs_shrinkage() {
    let rows = [1.0_f64, 2.0, 4.0, 7.0].map(|a| [a, 2.0 * a]);
    let twice = Features::from_rows(&["a", "b"], rows).unwrap();
    let target = [1.0, 2.0, 4.0, 7.0];
    assert!(Ridge { lambda: 1.0 }.fit_linear(&twice, &target).is_ok());
    let constant = Features::from_rows(&["a", "b"], rows.map(|row| [row[0], 5.0])).unwrap();
    let refused = Ridge { lambda: 0.0 }.fit_linear(&constant, &target);
    assert!(matches!(refused, Err(LearnError::SenselessSetting { setting: "lambda", .. })));
}

#[test]
fn senseless_lambdas_are_refused() {
    let (features, target) = example(20, 6);
    for lambda in [-1.0, f64::NAN] {
        let refused = Ridge { lambda }.fit_linear(&features, &target);
        assert!(matches!(refused, Err(LearnError::SenselessSetting { setting: "lambda", .. })));
    }
    let none = RidgeByCrossValidation { lambdas: vec![], folds: 5, seed: Seed::from_u64(1) };
    assert!(matches!(none.best_lambda(&features, &target), Err(LearnError::SenselessSetting { .. })));
}

#[test]
fn cross_validation_shrinks_noise_and_not_signal() {
    let lambdas = vec![0.001, 1.0, 1_000.0];
    let method = RidgeByCrossValidation { lambdas, folds: 5, seed: Seed::from_u64(2) };
    let (features, target) = example(80, 7);
    assert!(method.best_lambda(&features, &target).unwrap() < 10.0);
    let mut stream = Seed::from_u64(9).stream();
    let noise: Vec<f64> = (0..80).map(|_| stream.normal()).collect();
    assert!(method.best_lambda(&features, &noise).unwrap() > 10.0);
}
