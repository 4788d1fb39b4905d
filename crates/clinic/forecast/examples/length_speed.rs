//! How long it takes to learn lengths from an invented clinic of 100,000 past visits and to ask for 10,000 of them:
//! `cargo run --release -p lindley-forecast --example length_speed`.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "an example that measures time")]

#[path = "../tests/visit_length/clinic.rs"]
mod clinic;

use std::time::Instant;

use lindley_domain::AppointmentId;
use lindley_forecast::visit_length::{LengthForecaster, learn};
use lindley_learn::Alone;
use lindley_seed::Seed;

/// Weekdays of the clinic: 32 visits each.
const DAYS: u32 = 3_125;

fn main() {
    let record = clinic::clinic(DAYS, 1);
    let until = clinic::after(DAYS);
    let started = Instant::now();
    let model = learn(&record, until, Seed::from_u64(1), &Alone).unwrap();
    println!("learnt from {} visits in {:.2?}", model.rows(), started.elapsed());
    let started = Instant::now();
    let mut forecaster = LengthForecaster::new(&record, Some(&model), until);
    println!("history read in {:.1?}", started.elapsed());
    let ids: Vec<AppointmentId> = (1..=10_000).map(|number| AppointmentId(10 * number)).collect();
    let mut taken: Vec<_> = (0..11)
        .map(|_| {
            let started = Instant::now();
            let batch = forecaster.batch(&ids).unwrap();
            (started.elapsed(), batch.forecasts.len())
        })
        .collect();
    taken.sort_unstable();
    println!("{} lengths in {:.1?}, the median of 11", taken[5].1, taken[5].0);
}
