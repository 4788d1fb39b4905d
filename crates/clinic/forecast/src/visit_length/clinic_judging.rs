//! Judging models of lengths on the clinic's own later days.

use std::collections::BTreeMap;

use lindley_learn::{Crew, Scores};
use lindley_seed::Seed;
use lindley_stats::BandReport;
use lindley_time::Instant;
use lindley_time::civil::Date;

use super::clinic_history::{ClinicHistory, ClinicRow};
use super::clinic_learning::{first_late_day, learn_rows};
use super::clinic_report::JudgedVisit;
use super::features::KnownVisit;
use super::{
    ClinicLengthModel, ClinicLengthReport, LENGTH_LEVEL, LengthBaseline, LengthHistory, MeasuredVisit, drift,
    linear_lengths, run_unconditional,
};
use crate::record::ClinicRecord;
use crate::{FeatureDrift, ForecastError};

/// How fast the unconditional band follows misses, as that of the backtest on files.
const STEP: f64 = 0.005;

/// A model's twin, which has not seen the last fifth of days, and how it did on them.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The twin.
    pub model: ClinicLengthModel,
    /// How it did.
    pub report: ClinicLengthReport,
    /// The first day that it had not learnt from.
    pub first_day: Date,
}

/// Learns a twin from all but the last fifth of the days with measured visits and judges it on those. The same method and seed
/// as [`learn`](super::learn). Refused if there is too little to learn from.
///
/// ```
/// use lindley_forecast::record::ClinicRecord;
/// use lindley_forecast::visit_length::judge;
/// use lindley_learn::Alone;
/// use lindley_seed::Seed;
/// use lindley_time::Instant;
/// assert!(judge(&ClinicRecord::default(), Instant::MAX, Seed::from_u64(1), &Alone).is_err());
/// ```
pub fn judge(
    record: &ClinicRecord,
    until: Instant,
    seed: Seed,
    crew: &dyn Crew,
) -> Result<Judged, ForecastError> {
    let mut history = ClinicHistory::new(record, until);
    let rows = history.rows(until);
    let needed = super::LEAST_VISITS;
    if rows.len() < needed {
        return Err(ForecastError::TooFewRows { needed, found: rows.len() });
    }
    let first_day = first_late_day(&rows)?;
    let (learnt, later) = rows.split_at(rows.partition_point(|row| row.day < first_day));
    let model = learn_rows(learnt, &history.lengths, seed, crew)?;
    let judged = judged_rows(record, &model, later, &history.lengths)?;
    let drift = moved(&model, learnt, later, &history.lengths)?;
    let report = ClinicLengthReport::of(&judged, drift, baselines(learnt, later, &history.lengths))?;
    Ok(Judged { model, report, first_day })
}

/// How a model did on visits whose outcome came between two moments, each predicted as of 24 hours before its planned start, or
/// when it was booked if that was later: the log's own history. Drift and baselines compare with the visits before `from`.
///
/// Refused if no visit was measured in between.
///
/// ```
/// use lindley_forecast::record::ClinicRecord;
/// use lindley_forecast::visit_length::{ClinicLengthModel, live_report};
/// use lindley_time::Instant;
/// # fn example(model: &ClinicLengthModel) {
/// assert!(live_report(model, &ClinicRecord::default(), Instant::MIN, Instant::MAX).is_err());
/// # }
/// ```
pub fn live_report(
    model: &ClinicLengthModel,
    record: &ClinicRecord,
    from: Instant,
    until: Instant,
) -> Result<ClinicLengthReport, ForecastError> {
    let mut history = ClinicHistory::new(record, until);
    let rows = history.rows(until);
    let counts = |row: &ClinicRow| record.visit(row.id).and_then(|visit| visit.counts_from());
    let (before, recent): (Vec<ClinicRow>, Vec<ClinicRow>) =
        rows.into_iter().partition(|row| counts(row).is_none_or(|counts| counts <= from));
    let mut ahead = Vec::with_capacity(recent.len());
    for mut row in recent.iter().cloned() {
        let Some(visit) = record.visit(row.id) else { continue };
        let day_before = visit.planned().start().plus_days(-1);
        let as_of = visit.booked().unwrap_or(Instant::MIN).max(day_before);
        let Some(known) = history.visit(&visit, as_of) else { continue };
        row.measured.visit = known;
        ahead.push(row);
    }
    let judged = judged_rows(record, model, &ahead, &history.lengths)?;
    let drift = moved(model, &before, &recent, &history.lengths)?;
    let baselines = baselines(&before, &recent, &history.lengths);
    ClinicLengthReport::of(&judged, drift, baselines)
}

