//! Models as tables for people and JSON for programs.

use std::collections::BTreeMap;

use anyhow::Result;
use lindley_app::{JudgedModel, ListedModel, LiveReport, ModelRole};
use lindley_domain::ModelTask;
use lindley_registry::{Figure, ModelReport};
use serde_json::{Value, json};

use crate::table::table as numbers;

/// Measures that a list shows, as far as a model has them.
const SHOWN: [&str; 6] = ["auc", "brier", "ece", "rmse", "pinball", "coverage"];

/// The list for people.
pub(super) fn table(models: &[ListedModel]) -> String {
    if models.is_empty() {
        return "There are no models yet: `lindley model train --task no-show` makes one.".to_owned();
    }
    let rows = models.iter().map(|model| {
        let report = &model.about().report;
        let shown = SHOWN
            .iter()
            .map(|name| report.measures.get(*name).map_or_else(String::new, |one| short(one.value)));
        let facts = [
            model.id.to_string(),
            model.filed.task.code().to_owned(),
            role(model.role).to_owned(),
            model.about().rows.to_string(),
        ];
        facts.into_iter().chain(shown).collect()
    });
    numbers(&["model", "task", "part", "rows", "AUC", "Brier", "ECE", "RMSE", "pinball", "coverage"], rows)
}

/// The list for programs.
pub(super) fn as_json(models: &[ListedModel]) -> Value {
    Value::Array(models.iter().map(summary).collect())
}

/// A model in short.
pub(super) fn summary(model: &ListedModel) -> Value {
    let about = model.about();
    let measures: serde_json::Map<String, Value> =
        about.report.measures.iter().map(|(name, figure)| (name.clone(), json!(figure.value))).collect();
    json!({
        "id": model.id.to_string(),
        "task": model.filed.task.code(),
        "role": role(model.role),
        "filed": model.filed.filed.to_string(),
        "training": model.filed.training.to_string(),
        "head": about.head,
        "rows": about.rows,
        "seed": about.seed,
        "blob_hash": model.filed.blob.to_string(),
        "manifest_hash": model.filed.manifest.to_string(),
        "measures": measures,
        "reason": model.change.as_ref().map(|change| change.reason.clone()),
    })
}

/// A model with its whole manifest.
pub(super) fn whole(model: &ListedModel, verified: Option<bool>) -> Result<Value> {
    let mut found = summary(model);
    found["manifest"] = serde_json::to_value(model.about())?;
    found["signers"] = json!(model.manifest.signers());
    found["signature_holds"] = json!(verified);
    Ok(found)
}

/// A model for people.
pub(super) fn page(model: &ListedModel, verified: Option<bool>) -> String {
    let about = model.about();
    let mut page = format!(
        "{}  {}, {}\n  learnt     {} rows of {} to {}, events 1 to {}, seed {}\n  model      {}\n  manifest   {}, signed by {}",
        model.id,
        about.task.code(),
        role(model.role),
        about.rows,
        about.from,
        about.until.yesterday().unwrap_or(about.until),
        about.head,
        about.seed,
        model.filed.blob,
        model.filed.manifest,
        model.manifest.signers().join(", "),
    );
    match verified {
        Some(true) => page.push_str(" (holds)"),
        Some(false) => page.push_str(" (NOT by this key)"),
        None => {}
    }
    if let Some(change) = &model.change {
        page.extend(["\n  speaks     since ", &change.at.to_string(), ": ", &change.reason]);
    }
    page.push_str("\n\n");
    page.push_str(&of_report(&about.report));
    page
}

