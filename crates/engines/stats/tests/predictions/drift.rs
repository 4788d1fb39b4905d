//! Drift: PSI, Kolmogorov-Smirnov and the watch on coverage.

use lindley_seed::Seed;
use lindley_stats::{CoverageCusum, PopulationStability, StatsError, kolmogorov_smirnov};
use proptest::prelude::*;

use crate::assert_near;

#[test]
fn the_index_agrees_with_numpy() {
    let found = PopulationStability::of_counts(&[100, 200, 300, 400], &[150, 150, 250, 450]).unwrap();
    assert_near(found.index, 0.049_662_588_650_514_17, 1e-15);
    // Chi-square with three degrees of freedom at index / (1/1000 + 1/1000).
    assert_near(found.p_value() / 1.674_675_944_898_424_2e-5, 1.0, 1e-9);
    assert_eq!((found.bins, found.one_sided_bins), (4, 0));
}

#[test]
fn bins_of_one_side_only_stay_finite_and_are_told() {
    let found = PopulationStability::of_counts(&[10, 0, 0, 10], &[10, 10, 0, 0]).unwrap();
    assert_eq!((found.bins, found.one_sided_bins), (3, 2));
    assert_near(found.index, 2.0 * 0.475 * 20.0_f64.ln(), 1e-12);
}

#[test]
fn values_are_put_into_bins_of_equal_numbers() {
    let before: Vec<f64> = (0..1_000).map(f64::from).collect();
    let now: Vec<f64> = (0..1_000).map(|value| f64::from(value % 500)).collect();
    let found = PopulationStability::of_values(&before, &now, 2).unwrap();
    // Half and half before; all in the lower bin now.
    let by_hand = PopulationStability::of_counts(&[500, 500], &[1_000, 0]).unwrap();
    assert_eq!(found, by_hand);
    // Nearly all equal: two bins are left, whichever side the rare number lies on.
    let mut rare = vec![0.0; 99];
    rare.push(1.0);
    assert_eq!(PopulationStability::of_values(&rare, &rare, 10).unwrap().bins, 2);
    let rare: Vec<f64> = rare.iter().map(|value| -value).collect();
    let found = PopulationStability::of_values(&rare, &[-1.0; 50], 10).unwrap();
    assert!(found.bins == 2 && found.index > 1.0);
}

#[test]
fn the_index_is_rarely_significant_where_nothing_moves() {
    let rare = (0..400).filter(|trial| {
        let mut stream = Seed::from_u64(*trial).stream();
        let mut draw = |count: usize| -> Vec<f64> { (0..count).map(|_| stream.normal()).collect() };
        let (before, now) = (draw(2_000), draw(500));
        PopulationStability::of_values(&before, &now, 10).unwrap().p_value() < 0.05
    });
    let rare = rare.count();
    assert!((8..36).contains(&rare), "{rare} of 400");
}

const LEFT: [f64; 25] = [
    0.61, 0.29, 0.06, 0.59, -1.73, -0.74, 0.51, -0.56, 0.39, 1.64, 0.05, -0.06, 0.64, -0.82, 0.37, 1.77,
    1.09, -1.28, 2.36, 1.31, 1.05, -0.32, -0.40, 1.06, -2.47,
];
const RIGHT: [f64; 10] = [-0.5, 0.1, 1.9, 2.2, 0.8, 0.33, 1.4, 2.8, 0.95, 1.75];

