//! Chi-square, beta and binomial against SciPy 1.17 and closed forms.

use lindley_stats::{Beta, ChiSquare, StatsError, binomial_range, clopper_pearson, jeffreys};
use proptest::prelude::*;

use crate::assert_near;

#[test]
fn chi_square_agrees_with_scipy() {
    let known = [
        (1.0, 3.0, 0.083_264_516_663_550_42),
        (4.0, 9.5, 0.049_747_247_417_943_65),
        (10.0, 2.5, 0.990_875_720_781_604_7),
        (200.0, 260.0, 0.002_750_408_367_306_518),
        (3.0, 60.0, 5.878_230_727_906_921e-13),
    ];
    for (freedom, x, expected) in known {
        assert_near(ChiSquare::new(freedom).unwrap().at_least(x) / expected, 1.0, 1e-10);
    }
    let law = ChiSquare::new(3.0).unwrap();
    assert_near(law.at_least(0.0), 1.0, 0.0);
    assert_near(law.at_least(f64::INFINITY), 0.0, 0.0);
    assert!(law.at_least(f64::NAN).is_nan());
    assert!(matches!(ChiSquare::new(f64::NAN), Err(StatsError::MustBePositive { .. })));
}

#[test]
fn beta_agrees_with_scipy() {
    let law = Beta::new(2.5, 7.0).unwrap();
    assert_near(law.cumulative(0.2), 0.367_496_519_904_023_16, 1e-13);
    assert_near(law.quantile(0.3).unwrap(), 0.176_801_462_705_110_63, 1e-13);
    // A million calibration rows.
    let sharp = Beta::new(900_001.0, 100_000.0).unwrap();
    assert_near(sharp.quantile(0.025).unwrap(), 0.899_411_35, 5e-9);
    assert_near(sharp.quantile(0.975).unwrap(), 0.900_587_33, 5e-9);
    assert!(matches!(Beta::new(0.0, 1.0), Err(StatsError::MustBePositive { name: "the first shape" })));
    assert_eq!(law.quantile(1.0), Err(StatsError::SenselessLevel { level: 1.0 }));
}

#[test]
fn shares_have_the_intervals_of_scipy() {
    let found = clopper_pearson(7, 20, 0.95).unwrap();
    assert_near(found.low, 0.153_909_204_784_541_2, 1e-13);
    assert_near(found.high, 0.592_188_534_532_828_2, 1e-13);
    let found = jeffreys(7, 20, 0.95).unwrap();
    assert_near(found.low, 0.172_276_21, 5e-9);
    assert_near(found.high, 0.567_766_09, 5e-9);
    let (none, all) = (jeffreys(0, 9, 0.9).unwrap(), jeffreys(9, 9, 0.9).unwrap());
    assert_near(none.low, 0.0, 0.0);
    assert_near(all.high, 1.0, 0.0);
    assert_near(none.high + all.low, 1.0, 1e-12);
}

#[test]
fn counts_stay_in_the_range_of_scipy() {
    assert_eq!(binomial_range(100, 0.9, 0.99), Ok((82, 97)));
    assert_eq!(binomial_range(60, 0.8, 0.95), Ok((42, 54)));
    assert_eq!(binomial_range(1_659, 0.9, 0.99), Ok((1_461, 1_524)));
    assert_eq!(binomial_range(5, 0.0, 0.9), Ok((0, 0)));
    assert_eq!(binomial_range(5, 1.0, 0.9), Ok((5, 5)));
}

#[test]
fn shares_of_nothing_are_refused() {
    assert_eq!(clopper_pearson(0, 0, 0.9), Err(StatsError::Empty));
    assert_eq!(jeffreys(3, 2, 0.9), Err(StatsError::NoSuchNumber { number: 3, last: 2 }));
    assert_eq!(binomial_range(3, 1.5, 0.9), Err(StatsError::NotAProbability { index: 0 }));
    assert_eq!(binomial_range(3, 0.5, 0.0), Err(StatsError::SenselessLevel { level: 0.0 }));
}

proptest! {
    #[test]
    fn the_range_holds_the_level_and_no_end_is_spare(trials in 1_usize..60, p in 0.02_f64..0.98, level in 0.5_f64..0.99) {
        let (low, high) = binomial_range(trials, p, level).unwrap();
        let mut mass = vec![(1.0 - p).powi(i32::try_from(trials).unwrap())];
        for k in 0..trials {
            mass.push(mass[k] * (trials - k) as f64 / (k + 1) as f64 * p / (1.0 - p));
        }
        let tail = (1.0 - level) / 2.0 + 1e-9;
        prop_assert!(mass[..low].iter().sum::<f64>() <= tail && mass[high + 1..].iter().sum::<f64>() <= tail);
        prop_assert!(mass[..=low].iter().sum::<f64>() >= tail - 2e-9);
        prop_assert!(high == 0 || mass[high..].iter().sum::<f64>() >= tail - 2e-9);
    }

    #[test]
    fn quantiles_undo_the_distribution(a in 0.3_f64..50.0, b in 0.3_f64..50.0, p in 0.01_f64..0.99) {
        let law = Beta::new(a, b).unwrap();
        prop_assert!((law.cumulative(law.quantile(p).unwrap()) - p).abs() < 1e-9);
    }
}
