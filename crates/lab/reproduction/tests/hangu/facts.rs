//! What the study's file holds, counted where it is at hand.

use std::collections::BTreeMap;

use lindley_public_data::hangu::{Address, Gender, HalfDay, Reader, Visit};
use lindley_reproduction::features::LAST_TRAINING_SESSION;
use lindley_stats::{mean, quantile, standard_deviation};

use crate::file::open;

fn visits() -> Option<Vec<Visit>> {
    let rows = Reader::open(open()?).expect("it is the file");
    Some(rows.map(|row| row.expect("every row is good").value).collect())
}

/// Whether a number is what is printed with so many decimals.
fn assert_printed(found: f64, printed: f64, decimals: i32) {
    assert!((found - printed).abs() < 0.51 * 10_f64.powi(-decimals), "{found} is not {printed}");
}

fn count(visits: &[Visit], holds: impl Fn(&Visit) -> bool) -> usize {
    visits.iter().filter(|visit| holds(visit)).count()
}

/// Service times in seconds of one of the parts.
fn seconds(visits: &[Visit], to_learn_from: bool) -> Vec<f64> {
    let part = visits.iter().filter(|visit| (visit.session <= LAST_TRAINING_SESSION) == to_learn_from);
    part.map(|visit| f64::from(visit.service_seconds)).collect()
}

#[test]
fn who_comes_and_when_is_as_printed() {
    let Some(visits) = visits() else { return };
    assert_eq!(visits.len(), 6_637);
    let gender = [Gender::Female, Gender::Male].map(|of| count(&visits, |visit| visit.gender == of));
    assert_eq!(gender, [3_943, 2_694]);
    assert_eq!((count(&visits, |visit| visit.m_cancer), count(&visits, |visit| visit.s_cancer)), (620, 67));
    let addresses = [Address::Unknown, Address::InTheCity, Address::OutOfCity, Address::OutOfProvince];
    assert_eq!(addresses.map(|of| count(&visits, |visit| visit.address == of)), [2_392, 2_292, 1_467, 486]);
    let halves = [HalfDay::Morning, HalfDay::Afternoon];
    assert_eq!(halves.map(|of| count(&visits, |visit| visit.half_day == of)), [3_418, 3_219]);
    let days = ["Saturday", "Wednesday", "Friday", "Tuesday"];
    let on = days.map(|day| count(&visits, |visit| format!("{:?}", visit.weekday) == day));
    assert_eq!(on, [3_605, 2_801, 151, 80]);
    assert_eq!(count(&visits, |visit| visit.working_day), 3_199);
}

#[test]
fn how_often_patients_have_come_is_as_printed() {
    let Some(visits) = visits() else { return };
    let numbers: Vec<f64> = visits.iter().map(|visit| f64::from(visit.visit_number)).collect();
    assert_printed(mean(&numbers).unwrap(), 6.831, 3);
    assert_printed(standard_deviation(&numbers, 1).unwrap(), 15.589, 3);
    assert_printed(quantile(&numbers, 0.5).unwrap(), 2.0, 3);
    assert_eq!(visits.iter().map(|visit| visit.visit_number).max(), Some(170));
    assert_eq!(count(&visits, |visit| visit.visit_number == 1), 2_506);
    let mut sizes: BTreeMap<u32, u32> = BTreeMap::new();
    for visit in &visits {
        *sizes.entry(visit.session).or_default() += 1;
    }
    assert_eq!((sizes.len(), sizes.values().min(), sizes.values().max()), (381, Some(&4), Some(&32)));
    let sizes: Vec<f64> = sizes.into_values().map(f64::from).collect();
    assert_printed(mean(&sizes).unwrap(), 17.42, 2);
    assert_printed(standard_deviation(&sizes, 1).unwrap(), 4.00, 2);
}

#[test]
fn both_parts_last_as_long_as_printed() {
    let Some(visits) = visits() else { return };
    for (to_learn_from, rows, average, spread) in
        [(true, 3_319, 805.09, 362.15), (false, 3_318, 798.73, 383.40)]
    {
        let seconds = seconds(&visits, to_learn_from);
        assert_eq!(seconds.len(), rows);
        assert_printed(mean(&seconds).unwrap(), average, 2);
        assert_printed(standard_deviation(&seconds, 1).unwrap(), spread, 2);
    }
    let tested = || visits.iter().filter(|visit| visit.session > LAST_TRAINING_SESSION);
    assert_eq!(tested().map(|visit| visit.service_seconds).min(), Some(180));
    assert_eq!(tested().map(|visit| visit.service_seconds).max(), Some(3_457));
}

#[test]
fn minutes_of_the_test_part_are_spread_as_printed() {
    let Some(visits) = visits() else { return };
    let minutes: Vec<f64> = seconds(&visits, false).into_iter().map(|seconds| seconds / 60.0).collect();
    let (average, spread) = (mean(&minutes).unwrap(), standard_deviation(&minutes, 0).unwrap());
    assert_printed(average, 13.3122, 4);
    assert_printed(standard_deviation(&minutes, 1).unwrap(), 6.3900, 4);
    let cubes: Vec<f64> = minutes.iter().map(|value| ((value - average) / spread).powi(3)).collect();
    assert_printed(mean(&cubes).unwrap(), 1.60, 2);
    let printed =
        [(0.01, 4.22), (0.05, 5.78), (0.25, 8.82), (0.5, 12.0), (0.75, 16.23), (0.95, 25.17), (0.99, 36.21)];
    for (share, at) in printed {
        assert_printed(quantile(&minutes, share).unwrap(), at, 2);
    }
    let logarithms: Vec<f64> = minutes.iter().map(|value| value.ln()).collect();
    assert_printed(mean(&logarithms).unwrap(), 2.486_43, 5);
    assert_printed(standard_deviation(&logarithms, 0).unwrap(), 0.450_80, 5);
}
