//! The backtest of no-show predictions on the public no-show file.

use std::fmt::Write;
use std::fs::File;
use std::path::Path;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use lindley_forecast::no_show::{
    Baseline, Booking, History, NoShowMethod, NoShowReport, Outcome, Risk, backtest_baselines,
};
use lindley_learn::Alone;
use lindley_public_data::RowError;
use lindley_public_data::no_show::{Detailed, DetailedReader};
use lindley_seed::Seed;
use serde_json::{Value, json};

use super::backtest::{Report, file_in, keys, left_out};

/// The columns whose known defects are left out: an appointment before it was made, an age that is none.
const DEFECTS: [&str; 2] = ["AppointmentDay", "Age"];

/// Published models of such data reach 0.74 to 0.75.
const TOO_GOOD: f64 = 0.80;

/// The share of rows that may be left out.
const MOST_LEFT_OUT: f64 = 0.01;

/// What was found.
struct Found {
    learnt: usize,
    left_out: Vec<RowError>,
    report: NoShowReport,
    baselines: Vec<Baseline>,
    train_seconds: f64,
    row_microseconds: f64,
}

/// Learns from the first three quarters of the appointments, by day and number, and judges the last quarter; what is known of
/// a patient is of strictly earlier days.
pub(super) fn backtest(path: &Path, seed: Seed) -> Result<Report> {
    let (outcomes, left_out) =
        read(&file_in(path, &["KaggleV2-May-2016.csv.zip", "KaggleV2-May-2016.csv"])?)?;
    let split = outcomes.len() * 3 / 4;
    let started = Instant::now();
    let model = NoShowMethod::new(seed).learn(&outcomes[..split], &Alone)?;
    let train_seconds = started.elapsed().as_secs_f64();
    let history = History::of(&outcomes);
    let test: Vec<&Outcome> = outcomes[split..].iter().collect();
    let started = Instant::now();
    let risks: Result<Vec<Risk>, _> =
        test.iter().map(|outcome| model.risk(&outcome.booking, &history, outcome.booking.day)).collect();
    let risks = risks?;
    let row_microseconds = started.elapsed().as_secs_f64() * 1e6 / test.len() as f64;
    let report = NoShowReport::of(&test, &risks)?;
    let baselines = backtest_baselines(&outcomes, split)?;
    let found = Found { learnt: split, left_out, report, baselines, train_seconds, row_microseconds };
    Ok(Report { written: written(&found)?, found: found.keys() })
}

/// All outcomes by day and number, and the rows that were left out.
fn read(path: &Path) -> Result<(Vec<Outcome>, Vec<RowError>)> {
    let file = File::open(path).with_context(|| format!("--data {}", path.display()))?;
    let (mut outcomes, mut left_out) = (Vec::new(), Vec::new());
    for row in DetailedReader::open(file).with_context(|| path.display().to_string())? {
        match row {
            Ok(row) => outcomes.push(outcome(row.value)),
            Err(error) if DEFECTS.contains(&error.field.as_str()) => left_out.push(error),
            Err(error) => return Err(error).with_context(|| path.display().to_string()),
        }
    }
    if left_out.len() as f64 > MOST_LEFT_OUT * outcomes.len() as f64 {
        let first = &left_out[0];
        bail!("{}: {} rows cannot be used, the first because of {first}", path.display(), left_out.len());
    }
    outcomes.sort_by_key(|outcome| (outcome.booking.day, outcome.booking.number));
    check_days(path, &outcomes)?;
    Ok((outcomes, left_out))
}

fn outcome(row: Detailed) -> Outcome {
    let appointment = row.appointment;
    let booking = Booking {
        age: Some(f64::from(appointment.age)),
        male: Some(row.male),
        neighbourhood: Some(row.neighbourhood),
        welfare: Some(row.scholarship),
        hypertension: Some(row.hypertension),
        diabetes: Some(row.diabetes),
        alcoholism: Some(row.alcoholism),
        handicaps: Some(f64::from(row.handicaps)),
        reminders_recorded: true,
        // The file does not say when; it was before the day of the appointment.
        reminded: appointment.day.yesterday().ok().filter(|_| appointment.reminded),
        ..Booking::new(appointment.appointment, &appointment.patient, appointment.made, appointment.day)
    };
    Outcome { booking, missed: appointment.missed }
}

/// Nobody knows who will come to an appointment that lies ahead. `outcomes` are in order of their days.
fn check_days(path: &Path, outcomes: &[Outcome]) -> Result<()> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    // A day more, so that no zone is wronged.
    let now = lindley_time::Instant::from_seconds(i64::try_from(now)?).plus_days(1);
    let tomorrow = lindley_time::Zone::utc().date_of(now);
    match outcomes.last() {
        Some(last) if last.booking.day > tomorrow => {
            let day = last.booking.day;
            bail!("{}: AppointmentDay {day} lies in the future; correct the dates", path.display())
        }
        _ => Ok(()),
    }
}

