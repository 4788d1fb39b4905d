//! The booking rules: commands in, events or a rejection out.
//!
//! An organisation is the fold of its log. `decide` turns a command into events against the state, `apply` folds
//! an event into it. Nothing here reads a clock, draws a random number or touches the world: `now` is an argument,
//! and the same log always gives the same state.
//!
//! What does not live here: who may give a command (the app), how events are stored (the stores), and what they
//! look like on the wire (the API).

mod appointment;
mod assign;
mod blob_hash;
mod calendar;
pub mod catalogue;
mod command;
mod decide;
mod eligibility;
mod event;
mod find;
mod ids;
pub mod invariants;
mod learning;
mod outside;
mod patient_facts;
pub mod record;
mod rejection;
mod rejection_catalogue;
mod representatives;
mod session_template;
mod state;
mod typed_time;
mod visit_plan;

pub use appointment::{Appointment, CancelReason, Lease, Placement, Segment, Status};
pub use blob_hash::{BlobHash, UnreadableHash};
pub use catalogue::{
    Block, BlockScope, Catalogue, Demand, Resource, ResourceKind, Service, Session, Site, Step, VisitType,
};
pub use command::{Choice, ChosenResource, Command, PastVisit, SourceKey, VisitRequest};
pub use decide::{decide, sweep, transact};
pub use event::Event;
pub use find::{FindRequest, LIMIT_MAX, Opening, Policy, find_openings};
pub use ids::{
    AppointmentId, BlockId, ModelId, PatientId, PredictionId, ResourceId, ServiceId, SessionId, SiteId,
    TemplateId, TrainingId, UnreadableId, UnreadablePatientId, VisitTypeId,
};
pub use learning::{
    Checkpoint, FiledModel, GateResult, ModelChange, ModelTask, PredictionBatch, PredictionSubject, Training,
    TrainingCause, TrainingStage,
};
pub use outside::{SignalReading, SpecialDay};
pub use patient_facts::{DistanceBand, PatientFacts, ReminderChannel, Sex};
pub use rejection::{Rejection, RejectionKind};
pub use session_template::{
    FiledTemplate, PlanEvidence, SessionTemplate, SlotKind, TemplateStatus, TypedSlot,
};
pub use state::{Inapplicable, Learning, State, apply, snapshot};
pub use typed_time::SlotOnDate;
pub use visit_plan::{RoleDemand, RoleWindow};
