//! Series made up for tests, and the public ones where they are at hand.

#![expect(clippy::disallowed_methods, reason = "the public series are files beside the checkout")]

use std::fs::File;
use std::path::PathBuf;

use lindley_forecast::demand::{DemandSeries, StepLength};
use lindley_public_data::counts::{CountColumns, Reader};
use lindley_time::civil::{DateTime, date};

/// A Monday.
pub(crate) fn monday() -> DateTime {
    date(2026, 1, 5).at(0, 0, 0, 0)
}

/// Numbers from 0 to 1 that look like chance and are always the same.
pub(crate) fn chance(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(3_037_000_493);
    move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / (1_u64 << 31) as f64
    }
}

/// A count whose mean is `mean`: a hundred chances of a hundredth of it each.
pub(crate) fn arrivals(mean: f64, draw: &mut impl FnMut() -> f64) -> u32 {
    (0..100).map(|_| u32::from(draw() < mean / 100.0)).sum()
}

/// So many hours of a clinic that is busy by day and quiet by night.
pub(crate) fn busy_days(hours: u32, seed: u64) -> Vec<u32> {
    let mut draw = chance(seed);
    (0..hours)
        .map(|hour| arrivals(if (8..18).contains(&(hour % 24)) { 9.0 } else { 3.0 }, &mut draw))
        .collect()
}

pub(crate) fn hourly(counts: Vec<u32>) -> DemandSeries {
    DemandSeries::regular(StepLength::HOUR, monday(), counts).expect("a series")
}

/// Hourly arrivals at an emergency department, 2013 to 2018.
pub(crate) fn emergency() -> Option<DemandSeries> {
    let rows = rows("uihc-ed-hourly/uihc_ed_arrivals.csv", &["Date", "Hour"], "Arrivals")?;
    Some(DemandSeries::new(StepLength::HOUR, &rows, None).expect("hours in order"))
}

/// Calls to a bank on weekdays of 2003 from 7:00 to 21:00, by quarters of an hour.
pub(crate) fn calls() -> Option<DemandSeries> {
    let rows = rows("bank-calls-5min/bank_calls.csv", &["DateTime"], "Calls")?;
    let fine = StepLength::of_minutes(5).expect("divides a day");
    // The last row is of 21:00; the quarter of an hour that begins with it is over at midnight at the latest.
    let midnight = rows.last()?.0.date().tomorrow().expect("not the end of time").at(0, 0, 0, 0);
    let series = DemandSeries::new(fine, &rows, Some(midnight)).expect("five minutes in order");
    Some(series.in_steps_of(StepLength::QUARTER_HOUR).expect("fifteen is three times five"))
}

fn rows(file: &str, time: &[&str], count: &str) -> Option<Vec<(DateTime, u32)>> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let path = std::env::var_os("LINDLEY_DATA").map_or_else(beside, PathBuf::from).join(file);
    let Ok(input) = File::open(&path) else {
        println!("skipped: no {}", path.display());
        return None;
    };
    let columns = CountColumns {
        time: time.iter().map(|column| (*column).to_owned()).collect(),
        time_format: None,
        count: count.to_owned(),
        series: None,
    };
    let reader = Reader::open(input, columns, monday()).expect("its columns");
    let rows = reader.map(|row| row.map(|row| (row.value.start, row.value.count)));
    Some(rows.collect::<Result<_, _>>().expect("every row is good"))
}
