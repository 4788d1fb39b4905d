//! What back tests share: the report, finding the file, the diagram, and what has moved.

pub(super) mod diagram;
pub(super) mod moved;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use lindley_public_data::RowError;
use serde_json::{Map, Value, json};

/// The keys that every report has.
pub(super) const KEYS: [&str; 15] = [
    "auc",
    "brier",
    "ece",
    "rmse",
    "r2",
    "pinball",
    "coverage",
    "width",
    "train_seconds",
    "row_microseconds",
    "baselines",
    "reliability",
    "segments",
    "over_time",
    "drift",
];

/// A report: keys for programs, lines for people.
pub(super) struct Report {
    pub(super) found: Map<String, Value>,
    pub(super) written: String,
}

impl Report {
    /// Prints it, as JSON or for people.
    pub(super) fn print(self, task: &str, as_json: bool) -> Result<()> {
        let mut out = std::io::stdout().lock();
        if !as_json {
            writeln!(out, "{}", self.written)?;
            return Ok(());
        }
        writeln!(out, "{}", serde_json::to_string_pretty(&self.json(task))?)?;
        Ok(())
    }

    /// Every key; what does not apply is null.
    pub(super) fn json(mut self, task: &str) -> Map<String, Value> {
        for key in KEYS {
            self.found.entry(key).or_insert(Value::Null);
        }
        self.found.insert("task".to_owned(), json!(task));
        self.found
    }
}

/// The file itself, or the first of these names in the folder.
pub(super) fn file_in(path: &Path, names: &[&str]) -> Result<PathBuf> {
    if !path.is_dir() {
        return Ok(path.to_owned());
    }
    match names.iter().map(|name| path.join(name)).find(|file| file.is_file()) {
        Some(file) => Ok(file),
        None => bail!("--data {}: the folder holds none of {}", path.display(), names.join(", ")),
    }
}

/// Rows that were left out, for the report.
pub(super) fn left_out(rows: &[RowError]) -> Value {
    let shown = rows
        .iter()
        .take(20)
        .map(|row| json!({ "line": row.line, "field": row.field, "problem": row.problem }));
    json!({ "rows": rows.len(), "first": shown.collect::<Vec<Value>>() })
}

/// The keys and values of a report.
pub(super) fn keys<const N: usize>(pairs: [(&str, Value); N]) -> Map<String, Value> {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