#[test]
fn the_distance_of_two_samples_agrees_with_scipy() {
    let found = kolmogorov_smirnov(&LEFT, &RIGHT).unwrap();
    assert_near(found.distance, 0.42, 1e-15);
    assert_near(found.p_value, 0.127_534_143_319_656_62, 1e-12);
    assert!(found.exact);
    let left = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0];
    let found = kolmogorov_smirnov(&left, &[3.5, 5.5, 7.5, 9.5, 10.5]).unwrap();
    assert_near(found.distance, 0.475, 1e-15);
    assert_near(found.p_value, 0.400_155_400_155_400_2, 1e-12);
    // With ties: 26 of the 126 ways to choose four of the nine are as far apart, by enumeration.
    let found = kolmogorov_smirnov(&[1.0, 1.0, 2.0, 3.0], &[2.0, 3.0, 3.0, 4.0, 4.0]).unwrap();
    assert_near(found.distance, 0.55, 1e-15);
    assert_near(found.p_value, 26.0 / 126.0, 1e-12);
    let same = kolmogorov_smirnov(&LEFT, &LEFT).unwrap();
    assert_near(same.distance, 0.0, 0.0);
    assert_near(same.p_value, 1.0, 0.0);
}

/// Two samples of this size each, equally spaced and apart by a number of places.
fn apart_by(places: u32, size: u32) -> lindley_stats::TwoSampleTest {
    let left: Vec<f64> = (0..size).map(|value| f64::from(value) + 0.5).collect();
    let right: Vec<f64> = (places..size + places).map(f64::from).collect();
    kolmogorov_smirnov(&left, &right).unwrap()
}

#[test]
fn large_samples_have_the_p_values_of_the_limit() {
    // Distance d/800, scaled by sqrt(400); `scipy.special.kolmogorov` of it.
    for (places, expected) in
        [(12, 0.999_990_694_198_665_5), (40, 0.269_999_671_677_354_56), (80, 0.000_670_925_255_779_695_3)]
    {
        let found = apart_by(places, 800);
        assert!(!found.exact);
        assert_near(found.distance, f64::from(places) / 800.0, 1e-15);
        assert_near(found.p_value, expected, 1e-9);
    }
    // The limit is close where the exact value is still to be had.
    let (exact, limit) = (apart_by(30, 500), apart_by(30, 501));
    assert!(exact.exact && !limit.exact);
    assert_near(exact.p_value, limit.p_value, 0.02);
}

#[test]
fn the_watch_is_worked_out_by_hand() {
    let mut watch = CoverageCusum::new(0.9, 0.8, 1_000.0).unwrap();
    let (miss, hit) = (2.0_f64.ln(), (8.0_f64 / 9.0).ln());
    for (missed, expected) in [(false, 0.0), (true, miss), (false, miss + hit), (true, 2.0 * miss + hit)] {
        assert_eq!(watch.observe(missed), None);
        assert_near(watch.sum(), expected, 1e-12);
    }
    let alarm = (0..20).find_map(|_| watch.observe(true)).unwrap();
    // 3 rows from the second on, sum 2 ln 2 - ln 9/8 = 1.268; eight and a bit more misses reach ln 1000 = 6.908.
    assert_eq!((alarm.row, alarm.changed_at), (13, 2));
    assert_eq!(watch.observe(false), Some(alarm));
    watch.reset();
    assert_eq!(watch.observe(true), None);
}

#[test]
fn the_watch_is_quiet_while_all_is_well_and_quick_when_not() {
    // On average more than 5,000 rows lie between false alarms, so in 200 runs of 500 rows there are at most about 20.
    let run = |seed: u64, level: f64, watch: CoverageCusum| {
        let mut stream = Seed::from_u64(seed).stream();
        let mut watch = watch;
        (0..500).find_map(|_| watch.observe(!stream.chance(level)))
    };
    let narrow = CoverageCusum::new(0.9, 0.8, 5_000.0).unwrap();
    let wide = CoverageCusum::new(0.9, 0.97, 5_000.0).unwrap();
    let alarms =
        |level: f64, watch: CoverageCusum| (0..200).filter(|seed| run(*seed, level, watch).is_some()).count();
    assert!(alarms(0.9, narrow) <= 20 && alarms(0.9, wide) <= 20);
    assert!(
        alarms(0.75, narrow) >= 198 && alarms(0.98, wide) >= 190,
        "{} {}",
        alarms(0.75, narrow),
        alarms(0.98, wide)
    );
}

