//! A back test of demand for people.

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, Table};
use lindley_forecast::demand::LevelBreak;

use super::figures::Period;
use super::horizon::HorizonReport;
use super::report::{Report, SeriesReport};
use crate::model::backtest::diagram::{Point, diagram, percent};
use crate::model::backtest::moved;

/// Jumps of a level that are told one by one.
const MOST_BREAKS: usize = 5;

/// A table per series, with what is to be known beside it.
pub(super) fn written(report: &Report) -> String {
    let mut parts: Vec<String> =
        report.series.iter().map(|series| one(series, report.step_minutes)).collect();
    if report.series.len() > 1 {
        parts.push(format!("All series, by series and by horizon:\n{}", summary(report)));
    }
    parts.join("\n\n")
}

fn summary(report: &Report) -> String {
    let mut table = bare(["", "steps", "pinball", "80 % band holds", "width"]);
    for part in &report.segments {
        table.add_row([
            part.name.clone(),
            part.figures.rows.to_string(),
            format!("{:.3}", part.figures.pinball),
            percent(part.figures.coverage),
            format!("{:.2}", part.figures.width),
        ]);
    }
    text(table)
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
    }
    if let Some(horizon) = &series.day_ahead {
        lines.push(format!("\na day ahead, by quantile:\n{}", reliability(horizon)));
        lines.push(format!("a day ahead, by week and weekday:\n{}\n", parts(horizon)));
    }
    lines.push(moved::lines(&series.moved));
    lines.extend(breaks(&series.level_breaks));
    lines.push(moved::coverage_line(series.alarm.as_ref()));
    let slowest = series.slowest_origin_seconds;
    lines.extend(slowest.map(|s| format!("learning and forecasting a day took at most {:.0} ms", 1e3 * s)));
    lines.join("\n")
}

/// The first jumps of the level, and how many more there were: a level that always jumps has none.
fn breaks(found: &[LevelBreak]) -> Vec<String> {
    let line = |to: &LevelBreak| format!("the level moved at {}, to {:.0} %", to.since, 100.0 * to.factor);
    let mut lines: Vec<String> = found.iter().take(MOST_BREAKS).map(line).collect();
    let more = found.len().saturating_sub(MOST_BREAKS);
    if more > 0 {
        lines.push(format!("and {more} times more: it swings"));
    }
    lines
}

/// How many steps did not rest on the model, by what they rested on; none if all did.
fn fallbacks(horizon: &HorizonReport) -> Option<String> {
    let others = horizon.steps_by_basis.iter().filter(|(basis, _)| **basis != "model");
    let others: Vec<String> = others.map(|(basis, steps)| format!("{steps} by {basis}")).collect();
    (!others.is_empty()).then(|| others.join(", "))
}

/// Quantile levels against what came: of whole counts a little more lie at or below.
fn reliability(horizon: &HorizonReport) -> String {
    let points = horizon.reliability.iter().map(|one| Point {
        rows: one.rows,
        said: one.predicted,
        came: one.observed,
        range: Some((one.observed_below, one.observed)),
    });
    diagram(&points.collect::<Vec<_>>(), ["level", "kept to", "below to kept to"], percent)
}

fn parts(horizon: &HorizonReport) -> String {
    let mut table = bare(["", "steps", "80 % band holds", "width", "expected", "came"]);
    let weeks = horizon.weeks.iter().map(|Period { from, figures }| (format!("week from {from}"), figures));
    let days = horizon.segments.iter().filter(|part| part.grouping == "weekday");
    for (name, figures) in weeks.chain(days.map(|part| (part.name.clone(), &part.figures))) {
        table.add_row([
            name,
            figures.rows.to_string(),
            percent(figures.coverage),
            format!("{:.2}", figures.width),
            format!("{:.2}", figures.predicted),
            format!("{:.2}", figures.observed),
        ]);
    }
    text(table)
}

fn bare<const N: usize>(heads: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING);
    table.set_header(heads);
    table
}

/// Numbers to the right, and no blanks at the ends of lines.
fn text(mut table: Table) -> String {
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.to_string().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn table(series: &SeriesReport) -> String {
    let mut table = bare(["", "pinball", "80 % band holds", "width"]);
    let number = |value: f64| format!("{value:.3}");
    for (name, horizon) in horizons(series) {
        table.add_row([
            name.to_owned(),
            number(horizon.pinball),
            percent(horizon.coverage),
            number(horizon.width),
        ]);
    }
    for (name, key) in [("same step last week", "seasonal_naive"), ("mean of eight weeks", "eight_week_mean")]
    {
        if let Some(Some(baseline)) = series.baselines.get(key) {
            table.add_row([
                name.to_owned(),
                number(baseline.pinball),
                percent(baseline.coverage),
                String::new(),
            ]);
        }
    }
    text(table)
}

fn horizons(series: &SeriesReport) -> impl Iterator<Item = (&'static str, &HorizonReport)> {
    let day_ahead = series.day_ahead.as_ref().map(|report| ("a day ahead", report));
    day_ahead.into_iter().chain(series.next_step.as_ref().map(|report| ("a step ahead", report)))
}
