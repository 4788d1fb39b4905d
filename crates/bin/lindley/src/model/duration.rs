//! The backtest of visit lengths on the Hangu file.

mod found;

use std::fs::File;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use lindley_forecast::visit_length::{
    LengthHistory, LengthMethod, LengthReport, MeasuredVisit, Visit, backtest_drift, linear_lengths,
    run_sessions, run_unconditional,
};
use lindley_learn::{Alone, Scores};
use lindley_public_data::hangu::{self, Address, Gender};
use lindley_seed::Seed;

use self::found::Found;
use super::backtest::{Report, file_in};

/// The last session that the authors learnt from.
const LAST_TRAINING_SESSION: u32 = 194;

/// Learns from the sessions up to the authors' last training session and judges the later ones, session after session.
pub(super) fn backtest(path: &Path, seed: Seed) -> Result<Report> {
    let file = file_in(path, &["Data.csv"])?;
    let visits = read(&file)?;
    let (learnt, later): (Vec<MeasuredVisit>, Vec<MeasuredVisit>) =
        visits.iter().cloned().partition(|measured| measured.visit.session <= LAST_TRAINING_SESSION);
    check_both_parts(&file, &learnt, &later)?;
    let method = LengthMethod::new(seed);
    let started = Instant::now();
    let (model, mut bounds) = method.learn(&learnt, &Alone).with_context(|| {
        format!(
            "{}: learning from the {} visits up to session {LAST_TRAINING_SESSION}",
            file.display(),
            learnt.len()
        )
    })?;
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
        drift: backtest_drift(&model, &learnt, &later, &history)?,
        mean: Scores::of(&seconds(&later), &vec![mean; later.len()])?,
        linear: Scores::of(&seconds(&later), &linear_lengths(&learnt, &later, &history)?)?,
        plain: run_unconditional(&learnt, &later, method.level, method.step)?,
        train_seconds,
        row_microseconds,
    };
    Ok(Report { written: found.written()?, found: found.keys()? })
}

/// The split is by the authors' session numbers: a file with others has one part only.
fn check_both_parts(path: &Path, learnt: &[MeasuredVisit], later: &[MeasuredVisit]) -> Result<()> {
    let path = path.display();
    if learnt.is_empty() && later.is_empty() {
        bail!("{path} has a header and no row");
    }
    if learnt.is_empty() {
        bail!(
            "{path}: no visit is of a session up to {LAST_TRAINING_SESSION}: there is nothing to learn from"
        );
    }
    if later.is_empty() {
        bail!("{path}: no visit is of a session after {LAST_TRAINING_SESSION}: there is nothing to judge");
    }
    Ok(())
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
