//! The backtest of visit lengths on the Hangu file.

use std::fmt::Write;
use std::fs::File;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use lindley_forecast::visit_length::{
    LengthHistory, LengthMethod, LengthReport, MeasuredVisit, UnconditionalBand, Visit, linear_lengths,
    run_sessions, run_unconditional,
};
use lindley_learn::{Alone, Scores};
use lindley_public_data::hangu::{self, Address, Gender};
use lindley_seed::Seed;
use lindley_stats::BandReport;
use serde_json::{Value, json};

use super::backtest::{Report, file_in, keys};

/// The last session that the authors learnt from.
const LAST_TRAINING_SESSION: u32 = 194;

/// What was found.
struct Found {
    learnt: usize,
    level: f64,
    report: LengthReport,
    mean: Scores,
    linear: Scores,
    plain: UnconditionalBand,
    train_seconds: f64,
    row_microseconds: f64,
}

/// Learns from the sessions up to the authors' last training session and judges the later ones, session after session.
pub(super) fn backtest(path: &Path, seed: Seed) -> Result<Report> {
    let visits = read(&file_in(path, &["Data.csv"])?)?;
    let (learnt, later): (Vec<MeasuredVisit>, Vec<MeasuredVisit>) =
        visits.iter().cloned().partition(|measured| measured.visit.session <= LAST_TRAINING_SESSION);
    let method = LengthMethod::new(seed);
    let started = Instant::now();
    let (model, mut bounds) = method.learn(&learnt, &Alone)?;
    let train_seconds = started.elapsed().as_secs_f64();
    let history = LengthHistory::of(&visits);
    let started = Instant::now();
    for measured in &later {
        model.length(&measured.visit, &history, &bounds)?;
    }
    let row_microseconds = started.elapsed().as_secs_f64() * 1e6 / later.len() as f64;
    let bands = run_sessions(&model, &mut bounds, &history, &later)?;
    let seconds = |visits: &[MeasuredVisit]| -> Vec<f64> { visits.iter().map(|one| one.seconds).collect() };
    let mean = lindley_stats::mean(&seconds(&learnt))?;
    let found = Found {
        learnt: learnt.len(),
        level: method.level,
        report: LengthReport::of(&bands, method.level)?,
        mean: Scores::of(&seconds(&later), &vec![mean; later.len()])?,
        linear: Scores::of(&seconds(&later), &linear_lengths(&learnt, &later, &history)?)?,
        plain: run_unconditional(&learnt, &later, method.level, method.step)?,
        train_seconds,
        row_microseconds,
    };
    Ok(Report { written: written(&found)?, found: found.keys()? })
}

/// No clinic sees half of its patients for less than a minute.
const SHORTEST_MEDIAN: f64 = 60.0;

fn read(path: &Path) -> Result<Vec<MeasuredVisit>> {
    let file = File::open(path).with_context(|| format!("--data {}", path.display()))?;
    let rows = hangu::Reader::open(file).with_context(|| path.display().to_string())?;
    let measured = |row: lindley_public_data::Row<hangu::Visit>| {
        let row = row.value;
        let mut visit = Visit::new(&row.patient, row.session, row.visit_number);
        visit.male = Some(row.gender == Gender::Male);
        visit.malignant = Some(row.m_cancer);
        visit.suspected = Some(row.s_cancer);
        visit.address = Some(address(row.address).to_owned());
        MeasuredVisit { visit, seconds: f64::from(row.service_seconds) }
    };
    let visits: Result<Vec<MeasuredVisit>, _> = rows.map(|row| row.map(measured)).collect();
    let visits = visits.with_context(|| path.display().to_string())?;
    let mut seconds: Vec<f64> = visits.iter().map(|measured| measured.seconds).collect();
    seconds.sort_by(f64::total_cmp);
    match seconds.get(seconds.len() / 2) {
        Some(median) if *median < SHORTEST_MEDIAN => bail!(
            "{}: half of the visits take less than {median:.0} s by ServTime, which is in seconds; are these minutes?",
            path.display()
        ),
        _ => Ok(visits),
    }
}

/// In the file, that nothing was said is a group of its own.
fn address(address: Address) -> &'static str {
    match address {
        Address::InTheCity => "in the city",
        Address::OutOfCity => "out of the city",
        Address::OutOfProvince => "out of the province",
        Address::Unknown => "not said",
    }
}

impl Found {
    fn keys(&self) -> Result<serde_json::Map<String, Value>> {
        let band = |band: &BandReport| json!({ "coverage": band.coverage(), "width": band.mean_width });
        let mut groups = Vec::new();
        for (group, bands) in &self.report.groups {
            groups.push(json!({
                "group": group.to_string(),
                "rows": bands.rows,
                "coverage": bands.coverage(),
                "width": bands.mean_width,
                "within_99_percent_range": bands.agrees_with(self.level, 0.99)?,
            }));
        }
        Ok(keys([
            ("rmse", json!(self.report.scores.rmse)),
            ("mae", json!(self.report.scores.mae)),
            ("r2", json!(self.report.scores.r2)),
            ("pinball", json!(self.report.pinball)),
            ("coverage", json!(self.report.bands.coverage())),
            ("width", json!(self.report.bands.mean_width)),
            ("level", json!(self.level)),
            ("train_seconds", json!(self.train_seconds)),
            ("row_microseconds", json!(self.row_microseconds)),
            (
                "baselines",
                json!({
                    "mean of the training part": { "rmse": self.mean.rmse, "r2": self.mean.r2 },
                    "linear (ridge)": { "rmse": self.linear.rmse, "r2": self.linear.r2 },
                    "unconditional band": band(&self.plain.following),
                    "unconditional band, fixed": band(&self.plain.fixed),
                }),
            ),
            ("train_rows", json!(self.learnt)),
            ("test_rows", json!(self.report.bands.rows)),
            ("groups", Value::Array(groups)),
        ]))
    }
}

fn written(found: &Found) -> Result<String> {
    let Found { report, plain, .. } = found;
    let mut out = String::new();
    let rows = report.bands.rows;
    writeln!(out, "Visit lengths: learnt from {} visits, judged on the {rows} after them.\n", found.learnt)?;
    writeln!(out, "{:<32}{:>10}{:>8}", "", "RMSE, s", "R2")?;
    writeln!(out, "{:<32}{:>10.1}{:>8.4}", "boosted trees", report.scores.rmse, report.scores.r2)?;
    writeln!(out, "{:<32}{:>10.1}{:>8.4}", "linear (ridge)", found.linear.rmse, found.linear.r2)?;
    writeln!(out, "{:<32}{:>10.1}{:>8.4}\n", "mean of the training part", found.mean.rmse, found.mean.r2)?;
    writeln!(out, "{:<32}{:>8}{:>10}{:>10}", "bands of 90 %", "rows", "covered", "width, s")?;
    let mut line = |name: &str, bands: &BandReport| {
        let covered = 100.0 * bands.coverage();
        writeln!(out, "{name:<32}{:>8}{covered:>8.1} %{:>10.0}", bands.rows, bands.mean_width)
    };
    line("all", &report.bands)?;
    for (group, bands) in &report.groups {
        line(&group.to_string(), bands)?;
    }
    line("one band for all, following", &plain.following)?;
    line("one band for all, fixed", &plain.fixed)?;
    let (seconds, microseconds) = (found.train_seconds, found.row_microseconds);
    write!(out, "\nLearnt in {seconds:.2} s, {microseconds:.1} microseconds a visit, on one thread.")?;
    Ok(out)
}
