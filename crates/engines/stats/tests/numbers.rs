//! Summaries, distributions and intervals against closed forms and published numbers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use lindley_seed::Seed;
use lindley_stats::{
    Interval, LogNormal, PoissonBinomial, Resampling, StatsError, StudentT, Summary, bootstrap_percentile,
    compare_pairs, mean, quantile, resample, skewness, standard_deviation,
};
use proptest::prelude::*;

fn assert_near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

#[test]
fn summaries_are_those_worked_out_by_hand() {
    let values = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
    assert_near(mean(&values).unwrap(), 5.0, 1e-15);
    assert_near(standard_deviation(&values, 0).unwrap(), 2.0, 1e-15);
    assert_near(standard_deviation(&values, 1).unwrap(), (32.0_f64 / 7.0).sqrt(), 1e-15);
    // Cubes of the deviations: -27 - 3 + 0 + 8 + 64 = 42, over 8 values and 2^3.
    assert_near(skewness(&values).unwrap(), 42.0 / 64.0, 1e-15);
    let summary = Summary::of(&values).unwrap();
    assert_eq!((summary.min, summary.median, summary.max), (2.0, 4.5, 9.0));
    assert_eq!((summary.lower_quartile, summary.upper_quartile), (4.0, 5.5));
    assert_near(Summary::of(&[3.0]).unwrap().sd, 0.0, 1e-300);
}

#[test]
fn bad_numbers_are_refused_with_their_place() {
    assert_eq!(mean(&[]), Err(StatsError::Empty));
    assert_eq!(mean(&[1.0, f64::NAN]), Err(StatsError::NotFinite { index: 1 }));
    assert_eq!(Summary::of(&[f64::INFINITY]), Err(StatsError::NotFinite { index: 0 }));
    assert_eq!(standard_deviation(&[1.0], 1), Err(StatsError::TooFew { needed: 2, found: 1 }));
    assert_eq!(quantile(&[1.0], 1.1), Err(StatsError::SenselessLevel { level: 1.1 }));
    assert_eq!(skewness(&[2.0, 2.0]), Err(StatsError::NoSpread));
}

#[test]
fn student_t_agrees_with_its_closed_forms() {
    for t in [0.0_f64, 0.3, 1.0, 2.5, 12.706_204_736, 300.0] {
        let one = 1.0 - 2.0 / std::f64::consts::PI * t.atan();
        assert_near(StudentT::new(1.0).unwrap().two_tailed(t), one, 1e-13);
        let two = 1.0 - t / (2.0 + t * t).sqrt();
        assert_near(StudentT::new(2.0).unwrap().two_tailed(t), two, 1e-13);
        let (sine, cosine) = (t / (4.0 + t * t).sqrt(), 2.0 / (4.0 + t * t).sqrt());
        let four = 1.0 - sine * (1.0 + cosine * cosine / 2.0);
        assert_near(StudentT::new(4.0).unwrap().two_tailed(t), four, 1e-13);
    }
    // With many degrees of freedom it is the normal distribution.
    assert_near(StudentT::new(1e7).unwrap().two_tailed(1.959_963_984_540_054), 0.05, 1e-7);
}

#[test]
fn student_t_has_the_percentage_points_of_the_tables() {
    let points =
        [(1.0, 12.706_204_736_2), (2.0, 4.302_652_729_7), (5.0, 2.570_581_835_6), (30.0, 2.042_272_456_3)];
    for (freedom, point) in points {
        assert_near(StudentT::new(freedom).unwrap().within(0.95).unwrap(), point, 1e-9);
    }
    let distribution = StudentT::new(7.0).unwrap();
    assert_near(distribution.cumulative(1.3) + distribution.cumulative(-1.3), 1.0, 1e-15);
    assert!(distribution.two_tailed(f64::NAN).is_nan());
    assert_near(distribution.two_tailed(f64::NEG_INFINITY), 0.0, 1e-300);
    assert!(matches!(StudentT::new(f64::NAN), Err(StatsError::MustBePositive { .. })));
    assert_eq!(distribution.within(0.0), Err(StatsError::SenselessLevel { level: 0.0 }));
}

