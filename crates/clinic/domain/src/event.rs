//! What happened. Events are facts: they are never refused, only applied.

#![expect(missing_docs, reason = "the fields of a variant are told by its own sentence and their types")]

use lindley_time::{Span, WeeklyHours};
use serde::{Deserialize, Serialize};

use crate::appointment::{CancelReason, Lease, Placement, Status};
use crate::catalogue::{Block, Resource, Service, Session, Site, VisitType};
use crate::command::SourceKey;
use crate::ids::{
    AppointmentId, BlockId, PatientId, ResourceId, ServiceId, SessionId, SiteId, TemplateId, VisitTypeId,
};
use crate::session_template::SessionTemplate;

/// An event of an organisation's log. The variant's name in snake case is the event's kind in the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The organisation exists.
    OrganisationFounded { name: String, horizon_days: u16 },
    /// A site was added.
    SiteAdded { id: SiteId, site: Site, source: SourceKey },
    /// A service was added.
    ServiceAdded { id: ServiceId, service: Service, source: SourceKey },
    /// A visit type was added.
    VisitTypeAdded { id: VisitTypeId, visit_type: VisitType, source: SourceKey },
    /// A resource was added.
    ResourceAdded { id: ResourceId, resource: Resource, source: SourceKey },
    /// A resource's weekly hours were replaced.
    HoursSet { resource: ResourceId, hours: WeeklyHours },
    /// A session was opened.
    SessionOpened { id: SessionId, session: Session, source: SourceKey },
    /// A session was closed.
    SessionClosed { id: SessionId },
    /// A block was added.
    BlockAdded { id: BlockId, block: Block, source: SourceKey },
    /// A block was lifted.
    BlockLifted { id: BlockId },
    /// A session template was proposed.
    TemplateProposed { id: TemplateId, template: Box<SessionTemplate> },
    /// A proposed template came into force.
    TemplateAdopted { id: TemplateId, reason: String },
    /// A proposed template was turned down.
    TemplateDeclined { id: TemplateId, reason: String },
    /// A template went out of force.
    TemplateRetired { id: TemplateId, reason: String },
    /// A template's unused slots are released earlier or later than before.
    TemplateReleaseSet { id: TemplateId, release_days: u16, reason: String },
    /// A visit was asked for; `status` is proposed or waitlist.
    VisitRequested { id: AppointmentId, patient: PatientId, visit_type: VisitTypeId, status: Status },
    /// A time is held.
    HoldPlaced {
        id: AppointmentId,
        patient: PatientId,
        visit_type: VisitTypeId,
        placement: Placement,
        lease: Lease,
    },
    /// A hold was extended.
    HoldRenewed { id: AppointmentId, lease: Lease },
    /// A hold was given back.
    HoldReleased { id: AppointmentId },
    /// A hold ran out.
    HoldLapsed { id: AppointmentId },
    /// A hold became a booked appointment.
    HoldConfirmed { id: AppointmentId },
    /// A visit was booked.
    AppointmentBooked { id: AppointmentId, patient: PatientId, visit_type: VisitTypeId, placement: Placement },
    /// An appointment got another time (or its first).
    AppointmentMoved { id: AppointmentId, placement: Placement },
    /// An appointment was cancelled.
    AppointmentCancelled { id: AppointmentId, reason: CancelReason },
    /// An appointment moved to another state.
    AppointmentAdvanced { id: AppointmentId, to: Status },
    /// A visit of the past was written.
    PastVisitRecorded {
        id: AppointmentId,
        patient: PatientId,
        visit_type: VisitTypeId,
        placement: Placement,
        actual: Option<Span>,
        status: Status,
        source: SourceKey,
    },
}
