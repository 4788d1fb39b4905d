//! A back test of demand for people.

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, Table};

use super::report::{HorizonReport, Report, SeriesReport};

/// A table per series, with what is to be known beside it.
pub(super) fn written(report: &Report) -> String {
    let parts: Vec<String> = report.series.iter().map(|series| one(series, report.step_minutes)).collect();
    parts.join("\n\n")
}

fn one(series: &SeriesReport, step_minutes: u32) -> String {
    let name = if series.series.is_empty() { "Demand" } else { series.series.as_str() };
    let mut lines = vec![format!(
        "{name}: {} steps of {step_minutes} minutes, {} not observed; the last {} days forecast anew",
        series.rows, series.gaps, series.days
    )];
    if let Some(tomorrow) = &series.tomorrow {
        let band = tomorrow.steps.first().map_or((0, 0), |step| (step.band.low, step.band.high));
        let basis = tomorrow.basis;
        lines.push(format!("One day cannot be tested. The next step, by {basis}: {} to {}.", band.0, band.1));
        return lines.join("\n");
    }
    lines.push(table(series));
    for (when, horizon) in horizons(series) {
        lines.extend(fallbacks(horizon).map(|others| format!("{when}: of {} steps {others}", horizon.steps)));
        lines.push(format!("{when}, held week by week: {}", weeks(horizon)));
    }
    let moved = series.level_breaks.iter();
    lines.extend(moved.map(|to| format!("the level moved at {}, to {:.0} %", to.since, 100.0 * to.factor)));
    let slowest = series.slowest_origin_seconds;
    lines.extend(slowest.map(|s| format!("learning and forecasting a day took at most {:.0} ms", 1e3 * s)));
    lines.join("\n")
}

/// How many steps did not rest on the model, by what they rested on; none if all did.
fn fallbacks(horizon: &HorizonReport) -> Option<String> {
    let others = horizon.steps_by_basis.iter().filter(|(basis, _)| **basis != "model");
    let others: Vec<String> = others.map(|(basis, steps)| format!("{steps} by {basis}")).collect();
    (!others.is_empty()).then(|| others.join(", "))
}

fn weeks(horizon: &HorizonReport) -> String {
    let weeks = horizon.coverage_over_time.chunks(7).map(|week| {
        let steps: usize = week.iter().map(|day| day.steps).sum();
        let held: f64 = week.iter().map(|day| day.coverage * day.steps as f64).sum();
        format!("{:.0} %", 100.0 * held / steps.max(1) as f64)
    });
    weeks.collect::<Vec<_>>().join(", ")
}

fn table(series: &SeriesReport) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING);
    table.set_header(["", "pinball", "80 % band holds", "width"]);
    let number = |value: f64| format!("{value:.3}");
    let share = |value: f64| format!("{:.1} %", 100.0 * value);
    for (name, horizon) in horizons(series) {
        table.add_row([
            name.to_owned(),
            number(horizon.pinball),
            share(horizon.coverage),
            number(horizon.width),
        ]);
    }
    for (name, key) in [("same step last week", "seasonal_naive"), ("mean of eight weeks", "eight_week_mean")]
    {
        if let Some(Some(baseline)) = series.baselines.get(key) {
            table.add_row([
                name.to_owned(),
                number(baseline.pinball),
                share(baseline.coverage),
                String::new(),
            ]);
        }
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.to_string().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn horizons(series: &SeriesReport) -> impl Iterator<Item = (&'static str, &HorizonReport)> {
    let day_ahead = series.day_ahead.as_ref().map(|report| ("a day ahead", report));
    day_ahead.into_iter().chain(series.next_step.as_ref().map(|report| ("a step ahead", report)))
}
