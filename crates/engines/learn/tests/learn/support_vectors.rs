//! Support vectors against the objective that they minimise.

use lindley_learn::{Features, Kernel, LearnError, Model, SupportVectorRegression};
use lindley_seed::Seed;
use proptest::prelude::*;

use super::example;

fn linear(cost: f64, tube: f64) -> SupportVectorRegression {
    SupportVectorRegression { cost, tube, tolerance: 1e-9, ..SupportVectorRegression::new(Kernel::Linear) }
}

/// Half the square of the slopes and what errors outside the tube cost.
fn objective(
    features: &Features,
    target: &[f64],
    slopes: &[f64],
    intercept: f64,
    method: &SupportVectorRegression,
) -> f64 {
    let size: f64 = slopes.iter().map(|slope| slope * slope).sum();
    let outside = features.each_row().zip(target).map(|(row, wanted)| {
        let found: f64 = row.iter().zip(slopes).map(|(value, slope)| value * slope).sum::<f64>() + intercept;
        ((found - wanted).abs() - method.tube).max(0.0)
    });
    size / 2.0 + method.cost * outside.sum::<f64>()
}

/// Intercept and slopes of a linear model: its answers at zero and at one step along each column.
fn line(model: &dyn Model) -> (f64, Vec<f64>) {
    let columns = model.names().len();
    let names: Vec<&str> = model.names().iter().map(String::as_str).collect();
    let at = |row: Vec<f64>| model.predict(&Features::from_rows(&names, [row]).unwrap()).unwrap()[0];
    let intercept = at(vec![0.0; columns]);
    let slope = |column: usize| {
        let mut row = vec![0.0; columns];
        row[column] = 1.0;
        at(row) - intercept
    };
    (intercept, (0..columns).map(slope).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_other_line_has_a_lower_objective(number: u64, cost in 0.01_f64..20.0, tube in 0.0_f64..3.0) {
        let (features, target) = example(40, number);
        let method = linear(cost, tube);
        let model = method.fit_vectors(&features, &target).unwrap();
        let (intercept, slopes) = line(&model);
        let lowest = objective(&features, &target, &slopes, intercept, &method);
        let mut stream = Seed::from_u64(number).child("directions").stream();
        for size in [1e-3, 0.1, 3.0] {
            for _ in 0..50 {
                let moved: Vec<f64> = slopes.iter().map(|slope| slope + size * stream.normal()).collect();
                let other = objective(&features, &target, &moved, intercept + size * stream.normal(), &method);
                prop_assert!(other >= lowest - 1e-6 * lowest.max(1.0), "{} below {}", other, lowest);
            }
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter(number: u64) {
        let (features, target) = example(60, number);
        let method = SupportVectorRegression {
            cost: 5.0,
            tolerance: 1e-7,
            ..SupportVectorRegression::new(Kernel::Radial { gamma: 0.3 })
        };
        let places: Vec<usize> = (0..60).rev().collect();
        let turned: Vec<f64> = places.iter().map(|place| target[*place]).collect();
        let one = method.fit_vectors(&features, &target).unwrap().predict(&features).unwrap();
        let other = method.fit_vectors(&features.select(&places).unwrap(), &turned).unwrap().predict(&features).unwrap();
        for (one, other) in one.iter().zip(other) {
            prop_assert!((one - other).abs() < 1e-4, "{} and {}", one, other);
        }
    }
}

#[test]
fn a_shift_of_the_target_shifts_the_predictions() {
    let (features, target) = example(50, 1);
    let method = SupportVectorRegression {
        tolerance: 1e-9,
        cost: 3.0,
        ..SupportVectorRegression::new(Kernel::Radial { gamma: 0.5 })
    };
    let shifted: Vec<f64> = target.iter().map(|value| value + 100.0).collect();
    let one = method.fit_vectors(&features, &target).unwrap().predict(&features).unwrap();
    let other = method.fit_vectors(&features, &shifted).unwrap().predict(&features).unwrap();
    assert!(one.iter().zip(other).all(|(one, other)| (other - one - 100.0).abs() < 1e-6));
}

#[test]
fn dear_errors_and_a_narrow_kernel_follow_every_row_to_the_tube() {
    let (features, target) = example(80, 2);
    let method = SupportVectorRegression {
        cost: 1e6,
        tube: 0.5,
        ..SupportVectorRegression::new(Kernel::Radial { gamma: 5.0 })
    };
    let model = method.fit_vectors(&features, &target).unwrap();
    let found = model.predict(&features).unwrap();
    assert!(found.iter().zip(&target).all(|(found, wanted)| (found - wanted).abs() < 0.5 + 0.002));
    let wide = SupportVectorRegression { tube: 1e3, ..method }.fit_vectors(&features, &target).unwrap();
    assert_eq!(wide.support(), 0, "everything lies within the tube");
}

#[test]
fn senseless_settings_and_too_few_steps_are_refused() {
    let (features, target) = example(20, 3);
    let usual = SupportVectorRegression::new(Kernel::Linear);
    let wrong = [
        SupportVectorRegression { cost: 0.0, ..usual },
        SupportVectorRegression { cost: f64::NAN, ..usual },
        SupportVectorRegression { tube: -0.1, ..usual },
        SupportVectorRegression { tolerance: 0.0, ..usual },
        SupportVectorRegression { most_steps: 0, ..usual },
        SupportVectorRegression { kernel: Kernel::Radial { gamma: 0.0 }, ..usual },
        SupportVectorRegression { kernel: Kernel::Radial { gamma: f64::INFINITY }, ..usual },
    ];
    for method in wrong {
        let refused = method.fit_vectors(&features, &target);
        assert!(matches!(refused, Err(LearnError::SenselessSetting { .. })), "{method:?}");
    }
    let hasty = SupportVectorRegression { most_steps: 3, cost: 100.0, ..usual };
    assert_eq!(hasty.fit_vectors(&features, &target), Err(LearnError::TooFewSteps { steps: 3 }));
    let constant = usual.fit_vectors(&features, &[1.0; 20]);
    assert_eq!(constant, Err(LearnError::ConstantTarget));
}