#[test]
fn drift_that_cannot_be_told_is_refused() {
    let unequal = PopulationStability::of_counts(&[1], &[1, 2]);
    assert_eq!(unequal, Err(StatsError::LengthsDiffer { left: 1, right: 2 }));
    assert_eq!(PopulationStability::of_counts(&[0, 0], &[1, 2]), Err(StatsError::Empty));
    assert_eq!(PopulationStability::of_values(&[], &[1.0], 10), Err(StatsError::Empty));
    let nan = PopulationStability::of_values(&[1.0], &[f64::NAN], 10);
    assert_eq!(nan, Err(StatsError::NotFinite { index: 0 }));
    let one = PopulationStability::of_values(&[1.0, 2.0], &[1.0], 1);
    assert_eq!(one, Err(StatsError::TooFew { needed: 2, found: 1 }));
    assert_eq!(PopulationStability::of_values(&[1.0, 1.0], &[1.0], 5), Err(StatsError::NoSpread));
    assert_eq!(kolmogorov_smirnov(&[], &[1.0]), Err(StatsError::Empty));
    assert_eq!(kolmogorov_smirnov(&[1.0], &[f64::NAN]), Err(StatsError::NotFinite { index: 0 }));
    assert!(matches!(CoverageCusum::new(1.0, 0.9, 9.0), Err(StatsError::SenselessLevel { .. })));
    assert_eq!(CoverageCusum::new(0.9, 0.9, 9.0), Err(StatsError::NoSpread));
    assert!(matches!(CoverageCusum::new(0.9, 0.8, 1.0), Err(StatsError::MustBePositive { .. })));
}

proptest! {
    /// The p value is the share of ways to deal the values out again that are at least as far apart.
    #[test]
    fn exact_p_values_are_shares_of_permutations(values in prop::collection::vec(0_u8..5, 2..10), size in 1_usize..8) {
        prop_assume!(size < values.len());
        let values: Vec<f64> = values.into_iter().map(f64::from).collect();
        let distance = |left: &[f64], right: &[f64]| {
            let share = |of: &[f64], at: f64| of.iter().filter(|value| **value <= at).count() as f64 / of.len() as f64;
            values.iter().map(|at| (share(left, *at) - share(right, *at)).abs()).fold(0.0, f64::max)
        };
        let found = kolmogorov_smirnov(&values[..size], &values[size..]).unwrap();
        prop_assert!((found.distance - distance(&values[..size], &values[size..])).abs() < 1e-12);
        let (mut ways, mut far) = (0_u32, 0_u32);
        for choice in (0_u32..1 << values.len()).filter(|choice| choice.count_ones() as usize == size) {
            let part = |taken: bool| -> Vec<f64> {
                let places = (0..values.len()).filter(|place| (choice >> place & 1 == 1) == taken);
                places.map(|place| values[place]).collect()
            };
            ways += 1;
            far += u32::from(distance(&part(true), &part(false)) >= found.distance - 1e-9);
        }
        prop_assert!((found.p_value - f64::from(far) / f64::from(ways)).abs() < 1e-12);
    }

    #[test]
    fn the_index_is_symmetric_and_not_negative(counts in prop::collection::vec((0_usize..50, 0_usize..50), 1..12)) {
        let (left, right): (Vec<usize>, Vec<usize>) = counts.into_iter().unzip();
        prop_assume!(left.iter().sum::<usize>() > 0 && right.iter().sum::<usize>() > 0);
        let (there, back) = (PopulationStability::of_counts(&left, &right).unwrap(), PopulationStability::of_counts(&right, &left).unwrap());
        prop_assert!(there.index >= 0.0 && (there.index - back.index).abs() < 1e-12);
        prop_assert!((0.0..=1.0).contains(&there.p_value()));
    }
}