/// What a model says of rows, each as of the morning of its own day.
pub(super) fn judged_rows(
    record: &ClinicRecord,
    model: &ClinicLengthModel,
    rows: &[ClinicRow],
    history: &LengthHistory,
) -> Result<Vec<JudgedVisit>, ForecastError> {
    let said = model.quantiles(rows.iter().map(|row| &row.measured.visit), history)?;
    let judged = |(row, (expected, quantiles, _)): (&ClinicRow, (f64, [f64; 9], usize))| {
        let (segments, seconds) = (segments_of(record, row), row.measured.seconds);
        JudgedVisit { day: row.day, segments, expected, quantiles, seconds }
    };
    Ok(rows.iter().zip(said).map(judged).collect())
}

/// What a visit belongs to, in words for staff.
fn segments_of(record: &ClinicRecord, row: &ClinicRow) -> Vec<(&'static str, String)> {
    let named = |name: Option<&str>, id: String| name.map_or(id, str::to_owned);
    let visit_type = record.visit_type(row.visit_type).map(|kind| kind.name.as_str());
    let who = if row.measured.visit.is_returning() { "returning" } else { "new" };
    let mut segments = vec![
        ("visit type", named(visit_type, row.visit_type.to_string())),
        ("site", named(record.site_name(row.site), row.site.to_string())),
        ("patient", who.to_owned()),
    ];
    if let Some(practitioner) = row.practitioner {
        segments.push(("practitioner", named(record.resource_name(practitioner), practitioner.to_string())));
    }
    segments
}

/// How far the model's columns, and what it says, have moved.
fn moved(
    model: &ClinicLengthModel,
    before: &[ClinicRow],
    recent: &[ClinicRow],
    history: &LengthHistory,
) -> Result<Vec<FeatureDrift>, ForecastError> {
    let (old, new) = (known(before, history), known(recent, history));
    let mut found = drift::of_columns(model.columns(), &old, &new);
    let said = |rows: &[ClinicRow]| -> Result<Vec<f64>, ForecastError> {
        let said = model.quantiles(rows.iter().map(|row| &row.measured.visit), history)?;
        Ok(said.into_iter().map(|(expected, ..)| expected).collect())
    };
    found.push(FeatureDrift::of_numbers("score", &said(before)?, &said(recent)?));
    Ok(found)
}

fn known<'a>(rows: &'a [ClinicRow], history: &LengthHistory) -> Vec<KnownVisit<'a>> {
    rows.iter().map(|row| KnownVisit::of(&row.measured.visit, history)).collect()
}

/// What simple methods do on the later rows; those that cannot be learnt are left out.
fn baselines(learnt: &[ClinicRow], later: &[ClinicRow], history: &LengthHistory) -> Vec<LengthBaseline> {
    let visits =
        |rows: &[ClinicRow]| -> Vec<MeasuredVisit> { rows.iter().map(|row| row.measured.clone()).collect() };
    let (learnt, later) = (visits(learnt), visits(later));
    let seconds: Vec<f64> = later.iter().map(|one| one.seconds).collect();
    let mut found = Vec::new();
    let mut points = |name, said: &[f64]| {
        if let Ok(scores) = Scores::of(&seconds, said) {
            let measures = BTreeMap::from([("rmse", scores.rmse), ("mae", scores.mae), ("r2", scores.r2)]);
            found.push(LengthBaseline { name, measures });
        }
    };
    let planned: Vec<f64> = later.iter().map(|one| one.visit.planned_seconds.unwrap_or(0.0)).collect();
    points("planned length", &planned);
    if let Ok(linear) = linear_lengths(&learnt, &later, history) {
        points("linear (ridge)", &linear);
    }
    if let Ok(plain) = run_unconditional(&learnt, &later, LENGTH_LEVEL, STEP) {
        let mut bands = |name, bands: BandReport| {
            let measures = BTreeMap::from([("coverage", bands.coverage()), ("width", bands.mean_width)]);
            found.push(LengthBaseline { name, measures });
        };
        bands("unconditional band", plain.following);
        bands("unconditional band, fixed", plain.fixed);
    }
    found
}
