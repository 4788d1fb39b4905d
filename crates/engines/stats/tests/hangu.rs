//! The published grouping of the Hangu times, where the data are at hand: the numbers in print and the true optimum.

#![expect(clippy::disallowed_methods, reason = "the published data are files beside the checkout")]

use std::fs::File;
use std::path::PathBuf;

use lindley_public_data::hangu;
use lindley_seed::Seed;
use lindley_stats::{
    Grouping, LogNormal, Resampling, TimeSample, bootstrap_grouping, group_as_published, group_exactly,
    group_exactly_up_to, mean, mean_silhouette, quantile, skewness, standard_deviation,
};

/// The last session to learn from.
const LAST_TRAINING_SESSION: u32 = 194;

/// Session and service time of every visit in file order, or none where the file is not at hand.
fn visits() -> Option<Vec<(u32, u32)>> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let path = std::env::var_os("LINDLEY_DATA").map_or_else(beside, PathBuf::from).join("hangu/Data.csv");
    let Ok(file) = File::open(&path) else {
        println!("skipped: no {}", path.display());
        return None;
    };
    let rows: Result<Vec<_>, _> = hangu::Reader::open(file).expect("its header").collect();
    let rows = rows.expect("every row is good").into_iter().map(|row| row.value);
    Some(rows.map(|visit| (visit.session, visit.service_seconds)).collect())
}

/// Service times of the training sessions in file order.
fn training_seconds() -> Option<Vec<u32>> {
    let visits = visits()?.into_iter().filter(|(session, _)| *session <= LAST_TRAINING_SESSION);
    Some(visits.map(|(_, seconds)| seconds).collect())
}

#[test]
fn the_testing_part_has_the_published_summary() {
    let Some(visits) = visits() else { return };
    let testing = visits.iter().filter(|(session, _)| *session > LAST_TRAINING_SESSION);
    let minutes: Vec<f64> = testing.map(|(_, seconds)| f64::from(*seconds) / 60.0).collect();
    assert_close(mean(&minutes).unwrap(), 13.312_2, 5e-5);
    assert_close(standard_deviation(&minutes, 1).unwrap(), 6.39, 5e-5);
    assert_close(skewness(&minutes).unwrap(), 1.6, 5e-3);
    let quantiles = [4.22, 5.78, 8.82, 12.0, 16.23, 25.17, 36.21];
    for (fraction, expected) in [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99].into_iter().zip(quantiles) {
        assert_close(quantile(&minutes, fraction).unwrap(), expected, 5.1e-3);
    }
    let fit = LogNormal::fitted(&minutes).unwrap();
    assert_close(fit.mu, 2.486_43, 5e-6);
    assert_close(fit.sigma, 0.450_8, 5e-5);
}

fn assert_close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

fn assert_cuts(grouping: &Grouping, expected: &[f64]) {
    assert_eq!(grouping.cuts(), expected);
}

#[test]
fn the_published_procedure_gives_the_published_numbers() {
    let Some(seconds) = training_seconds() else { return };
    let errors = [
        2_422.693_110_02,
        1_462.240_576_71,
        1_065.498_361_29,
        851.289_048_06,
        704.704_867_98,
        627.656_900_09,
    ];
    for (groups, expected) in (1..).zip(errors) {
        let grouping = group_as_published(&seconds, groups).unwrap();
        assert_close(grouping.absolute_error_in_sd(), expected, 6e-9);
    }
    let sample = TimeSample::from_seconds(&seconds).unwrap();
    let silhouettes = [0.566_291_093_1, 0.510_350_977_2, 0.493_122_659_9, 0.499_062_342_7];
    for (groups, expected) in (2..).zip(silhouettes) {
        let grouping = group_as_published(&seconds, groups).unwrap();
        assert_close(mean_silhouette(&sample, &grouping).unwrap(), expected, 6e-11);
    }
}

#[test]
fn the_published_groups_are_the_published_ones() {
    let Some(seconds) = training_seconds() else { return };
    let two = group_as_published(&seconds, 2).unwrap();
    assert_cuts(&two, &[811.5]);
    assert_eq!(two.sizes(), [1994, 1325]);
    assert_eq!(two.rule(), ["A: longer than 811.5 s", "B: up to 811.5 s"]);
    let three = group_as_published(&seconds, 3).unwrap();
    assert_cuts(&three, &[630.5, 975.5]);
    assert_eq!(three.sizes(), [1185, 1303, 831]);
    for (grouping, medians) in [(two, &[590.0, 1_050.0][..]), (three, &[500.0, 774.0, 1_192.0])] {
        for (found, expected) in grouping.medians().iter().zip(medians) {
            assert_close(*found, *expected, 1e-9);
        }
    }
}

#[test]
fn the_optimum_is_below_what_is_in_print() {
    let Some(seconds) = training_seconds() else { return };
    let sample = TimeSample::from_seconds(&seconds).unwrap();
    assert_eq!(sample.distinct(), 1_157);
    let groupings = group_exactly_up_to(&sample, 6).unwrap();
    let errors: Vec<f64> = groupings[..4].iter().map(Grouping::absolute_error_seconds).collect();
    assert_eq!(errors, [877_255.0, 529_309.0, 385_081.0, 301_221.0]);
    assert_close(groupings[1].absolute_error_in_sd(), 1_461.779_38, 5e-6);
    assert_close(groupings[2].absolute_error_in_sd(), 1_063.468_53, 5e-6);
    assert_cuts(&groupings[1], &[827.5]);
    assert_eq!(groupings[1].medians(), [595.0, 1_061.0]);
    assert_cuts(&groupings[2], &[646.5, 1_001.5]);
    assert_eq!(groupings[2].medians(), [508.0, 785.0, 1_218.0]);
    assert_cuts(&groupings[3], &[600.5, 866.5, 1_232.5]);
    for (groups, grouping) in (1..).zip(&groupings) {
        assert_eq!(grouping, &group_exactly(&sample, groups).unwrap(), "one run or many, the same");
        let published = group_as_published(&seconds, groups).unwrap();
        assert!(grouping.absolute_error_seconds() <= published.absolute_error_seconds() + 1e-6);
    }
}

#[test]
fn resampled_intervals_hold_the_published_estimates() {
    let Some(seconds) = training_seconds() else { return };
    let sample = TimeSample::from_seconds(&seconds).unwrap();
    let how = Resampling { resamples: 200, level: 0.95, seed: Seed::from_u64(1) };
    let found = bootstrap_grouping(&sample, 2, how).unwrap();
    let silhouette = found.silhouette.unwrap();
    assert!(found.absolute_error_in_sd.low < 1_461.8 && found.absolute_error_in_sd.high > 1_461.8);
    assert!(silhouette.low < 0.5663 && silhouette.high > 0.5663);
    assert!(silhouette.high - silhouette.low < 0.06, "{silhouette:?}");
    assert_eq!(found, bootstrap_grouping(&sample, 2, how).unwrap());
}
