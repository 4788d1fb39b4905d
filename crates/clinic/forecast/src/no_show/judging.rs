//! Models of a log: learnt, judged on its last days, compared, and watched.

use std::collections::BTreeSet;

use lindley_learn::Crew;
use lindley_seed::Seed;
use lindley_time::Instant;
use lindley_time::civil::Date;

use super::backtest::{baselines, moved};
use super::groups::groups_of;
use super::learning::LEAST_OUTCOMES;
use super::rows::{Row, rows};
use super::{Forecaster, Known, NoShowMethod, NoShowModel, NoShowReport, Outcome, Risk, StageReport};
use crate::record::ClinicRecord;
use crate::{FeatureDrift, ForecastError, PairedSegment};

/// Days that are needed to keep a fifth aside.
const LEAST_DAYS: usize = 5;

/// Rows that drift is measured against at most: the latest ones.
const REFERENCE_ROWS: usize = 50_000;

/// A model that has not seen the last fifth of days, and what it did on them.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The evaluated twin: learnt as the final model is, from the other days.
    pub model: NoShowModel,
    /// How it did.
    pub report: NoShowReport,
    /// The first day that it was judged on.
    pub first_day: Date,
}

/// Learns from everything that was known by `until`. The same record and seed give the same bytes with any crew.
///
/// Refused if there are too few outcomes, days, or outcomes of one kind.
pub fn learn(
    record: &ClinicRecord,
    until: Instant,
    seed: Seed,
    crew: &dyn Crew,
) -> Result<NoShowModel, ForecastError> {
    let rows = rows(&Forecaster::new(record, until));
    learn_rows(&rows.iter().collect::<Vec<_>>(), seed, crew)
}

fn learn_rows(rows: &[&Row], seed: Seed, crew: &dyn Crew) -> Result<NoShowModel, ForecastError> {
    // An outcome has up to two rows, but it is one.
    let outcomes = rows.iter().filter(|row| row.day_before).count();
    if outcomes < LEAST_OUTCOMES {
        return Err(ForecastError::TooFewRows { needed: LEAST_OUTCOMES, found: outcomes });
    }
    NoShowMethod::new(seed).learn_samples(rows.iter().map(|row| row.sample()).collect(), crew)
}

/// Learns an evaluated twin from all but the last fifth of days, of what was known before that, and judges it on that fifth:
/// each appointment as of the day before it, and as of its booking. Features are as of those moments; the model itself has seen
/// all days before the fifth, also those after an early booking.
///
/// Refused as [`learn`] refuses, or if only one outcome occurs in that fifth.
pub fn judge(
    record: &ClinicRecord,
    until: Instant,
    seed: Seed,
    crew: &dyn Crew,
) -> Result<Judged, ForecastError> {
    let rows = rows(&Forecaster::new(record, until));
    let days: Vec<Date> = rows.iter().map(|row| row.day).collect::<BTreeSet<_>>().into_iter().collect();
    if days.len() < LEAST_DAYS {
        return Err(ForecastError::TooFewBlocks { unit: "days", needed: LEAST_DAYS, found: days.len() });
    }
    let first_day = days[days.len() - days.len() / 5];
    let (early, late) = rows.split_at(rows.partition_point(|row| row.day < first_day));
    let learnt: Vec<&Row> = early.iter().filter(|row| row.known < first_day).collect();
    let model = learn_rows(&learnt, seed, crew)?;
    let mut report = report(&model, late)?;
    let before = |row: &&&Row| row.day_before;
    let all = learnt.iter().filter(before).copied().chain(late.iter().filter(|row| row.day_before));
    let all: Vec<_> = all.map(Row::sample).collect();
    report.baselines = baselines(&all, learnt.iter().filter(before).count())?;
    report.drift = drift(&model, &learnt, late)?;
    Ok(Judged { model, report, first_day })
}

