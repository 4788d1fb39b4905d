//! The stand-in has the published facts, and everything runs on it.

use std::collections::BTreeSet;

use lindley_learn::{LeastSquares, Model, Scores};
use lindley_reproduction::features::{self, is_returning};
use lindley_reproduction::{Address, ConsultationRow, Gender, synthetic};
use lindley_seed::Seed;
use lindley_stats::{mean, standard_deviation};

fn rows() -> Vec<ConsultationRow> {
    synthetic::consultations(synthetic::PUBLISHED_SESSIONS, Seed::from_u64(1))
}

fn share(rows: &[ConsultationRow], holds: impl Fn(&ConsultationRow) -> bool) -> f64 {
    rows.iter().filter(|row| holds(row)).count() as f64 / rows.len() as f64
}

fn minutes(rows: &[ConsultationRow], holds: impl Fn(&ConsultationRow) -> bool) -> Vec<f64> {
    rows.iter().filter(|row| holds(row)).map(|row| f64::from(row.service_seconds) / 60.0).collect()
}

fn assert_about(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not about {expected}");
}

#[test]
fn shares_are_about_those_of_the_study() {
    let rows = rows();
    assert_about(rows.len() as f64, 6_637.0, 250.0);
    assert_about(share(&rows, |row| !is_returning(row)), 0.3776, 0.02);
    assert_about(share(&rows, |row| row.gender == Gender::Male), 0.406, 0.04);
    assert_about(share(&rows, |row| row.m_cancer), 0.0934, 0.03);
    assert_about(share(&rows, |row| row.s_cancer), 0.0101, 0.01);
    assert_about(share(&rows, |row| row.address == Address::Unknown), 0.3604, 0.04);
    assert_about(share(&rows, |row| row.address == Address::OutOfProvince), 0.0732, 0.03);
}

#[test]
fn times_are_about_those_of_the_study() {
    let rows = rows();
    let (new, returning) = (minutes(&rows, |row| !is_returning(row)), minutes(&rows, is_returning));
    assert_about(mean(&new).unwrap(), 15.16, 0.5);
    assert_about(standard_deviation(&new, 1).unwrap(), 6.90, 0.5);
    assert_about(mean(&returning).unwrap(), 12.28, 0.4);
    assert_about(standard_deviation(&returning, 1).unwrap(), 5.48, 0.4);
    let visits: Vec<f64> = rows.iter().map(|row| f64::from(row.visit_number)).collect();
    println!("visit number: {:?}", lindley_stats::Summary::of(&visits).unwrap());
    assert_about(mean(&visits).unwrap(), 6.83, 2.5);
    assert_about(lindley_stats::quantile(&visits, 0.5).unwrap(), 2.0, 1.0);
}

#[test]
fn nobody_comes_twice_in_a_session_and_visits_are_counted() {
    let rows = rows();
    let visits: BTreeSet<(u32, &str)> = rows.iter().map(|row| (row.session, row.patient.as_str())).collect();
    assert_eq!(visits.len(), rows.len());
    let mut last = std::collections::BTreeMap::new();
    for row in &rows {
        if let Some(before) = last.insert(&row.patient, row.visit_number) {
            assert_eq!(row.visit_number, before + 1, "{}", row.patient);
        }
    }
}

#[test]
fn more_sessions_only_add_rows_and_other_seeds_give_other_rows() {
    let (short, long) =
        (synthetic::consultations(20, Seed::from_u64(5)), synthetic::consultations(30, Seed::from_u64(5)));
    assert_eq!(short, long[..short.len()]);
    assert_ne!(short, synthetic::consultations(20, Seed::from_u64(6)));
    assert!(synthetic::consultations(0, Seed::from_u64(5)).is_empty());
}

#[test]
fn the_study_runs_on_the_stand_in() {
    let split = features::build(&rows()).unwrap();
    let fit = LeastSquares.fit_with_table(&split.train, &split.train_target).unwrap();
    let scores = Scores::of(&split.test_target, &fit.model.predict(&split.test).unwrap()).unwrap();
    assert!(scores.r2 > 0.03 && scores.r2 < 0.25, "{scores:?}");
    let returning = fit.table.iter().find(|row| row.name == "return").unwrap();
    assert!(returning.estimate < -100.0 && returning.p < 1e-6, "{returning:?}");
}

#[test]
fn history_never_looks_at_its_own_session() {
    let mut rows = rows();
    let before = features::history_seconds(&rows);
    let last = rows.iter().map(|row| row.session).max().unwrap();
    for row in rows.iter_mut().filter(|row| row.session == last) {
        row.service_seconds += 1_000;
    }
    assert_eq!(features::history_seconds(&rows), before);
}

#[test]
fn one_part_without_rows_is_refused() {
    let early = synthetic::consultations(100, Seed::from_u64(1));
    assert_eq!(features::build(&early), Err(lindley_learn::LearnError::NoRows));
}
