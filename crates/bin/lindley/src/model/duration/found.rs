//! What a back test of visit lengths found, as keys and in writing.

use std::fmt::Write;

use anyhow::Result;
use lindley_forecast::FeatureDrift;
use lindley_forecast::visit_length::{
    ExpectedBin, LengthReport, QuantileReliability, SessionBlock, UnconditionalBand,
};
use lindley_learn::Scores;
use lindley_stats::BandReport;
use serde_json::{Map, Value, json};

use crate::model::backtest::diagram::{Point, diagram, percent};
use crate::model::backtest::keys;
use crate::model::backtest::moved::{self, Alarm};

/// What was found.
pub(super) struct Found {
    pub(super) learnt: usize,
    pub(super) level: f64,
    pub(super) report: LengthReport,
    pub(super) drift: Vec<FeatureDrift>,
    pub(super) mean: Scores,
    pub(super) linear: Scores,
    pub(super) plain: UnconditionalBand,
    pub(super) train_seconds: f64,
    pub(super) row_microseconds: f64,
}

impl Found {
    /// The keys. What is infinite, such as the width where a band has no end, is null.
    pub(super) fn keys(&self) -> Result<Map<String, Value>> {
        let report = &self.report;
        let rows = report.bands.rows;
        let mut drift = moved::columns(&self.drift);
        drift.push(moved::coverage(self.alarm().as_ref()));
        Ok(keys([
            ("rmse", json!(report.scores.rmse)),
            ("mae", json!(report.scores.mae)),
            ("r2", json!(report.scores.r2)),
            ("pinball", json!(report.pinball)),
            ("coverage", json!(report.bands.coverage())),
            ("width", json!(report.bands.mean_width)),
            ("unbounded", json!(report.bands.unbounded)),
            ("level", json!(self.level)),
            ("train_seconds", json!(self.train_seconds)),
            ("row_microseconds", json!(self.row_microseconds)),
            ("baselines", self.baselines()),
            ("train_rows", json!(self.learnt)),
            ("test_rows", json!(rows)),
            ("reliability", report.reliability.iter().map(|end| quantile(end, rows)).collect()),
            ("reliability_of_expected", report.expected_bins.iter().map(expected).collect()),
            ("segments", self.segments()?),
            ("over_time", report.over_time.iter().map(block).collect()),
            ("drift", Value::Array(drift)),
        ]))
    }

    fn baselines(&self) -> Value {
        let band = |band: &BandReport| json!({ "coverage": band.coverage(), "width": band.mean_width });
        json!({
            "mean of the training part": { "rmse": self.mean.rmse, "r2": self.mean.r2 },
            "linear (ridge)": { "rmse": self.linear.rmse, "r2": self.linear.r2 },
            "unconditional band": band(&self.plain.following),
            "unconditional band, fixed": band(&self.plain.fixed),
        })
    }

    fn segments(&self) -> Result<Value> {
        let mut segments = Vec::new();
        for (group, bands) in &self.report.groups {
            segments.push(json!({
                "grouping": "patient",
                "name": group.to_string(),
                "rows": bands.rows,
                "coverage": bands.coverage(),
                "width": bands.mean_width,
                "within_99_percent_range": bands.agrees_with(self.level, 0.99)?,
            }));
        }
        Ok(Value::Array(segments))
    }

    fn alarm(&self) -> Option<Alarm> {
        let named = |session: u32| format!("session {session}");
        let alarm = self.report.coverage_alarm?;
        Some(Alarm { at: named(alarm.session), since: named(alarm.since) })
    }