/// The champion on what happened, or why there is no such report.
pub(super) fn live(found: &LiveReport) -> Result<(String, Value)> {
    let mut json = json!({
        "task": found.task.code(),
        "champion": found.champion.map(|id| id.to_string()),
        "head": found.head,
        "outcomes": found.outcomes,
        "needed": found.needed,
    });
    let text = match &found.report {
        Ok(report) => {
            json["report"] = serde_json::to_value(report)?;
            let champion = found.champion.map_or_else(String::new, |id| id.to_string());
            let twin = found.judged == JudgedModel::Twin;
            json["judged"] = json!(if twin { "twin" } else { "champion" });
            let whose = if twin {
                "'s twin, on days that the twin has not learnt from"
            } else {
                ", on days after those it has learnt from"
            };
            format!("{champion}{whose}\n\n{}", of_report(report))
        }
        Err(problem) => {
            json["problem"] = json!(problem);
            let what = if found.task == ModelTask::Demand { "days of history" } else { "outcomes" };
            format!(
                "No report: {problem}. The log has {} {what}; {} are needed to learn.",
                found.outcomes, found.needed
            )
        }
    };
    Ok((text, json))
}

fn of_report(report: &ModelReport) -> String {
    let head = format!(
        "Judged on {} rows of {} to {}:",
        report.rows,
        report.from,
        report.until.yesterday().unwrap_or(report.until)
    );
    let whole = report.measures.iter().map(|(name, figure)| vec![name.clone(), written(figure)]);
    let mut text = format!("{head}\n{}", numbers(&["", "all rows"], whole));
    let baselines: Vec<_> =
        report.baselines.iter().map(|one| (one.name.clone(), None, &one.measures)).collect();
    if !baselines.is_empty() {
        text.push_str("\n\nSimple methods on the same rows:\n");
        text.push_str(&side_by_side(&baselines));
    }
    let segments: Vec<_> =
        report.segments.iter().map(|one| (one.label(), Some(one.rows), &one.measures)).collect();
    if !segments.is_empty() {
        text.push_str("\n\nBy segment:\n");
        text.push_str(&side_by_side(&segments));
    }
    let moved = report.drift.iter().filter(|one| one.verdict != lindley_registry::DriftVerdict::Steady);
    let moved: Vec<String> = moved.map(|one| format!("{} ({})", one.feature, one.verdict.word())).collect();
    let moved = if moved.is_empty() { "nothing has moved".to_owned() } else { moved.join("\n       ") };
    text.push_str("\n\nDrift: ");
    text.push_str(&moved);
    text.push('.');
    text
}

/// Measures that stand side by side, as many as fit a line, the most telling first.
const COLUMNS: [&str; 10] =
    ["auc", "brier", "ece", "predicted", "observed", "pinball", "coverage", "width", "rmse", "r2"];
const MOST_COLUMNS: usize = 5;
/// Longer names are cut.
const LONGEST_NAME: usize = 38;

/// A row for each: its name, how many rows it is of, and its measures.
fn side_by_side(lines: &[(String, Option<u64>, &BTreeMap<String, Figure>)]) -> String {
    let known = |name: &&&str| lines.iter().any(|(_, _, measures)| measures.contains_key(**name));
    let columns: Vec<&str> = COLUMNS.iter().filter(known).copied().take(MOST_COLUMNS).collect();
    let counted = lines.iter().any(|(_, rows, _)| rows.is_some());
    let mut header = vec![""];
    header.extend(counted.then_some("rows"));
    header.extend(&columns);
    let rows = lines.iter().map(|(name, rows, measures)| {
        let mut cells = vec![name.chars().take(LONGEST_NAME).collect()];
        cells.extend(rows.map(|rows| rows.to_string()));
        cells.extend(
            columns
                .iter()
                .map(|column| measures.get(*column).map_or_else(String::new, |one| short(one.value))),
        );
        cells
    });
    numbers(&header, rows)
}

fn written(figure: &Figure) -> String {
    match figure.interval() {
        Some((low, high)) => format!("{} ({} to {})", short(figure.value), short(low), short(high)),
        None => short(figure.value),
    }
}

/// Four digits that count: shares with four decimals, seconds with one.
fn short(value: f64) -> String {
    if value.abs() < 10.0 { format!("{value:.4}") } else { format!("{value:.1}") }
}

const fn role(role: ModelRole) -> &'static str {
    match role {
        ModelRole::Champion => "champion",
        ModelRole::Challenger => "challenger",
        ModelRole::Former => "former",
    }
}
