//! After the level has moved, bands hold again in two days: at midnight and at noon, upwards and downwards, whatever the draw.

use std::time::Duration;

use lindley_forecast::demand::{DemandBacktest, DemandCalendar, DemandSeries, ScoredStep};
use lindley_time::civil::DateTime;

use crate::series_at_hand::{busy_days, chance, emergency, hourly};

/// New levels, as shares of the old one.
const SIZES: [f64; 4] = [0.5, 0.7, 1.5, 2.0];

/// The series with another level from a moment on: arrivals are dropped or doubled by chance.
fn moved(series: &DemandSeries, from: DateTime, size: f64, seed: u64) -> DemandSeries {
    let rows: Vec<(DateTime, u32)> = series.rows().collect();
    let year = 52 * 168;
    let back = if rows.len() > 2 * year { year } else { 4 * 168 };
    let mut draw = chance(seed);
    let mut thinned =
        |count: u32, share: f64| u32::try_from((0..count).filter(|_| draw() < share).count()).expect("fewer");
    let moved = rows.iter().enumerate().map(|(row, (at, count))| match (*at >= from, size >= 1.0) {
        (false, _) => (*at, *count),
        (true, true) => (*at, count + thinned(rows[row - back].1, size - 1.0)),
        (true, false) => (*at, thinned(*count, size)),
    });
    DemandSeries::new(series.step(), &moved.collect::<Vec<_>>(), None).expect("the same times")
}

/// The share of counts held by forecasts of twenty-four hours that are made two, three, four and five days after shifts at
/// this hour.
fn held(series: &DemandSeries, hour: u64, size: f64, seed: u64) -> f64 {
    let calendar = DemandCalendar::default();
    let days: Vec<DateTime> =
        DemandBacktest::new(series, &calendar, 60).expect("enough days").origins().collect();
    let mut steps: Vec<ScoredStep> = Vec::new();
    for shifted in (0..52).step_by(6) {
        let from = days[shifted].saturating_add(Duration::from_hours(hour));
        let series = moved(series, from, size, seed + shifted as u64);
        let backtest = DemandBacktest::new(&series, &calendar, 60).expect("enough days");
        for after in 2..6 {
            let origin = from.saturating_add(Duration::from_hours(24 * after));
            let model = backtest.train(origin).expect("a model");
            steps.extend(backtest.day_ahead(&model, origin).expect("a day"));
        }
    }
    steps.iter().filter(|step| step.is_held()).count() as f64 / steps.len() as f64
}

fn check(name: &str, series: &DemandSeries, seeds: std::ops::Range<u64>) {
    for hour in [0, 12] {
        for size in SIZES {
            for seed in seeds.clone() {
                let held = held(series, hour, size, 100 * seed);
                println!("{name}, to {size} at {hour}:00, seed {seed}: {held:.3}");
                assert!((held - 0.8).abs() <= 0.05, "{name}, to {size} at {hour}:00, seed {seed}: {held}");
            }
        }
    }
}

/// The share of counts held from the third day on by forecasts of a day, after each of the last fortnight's days was changed.
fn held_after(series: &DemandSeries, changed: impl Fn(&[u32]) -> Vec<u32>) -> f64 {
    let rows: Vec<(DateTime, u32)> = series.rows().collect();
    let (before, fortnight) = rows.split_at(rows.len() - 14 * 24);
    let mut moved = before.to_vec();
    for day in fortnight.chunks(24) {
        let counts = changed(&day.iter().map(|(_, count)| *count).collect::<Vec<u32>>());
        moved.extend(day.iter().zip(counts).map(|((at, _), count)| (*at, count)));
    }
    let series = DemandSeries::new(series.step(), &moved, None).expect("the same times");
    let calendar = DemandCalendar::default();
    let backtest = DemandBacktest::new(&series, &calendar, 12).expect("enough days");
    let steps: Vec<ScoredStep> = backtest
        .origins()
        .flat_map(|origin| {
            let model = backtest.train(origin).expect("a model");
            backtest.day_ahead(&model, origin).expect("a day")
        })
        .collect();
    steps.iter().filter(|step| step.is_held()).count() as f64 / steps.len() as f64
}

/// Morning and evening then contradict each other every day: neither is a new level.
#[test]
fn hours_that_move_and_a_feed_that_is_stuck_are_no_jumps_of_the_level() {
    for seed in [21, 22, 23] {
        let series = hourly(busy_days(150 * 24, seed));
        let later = held_after(&series, |day| (0..24).map(|hour| day[(hour + 20) % 24]).collect());
        let stuck = held_after(&series, |_| vec![7; 24]);
        println!("invented, seed {seed}: four hours later {later:.3}, stuck at seven {stuck:.3}");
        assert!(later >= 0.65 && stuck >= 0.65, "seed {seed}: {later} {stuck}");
    }
}

#[test]
fn on_invented_series() {
    for seed in [21, 22] {
        check("invented", &hourly(busy_days(150 * 24, seed)), 1..3);
    }
}

#[test]
fn on_emergency_arrivals() {
    let Some(series) = emergency() else { return };
    check("emergency", &series, 1..3);
}
