//! Least squares against certified values.

use lindley_learn::{Features, LearnError, LeastSquares};
use proptest::prelude::*;

use super::{assert_near, example};

/// The Longley data of the Statistical Reference Datasets of NIST: columns nearly follow from each other.
const LONGLEY: [[f64; 7]; 16] = [
    [60_323.0, 83.0, 234_289.0, 2_356.0, 1_590.0, 107_608.0, 1_947.0],
    [61_122.0, 88.5, 259_426.0, 2_325.0, 1_456.0, 108_632.0, 1_948.0],
    [60_171.0, 88.2, 258_054.0, 3_682.0, 1_616.0, 109_773.0, 1_949.0],
    [61_187.0, 89.5, 284_599.0, 3_351.0, 1_650.0, 110_929.0, 1_950.0],
    [63_221.0, 96.2, 328_975.0, 2_099.0, 3_099.0, 112_075.0, 1_951.0],
    [63_639.0, 98.1, 346_999.0, 1_932.0, 3_594.0, 113_270.0, 1_952.0],
    [64_989.0, 99.0, 365_385.0, 1_870.0, 3_547.0, 115_094.0, 1_953.0],
    [63_761.0, 100.0, 363_112.0, 3_578.0, 3_350.0, 116_219.0, 1_954.0],
    [66_019.0, 101.2, 397_469.0, 2_904.0, 3_048.0, 117_388.0, 1_955.0],
    [67_857.0, 104.6, 419_180.0, 2_822.0, 2_857.0, 118_734.0, 1_956.0],
    [68_169.0, 108.4, 442_769.0, 2_936.0, 2_798.0, 120_445.0, 1_957.0],
    [66_513.0, 110.8, 444_546.0, 4_681.0, 2_637.0, 121_950.0, 1_958.0],
    [68_655.0, 112.6, 482_704.0, 3_813.0, 2_552.0, 123_366.0, 1_959.0],
    [69_564.0, 114.2, 502_601.0, 3_931.0, 2_514.0, 125_368.0, 1_960.0],
    [69_331.0, 115.7, 518_173.0, 4_806.0, 2_572.0, 127_852.0, 1_961.0],
    [70_551.0, 116.9, 554_894.0, 4_007.0, 2_827.0, 130_081.0, 1_962.0],
];

/// Certified estimates and standard errors, the intercept first.
const CERTIFIED: [(f64, f64); 7] = [
    (-3_482_258.634_595_82, 890_420.383_607_373),
    (15.061_872_271_373_3, 84.914_925_774_766_9),
    (-0.035_819_179_292_591_0, 0.033_491_007_772_243_2),
    (-2.020_229_803_816_83, 0.488_399_681_651_699),
    (-1.033_226_867_173_59, 0.214_274_163_161_675),
    (-0.051_104_105_653_580_7, 0.226_073_200_069_370),
    (1_829.151_464_613_55, 455.478_499_142_212),
];

#[test]
fn the_longley_data_have_the_certified_values() {
    let names = ["deflator", "product", "unemployed", "forces", "population", "year"];
    let features = Features::from_rows(&names, LONGLEY.iter().map(|row| &row[1..])).unwrap();
    let target = LONGLEY.map(|row| row[0]);
    let fit = LeastSquares.fit_with_table(&features, &target).unwrap();
    for (row, (estimate, error)) in fit.table.iter().zip(CERTIFIED) {
        assert_near(row.estimate, estimate, 1e-8);
        assert_near(row.standard_error, error, 1e-8);
        assert_near(row.t, estimate / error, 1e-7);
    }
    assert_near(fit.residual_sd, 304.854_073_561_965, 1e-9);
    assert_eq!(fit.table[0].name, "(intercept)");
    assert_eq!(fit.table[6].name, "year");
}

#[test]
fn p_values_are_those_of_the_t_distribution() {
    // Two degrees of freedom, where the two-tailed value is 1 - t / sqrt(2 + t^2).
    let hours = Features::from_rows(&["hours"], [[1.0], [2.0], [3.0], [4.0]]).unwrap();
    let fit = LeastSquares.fit_with_table(&hours, &[1.0, 3.0, 2.0, 5.0]).unwrap();
    for row in &fit.table {
        let t = row.t.abs();
        assert_near(row.p, 1.0 - t / (2.0 + t * t).sqrt(), 1e-12);
    }
}

#[test]
fn columns_that_follow_from_others_are_named() {
    let target = [1.0, 2.0, 4.0, 3.0, 7.0, 5.0];
    let rows = [0.0_f64, 1.0, 5.0, 2.0, 4.0, 9.0];
    let constant = Features::from_rows(&["a", "same"], rows.map(|a| [a, 3.0])).unwrap();
    let refused = LeastSquares.fit_with_table(&constant, &target).unwrap_err();
    assert_eq!(refused, LearnError::Collinear { column: "same".to_owned() });
    let zero = Features::from_rows(&["a", "zero"], rows.map(|a| [a, 0.0])).unwrap();
    let refused = LeastSquares.fit_with_table(&zero, &target).unwrap_err();
    assert_eq!(refused, LearnError::Collinear { column: "zero".to_owned() });
    let twice = Features::from_rows(&["a", "b"], rows.map(|a| [a, 2.0 * a + 1.0])).unwrap();
    let refused = LeastSquares.fit_with_table(&twice, &target).unwrap_err();
    assert!(matches!(refused, LearnError::Collinear { .. }), "{refused}");
}

#[test]
fn too_few_rows_are_refused() {
    let (features, target) = example(4, 2);
    let refused = LeastSquares.fit_with_table(&features, &target).unwrap_err();
    assert_eq!(refused, LearnError::TooFewRows { needed: 5, found: 4 });
}

proptest! {
    #[test]
    fn residuals_are_at_right_angles_to_every_column(number in 0_u64..1_000, rows in 6_usize..60) {
        let (features, target) = example(rows, number);
        let fit = LeastSquares.fit_with_table(&features, &target).unwrap();
        let predicted = lindley_learn::Model::predict(&fit.model, &features).unwrap();
        let residuals: Vec<f64> = target.iter().zip(&predicted).map(|(wanted, found)| wanted - found).collect();
        prop_assert!(residuals.iter().sum::<f64>().abs() < 1e-9);
        for column in 0..features.columns() {
            let product: f64 = features.column(column).zip(&residuals).map(|(value, rest)| value * rest).sum();
            prop_assert!(product.abs() < 1e-9);
        }
    }
}