    /// The report for people.
    pub(super) fn written(&self) -> Result<String> {
        let Self { report, plain, .. } = self;
        let mut out = String::new();
        let rows = report.bands.rows;
        writeln!(
            out,
            "Visit lengths: learnt from {} visits, judged on the {rows} after them.\n",
            self.learnt
        )?;
        writeln!(out, "{:<32}{:>10}{:>8}", "", "RMSE, s", "R2")?;
        writeln!(out, "{:<32}{:>10.1}{:>8.4}", "boosted trees", report.scores.rmse, report.scores.r2)?;
        writeln!(out, "{:<32}{:>10.1}{:>8.4}", "linear (ridge)", self.linear.rmse, self.linear.r2)?;
        writeln!(out, "{:<32}{:>10.1}{:>8.4}\n", "mean of the training part", self.mean.rmse, self.mean.r2)?;
        let bands = format!("bands of {:.0} %", 100.0 * self.level);
        writeln!(out, "{bands:<32}{:>8}{:>10}{:>10}", "rows", "covered", "width, s")?;
        let mut line = |name: &str, bands: &BandReport| {
            let covered = percent(bands.coverage());
            writeln!(out, "{name:<32}{:>8}{covered:>10}{:>10.0}", bands.rows, bands.mean_width)
        };
        line("all", &report.bands)?;
        for (group, bands) in &report.groups {
            line(&group.to_string(), bands)?;
        }
        line("one band for all, following", &plain.following)?;
        line("one band for all, fixed", &plain.fixed)?;
        writeln!(out, "\n{}", self.reliability())?;
        writeln!(out, "{}", self.blocks()?)?;
        write!(out, "{}", moved::lines(&self.drift))?;
        writeln!(out, "{}\n", moved::HISTORY_GROWS)?;
        writeln!(out, "{}", moved::coverage_line(self.alarm().as_ref()))?;
        let (seconds, microseconds) = (self.train_seconds, self.row_microseconds);
        write!(out, "\nLearnt in {seconds:.2} s, {microseconds:.1} microseconds a visit, on one thread.")?;
        Ok(out)
    }

    fn reliability(&self) -> String {
        let rows = self.report.bands.rows;
        let ends = self.report.reliability.iter().map(|end| Point {
            rows,
            said: end.share,
            came: end.observed.estimate,
            range: Some((end.observed.low, end.observed.high)),
        });
        let ends = diagram(&ends.collect::<Vec<_>>(), ["level", "kept to", "95 %"], percent);
        let expected = self.report.expected_bins.iter().map(|bin| Point {
            rows: bin.rows,
            said: bin.expected,
            came: bin.measured.estimate,
            range: Some((bin.measured.low, bin.measured.high)),
        });
        let seconds = |seconds: f64| format!("{seconds:.0} s");
        format!(
            "{ends}\n{}",
            diagram(&expected.collect::<Vec<_>>(), ["expected", "measured", "95 %"], seconds)
        )
    }

    fn blocks(&self) -> Result<String> {
        let mut out = String::new();
        let [rows, covered, range] = ["rows", "covered", "99 %"];
        let [width, expected, measured, pinball] = ["width, s", "expected", "measured", "pinball"];
        writeln!(
            out,
            "{:<16}{rows:>6}{covered:>10}{range:>20}{width:>10}{expected:>10}{measured:>10}{pinball:>9}",
            "sessions"
        )?;
        for SessionBlock { first, last, figures } in &self.report.over_time {
            let coverage = figures.coverage;
            let range = format!("{} to {}", percent(coverage.low), percent(coverage.high));
            let (sessions, covered) = (format!("{first} to {last}"), percent(coverage.estimate));
            let (rows, width, pinball) = (figures.rows, figures.width, figures.pinball);
            let (expected, measured) = (figures.expected, figures.measured);
            writeln!(
                out,
                "{sessions:<16}{rows:>6}{covered:>10}{range:>20}{width:>10.0}{expected:>10.0}{measured:>10.0}{pinball:>9.1}"
            )?;
        }
        Ok(out)
    }
}

/// An end of the band: the level of its quantile, and how often lengths kept at or below it.
fn quantile(end: &QuantileReliability, rows: usize) -> Value {
    // One minus 0.95 is not quite 0.05.
    let level = (1e9 * end.share).round() / 1e9;
    json!({
        "rows": rows,
        "lowest": level,
        "highest": level,
        "predicted": level,
        "observed": end.observed.estimate,
        "observed_low": end.observed.low,
        "observed_high": end.observed.high,
    })
}

/// Visits of which about the same length was expected, in seconds.
fn expected(bin: &ExpectedBin) -> Value {
    json!({
        "rows": bin.rows,
        "lowest": bin.lowest,
        "highest": bin.highest,
        "predicted": bin.expected,
        "observed": bin.measured.estimate,
        "observed_low": bin.measured.low,
        "observed_high": bin.measured.high,
    })
}

/// Sessions in their order: the file tells no days.
fn block(block: &SessionBlock) -> Value {
    let figures = &block.figures;
    json!({
        "from_session": block.first,
        "to_session": block.last,
        "rows": figures.rows,
        "coverage": figures.coverage.estimate,
        "coverage_low": figures.coverage.low,
        "coverage_high": figures.coverage.high,
        "width": figures.width,
        "predicted": figures.expected,
        "observed": figures.measured,
        "pinball": figures.pinball,
        "rmse": figures.rmse,
    })
}
