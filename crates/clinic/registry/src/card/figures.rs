//! How well the model did, in tables.

use std::collections::{BTreeMap, BTreeSet};

use lindley_domain::ModelTask;

use super::making::last_day;
use super::markdown::{Page, plain};
use super::number;
use crate::manifest::Manifest;
use crate::measure::measure;
use crate::report::{DriftVerdict, Figure, ModelReport, OVERALL, Period, Segment};

/// What stands where nothing was measured.
const NOTHING: &str = "–";

/// The measures that a table of segments shows, the most telling first.
const fn telling(task: ModelTask) -> &'static [&'static str] {
    match task {
        ModelTask::NoShow => &["observed", "predicted", "brier", "auc"],
        ModelTask::Duration => &["coverage", "width", "rmse", "pinball"],
        ModelTask::Demand => &["coverage", "width", "pinball", "relative_error"],
    }
}

/// The part of the card with the figures: the whole, simple methods, segments, weeks, drift.
pub(super) fn figures(page: &mut Page, report: &ModelReport) {
    page.heading("How well it does");
    page.paragraph(&format!(
        "A twin of the model, which had not learnt from them, was judged on {} rows of the days from {} to {}. Where a figure is \
         followed by two numbers, the true one lies between them 95 times in 100.",
        number::count(report.rows),
        report.from,
        last_day(report.until),
    ));
    overall(page, report);
    baselines(page, report);
    segments(page, report);
    unjudged(page, report);
    over_time(page, report);
    drift(page, report);
}

/// The part of the card about calibration.
pub(super) fn calibration(page: &mut Page, manifest: &Manifest) {
    page.heading("Calibration");
    page.paragraph(&plain(&manifest.calibration));
    let bins = &manifest.report.reliability;
    let share = measure(manifest.task, "coverage");
    let rows: Vec<Vec<String>> = bins
        .iter()
        .map(|bin| {
            let observed = number::figure(&bin.observed, share.as_ref());
            vec![number::share(bin.predicted), observed, number::count(bin.rows)]
        })
        .collect();
    if !rows.is_empty() {
        page.paragraph("What was said, and how often it came:");
    }
    page.table(&["Said", "Came", "Rows"], &rows);
}

fn name_of(task: ModelTask, name: &str) -> String {
    let Some(known) = measure(task, name) else { return plain(name) };
    match name.split_once('@') {
        Some((_, level)) => format!("{} at {}", known.title, plain(level)),
        None => known.title.to_owned(),
    }
}

fn cell(task: ModelTask, measures: &BTreeMap<String, Figure>, name: &str) -> String {
    let shown = |figure| number::figure(figure, measure(task, name).as_ref());
    measures.get(name).map_or_else(|| NOTHING.to_owned(), shown)
}

fn overall(page: &mut Page, report: &ModelReport) {
    let row = |name: &String| {
        let meaning = measure(report.task, name).map_or("", |measure| measure.meaning);
        vec![name_of(report.task, name), cell(report.task, &report.measures, name), meaning.to_owned()]
    };
    let rows: Vec<_> = report.measures.keys().map(row).collect();
    page.table(&["Measure", "Figure", "What it says"], &rows);
}

fn baselines(page: &mut Page, report: &ModelReport) {
    if report.baselines.is_empty() {
        return;
    }
    page.paragraph("Simple methods on the same rows:");
    let names: BTreeSet<&String> =
        report.baselines.iter().flat_map(|baseline| baseline.measures.keys()).collect();
    let cells = |measures| names.iter().map(move |name| cell(report.task, measures, name));
    let line = |title: String, measures| std::iter::once(title).chain(cells(measures)).collect();
    let mut rows: Vec<Vec<String>> = vec![line("this model".to_owned(), &report.measures)];
    rows.extend(report.baselines.iter().map(|one| line(plain(&one.name), &one.measures)));
    let titles: Vec<String> = names.iter().map(|name| name_of(report.task, name)).collect();
    let head: Vec<&str> = std::iter::once("Method").chain(titles.iter().map(String::as_str)).collect();
    page.table(&head, &rows);
}

fn segments(page: &mut Page, report: &ModelReport) {
    let is_measured = |name: &str| report.segments.iter().any(|segment| segment.measures.contains_key(name));
    let names: Vec<&str> = telling(report.task).iter().copied().filter(|name| is_measured(name)).collect();
    let row = |segment: &Segment| {
        let pooled = if segment.pooled { " (small groups together)" } else { "" };
        let mut cells = vec![format!("{}{pooled}", plain(&segment.label())), number::count(segment.rows)];
        cells.extend(names.iter().map(|name| cell(report.task, &segment.measures, name)));
        cells
    };
    let parts = report.segments.iter().filter(|segment| segment.grouping != OVERALL);
    let rows: Vec<_> = parts.map(row).collect();
    if rows.is_empty() {
        page.paragraph("It was not judged by segment, so nobody knows whether it does as well everywhere.");
        return;
    }
    page.paragraph("By segment:");
    let titles: Vec<String> = names.iter().map(|name| name_of(report.task, name)).collect();
    let head: Vec<&str> = ["Segment", "Rows"].into_iter().chain(titles.iter().map(String::as_str)).collect();
    page.table(&head, &rows);
}

fn unjudged(page: &mut Page, report: &ModelReport) {
    if !report.unjudged.is_empty() {
        page.paragraph("Not judged, so nobody knows how well it does there:");
        page.list(report.unjudged.iter().map(|sentence| plain(sentence)));
    }
}

/// The best and the worst period tell enough; the curve is on the page of the model.
fn over_time(page: &mut Page, report: &ModelReport) {
    let (what, name, of): (_, _, fn(&Period) -> Option<f64>) = match report.task {
        ModelTask::NoShow => ("Brier score", "brier", |period| period.score),
        ModelTask::Duration | ModelTask::Demand => ("coverage", "coverage", |period| period.coverage),
    };
    let mut found: Vec<(f64, &Period)> =
        report.over_time.iter().filter_map(|period| Some((of(period)?, period))).collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    if let [(low, first), .., (high, last)] = found[..] {
        let shown = |value: f64| number::figure(&value.into(), measure(report.task, name).as_ref());
        page.paragraph(&format!(
            "Over time: of {} periods, the one from {} on had the lowest {what}, {}, and the one from {} on the highest, {}.",
            found.len(),
            first.from,
            shown(low),
            last.from,
            shown(high),
        ));
    }
}

fn drift(page: &mut Page, report: &ModelReport) {
    if report.drift.is_empty() {
        return;
    }
    let moved: Vec<_> = report.drift.iter().filter(|one| one.verdict != DriftVerdict::Steady).collect();
    if moved.is_empty() {
        page.paragraph("What it looks at has not moved since the days that it has learnt from.");
        return;
    }
    page.paragraph("What has moved since the days that it has learnt from, or could not be told:");
    let bare = |number: Option<f64>| number.map_or_else(|| NOTHING.to_owned(), number::bare);
    let rows: Vec<_> = moved
        .into_iter()
        .map(|one| vec![plain(&one.feature), one.verdict.word().to_owned(), bare(one.psi), bare(one.ks)])
        .collect();
    page.table(&["Feature", "Verdict", "Stability index", "Largest distance"], &rows);
}
