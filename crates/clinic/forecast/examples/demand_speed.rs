//! How long a forecast takes and how good it is: `cargo run --release --example demand_speed -- FILE TIME[,HOUR] COUNT STEP DAYS`.
//!
//! For each of the last DAYS days of a CSV file: one training and forecast of the twenty-four hours from its midnight.

#![expect(clippy::disallowed_methods, reason = "an example reads its file and the clock")]

use std::time::Instant;

use lindley_forecast::demand::{
    DemandBacktest, DemandCalendar, DemandReport, DemandSeries, Horizon, StepLength, forecast_demand,
};
use lindley_public_data::counts::{CountColumns, Reader};
use lindley_time::civil::{DateTime, date};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [file, time, count, step, days] = words.as_slice() else {
        return Err(
            "give FILE TIME[,HOUR] COUNT STEP DAYS, for example calls.csv DateTime Calls 15min 20".into()
        );
    };
    let columns = CountColumns {
        time: time.split(',').map(str::to_owned).collect(),
        time_format: None,
        count: count.clone(),
        series: None,
    };
    let reader = Reader::open(std::fs::File::open(file)?, columns, date(9000, 1, 1).at(0, 0, 0, 0))?;
    let rows: Vec<(DateTime, u32)> =
        reader.map(|row| row.map(|row| (row.value.start, row.value.count))).collect::<Result<_, _>>()?;
    let step = StepLength::parse(step).ok_or("the step is for example 15min or 1h")?;
    let midnight = rows.last().ok_or("there is no row")?.0.date().tomorrow()?.at(0, 0, 0, 0);
    let series = DemandSeries::new(StepLength::of_minutes(5)?, &rows, Some(midnight))?.in_steps_of(step)?;
    let calendar = DemandCalendar::default();
    let horizon = Horizon::new(step, step.per_day())?;
    let backtest = DemandBacktest::new(&series, &calendar, days.parse()?)?;
    let (mut milliseconds, mut scored) = (Vec::new(), Vec::new());
    for origin in backtest.origins() {
        let known = series.before(origin)?;
        let started = Instant::now();
        let said = forecast_demand(&known, horizon, &calendar)?;
        milliseconds.push(started.elapsed().as_secs_f64() * 1e3);
        assert_eq!(said.len(), horizon.steps() as usize);
        scored.extend(backtest.day_ahead(&backtest.train(origin)?, origin)?);
    }
    milliseconds.sort_by(f64::total_cmp);
    let report = DemandReport::of(&scored, &[0.1, 0.5, 0.9])?;
    println!(
        "fit and forecast: {:.1} ms in the middle, {:.1} ms at most; pinball {:.4}, coverage {:.3}, width {:.2}",
        milliseconds[milliseconds.len() / 2],
        milliseconds[milliseconds.len() - 1],
        report.mean_pinball,
        report.coverage,
        report.width
    );
    Ok(())
}
