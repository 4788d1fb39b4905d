//! A model of visit lengths from the clinic's own record.

use lindley_learn::{Crew, MixedTable, Objective, TreeBoosting, TreeEnsemble};
use lindley_seed::Seed;
use lindley_time::Instant;
use lindley_time::civil::Date;

use super::calibration::Calibration;
use super::clinic_history::{ClinicHistory, ClinicRow};
use super::clinic_model::Parts;
use super::learning::{LEAST_VISITS, table};
use super::{ClinicLengthModel, LengthHistory};
use crate::ForecastError;
use crate::record::ClinicRecord;

/// Days with measured visits that are needed, so that whole ones can be kept aside.
pub(super) const LEAST_DAYS: usize = 10;

/// The share of days, the latest, on which a model is calibrated and its twin judged.
const LATE_SHARE: f64 = 0.2;

/// Learns from every measured visit that counts as history at `until`, each as of the morning of its own day.
///
/// Trees that have not seen the last fifth of days say quantiles of the visits of those days, which calibrate the trees that
/// are then learnt from all days, visit type by visit type. The same record, moment and seed give the same bytes whatever the
/// crew. Refused if there are too few measured visits or days, or all took equally long.
///
/// ```
/// use lindley_forecast::ForecastError;
/// use lindley_forecast::record::ClinicRecord;
/// use lindley_forecast::visit_length::learn;
/// use lindley_learn::Alone;
/// use lindley_seed::Seed;
/// use lindley_time::Instant;
///
/// let refusal = learn(&ClinicRecord::default(), Instant::MAX, Seed::from_u64(1), &Alone).unwrap_err();
/// assert_eq!(refusal, ForecastError::TooFewRows { needed: 200, found: 0 });
/// ```
pub fn learn(
    record: &ClinicRecord,
    until: Instant,
    seed: Seed,
    crew: &dyn Crew,
) -> Result<ClinicLengthModel, ForecastError> {
    let mut history = ClinicHistory::new(record, until);
    let rows = history.rows(until);
    learn_rows(&rows, &history.lengths, seed, crew)
}

/// Learns from rows in order of day. The history may know more than the rows: each is asked for strictly earlier days only.
pub(super) fn learn_rows(
    rows: &[ClinicRow],
    history: &LengthHistory,
    seed: Seed,
    crew: &dyn Crew,
) -> Result<ClinicLengthModel, ForecastError> {
    if rows.len() < LEAST_VISITS {
        return Err(ForecastError::TooFewRows { needed: LEAST_VISITS, found: rows.len() });
    }
    let first = first_late_day(rows)?;
    let (early, late): (Vec<usize>, Vec<usize>) = (0..rows.len()).partition(|row| rows[*row].day < first);
    let table = table(rows.iter().map(|row| &row.measured.visit), history)?;
    let seconds: Vec<f64> = rows.iter().map(|row| row.measured.seconds).collect();
    let learnt: Vec<f64> = early.iter().map(|row| seconds[*row]).collect();
    let before = trees(&table.select(&early)?, &learnt, seed, crew)?;
    let late: Vec<&ClinicRow> = late.iter().map(|row| &rows[*row]).collect();
    let said = before.say(late.iter().map(|row| &row.measured.visit), history)?;
    let scored = late.iter().zip(said).map(|(row, said)| {
        (row.measured.visit.visit_type.as_deref().unwrap_or(""), said.base, row.measured.seconds)
    });
    let calibration = Calibration::of(scored)?;
    Ok(ClinicLengthModel::new(trees(&table, &seconds, seed, crew)?, calibration, rows.len()))
}

/// The first of the last fifth of days. Refused if there are too few.
pub(super) fn first_late_day(rows: &[ClinicRow]) -> Result<Date, ForecastError> {
    let mut days: Vec<Date> = rows.iter().map(|row| row.day).collect();
    days.sort_unstable();
    days.dedup();
    if days.len() < LEAST_DAYS {
        return Err(ForecastError::TooFewBlocks { unit: "days", needed: LEAST_DAYS, found: days.len() });
    }
    let late = (days.len() as f64 * LATE_SHARE).round().max(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count of days")]
    let first = days.len() - late as usize;
    Ok(days[first])
}

/// Trees of the mean and of the quantiles at 5, 50 and 95 of 100.
fn trees(table: &MixedTable, seconds: &[f64], seed: Seed, crew: &dyn Crew) -> Result<Parts, ForecastError> {
    let fit = |objective| -> Result<TreeEnsemble, ForecastError> {
        let quantile = matches!(objective, Objective::Quantile(_));
        let method = TreeBoosting {
            trees: if quantile { 60 } else { 100 },
            learning_rate: 0.1,
            leaves: 8,
            depth: 3,
            leaf_weight: if quantile { 60.0 } else { 30.0 },
            l2: 10.0,
            label_smoothing: 30.0,
            ..TreeBoosting::new(objective, seed)
        };
        Ok(method.fit_trees_with(table, seconds, crew)?)
    };
    let quantile = |share| fit(Objective::Quantile(share));
    Parts::new([fit(Objective::Squared)?, quantile(0.05)?, quantile(0.5)?, quantile(0.95)?])
}
