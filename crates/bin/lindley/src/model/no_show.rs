//! The backtest of no-show predictions on the public no-show file.

mod found;

use std::fs::File;
use std::path::Path;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use lindley_forecast::no_show::{
    Booking, History, NoShowMethod, NoShowReport, Outcome, Risk, backtest_baselines, backtest_drift,
};
use lindley_learn::Alone;
use lindley_public_data::RowError;
use lindley_public_data::no_show::{Detailed, DetailedReader};
use lindley_seed::Seed;

use self::found::Found;
use super::backtest::{Report, file_in};

/// The columns whose known defects are left out: an appointment before it was made, an age that is none.
const DEFECTS: [&str; 2] = ["AppointmentDay", "Age"];

/// The share of rows that may be left out.
const MOST_LEFT_OUT: f64 = 0.01;

/// Learns from the first three quarters of the appointments, by day and number, and judges the last quarter; what is known of
/// a patient is of strictly earlier days.
pub(super) fn backtest(path: &Path, seed: Seed) -> Result<Report> {
    let file = file_in(path, &["KaggleV2-May-2016.csv.zip", "KaggleV2-May-2016.csv"])?;
    let (outcomes, left_out) = read(&file)?;
    let split = outcomes.len() * 3 / 4;
    let started = Instant::now();
    let model = NoShowMethod::new(seed)
        .learn(&outcomes[..split], &Alone)
        .with_context(|| format!("{}: learning from the first {split} appointments", file.display()))?;
    let train_seconds = started.elapsed().as_secs_f64();
    check_both_occur(&file, &outcomes[split..])?;
    let history = History::of(&outcomes);
    let test: Vec<&Outcome> = outcomes[split..].iter().collect();
    let started = Instant::now();
    let risks: Result<Vec<Risk>, _> =
        test.iter().map(|outcome| model.risk(&outcome.booking, &history, outcome.booking.day)).collect();
    let risks = risks?;
    let row_microseconds = started.elapsed().as_secs_f64() * 1e6 / test.len() as f64;
    let mut report = NoShowReport::of(&test, &risks)?;
    report.baselines = backtest_baselines(&outcomes, split)?;
    report.drift = backtest_drift(&model, &outcomes, split, &history)?;
    let found = Found { learnt: split, left_out, report, train_seconds, row_microseconds };
    Ok(Report { written: found.written()?, found: found.keys()? })
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
    if outcomes.is_empty() && left_out.is_empty() {
        bail!("{} has a header and no row", path.display());
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

/// What is to be told apart must occur. Whether enough of both can be learnt from is known already.
fn check_both_occur(path: &Path, judged: &[Outcome]) -> Result<()> {
    let missed = judged.iter().filter(|outcome| outcome.missed).count();
    let problem = match missed {
        0 => "nobody missed",
        all if all == judged.len() => "everybody missed",
        _ => return Ok(()),
    };
    bail!(
        "{}: of the {} appointments of the last quarter, by day, {problem} one: there is nothing to tell apart; give more days",
        path.display(),
        judged.len()
    )
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
