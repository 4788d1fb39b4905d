//! What a back test of no-shows found, as keys and in writing.

use std::fmt::Write;

use anyhow::Result;
use lindley_forecast::no_show::{Baseline, FairnessGap, GroupReport, NoShowReport, WeekReport};
use lindley_public_data::RowError;
use lindley_stats::ReliabilityBin;
use serde_json::{Map, Value, json};

use crate::model::backtest::diagram::{Point, diagram, percent};
use crate::model::backtest::{keys, left_out, moved};

/// Published models of such data reach 0.74 to 0.75.
const TOO_GOOD: f64 = 0.80;

/// What was found.
pub(super) struct Found {
    pub(super) learnt: usize,
    pub(super) left_out: Vec<RowError>,
    pub(super) report: NoShowReport,
    pub(super) train_seconds: f64,
    pub(super) row_microseconds: f64,
}

impl Found {
    /// The keys. An outcome of yes or no lies in no band, so there is no coverage: bins and weeks tell how often what was said came.
    pub(super) fn keys(&self) -> Result<Map<String, Value>> {
        let report = &self.report;
        let baseline = |one: &Baseline| (one.name.to_owned(), json!({ "auc": one.auc, "brier": one.brier }));
        Ok(keys([
            ("auc", json!(report.auc)),
            ("brier", json!(report.brier)),
            ("ece", json!(report.ece)),
            ("ece_equal_mass", json!(report.ece_equal_mass)),
            ("width", json!(report.width)),
            ("train_seconds", json!(self.train_seconds)),
            ("row_microseconds", json!(self.row_microseconds)),
            ("baselines", Value::Object(report.baselines.iter().map(baseline).collect())),
            ("train_rows", json!(self.learnt)),
            ("test_rows", json!(report.rows)),
            ("left_out", left_out(&self.left_out)),
            ("reliability", report.bins.iter().map(bin).collect::<Result<_>>()?),
            ("segments", report.groups.iter().map(segment).collect()),
            ("over_time", report.by_week.iter().map(week).collect()),
            ("drift", Value::Array(moved::columns(&report.drift))),
            ("fairness", report.fairness.gaps.iter().map(gap).collect()),
            ("warning", self.warning().map_or(Value::Null, Value::from)),
        ]))
    }

