//! What is promised on the Hangu file with the authors' split, where it is at hand.

#![expect(clippy::disallowed_methods, reason = "the published data are files beside the checkout")]

use std::fs::File;
use std::path::PathBuf;

use lindley_forecast::visit_length::{
    LengthHistory, LengthMethod, LengthReport, MeasuredVisit, Visit, linear_lengths, run_sessions,
    run_unconditional,
};
use lindley_learn::{Alone, Scores};
use lindley_public_data::hangu::{self, Address};
use lindley_seed::Seed;

const LAST_TRAINING_SESSION: u32 = 194;

fn measured(row: &hangu::Visit) -> MeasuredVisit {
    let address = match row.address {
        Address::InTheCity => "in the city",
        Address::OutOfCity => "out of city",
        Address::OutOfProvince => "out of province",
        Address::Unknown => "not said",
    };
    let mut visit = Visit::new(&row.patient, row.session, row.visit_number);
    visit.male = Some(row.gender == hangu::Gender::Male);
    visit.malignant = Some(row.m_cancer);
    visit.suspected = Some(row.s_cancer);
    visit.address = Some(address.to_owned());
    MeasuredVisit { visit, seconds: f64::from(row.service_seconds) }
}

#[test]
fn lengths_are_as_good_as_published_and_bands_hold_in_every_group() {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let folder = std::env::var_os("LINDLEY_DATA").map_or_else(beside, PathBuf::from).join("hangu");
    let Ok(file) = File::open(folder.join("Data.csv")) else {
        println!("skipped: no data in {}", folder.display());
        return;
    };
    let visits: Vec<MeasuredVisit> =
        hangu::Reader::open(file).unwrap().map(|row| measured(&row.unwrap().value)).collect();
    let (learnt, later): (Vec<_>, Vec<_>) =
        visits.iter().cloned().partition(|m| m.visit.session <= LAST_TRAINING_SESSION);
    assert_eq!((learnt.len(), later.len()), (3_319, 3_318));
    let method = LengthMethod::new(Seed::from_u64(1));
    let (model, mut bounds) = method.learn(&learnt, &Alone).unwrap();
    let history = LengthHistory::of(&visits);
    let bands = run_sessions(&model, &mut bounds, &history, &later).unwrap();
    let report = LengthReport::of(&bands, method.level).unwrap();
    let plain = run_unconditional(&learnt, &later, method.level, method.step).unwrap();
    println!("{:?} pinball {:.2}", report.scores, report.pinball);
    println!("{:.4} {:.1}", report.bands.coverage(), report.bands.mean_width);
    println!(
        "fixed {:.4} {:.1}, following {:.4} {:.1}",
        plain.fixed.coverage(),
        plain.fixed.mean_width,
        plain.following.coverage(),
        plain.following.mean_width
    );
    let linear = linear_lengths(&learnt, &later, &history).unwrap();
    let took: Vec<f64> = later.iter().map(|measured| measured.seconds).collect();
    let linear = Scores::of(&took, &linear).unwrap();
    println!("linear {linear:?}");
    assert!(report.scores.rmse < linear.rmse && linear.r2 > 0.05);
    for (group, bands) in &report.groups {
        println!("{group}: {} rows {:.4} {:.1}", bands.rows, bands.coverage(), bands.mean_width);
    }
    assert!(report.scores.rmse <= 367.2 && report.scores.r2 >= 0.082);
    assert!((0.88..=0.92).contains(&report.bands.coverage()));
    for (group, bands) in &report.groups {
        assert!(bands.agrees_with(0.9, 0.99).unwrap(), "{group}: {bands:?}");
    }
    assert_eq!(report.groups.len(), 4);
    assert!(report.bands.mean_width <= 0.95 * plain.following.mean_width);
}