/// Both twins on the rows from `first_day` on, which neither may have seen, as of the day before each: the Brier score overall
/// and by sex, age band, site and language; and overall as of booking.
///
/// Refused if there are fewer than two rows.
pub fn compare(
    champion: &NoShowModel,
    challenger: &NoShowModel,
    record: &ClinicRecord,
    first_day: Date,
    until: Instant,
) -> Result<Vec<PairedSegment>, ForecastError> {
    let rows = rows(&Forecaster::new(record, until));
    let late = &rows[rows.partition_point(|row| row.day < first_day)..];
    let losses = |model: &NoShowModel, rows: &[&Row]| -> Result<Vec<f64>, ForecastError> {
        let loss = |(risk, row): (Risk, &&Row)| (risk.probability - f64::from(u8::from(row.missed))).powi(2);
        Ok(risks(model, rows)?.into_iter().zip(rows).map(loss).collect())
    };
    let paired = |rows: &[&Row], segments: &[Vec<String>]| -> Result<Vec<PairedSegment>, ForecastError> {
        PairedSegment::by_segment("brier", segments, &losses(champion, rows)?, &losses(challenger, rows)?)
    };
    let before: Vec<&Row> = late.iter().filter(|row| row.day_before).collect();
    let segments = before.iter().map(|row| {
        let named = |(grouping, group): (&'static str, String)| format!("{grouping}: {group}");
        groups_of(&row.outcome()).into_iter().map(named).collect()
    });
    let mut found = paired(&before, &segments.collect::<Vec<_>>())?;
    let booking: Vec<&Row> = late.iter().filter(|row| row.at_booking).collect();
    if booking.len() > 1 {
        let overall = paired(&booking, &vec![Vec::new(); booking.len()])?;
        let of_stage = |segment| PairedSegment { segment: "stage: at booking".to_owned(), ..segment };
        found.extend(overall.into_iter().map(of_stage));
    }
    Ok(found)
}

/// A model judged on what came: appointments that began in `from..until` and whose outcome was known by `until`, each as of the
/// day before it. Drift is between the outcomes before `from` and these.
///
/// Refused if there are none, or only one outcome occurs.
pub fn live_report(
    model: &NoShowModel,
    record: &ClinicRecord,
    from: Instant,
    until: Instant,
) -> Result<NoShowReport, ForecastError> {
    let rows = rows(&Forecaster::new(record, until));
    let (before, came): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.start < from);
    let came: Vec<Row> = came.into_iter().filter(|row| row.start < until).collect();
    let mut report = report(model, &came)?;
    report.drift = drift(model, &before.iter().collect::<Vec<_>>(), &came)?;
    Ok(report)
}

fn report(model: &NoShowModel, rows: &[Row]) -> Result<NoShowReport, ForecastError> {
    let judged = |wanted: &dyn Fn(&Row) -> bool| -> Result<NoShowReport, ForecastError> {
        let rows: Vec<&Row> = rows.iter().filter(|row| wanted(row)).collect();
        both_occur(&rows)?;
        let outcomes: Vec<Outcome> = rows.iter().map(|row| row.outcome()).collect();
        NoShowReport::of(&outcomes.iter().collect::<Vec<_>>(), &risks(model, &rows)?)
    };
    let mut report = judged(&|row| row.day_before)?;
    report.at_booking = judged(&|row| row.at_booking).ok().map(|found| StageReport::of(&found));
    Ok(report)
}

fn both_occur(rows: &[&Row]) -> Result<(), ForecastError> {
    let missed = rows.iter().filter(|row| row.missed).count();
    for (outcome, found) in [("missed", missed), ("came", rows.len() - missed)] {
        if found == 0 {
            return Err(ForecastError::TooFewOfOutcome { outcome, needed: 1, found });
        }
    }
    Ok(())
}

fn risks(model: &NoShowModel, rows: &[&Row]) -> Result<Vec<Risk>, ForecastError> {
    rows.iter().map(|row| model.risk_of(&row.described.known())).collect()
}

/// How far the model's features and its probabilities have moved; the probabilities of rows that it has learnt from are a little
/// surer than those of new ones.
fn drift(model: &NoShowModel, before: &[&Row], came: &[Row]) -> Result<Vec<FeatureDrift>, ForecastError> {
    let before: Vec<&Row> = before.iter().copied().filter(|row| row.day_before).collect();
    let before = &before[before.len().saturating_sub(REFERENCE_ROWS)..];
    let came: Vec<&Row> = came.iter().filter(|row| row.day_before).collect();
    moved(model, &known(before), &known(&came))
}

fn known<'a>(rows: &[&'a Row]) -> Vec<Known<'a>> {
    rows.iter().map(|row| row.described.known()).collect()
}
