//! What can be asked of an organisation's log. Every write in the system is one of these.

#![expect(missing_docs, reason = "the fields of a variant are told by its own sentence and their types")]

use lindley_time::{Instant, Span, WeeklyHours};
use serde::{Deserialize, Serialize};

use crate::appointment::{CancelReason, Status};
use crate::blob_hash::BlobHash;
use crate::catalogue::{Block, Resource, Service, Session, Site, VisitType};
use crate::ids::{
    AppointmentId, BlockId, ModelId, PatientId, ResourceId, SessionId, SiteId, TemplateId, TrainingId,
    VisitTypeId,
};
use crate::learning::{Checkpoint, GateResult, ModelTask, PredictionBatch, TrainingCause};
use crate::outside::{SignalReading, SpecialDay};
use crate::patient_facts::{PatientFacts, ReminderChannel};
use crate::session_template::SessionTemplate;

/// The key under which an import knows a thing, so that a second run finds it instead of adding it again.
pub type SourceKey = Option<Box<str>>;

/// Who shall fill a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenResource {
    /// The visit type's role, for example `physician`.
    pub role: String,
    /// The resource asked for.
    pub resource: ResourceId,
}

/// How a resource is picked where the request leaves it open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// The lowest id that is free: stable and easy to explain.
    #[default]
    First,
    /// The one with the fewest booked minutes that day.
    Spread,
}

/// A wish for a visit at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitRequest {
    /// The patient's pseudonym.
    pub patient: PatientId,
    /// Age in whole years on the day of the visit; needed where the visit type has age limits. Not stored.
    pub patient_age: Option<u8>,
    /// The kind of visit.
    pub visit_type: VisitTypeId,
    /// The site.
    pub site: SiteId,
    /// The start, on a whole minute.
    pub start: Instant,
    /// Resources asked for by role; other roles are filled by `choice`.
    pub chosen: Vec<ChosenResource>,
    /// How open roles are filled.
    pub choice: Choice,
}

/// A visit of the past, as another system recorded it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastVisit {
    /// The patient's pseudonym.
    pub patient: PatientId,
    /// The kind of visit.
    pub visit_type: VisitTypeId,
    /// The site.
    pub site: SiteId,
    /// When it was planned, or, where the source knows only that, when it took place.
    pub span: Span,
    /// When it really took place, where that is known.
    pub actual: Option<Span>,
    /// The resources used, by role.
    pub chosen: Vec<ChosenResource>,
    /// `Fulfilled`, `Noshow` or `Cancelled`.
    pub outcome: Status,
    /// When it was booked, where the source knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booked: Option<Instant>,
    /// When the patient was last reminded, where the source knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminded: Option<Instant>,
}

