//! The state: the fold of an organisation's log, with the indexes that deciding and searching need.

mod apply;
mod horizon;
mod journal;
mod learning;
mod paged;
mod patients;
pub mod snapshot;
mod templates;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use lindley_time::{Instant, Span, SpanSet, WeeklyHours, Zone};
use serde::{Deserialize, Serialize};

pub use apply::{Inapplicable, apply};
pub use learning::Learning;

use crate::appointment::Appointment;
use crate::calendar::ResourceCalendar;
use crate::catalogue::{Block, BlockScope, Catalogue, Session};
use crate::ids::{AppointmentId, BlockId, PatientId, ResourceId, SessionId, SiteId, TemplateId, VisitTypeId};
use crate::session_template::FiledTemplate;
use crate::visit_plan::VisitPlan;
use horizon::Horizon;
use journal::Journal;
use paged::Paged;
use patients::PatientIndex;

/// Hash maps here are only ever looked up, never iterated, so their order cannot reach an answer.
type Lookup<K, V> = HashMap<K, V, FixedState>;

/// The numbers given out so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counters {
    pub(crate) head: u64,
    pub(crate) sites: u32,
    pub(crate) services: u32,
    pub(crate) visit_types: u32,
    pub(crate) resources: u32,
    pub(crate) sessions: u32,
    pub(crate) blocks: u32,
    pub(crate) templates: u32,
    pub(crate) trainings: u32,
    pub(crate) models: u32,
    pub(crate) predictions: u32,
    pub(crate) appointments: u64,
    pub(crate) fences: u64,
    /// The time of the last event, in seconds since the epoch.
    pub(crate) latest: i64,
}

/// An organisation at one point of its log.
#[derive(Clone, Debug, Default)]
pub struct State {
    pub(crate) counters: Counters,
    catalogue: Arc<Catalogue>,
    sessions: BTreeMap<SessionId, Session>,
    blocks: BTreeMap<BlockId, Block>,
    templates: BTreeMap<TemplateId, FiledTemplate>,
    learning: Arc<Learning>,
    /// By id minus one; every id up to the counter is present.
    appointments: Paged<Appointment>,
    sources: Lookup<Box<str>, u64>,
    // What follows is derived from the above.
    horizon: Horizon,
    plans: BTreeMap<VisitTypeId, Arc<VisitPlan>>,
    /// By id minus one.
    calendars: Vec<ResourceCalendar>,
    /// In order of id.
    by_patient: PatientIndex,
    leases: BTreeSet<(Instant, AppointmentId)>,
    journal: Journal,
}

impl State {
    /// How many events have been applied.
    pub fn head(&self) -> u64 {
        self.counters.head
    }

    /// Whether the log has its first event.
    pub fn is_founded(&self) -> bool {
        !self.catalogue.organisation.is_empty()
    }

    /// Sites, services, visit types, resources and hours.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Sessions by id.
    pub fn sessions(&self) -> &BTreeMap<SessionId, Session> {
        &self.sessions
    }

    /// Blocks by id.
    pub fn blocks(&self) -> &BTreeMap<BlockId, Block> {
        &self.blocks
    }

    /// Session templates by id, whatever became of them.
    pub fn templates(&self) -> &BTreeMap<TemplateId, FiledTemplate> {
        &self.templates
    }

    /// One appointment.
    pub fn appointment(&self, id: AppointmentId) -> Option<&Appointment> {
        self.appointments.get(usize::try_from(id.0.checked_sub(1)?).ok()?)
    }

    /// All appointments by id.
    pub fn appointments(&self) -> impl DoubleEndedIterator<Item = &Appointment> + ExactSizeIterator {
        self.appointments.iter()
    }

    /// The appointments that use one of `resources` within `span`, by start and id.
    pub fn appointments_between(&self, span: Span, resources: &[ResourceId]) -> Vec<&Appointment> {
        let calendars = resources.iter().filter_map(|id| self.calendar(*id));
        let ids: BTreeSet<AppointmentId> =
            calendars.flat_map(|calendar| calendar.uses(span)).map(|busy| busy.appointment).collect();
        let mut found: Vec<&Appointment> = ids.into_iter().filter_map(|id| self.appointment(id)).collect();
        found.sort_by_key(|appointment| {
            (appointment.placement.as_ref().map(|p| p.span.start()), appointment.id)
        });
        found
    }