#[test]
fn paired_lists_agree_with_the_sleep_data() {
    // Student's own example (Biometrika 1908): t = -4.0621, p = 0.002833, interval -2.459886 to -0.7001142.
    let left = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    let right = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    let found = compare_pairs(&left, &right, 0.95).unwrap();
    assert_near(found.mean.estimate, -1.58, 1e-12);
    assert_near(found.t, -4.0621, 5e-5);
    assert_near(found.p, 0.002_833, 5e-7);
    assert_near(found.mean.low, -2.459_886, 5e-7);
    assert_near(found.mean.high, -0.700_114_2, 5e-8);
}

#[test]
fn pairs_that_cannot_be_compared_are_refused() {
    assert_eq!(compare_pairs(&[1.0], &[1.0, 2.0], 0.9), Err(StatsError::LengthsDiffer { left: 1, right: 2 }));
    assert_eq!(compare_pairs(&[1.0], &[1.0], 0.9), Err(StatsError::TooFew { needed: 2, found: 1 }));
    assert_eq!(compare_pairs(&[1.0, 2.0], &[1.0, f64::NAN], 0.9), Err(StatsError::NotFinite { index: 1 }));
    assert_eq!(compare_pairs(&[1.0, 2.0], &[1.0, 2.0], 1.0), Err(StatsError::SenselessLevel { level: 1.0 }));
    let same = compare_pairs(&[1.0, 2.0], &[1.0, 2.0], 0.9).unwrap();
    assert_eq!((same.t, same.p), (0.0, 1.0));
    let shifted = compare_pairs(&[2.0, 3.0], &[1.0, 2.0], 0.9).unwrap();
    assert_eq!((shifted.t, shifted.p), (f64::INFINITY, 0.0));
}

#[test]
fn shows_of_five_patients_have_the_known_distribution() {
    let shows = PoissonBinomial::new(&[0.95, 0.9, 0.85, 0.8, 0.6]).unwrap();
    let expected = [0.000_06, 0.002_35, 0.031_25, 0.179_05, 0.438_45, 0.348_84];
    assert_eq!(shows.masses().len(), 6);
    for (found, expected) in shows.masses().iter().zip(expected) {
        assert_near(*found, expected, 5.1e-6);
    }
}

#[test]
fn overbooking_has_the_known_costs() {
    let shows = |patients: usize, show: f64| PoissonBinomial::new(&vec![show; patients]).unwrap();
    assert_near(shows(20, 0.8).at_least(17), 0.411_45, 5e-6);
    let cost = |capacity: usize, patients: usize, show: f64, over: f64| {
        let shows = shows(patients, show);
        over * shows.expected_beyond(capacity) + shows.expected_short_of(capacity)
    };
    let known = [
        (16, 20, 0.8, 1.0, 1.396_476),
        (16, 18, 0.8, 3.0, 2.068_374),
        (16, 21, 0.8, 0.5, 1.002_935),
        (16, 23, 0.7, 1.0, 1.734_165),
        (4, 5, 0.8, 1.0, 0.655_36),
        (1, 2, 0.8, 1.0, 0.68),
    ];
    for (capacity, patients, show, over, expected) in known {
        assert_near(cost(capacity, patients, show, over), expected, 5e-7);
    }
}

#[test]
fn what_is_no_probability_is_refused() {
    for wrong in [-0.1, 1.1, f64::NAN] {
        assert_eq!(PoissonBinomial::new(&[0.5, wrong]), Err(StatsError::NotAProbability { index: 1 }));
    }
    assert_eq!(PoissonBinomial::new(&[]).unwrap().masses(), [1.0]);
}

#[test]
fn lognormal_refuses_what_has_no_logarithm() {
    assert_eq!(LogNormal::fitted(&[1.0, 0.0]), Err(StatsError::NotPositive { index: 1 }));
    assert_eq!(LogNormal::fitted(&[]), Err(StatsError::Empty));
    assert!(matches!(LogNormal::with_mean_and_sd(0.0, 1.0), Err(StatsError::MustBePositive { .. })));
    assert!(matches!(LogNormal::with_mean_and_sd(1.0, f64::NAN), Err(StatsError::MustBePositive { .. })));
}

