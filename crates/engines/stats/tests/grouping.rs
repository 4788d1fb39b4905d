//! Laws of grouping, against slow and obvious programs.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use lindley_seed::Seed;
use lindley_stats::{
    Grouping, Resampling, StatsError, TimeSample, bootstrap_grouping, group_as_published, group_exactly,
    mean_silhouette,
};
use proptest::prelude::*;

fn sample(seconds: &[u32]) -> TimeSample {
    TimeSample::from_seconds(seconds).unwrap()
}

/// The least error over every way to cut the sorted times, by trying all.
fn least_error(sorted: &[u32], groups: usize) -> u32 {
    let error = |part: &[u32]| part.iter().map(|value| value.abs_diff(part[part.len() / 2])).sum::<u32>();
    if groups == 1 {
        return error(sorted);
    }
    let tails = groups - 1..sorted.len();
    tails.map(|cut| least_error(&sorted[..cut], groups - 1) + error(&sorted[cut..])).min().unwrap()
}

/// The mean silhouette from all pairs.
fn silhouette_of_all_pairs(seconds: &[u32], grouping: &Grouping) -> f64 {
    let group = |value: u32| grouping.group_of(f64::from(value));
    let one = |place: usize| {
        let own = group(seconds[place]);
        let distances = |to: usize| -> Vec<f64> {
            let others = (0..seconds.len()).filter(|other| *other != place && group(seconds[*other]) == to);
            others.map(|other| f64::from(seconds[other].abs_diff(seconds[place]))).collect()
        };
        let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
        if distances(own).is_empty() {
            return 0.0;
        }
        let inside = mean(distances(own));
        let others = (0..grouping.groups()).filter(|other| *other != own);
        let outside = others.map(|other| mean(distances(other))).fold(f64::INFINITY, f64::min);
        let larger = inside.max(outside);
        if larger > 0.0 { (outside - inside) / larger } else { 0.0 }
    };
    (0..seconds.len()).map(one).sum::<f64>() / seconds.len() as f64
}

proptest! {
    #[test]
    fn no_way_to_cut_is_better(mut seconds in prop::collection::vec(0_u32..60, 1..11), groups in 1_usize..5) {
        let sample = sample(&seconds);
        prop_assume!(groups <= sample.distinct());
        let grouping = group_exactly(&sample, groups).unwrap();
        seconds.sort_unstable();
        let least = f64::from(least_error(&seconds, groups));
        prop_assert!((grouping.absolute_error_seconds() - least).abs() < 1e-9);
        prop_assert_eq!(grouping.sizes().iter().sum::<usize>(), seconds.len());
        for (group, size) in grouping.sizes().iter().enumerate() {
            let inside = seconds.iter().filter(|value| grouping.group_of(f64::from(**value)) == group).count();
            prop_assert_eq!(inside, *size, "sizes are what the rule gives");
        }
    }

    #[test]
    fn order_of_the_rows_does_not_matter(seconds in prop::collection::vec(0_u32..5_000, 5..60), groups in 1_usize..5) {
        let mut turned = seconds.clone();
        turned.reverse();
        prop_assert_eq!(group_exactly(&sample(&seconds), groups), group_exactly(&sample(&turned), groups));
    }

    #[test]
    fn silhouettes_are_those_of_all_pairs(seconds in prop::collection::vec(0_u32..200, 6..40), groups in 2_usize..5) {
        let sample = sample(&seconds);
        prop_assume!(groups <= sample.distinct());
        let grouping = group_exactly(&sample, groups).unwrap();
        let found = mean_silhouette(&sample, &grouping).unwrap();
        prop_assert!((found - silhouette_of_all_pairs(&seconds, &grouping)).abs() < 1e-12);
    }

    #[test]
    fn stopping_early_is_never_better(seconds in prop::collection::vec(0_u32..3_000, 8..60), groups in 1_usize..4) {
        let Ok(published) = group_as_published(&seconds, groups) else { return Ok(()) };
        let exact = group_exactly(&sample(&seconds), groups).unwrap();
        prop_assert!(exact.absolute_error_seconds() <= published.absolute_error_seconds() + 1e-6);
    }
}

#[test]
fn as_many_groups_as_values_have_no_error() {
    let grouping = group_exactly(&sample(&[7, 7, 1, 300, 4]), 4).unwrap();
    assert_eq!((grouping.cuts(), grouping.sizes()), (&[2.5, 5.5, 153.5][..], &[1, 1, 2, 1][..]));
    assert!(grouping.absolute_error_seconds().abs() < 1e-12);
}

#[test]
fn bad_data_are_refused_with_their_place() {
    assert_eq!(TimeSample::from_seconds(&[]), Err(StatsError::Empty));
    assert_eq!(TimeSample::from_whole_numbers(&[]), Err(StatsError::Empty));
    let refused = |values: &[f64]| TimeSample::from_whole_numbers(values).unwrap_err();
    assert_eq!(refused(&[1.0, f64::NAN]), StatsError::NotFinite { index: 1 });
    assert_eq!(refused(&[1.0, 2.0, f64::INFINITY]), StatsError::NotFinite { index: 2 });
    assert_eq!(refused(&[-3.0]), StatsError::Negative { index: 0 });
    assert_eq!(refused(&[1.0, 2.5]), StatsError::NotWholeSeconds { index: 1 });
    assert_eq!(refused(&[4_294_967_296.0]), StatsError::NotWholeSeconds { index: 0 });
}

#[test]
fn senseless_numbers_of_groups_are_refused() {
    let three = sample(&[5, 6, 6, 9]);
    assert_eq!(group_exactly(&three, 0), Err(StatsError::NoGroups));
    assert_eq!(group_exactly(&three, 4), Err(StatsError::TooManyGroups { groups: 4, distinct: 3 }));
    assert_eq!(group_as_published(&[5, 6, 9], 0), Err(StatsError::NoGroups));
    assert_eq!(group_as_published(&[5, 5], 2), Err(StatsError::TooManyGroups { groups: 2, distinct: 1 }));
    assert_eq!(group_as_published(&[5, 5], 1), Err(StatsError::NoSpread));
    assert_eq!(group_as_published(&[5, 9, 5, 7], 3), Err(StatsError::EqualStarts { first: 0, second: 2 }));
    let one = group_exactly(&three, 1).unwrap();
    assert_eq!(mean_silhouette(&three, &one), Err(StatsError::TooFew { needed: 2, found: 1 }));
}

#[test]
fn cut_offs_of_another_sample_may_leave_a_group_empty() {
    let grouping = group_exactly(&sample(&[1, 2, 900]), 2).unwrap();
    let refused = mean_silhouette(&sample(&[1, 2, 3]), &grouping);
    assert_eq!(refused, Err(StatsError::TooManyGroups { groups: 2, distinct: 3 }));
}

#[test]
fn resampling_refuses_senseless_settings() {
    let data = sample(&[1, 2, 3, 9]);
    let how = Resampling { resamples: 50, level: 0.9, seed: Seed::from_u64(3) };
    let none = bootstrap_grouping(&data, 2, Resampling { resamples: 0, ..how });
    assert!(matches!(none, Err(StatsError::MustBePositive { .. })));
    let sure = bootstrap_grouping(&data, 2, Resampling { level: 1.0, ..how });
    assert_eq!(sure, Err(StatsError::SenselessLevel { level: 1.0 }));
    assert_eq!(bootstrap_grouping(&sample(&[4, 4]), 1, how), Err(StatsError::NoSpread));
    assert_eq!(bootstrap_grouping(&data, 1, how).unwrap().silhouette, None);
}