    /// The appointments of a patient that use time, newest id first.
    pub fn appointments_of(&self, patient: PatientId) -> impl Iterator<Item = &Appointment> {
        self.by_patient.visits(patient, &self.appointments).filter(|visit| visit.status.occupies())
    }

    /// Working time: weekly hours and sessions, less blocks.
    pub fn working(&self, resource: ResourceId, span: Span) -> SpanSet {
        self.working_if(resource, span, None, None)
    }

    /// Working time as it would be with other weekly hours, or without one session.
    pub(crate) fn working_if(
        &self,
        resource: ResourceId,
        span: Span,
        hours: Option<&WeeklyHours>,
        without: Option<Span>,
    ) -> SpanSet {
        let Some(about) = self.catalogue.resources.get(&resource) else { return SpanSet::new() };
        let blocked = |block: &&Block| match block.scope {
            BlockScope::Resource(id) => id == resource,
            BlockScope::Site(id) => id == about.site,
        };
        let blocks = self.blocks.values().filter(blocked);
        let blocks: SpanSet = blocks.filter_map(|block| block.span.intersection(span)).collect();
        self.hours_and_sessions(resource, span, hours, without).difference(&blocks)
    }

    /// Weekly hours and sessions, whatever is blocked.
    pub(crate) fn working_unblocked(&self, resource: ResourceId, span: Span) -> SpanSet {
        self.hours_and_sessions(resource, span, None, None)
    }

    fn hours_and_sessions(
        &self,
        resource: ResourceId,
        span: Span,
        hours: Option<&WeeklyHours>,
        without: Option<Span>,
    ) -> SpanSet {
        let Some(about) = self.catalogue.resources.get(&resource) else { return SpanSet::new() };
        let zone = self.catalogue.sites.get(&about.site).map(|site| &site.zone);
        let weekly = match (hours.or_else(|| self.catalogue.hours.get(&resource)), zone) {
            (Some(hours), Some(zone)) => hours.spans(zone, span),
            _ => SpanSet::new(),
        };
        let marks = self.calendar(resource).map_or(&[][..], |calendar| calendar.sessions_in(span));
        let kept = marks.iter().map(|mark| mark.span).filter(|session| Some(*session) != without);
        let sessions: SpanSet = kept.filter_map(|session| session.intersection(span)).collect();
        weekly.union(&sessions)
    }

    /// The number that an import's key stands for.
    pub fn imported(&self, source: &str) -> Option<u64> {
        self.sources.get(source).copied()
    }

    /// When the next hold runs out.
    pub fn next_lapse(&self) -> Option<Instant> {
        self.leases.first().map(|(expires, _)| *expires)
    }

    /// The holds that have run out at `now`.
    pub(crate) fn lapsed(&self, now: Instant) -> impl Iterator<Item = AppointmentId> + '_ {
        self.leases.iter().take_while(move |(expires, _)| *expires <= now).map(|(_, id)| *id)
    }

    pub(crate) fn leases(&self) -> &BTreeSet<(Instant, AppointmentId)> {
        &self.leases
    }

    pub(crate) fn calendar(&self, resource: ResourceId) -> Option<&ResourceCalendar> {
        self.calendars.get((resource.0 as usize).checked_sub(1)?)
    }

    /// Whether a template in force keeps some of the resource's time.
    pub(crate) fn has_typed_time(&self, resource: ResourceId) -> bool {
        self.calendar(resource).is_some_and(|calendar| !calendar.templates.is_empty())
    }

    /// The zone of the site where the resource is.
    pub(crate) fn zone_of(&self, resource: ResourceId) -> Option<&Zone> {
        let site = self.catalogue.resources.get(&resource)?.site;
        self.catalogue.sites.get(&site).map(|site| &site.zone)
    }

    pub(crate) fn plan(&self, visit_type: VisitTypeId) -> Option<&Arc<VisitPlan>> {
        self.plans.get(&visit_type)
    }

    /// The end of what the calendars cover.
    pub(crate) fn horizon_end(&self) -> Instant {
        Instant::from_minute(self.horizon.end)
    }

    /// The resources of a site, by id.
    pub fn resources_of(&self, site: SiteId) -> Vec<ResourceId> {
        let here = self.catalogue.resources.iter().filter(|(_, resource)| resource.site == site);
        here.map(|(id, _)| *id).collect()
    }
}