#[test]
fn a_fit_finds_what_draws_come_from() {
    let law = LogNormal { mu: 2.5, sigma: 0.45 };
    let mut stream = Seed::from_u64(1).stream();
    let draws: Vec<f64> = (0..20_000).map(|_| law.draw(&mut stream)).collect();
    let fit = LogNormal::fitted(&draws).unwrap();
    assert_near(fit.mu, 2.5, 0.015);
    assert_near(fit.sigma, 0.45, 0.01);
    assert_near(mean(&draws).unwrap(), law.mean(), 0.15);
    assert_near(quantile(&draws, 0.5).unwrap(), law.median(), 0.2);
}

#[test]
fn intervals_cover_the_mean_about_as_often_as_they_say() {
    let covers = |number: u64| {
        let mut stream = Seed::from_u64(number).stream();
        let values: Vec<f64> = (0..40).map(|_| stream.normal()).collect();
        let how = Resampling { resamples: 200, level: 0.9, seed: Seed::from_u64(number).child("bootstrap") };
        let found = bootstrap_percentile(&values, |values| values.iter().sum::<f64>() / 40.0, how).unwrap();
        found.low <= 0.0 && 0.0 <= found.high
    };
    let covered = (0..300).filter(|number| covers(*number)).count();
    assert!((250..290).contains(&covered), "{covered} of 300");
}

#[test]
fn resamples_do_not_depend_on_each_other() {
    let seed = Seed::from_u64(1);
    assert_eq!(resample(9, seed, 7), resample(9, seed, 7));
    assert_ne!(resample(9, seed, 7), resample(9, seed, 8));
    assert!(resample(0, seed, 0).is_empty());
}

#[test]
fn senseless_resampling_is_refused() {
    let how = Resampling { resamples: 10, level: 0.9, seed: Seed::from_u64(1) };
    let first = |values: &[f64]| values[0];
    assert_eq!(bootstrap_percentile(&[], first, how), Err(StatsError::Empty));
    let none = bootstrap_percentile(&[1.0], first, Resampling { resamples: 0, ..how });
    assert!(matches!(none, Err(StatsError::MustBePositive { .. })));
    let sure = bootstrap_percentile(&[1.0], first, Resampling { level: f64::NAN, ..how });
    assert!(matches!(sure, Err(StatsError::SenselessLevel { .. })));
    let nowhere = bootstrap_percentile(&[1.0], |_| f64::NAN, how);
    assert_eq!(nowhere, Err(StatsError::TooFew { needed: 1, found: 0 }));
    assert_eq!(Interval::of_resamples(1.0, vec![], 0.9), Err(StatsError::Empty));
}

proptest! {
    #[test]
    fn probabilities_add_up_to_one(shows in prop::collection::vec(0.0_f64..=1.0, 0..40), count in 0_usize..45) {
        let found = PoissonBinomial::new(&shows).unwrap();
        prop_assert!((found.masses().iter().sum::<f64>() - 1.0).abs() < 1e-12);
        prop_assert!((found.at_least(0) - 1.0).abs() < 1e-12);
        prop_assert!((found.at_least(count) - found.at_least(count + 1) - found.exactly(count)).abs() < 1e-12);
        let expected: f64 = shows.iter().sum();
        let difference = found.expected_beyond(count) - found.expected_short_of(count);
        prop_assert!((difference - (expected - count as f64)).abs() < 1e-9);
    }

    #[test]
    fn quantiles_rise_and_stay_inside(values in prop::collection::vec(-1e3_f64..1e3, 1..30), low in 0.0_f64..=1.0, high in 0.0_f64..=1.0) {
        let (low, high) = (low.min(high), low.max(high));
        let (below, above) = (quantile(&values, low).unwrap(), quantile(&values, high).unwrap());
        let summary = Summary::of(&values).unwrap();
        prop_assert!(summary.min <= below && below <= above && above <= summary.max);
    }

    #[test]
    fn within_undoes_two_tailed(freedom in 0.5_f64..200.0, level in 0.01_f64..0.999) {
        let distribution = StudentT::new(freedom).unwrap();
        let point = distribution.within(level).unwrap();
        prop_assert!((1.0 - distribution.two_tailed(point) - level).abs() < 1e-10);
    }
}
