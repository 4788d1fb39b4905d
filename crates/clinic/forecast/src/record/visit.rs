//! One visit of the record, as it is known now and as it was known at a moment.

use lindley_domain::{AppointmentId, PatientId, ReminderChannel, ResourceId, ServiceId, SiteId, VisitTypeId};
use lindley_time::civil::Date;
use lindley_time::{Instant, Span};

use super::visits::{NEVER, Row, Stage};
use super::{ClinicRecord, Placing};

/// What became of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VisitOutcome {
    /// It took place.
    Fulfilled,
    /// The patient did not come.
    NoShow,
    /// It was cancelled, by the patient or nobody says by whom.
    Cancelled,
    /// The clinic called it off.
    CalledOff,
}

impl VisitOutcome {
    /// Whether the patient did not come; none if the visit was not to take place any more.
    ///
    /// ```
    /// use lindley_forecast::record::VisitOutcome;
    /// assert_eq!(VisitOutcome::NoShow.missed(), Some(true));
    /// assert_eq!(VisitOutcome::Cancelled.missed(), None);
    /// ```
    pub fn missed(self) -> Option<bool> {
        match self {
            Self::Fulfilled => Some(false),
            Self::NoShow => Some(true),
            Self::Cancelled | Self::CalledOff => None,
        }
    }
}

/// What became of a visit, and since when that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// What became of it.
    pub outcome: VisitOutcome,
    /// Since when that is known.
    pub known: Instant,
}

/// A visit as it was known at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Where and when it was planned then.
    pub placing: Placing,
    /// How often it had been moved.
    pub moved: usize,
    /// What had become of it.
    pub ending: Option<Ending>,
}

/// One visit of a record.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    record: &'a ClinicRecord,
    place: u32,
    row: &'a Row,
}

impl<'a> Visit<'a> {
    pub(super) fn new(record: &'a ClinicRecord, place: u32) -> Self {
        Self { record, place, row: record.visits.row(place) }
    }

    /// The appointment's id.
    pub fn id(&self) -> AppointmentId {
        self.row.id
    }

    /// The patient's pseudonym.
    pub fn patient(&self) -> PatientId {
        self.record.patients.id(self.row.patient)
    }

    /// The visit type.
    pub fn visit_type(&self) -> VisitTypeId {
        self.row.visit_type
    }

    /// The service of the visit type.
    pub fn service(&self) -> Option<ServiceId> {
        self.record.service_of(self.row.visit_type)
    }

    /// The site, as it is known now.
    pub fn site(&self) -> SiteId {
        self.row.placing.site
    }

    /// Where and when it is planned, as it is known now.
    pub fn placing(&self) -> Placing {
        self.row.placing
    }

    /// The planned span, as it is known now.
    pub fn planned(&self) -> Span {
        self.row.placing.span()
    }

    /// The local day of the planned start.
    pub fn day(&self) -> Date {
        self.row.day
    }

    /// The practitioners, as they are known now, in order of role and start.
    pub fn practitioners(&self) -> &'a [ResourceId] {
        self.record.visits.practitioners(self.row.placing.team)
    }

    /// The practitioners of a placing of this record.
    pub fn practitioners_of(&self, placing: &Placing) -> &'a [ResourceId] {
        self.record.visits.practitioners(placing.team)
    }

    /// When it was booked: for a hold when it was confirmed, for a visit of the past what the source says, if it does.
    pub fn booked(&self) -> Option<Instant> {
        (self.row.booked != NEVER).then_some(self.row.booked)
    }

    /// Whether another system recorded it.
    pub fn is_imported(&self) -> bool {
        self.row.stage == Stage::Past
    }

    /// How often it was moved after it had been booked.
    pub fn moved(&self) -> usize {
        self.record.visits.earlier(self.place).len()
    }

    /// When it was moved last.
    pub fn last_moved(&self) -> Option<Instant> {
        self.record.visits.earlier(self.place).last().map(|earlier| earlier.until)
    }

    /// When the patient was reminded, newest first; a source of past visits does not say by which channel.
    pub fn reminders(&self) -> impl Iterator<Item = (Instant, Option<ReminderChannel>)> + use<'a> {
        self.record.visits.reminders(self.place)
    }

    /// What became of it.
    pub fn ending(&self) -> Option<Ending> {
        self.row.outcome.map(|outcome| Ending { outcome, known: self.row.known })
    }

    /// The first moment at which the outcome counts as history: it is known, and the visit's local day is over.
    pub fn counts_from(&self) -> Option<Instant> {
        self.row.outcome.map(|_| self.row.counts)
    }

    /// When the visit really took place.
    pub fn actual(&self) -> Option<Span> {
        self.record.visits.actual(self.place)
    }

    /// The visit as it was known at a moment; none if nobody knew of it yet, or it was known to be entered in error. A visit of
    /// the past whose source does not say when it was booked is taken to have been booked long before.
    pub fn seen(&self, as_of: Instant) -> Option<Seen> {
        let since = self.booked().unwrap_or(Instant::MIN);
        if !self.was_booked() || as_of < since || self.erased().is_some_and(|erased| erased <= as_of) {
            return None;
        }
        let earlier = self.record.visits.earlier(self.place);
        let moved = earlier.iter().filter(|earlier| earlier.until <= as_of).count();
        let placing = earlier.get(moved).map_or(self.row.placing, |earlier| earlier.placing);
        Some(Seen { placing, moved, ending: self.ending().filter(|ending| ending.known <= as_of) })
    }

    /// When it was booked or last moved, as known at a moment.
    pub(crate) fn settled(&self, as_of: Instant) -> Option<Instant> {
        let moves = self.record.visits.earlier(self.place).iter().rev().map(|earlier| earlier.until);
        moves.chain(self.booked()).find(|moment| *moment <= as_of)
    }

    pub(crate) fn was_booked(&self) -> bool {
        self.row.stage != Stage::Asked
    }

    pub(crate) fn is_erased(&self) -> bool {
        self.erased().is_some()
    }

    /// Since when it is known to have been entered in error.
    pub(crate) fn erased(&self) -> Option<Instant> {
        self.record.visits.erased(self.place)
    }

    /// The place of the patient.
    pub(crate) fn patient_place(&self) -> u32 {
        self.row.patient
    }

    /// The patient's earlier visit in order of id.
    pub(crate) fn before(&self) -> Option<Self> {
        (self.row.before != super::patients::NONE).then(|| Self::new(self.record, self.row.before))
    }
}
