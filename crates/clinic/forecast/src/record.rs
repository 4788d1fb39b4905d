//! What the log tells forecasters: visits, patients and the world outside, each with the moment since which it is known.
//!
//! **Knowledge time.** What a live event tells is known from the moment of the event. What
//! [`PastVisitRecorded`](Event::PastVisitRecorded) tells is known from the source's own times: the booking from `booked`, a
//! reminder from `reminded`, the outcome from the visit's end, because the clinic knew imported history back then. A question
//! "as of t" is answered from what was known at t, whatever the log says later.
//!
//! A hold is no booking: a visit counts as booked from the moment at which its hold was confirmed.

mod fold;
mod hourly;
mod names;
mod outside;
mod patients;
mod places;
mod placing;
mod visit;
mod visits;

use lindley_domain::{
    AppointmentId, Event, PatientId, ResourceId, ServiceId, SiteId, VisitType, VisitTypeId,
};
use lindley_time::{Instant, Zone};

use hourly::HourlyOutcomes;
use names::Names;
use outside::Outside;
use patients::Patients;
use places::Places;
use visits::Visits;

pub(crate) use hourly::{ALL_HOURS, Tally};
pub use outside::{KnownReading, KnownSpecialDay};
pub use patients::Facts;
pub use placing::Placing;
pub use visit::{Ending, Seen, Visit, VisitOutcome};

/// The fold of a log that forecasters read. Pure: the same events give the same record.
///
/// ```
/// use lindley_domain::{Event, Site, SiteId};
/// use lindley_forecast::record::ClinicRecord;
/// use lindley_time::{Instant, Zone};
///
/// let mut record = ClinicRecord::default();
/// let site = Site { name: "Northside".to_owned(), zone: Zone::utc() };
/// record.apply(1, &Event::SiteAdded { id: SiteId(1), site, source: None }, Instant::from_seconds(0));
/// assert_eq!((record.head(), record.site_name(SiteId(1))), (1, Some("Northside")));
/// ```
#[derive(Clone, Debug, Default)]
pub struct ClinicRecord {
    head: u64,
    latest: Option<Instant>,
    places: Places,
    names: Names,
    patients: Patients,
    visits: Visits,
    outside: Outside,
    hourly: HourlyOutcomes,
}

impl ClinicRecord {
    /// Takes up event number `seq`, which was decided at `at`. An event about something unknown, which a checked log does not
    /// hold, changes nothing but the head.
    pub fn apply(&mut self, seq: u64, event: &Event, at: Instant) {
        self.head = seq;
        self.latest = self.latest.max(Some(at));
        self.fold(event, at);
    }

    /// The number of the last event; 0 before the first.
    pub fn head(&self) -> u64 {
        self.head
    }

    /// The latest moment of an event.
    pub fn latest(&self) -> Option<Instant> {
        self.latest
    }

