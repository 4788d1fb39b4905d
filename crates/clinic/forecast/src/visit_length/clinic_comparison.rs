//! Two models of lengths on the same visits.

use lindley_time::Instant;
use lindley_time::civil::Date;

use super::ClinicLengthModel;
use super::clinic_history::ClinicHistory;
use super::clinic_judging::judged_rows;
use super::clinic_report::JudgedVisit;
use crate::record::ClinicRecord;
use crate::{ForecastError, PairedSegment};

/// The paired difference of pinball losses, challenger less champion, on every measured visit of a day from `first_day` on that
/// counts as history at `until`: days that neither may have learnt from. By visit type, practitioner, site, and new or
/// returning, all visits first. Refused if there are fewer than two.
///
/// ```
/// use lindley_forecast::record::ClinicRecord;
/// use lindley_forecast::visit_length::{ClinicLengthModel, compare};
/// use lindley_time::Instant;
/// use lindley_time::civil::date;
/// # fn example(model: &ClinicLengthModel) {
/// let nothing = ClinicRecord::default();
/// assert!(compare(model, model, &nothing, date(2026, 5, 1), Instant::MAX).is_err());
/// # }
/// ```
pub fn compare(
    champion: &ClinicLengthModel,
    challenger: &ClinicLengthModel,
    record: &ClinicRecord,
    first_day: Date,
    until: Instant,
) -> Result<Vec<PairedSegment>, ForecastError> {
    let mut history = ClinicHistory::new(record, until);
    let rows = history.rows(until);
    let rows = &rows[rows.partition_point(|row| row.day < first_day)..];
    if rows.len() < 2 {
        return Err(ForecastError::TooFewRows { needed: 2, found: rows.len() });
    }
    let said = |model| judged_rows(record, model, rows, &history.lengths);
    let (before, after) = (said(champion)?, said(challenger)?);
    let segments: Vec<Vec<String>> = before
        .iter()
        .map(|one| one.segments.iter().map(|(grouping, name)| format!("{grouping}: {name}")).collect())
        .collect();
    let losses = |judged: &[JudgedVisit]| judged.iter().map(JudgedVisit::loss).collect();
    let (before, after): (Result<Vec<f64>, _>, Result<Vec<f64>, _>) = (losses(&before), losses(&after));
    PairedSegment::by_segment("pinball", &segments, &before?, &after?)
}
