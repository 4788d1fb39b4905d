//! Outcomes of a log as rows: each as of its booking and as of the day before it.

use lindley_domain::AppointmentId;
use lindley_time::Instant;
use lindley_time::civil::Date;

use super::hour_shares::history_of;
use super::sample::Sample;
use super::{Described, Forecaster, Outcome, Stage};
use crate::record::{ClinicRecord, Visit};

/// Outcomes that are learnt from at most, the latest ones in whole days: older ones say less, and memory is bounded.
const MOST_OUTCOMES: usize = 200_000;

/// An outcome as of one moment of its appointment's life.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) described: Described,
    pub(super) appointment: AppointmentId,
    /// The day on which it came out.
    pub(super) day: Date,
    /// The day on which that became known.
    pub(super) known: Date,
    pub(super) start: Instant,
    pub(super) missed: bool,
    pub(super) at_booking: bool,
    pub(super) day_before: bool,
}

impl Row {
    pub(super) fn sample(&self) -> Sample<'_> {
        let (known, day) = (self.described.known(), self.day);
        Sample { known, day, number: self.appointment.0, missed: self.missed }
    }

    pub(super) fn outcome(&self) -> Outcome {
        Outcome { booking: self.described.booking.clone(), missed: self.missed }
    }
}

/// What became of the appointments of a log by `until`, by day and id: those to which patients came or not, as of the day before
/// each. Cancelled ones are left out, and so are those booked when they had begun: nobody could miss them.
///
/// ```
/// use lindley_forecast::no_show::outcomes;
/// use lindley_forecast::record::ClinicRecord;
/// use lindley_time::Instant;
/// assert!(outcomes(&ClinicRecord::default(), Instant::MAX).is_empty());
/// ```
pub fn outcomes(record: &ClinicRecord, until: Instant) -> Vec<Outcome> {
    let rows = rows(&Forecaster::new(record, until));
    rows.into_iter().filter(|row| row.day_before).map(|row| row.outcome()).collect()
}

/// The rows of the latest outcomes, by day and id; of one outcome that of booking first.
pub(super) fn rows(forecaster: &Forecaster<'_>) -> Vec<Row> {
    let until = forecaster.as_of();
    let mut found: Vec<Visit<'_>> = forecaster.record().every_visit().collect();
    found.retain(|visit| {
        let known = visit.seen(until).and_then(|seen| seen.ending).is_some();
        known && history_of(visit).is_some()
    });
    found.sort_by_key(|visit| (visit.day(), visit.id()));
    if let Some(first) = found.len().checked_sub(MOST_OUTCOMES).filter(|first| *first > 0) {
        // The day of which only a part would be kept goes too.
        let day = found[first - 1].day();
        let whole = found.partition_point(|visit| visit.day() <= day);
        found.drain(..whole);
    }
    found.iter().flat_map(|visit| rows_of(forecaster, visit)).flatten().collect()
}

fn rows_of(forecaster: &Forecaster<'_>, visit: &Visit<'_>) -> [Option<Row>; 2] {
    let booking = forecaster.moment_of(visit, Stage::AtBooking).ok();
    let Ok(before) = forecaster.moment_of(visit, Stage::DayBefore) else {
        return [None, None];
    };
    // Booked within the last day, and not moved since: both stages are one moment.
    let same = booking.is_none_or(|booking| booking >= before);
    let early = booking.filter(|_| !same).and_then(|moment| row(forecaster, visit, moment));
    let late = row(forecaster, visit, before);
    [
        early.map(|row| Row { at_booking: true, ..row }),
        late.map(|row| Row { at_booking: same && booking.is_some(), day_before: true, ..row }),
    ]
}

fn row(forecaster: &Forecaster<'_>, visit: &Visit<'_>, moment: Instant) -> Option<Row> {
    let (_, missed) = history_of(visit)?;
    let described = forecaster.describe_at(visit, moment).ok()?;
    described.known().check(0).ok()?;
    let known = forecaster.record().zone(visit.site())?.date_of(visit.ending()?.known);
    Some(Row {
        described,
        appointment: visit.id(),
        day: visit.day(),
        known,
        start: visit.placing().start(),
        missed,
        at_booking: false,
        day_before: false,
    })
}