    /// Every visit that was booked, or recorded as one of the past, by id; those entered in error are left out.
    pub fn visits(&self) -> impl Iterator<Item = Visit<'_>> + Clone {
        let places = 0..self.visits.len();
        places.map(|place| Visit::new(self, place)).filter(|visit| visit.was_booked() && !visit.is_erased())
    }

    /// One visit, if it was ever booked or recorded, and not entered in error.
    pub fn visit(&self, id: AppointmentId) -> Option<Visit<'_>> {
        let visit = Visit::new(self, self.visits.place(id)?);
        (visit.was_booked() && !visit.is_erased()).then_some(visit)
    }

    /// The visits of a patient that were booked or recorded, newest id first; those entered in error are left out.
    pub fn visits_of(&self, patient: PatientId) -> impl Iterator<Item = Visit<'_>> {
        let place = self.patients.place(patient);
        let chain = place.into_iter().flat_map(|place| self.chain_of(place));
        chain.filter(|visit| visit.was_booked() && !visit.is_erased())
    }

    /// Everything that was ever asked for by the patient at a place, newest id first.
    pub(crate) fn chain_of(&self, patient: u32) -> impl Iterator<Item = Visit<'_>> {
        let newest = self.patients.newest_visit(patient);
        let newest = (newest != patients::NONE).then(|| Visit::new(self, newest));
        std::iter::successors(newest, Visit::before)
    }

    /// Every visit that was booked or recorded, those entered in error too.
    pub(crate) fn every_visit(&self) -> impl Iterator<Item = Visit<'_>> + Clone {
        (0..self.visits.len()).map(|place| Visit::new(self, place)).filter(Visit::was_booked)
    }

    /// Outcomes by site, hour of day and the moment from which they count, ascending.
    pub(crate) fn hourly(&self) -> impl Iterator<Item = (SiteId, u8, Instant, Tally)> + '_ {
        self.hourly.each()
    }

    /// One visit, even if it was entered in error.
    pub(crate) fn visit_even_erased(&self, id: AppointmentId) -> Option<Visit<'_>> {
        Some(Visit::new(self, self.visits.place(id)?)).filter(Visit::was_booked)
    }

    /// Whether reminders were recorded at all by a moment.
    pub(crate) fn records_reminders(&self, as_of: Instant) -> bool {
        self.visits.first_reminder.is_some_and(|first| first <= as_of)
    }

    /// What was known at a moment of the patient at a place.
    pub(crate) fn facts_at(&self, patient: u32, as_of: Instant) -> Option<Facts<'_>> {
        self.patients.facts(patient, as_of, &self.names)
    }

    /// What was known of a patient at a moment.
    pub fn patient_facts(&self, patient: PatientId, as_of: Instant) -> Option<Facts<'_>> {
        let place = self.patients.place(patient)?;
        self.patients.facts(place, as_of, &self.names)
    }

    /// The zone of a site.
    pub fn zone(&self, site: SiteId) -> Option<&Zone> {
        self.places.sites.get(&site).map(|site| &site.zone)
    }

    /// The name of a site.
    pub fn site_name(&self, site: SiteId) -> Option<&str> {
        self.places.sites.get(&site).map(|site| site.name.as_str())
    }

    /// The sites, ascending.
    pub fn sites(&self) -> impl Iterator<Item = SiteId> + '_ {
        self.places.sites.keys().copied()
    }

    /// The name of a service.
    pub fn service_name(&self, service: ServiceId) -> Option<&str> {
        self.places.services.get(&service).map(String::as_str)
    }

    /// The services, ascending.
    pub fn services(&self) -> impl Iterator<Item = ServiceId> + '_ {
        self.places.services.keys().copied()
    }

    /// The service that a visit type belongs to.
    pub fn service_of(&self, visit_type: VisitTypeId) -> Option<ServiceId> {
        self.places.visit_types.get(&visit_type).map(|visit_type| visit_type.service)
    }

    /// The visit types, ascending.
    pub fn visit_types(&self) -> impl Iterator<Item = VisitTypeId> + '_ {
        self.places.visit_types.keys().copied()
    }

    /// A visit type as it was added.
    pub fn visit_type(&self, id: VisitTypeId) -> Option<&VisitType> {
        self.places.visit_types.get(&id)
    }

    /// The name of a resource.
    pub fn resource_name(&self, resource: ResourceId) -> Option<&str> {
        self.places.resources.get(&resource).map(|(name, _)| name.as_str())
    }

    /// Every reading of a feed, in the order in which the log learnt them.
    pub fn signal_readings(&self) -> impl Iterator<Item = KnownReading<'_>> + Clone {
        self.outside.readings(&self.names)
    }

    /// Every special day, in the order in which the log learnt them. Of two for one day and site the later one holds; an empty
    /// kind makes the day ordinary again.
    pub fn special_days(&self) -> impl Iterator<Item = KnownSpecialDay<'_>> + Clone {
        self.outside.days(&self.names)
    }
}