/// A command. `decide` turns it into events or a rejection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// The first command of every log.
    FoundOrganisation {
        /// The organisation's name.
        name: String,
        /// How many days ahead an appointment may start, 1 to 730.
        horizon_days: u16,
    },
    /// Adds a site.
    AddSite { site: Site, source: SourceKey },
    /// Adds a service.
    AddService { service: Service, source: SourceKey },
    /// Adds a visit type.
    AddVisitType { visit_type: VisitType, source: SourceKey },
    /// Adds a resource.
    AddResource { resource: Resource, source: SourceKey },
    /// Replaces a resource's weekly hours. Refused if future appointments would fall outside.
    SetHours { resource: ResourceId, hours: WeeklyHours },
    /// Opens a session. Overlapping sessions of one resource are refused.
    OpenSession { session: Session, source: SourceKey },
    /// Closes a session. Refused if future appointments would fall outside working time.
    CloseSession { session: SessionId },
    /// Adds a block. Refused if it covers appointments.
    AddBlock { block: Block, source: SourceKey },
    /// Lifts a block.
    LiftBlock { block: BlockId },
    /// Suggests a session template. It binds nobody until it is adopted.
    ProposeTemplate { template: Box<SessionTemplate> },
    /// Puts a proposed template into force. Refused where another one keeps the same time.
    AdoptTemplate {
        template: TemplateId,
        /// The template in force that goes out of force at the same moment.
        replaces: Option<TemplateId>,
        reason: String,
    },
    /// Turns a proposed template down.
    DeclineTemplate { template: TemplateId, reason: String },
    /// Puts a template out of force.
    RetireTemplate { template: TemplateId, reason: String },
    /// Changes how many days ahead a template's unused slots are released.
    SetTemplateRelease { template: TemplateId, release_days: u16, reason: String },
    /// Asks for a visit without a time.
    RequestVisit {
        patient: PatientId,
        visit_type: VisitTypeId,
        /// Age in whole years; needed where the visit type has age limits. Not stored.
        #[serde(default)]
        patient_age: Option<u8>,
        /// True: straight onto the waiting list.
        waitlist: bool,
    },
    /// Holds a time for a while.
    PlaceHold {
        request: VisitRequest,
        /// Length of the lease, 30 to 3600 seconds.
        lease_seconds: u32,
    },
    /// Extends a hold; the answer has a new fencing token.
    RenewHold { appointment: AppointmentId, fence: u64, lease_seconds: u32 },
    /// Gives a hold back.
    ReleaseHold { appointment: AppointmentId, fence: u64 },
    /// Turns a hold into a booked appointment.
    ConfirmHold { appointment: AppointmentId, fence: u64 },
    /// Books at once.
    Book { request: VisitRequest },
    /// Gives an appointment another time (or a first one), keeping its identity.
    Reschedule {
        appointment: AppointmentId,
        /// The revision the caller has seen.
        revision: Option<u32>,
        start: Instant,
        /// Another site; the same one if none.
        site: Option<SiteId>,
        /// Resources asked for; roles not named stay with their present resource, or, on a first time, are open.
        chosen: Vec<ChosenResource>,
        /// True: roles not named may go to any free resource.
        any_resource: bool,
    },
    /// Cancels.
    Cancel { appointment: AppointmentId, revision: Option<u32>, reason: CancelReason },
    /// Moves an appointment to another state (arrived, checked in, fulfilled, no-show, entered in error, waiting list).
    Advance {
        appointment: AppointmentId,
        revision: Option<u32>,
        to: Status,
        /// When the visit really took place, for one that is fulfilled.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        actual: Option<Span>,
    },
    /// Writes a visit of the past.
    RecordPastVisit { visit: PastVisit, source: SourceKey },
    /// Writes coarse facts of a patient, in place of those known before.
    DescribePatient {
        patient: PatientId,
        facts: PatientFacts,
        /// Since when the source knew them, for imported history.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<Instant>,
    },
    /// Writes that a patient was reminded of a booked appointment.
    RecordReminder { appointment: AppointmentId, channel: ReminderChannel },
    /// Writes readings of a feed.
    RecordSignals { feed: Box<str>, readings: Vec<SignalReading> },
    /// Writes special days.
    RecordSpecialDays { feed: Box<str>, days: Vec<SpecialDay> },
    /// Asks for a training on what the log holds now.
    QueueTraining { task: ModelTask, cause: TrainingCause, seed: u64 },
    /// Takes a training that nobody has, or keeps one longer.
    LeaseTraining {
        training: TrainingId,
        worker: Box<str>,
        /// Length of the lease, 30 to 3600 seconds.
        lease_seconds: u32,
    },
    /// Keeps a part of a training that is done.
    CheckpointTraining { training: TrainingId, worker: Box<str>, checkpoint: Checkpoint },
    /// Ends a training with a model, which becomes a challenger.
    FileModel { training: TrainingId, worker: Box<str>, blob: BlobHash, manifest: BlobHash },
    /// Ends a training without a model.
    FailTraining { training: TrainingId, worker: Box<str>, problem: Box<str> },
    /// Makes a model the champion of its task.
    PromoteModel {
        model: ModelId,
        /// The champion that the gates were measured against.
        against: Option<ModelId>,
        gates: Vec<GateResult>,
        reason: String,
    },
    /// Brings the champion before the present one back.
    RevertModel { task: ModelTask, reason: String },
    /// Keeps predictions that were made.
    KeepPredictions { batch: PredictionBatch },
    /// Ends every hold whose lease has run out.
    SweepHolds,
}
