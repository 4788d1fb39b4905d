//! Imports of the published files, where those are at hand.

use std::path::PathBuf;

use super::{Place, added, headline};

/// A data set's folder, or none where it is not at hand.
fn data(name: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let folder = std::env::var_os("LINDLEY_DATA").map_or_else(beside, PathBuf::from).join(name);
    if !folder.is_dir() {
        println!("skipped: no data in {}", folder.display());
        return None;
    }
    Some(folder)
}

#[test]
fn the_hangu_file_shows_its_sessions_and_a_second_run_adds_nothing() {
    let Some(folder) = data("hangu") else { return };
    let place = Place::new();
    let first = place.import("hangu", &folder.join("Data.csv"), &[]).expect("the file");
    assert_eq!(headline(&first), "381 sessions, 6,637 visits added");
    assert!(first.refused.is_empty());
    assert!(first.assumed.iter().any(|assumed| assumed.contains("working days agree with China")));
    let second = place.import("hangu", &folder.join("Data.csv"), &[]).expect("the file");
    assert_eq!(added(&second), 0);
    assert_eq!(headline(&second), "0 added; 381 sessions, 6,637 visits already there");
}

#[test]
fn the_no_show_file_is_written_whole_but_for_its_six_defects() {
    let Some(folder) = data("noshow-kaggle") else { return };
    let place = Place::new();
    let path = folder.join("KaggleV2-May-2016.csv.zip");
    let report = place.import("noshow", &path, &[]).expect("the archive");
    assert_eq!(headline(&report), "110,521 visits added; 6 refused");
    let days = report.tallies.iter().find(|tally| tally.what == "sessions").map(|tally| tally.added);
    assert_eq!(days, Some(27), "each of the file's days says that the import placed its hours");
}

#[test]
fn the_example_feed_becomes_ten_sites_and_three_hundred_sessions() {
    let Some(folder) = data("smart-scheduling-links") else { return };
    let place = Place::new();
    let report = place.import("smart-links", &folder, &[]).expect("the feed");
    assert_eq!(headline(&report), "10 sites, 10 resources, 300 sessions added");
    let again = place.import("smart-links", &folder.join("$bulk-publish"), &[]).expect("the feed");
    assert_eq!(added(&again), 0);
}