    /// What is too good for this file came in by another way.
    fn warning(&self) -> Option<&'static str> {
        let too_good = self.report.auc > TOO_GOOD;
        too_good.then_some(
            "an AUC above 0.80 on such data means that a column tells the outcome: look for the leak",
        )
    }

    /// The report for people.
    pub(super) fn written(&self) -> Result<String> {
        let report = &self.report;
        let mut out = String::new();
        let (learnt, rows, left_out) = (self.learnt, report.rows, self.left_out.len());
        writeln!(out, "No-shows: learnt from {learnt} appointments, judged on the {rows} after them.")?;
        writeln!(out, "{left_out} rows were left out: a day before the booking, or an age that is none.\n")?;
        writeln!(out, "{:<40}{:>8}{:>9}", "", "AUC", "Brier")?;
        writeln!(out, "{:<40}{:>8.4}{:>9.4}", "boosted trees, calibrated", report.auc, report.brier)?;
        for one in &report.baselines {
            writeln!(out, "{:<40}{:>8.4}{:>9.4}", one.name, one.auc, one.brier)?;
        }
        writeln!(
            out,
            "\nCalibration error {:.4} (bins of equal width), {:.4} (of equal mass);",
            report.ece, report.ece_equal_mass
        )?;
        writeln!(out, "bands are {:.4} wide on average.\n", report.width)?;
        writeln!(out, "{}", self.reliability()?)?;
        writeln!(out, "{}", self.segments()?)?;
        writeln!(out, "{}", self.weeks()?)?;
        write!(out, "{}", moved::lines(&report.drift))?;
        writeln!(out, "{}\n", moved::HISTORY_GROWS)?;
        if let Some(warning) = self.warning() {
            writeln!(out, "Warning: {warning}.\n")?;
        }
        let (seconds, microseconds) = (self.train_seconds, self.row_microseconds);
        write!(
            out,
            "Learnt in {seconds:.2} s, {microseconds:.1} microseconds an appointment, on one thread."
        )?;
        Ok(out)
    }

    fn reliability(&self) -> Result<String> {
        let mut points = Vec::new();
        for bin in &self.report.bins {
            let range = bin.interval(0.95)?;
            let range = Some((range.low, range.high));
            points.push(Point { rows: bin.rows, said: bin.mean, came: bin.share, range });
        }
        Ok(diagram(&points, ["predicted", "observed", "95 %"], percent))
    }

    fn segments(&self) -> Result<String> {
        let mut out = String::new();
        writeln!(out, "{:<32}{:>8}{:>11}{:>19}{:>11}", "", "rows", "observed", "99 %", "predicted")?;
        for group in &self.report.groups {
            let (observed, predicted) = (percent(group.observed.estimate), percent(group.predicted));
            let within = format!("{} to {}", percent(group.observed.low), percent(group.observed.high));
            writeln!(out, "{:<32}{:>8}{observed:>11}{within:>19}{predicted:>11}", group.group, group.rows)?;
        }
        Ok(out)
    }

    fn weeks(&self) -> Result<String> {
        let mut out = String::new();
        let heads = ["rows", "observed", "99 %", "predicted", "bands", "width", "Brier"];
        let [rows, observed, range, predicted, bands, width, brier] = heads;
        writeln!(
            out,
            "{:<16}{rows:>8}{observed:>11}{range:>19}{predicted:>11}{bands:>19}{width:>8}{brier:>9}",
            "week from"
        )?;
        for week in &self.report.by_week {
            let (observed, predicted) = (percent(week.observed), percent(week.predicted));
            let range = format!("{} to {}", percent(week.range.low), percent(week.range.high));
            let bands = format!("{} to {}", percent(week.low), percent(week.high));
            let (from, rows, width, brier) = (week.monday.to_string(), week.rows, week.width, week.brier);
            writeln!(
                out,
                "{from:<16}{rows:>8}{observed:>11}{range:>19}{predicted:>11}{bands:>19}{width:>8.3}{brier:>9.4}"
            )?;
        }
        Ok(out)
    }
}

fn bin(bin: &ReliabilityBin) -> Result<Value> {
    let range = bin.interval(0.95)?;
    Ok(json!({
        "rows": bin.rows,
        "lowest": bin.lowest,
        "highest": bin.highest,
        "predicted": bin.mean,
        "observed": bin.share,
        "observed_low": range.low,
        "observed_high": range.high,
    }))
}

fn segment(group: &GroupReport) -> Value {
    let (grouping, name) = group.group.split_once(": ").unwrap_or(("group", &group.group));
    json!({
        "grouping": grouping,
        "name": name,
        "rows": group.rows,
        "predicted": group.predicted,
        "observed": group.observed.estimate,
        "observed_low": group.observed.low,
        "observed_high": group.observed.high,
        "ece": group.ece,
        "auc": group.auc,
    })
}

fn week(week: &WeekReport) -> Value {
    json!({
        "from": week.monday.to_string(),
        "rows": week.rows,
        "predicted": week.predicted,
        "observed": week.observed,
        "observed_low": week.range.low,
        "observed_high": week.range.high,
        "apart": week.observed - week.predicted,
        "brier": week.brier,
        "width": week.width,
        "band_low": week.low,
        "band_high": week.high,
    })
}

fn gap(found: &FairnessGap) -> Value {
    json!({
        "grouping": found.grouping,
        "measure": found.measure,
        "highest": found.highest,
        "lowest": found.lowest,
        "gap": found.gap.estimate,
        "gap_low": found.gap.low,
        "gap_high": found.gap.high,
    })
}