impl Found {
    fn keys(&self) -> serde_json::Map<String, Value> {
        let baseline = |one: &Baseline| (one.name.to_owned(), json!({ "auc": one.auc, "brier": one.brier }));
        let bins = self.report.bins.iter().map(
            |bin| json!({ "rows": bin.rows, "predicted": bin.mean, "observed": bin.share, "lowest": bin.lowest, "highest": bin.highest }),
        );
        let groups = self.report.groups.iter().map(|group| {
            json!({
                "group": group.group,
                "rows": group.rows,
                "observed": group.observed.estimate,
                "observed_low": group.observed.low,
                "observed_high": group.observed.high,
                "predicted": group.predicted,
                "ece": group.ece,
                "auc": group.auc,
            })
        });
        let weeks = self.report.by_week.iter().map(|week| {
            json!({
                "from": week.monday.to_string(),
                "rows": week.rows,
                "predicted": week.predicted,
                "observed": week.observed,
                "brier": week.brier,
                "width": week.width,
            })
        });
        keys([
            ("auc", json!(self.report.auc)),
            ("brier", json!(self.report.brier)),
            ("ece", json!(self.report.ece)),
            ("ece_equal_mass", json!(self.report.ece_equal_mass)),
            ("width", json!(self.report.width)),
            ("train_seconds", json!(self.train_seconds)),
            ("row_microseconds", json!(self.row_microseconds)),
            ("baselines", Value::Object(self.baselines.iter().map(baseline).collect())),
            ("train_rows", json!(self.learnt)),
            ("test_rows", json!(self.report.rows)),
            ("left_out", left_out(&self.left_out)),
            ("reliability", bins.collect()),
            ("groups", groups.collect()),
            ("over_time", weeks.collect()),
            ("warning", self.warning().map_or(Value::Null, Value::from)),
        ])
    }
}

impl Found {
    /// What is too good for this file came in by another way.
    fn warning(&self) -> Option<&'static str> {
        let too_good = self.report.auc > TOO_GOOD;
        too_good.then_some(
            "an AUC above 0.80 on such data means that a column tells the outcome: look for the leak",
        )
    }
}

fn written(found: &Found) -> Result<String> {
    let Found { report, learnt, left_out, .. } = found;
    let mut out = String::new();
    writeln!(out, "No-shows: learnt from {learnt} appointments, judged on the {} after them.", report.rows)?;
    writeln!(
        out,
        "{} rows were left out: a day before the booking, or an age that is none.\n",
        left_out.len()
    )?;
    writeln!(out, "{:<40}{:>8}{:>9}", "", "AUC", "Brier")?;
    writeln!(out, "{:<40}{:>8.4}{:>9.4}", "boosted trees, calibrated", report.auc, report.brier)?;
    for one in &found.baselines {
        writeln!(out, "{:<40}{:>8.4}{:>9.4}", one.name, one.auc, one.brier)?;
    }
    writeln!(
        out,
        "\nCalibration error {:.4} (bins of equal width), {:.4} (of equal mass);",
        report.ece, report.ece_equal_mass
    )?;
    writeln!(out, "bands are {:.4} wide on average.\n", report.width)?;
    writeln!(out, "{:<24}{:>8}{:>11}{:>19}{:>11}", "", "rows", "observed", "99 %", "predicted")?;
    for group in &report.groups {
        let within = format!("{:.1} to {:.1} %", 100.0 * group.observed.low, 100.0 * group.observed.high);
        let (observed, predicted) = (100.0 * group.observed.estimate, 100.0 * group.predicted);
        let name = &group.group;
        writeln!(out, "{name:<24}{:>8}{observed:>9.1} %{within:>19}{predicted:>9.1} %", group.rows)?;
    }
    writeln!(out, "\n{:<24}{:>8}{:>11}{:>11}{:>9}", "week from", "rows", "predicted", "observed", "Brier")?;
    for week in &report.by_week {
        let (said, came) = (100.0 * week.predicted, 100.0 * week.observed);
        let from = week.monday.to_string();
        writeln!(out, "{from:<24}{:>8}{said:>9.1} %{came:>9.1} %{:>9.4}", week.rows, week.brier)?;
    }
    if let Some(warning) = found.warning() {
        writeln!(out, "\nWarning: {warning}.")?;
    }
    let (seconds, microseconds) = (found.train_seconds, found.row_microseconds);
    write!(out, "\nLearnt in {seconds:.2} s, {microseconds:.1} microseconds an appointment, on one thread.")?;
    Ok(out)
}
