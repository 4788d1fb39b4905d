//! What happened. Events are facts: they are never refused, only applied.

#![expect(missing_docs, reason = "the fields of a variant are told by its own sentence and their types")]

use lindley_time::{Instant, Span, WeeklyHours};
use serde::{Deserialize, Serialize};

use crate::appointment::{CancelReason, Lease, Placement, Status};
use crate::catalogue::{Block, Resource, Service, Session, Site, VisitType};
use crate::command::SourceKey;
use crate::ids::{
    AppointmentId, BlockId, ModelId, PatientId, PredictionId, ResourceId, ServiceId, SessionId, SiteId,
    TemplateId, TrainingId, VisitTypeId,
};
use crate::learning::{Checkpoint, FiledModel, GateResult, ModelTask, PredictionBatch, TrainingCause};
use crate::outside::{SignalReading, SpecialDay};
use crate::patient_facts::{PatientFacts, ReminderChannel};
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
    AppointmentAdvanced {
        id: AppointmentId,
        to: Status,
        /// When a fulfilled visit really took place.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        actual: Option<Span>,
    },
    /// A visit of the past was written.
    PastVisitRecorded {
        id: AppointmentId,
        patient: PatientId,
        visit_type: VisitTypeId,
        placement: Placement,
        actual: Option<Span>,
        status: Status,
        source: SourceKey,
        /// When it was booked, where the source knows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        booked: Option<Instant>,
        /// When the patient was last reminded, where the source knows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reminded: Option<Instant>,
    },
    /// Coarse facts of a patient became known; they replace those known before.
    PatientDescribed {
        patient: PatientId,
        facts: PatientFacts,
        /// Since when the source knew them; from now on if it does not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<Instant>,
    },
    /// A patient was reminded of an appointment.
    ReminderRecorded { id: AppointmentId, channel: ReminderChannel },
    /// A feed told readings.
    SignalsRecorded { feed: Box<str>, readings: Vec<SignalReading> },
    /// Special days became known.
    SpecialDaysRecorded { feed: Box<str>, days: Vec<SpecialDay> },
    /// A training was asked for.
    TrainingQueued { id: TrainingId, task: ModelTask, cause: TrainingCause, seed: u64, head: u64 },
    /// A worker took a training, or keeps it longer.
    TrainingLeased { id: TrainingId, worker: Box<str>, until: Instant },
    /// A part of a training is done and kept.
    TrainingCheckpointed { id: TrainingId, checkpoint: Checkpoint },
    /// A training made a model, which is filed as a challenger.
    ModelFiled { id: ModelId, model: FiledModel },
    /// A training made no model.
    TrainingFailed { id: TrainingId, problem: Box<str> },
    /// A challenger became the champion of its task.
    ModelPromoted { id: ModelId, reason: String, gates: Vec<GateResult> },
    /// The champion before came back.
    ModelReverted { task: ModelTask, to: ModelId, reason: String },
    /// Predictions were kept.
    PredictionsKept { id: PredictionId, batch: PredictionBatch },
}
