//! Why a command was refused: a stable code, the reason in words, and what to do next.

#![expect(missing_docs, reason = "the fields of a variant are told by its own sentence and their types")]

use lindley_time::Instant;
use serde::{Deserialize, Serialize};

use crate::appointment::Status;
use crate::catalogue::ResourceKind;
use crate::ids::{AppointmentId, ModelId, ResourceId, SessionId, TemplateId, TrainingId};
use crate::session_template::TemplateStatus;

/// What sort of refusal it is; faces turn this into their own status codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RejectionKind {
    /// Something named does not exist.
    Missing,
    /// The command itself is wrong whatever the state.
    Invalid,
    /// The rules or the calendar stand against it now.
    Conflict,
    /// The caller has seen an older state.
    Stale,
}

/// A refused command. Display is the reason; it never names a patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "rejection", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Rejection {
    /// The log has not been founded, or is founded a second time.
    #[error("the organisation {}", if *.founded { "already exists" } else { "has not been founded yet" })]
    Founding { founded: bool },
    /// A name, number or text in the command is out of range.
    #[error("{field}: {problem}")]
    Invalid { field: Box<str>, problem: Box<str> },
    /// Something named does not exist.
    #[error("there is no {what}")]
    Unknown { what: Box<str> },
    /// The import has already added this.
    #[error("this was already imported as number {id}")]
    AlreadyImported { id: u64 },
    /// The visit type is not offered at the site.
    #[error("this visit type is not offered at this site")]
    NotOfferedAtSite,
    /// The visit type has age limits and no age was given.
    #[error("this visit type has age limits and the request gives no age")]
    AgeRequired,
    /// The patient is too young or too old.
    #[error("this visit type is for ages {min} to {max}")]
    AgeNotEligible { min: u8, max: u8 },
    /// The start is not one that this visit type offers.
    #[error("starts are every {every_minutes} minutes past the hour, local time")]
    StartNotOffered { every_minutes: u16 },
    /// The start lies in the past.
    #[error("the start {start} lies in the past")]
    InThePast { start: Instant },
    /// The state belongs to a moment that has not come.
    #[error("an appointment can become {} from {from} on", to.code())]
    TooEarly { to: Status, from: Instant },
    /// A visit of the past lies in the future.
    #[error("a past visit must have ended by now")]
    NotPast,
    /// The start lies too far ahead.
    #[error("appointments open {days} days ahead")]
    BeyondHorizon { days: u16 },
    /// The visit type has no such role.
    #[error("this visit type has no role '{role}'")]
    UnknownRole { role: Box<str> },
    /// The resource asked for cannot fill the role.
    #[error("{resource} cannot fill the role '{role}'")]
    ResourceNotEligible { resource: ResourceId, role: Box<str> },
    /// No resource of the site can ever fill the role.
    #[error("no {kind:?} at this site can fill the role '{role}'")]
    NobodyEligible { role: Box<str>, kind: ResourceKind },
    /// Eligible resources do not work then.
    #[error("the time is outside working hours")]
    OutsideHours,
    /// The time is blocked.
    #[error("the time is blocked")]
    Blocked,
    /// The session at that time is for other services.
    #[error("the session at that time is for other services")]
    SessionForOtherService { session: SessionId },
    /// A session template keeps the slot for other kinds of visit.
    #[error("the slot is kept for other visits until {until}")]
    SlotKept { template: TemplateId, until: Instant },
    /// A session template's slot would be entered or left in its middle.
    #[error("in this session visits begin with a slot; one begins at {start}")]
    NotASlotStart { template: TemplateId, start: Instant },
    /// The time is taken.
    #[error("the time is taken")]
    SlotTaken {
        /// A resource that is busy; none if several candidates are.
        resource: Option<ResourceId>,
        /// An appointment that stands in the way.
        blocking: Option<AppointmentId>,
    },
    /// The patient has another appointment then.
    #[error("the patient has another appointment at that time")]
    PatientBusy { blocking: AppointmentId },
    /// The appointment's state does not allow it.
    #[error("an appointment that is {} cannot become {}", from.code(), to.code())]
    IllegalTransition { from: Status, to: Status },
    /// The caller saw an older revision.
    #[error("the appointment has changed: it is at revision {current}")]
    RevisionStale { current: u32 },
    /// The hold ran out.
    #[error("the hold has run out")]
    HoldLapsed,
    /// The appointment is not a hold.
    #[error("this is not a hold: it is {}", status.code())]
    NotHeld { status: Status },
    /// A newer fencing token exists.
    #[error("the fencing token is not the newest one")]
    FenceStale,
    /// Sessions of one resource may not overlap.
    #[error("the resource already has a session at that time")]
    SessionOverlap { session: SessionId },
    /// The template has been decided about.
    #[error("the template is {}", status.code())]
    TemplateSettled { status: TemplateStatus },
    /// Two templates would keep the same time.
    #[error("{template} is in force at the same time")]
    TemplateOverlap { template: TemplateId },
    /// The appointment is not booked.
    #[error("this is not a booked appointment: it is {}", status.code())]
    NotBooked { status: Status },
    /// A training of the same task is under way.
    #[error("{training} is not finished yet")]
    TrainingUnfinished { training: TrainingId },
    /// Another worker has the training.
    #[error("another worker has this training until {until}")]
    TrainingTaken { until: Instant },
    /// No worker has the training.
    #[error("nobody has taken this training")]
    TrainingNotHeld,
    /// The training has ended.
    #[error("this training has ended")]
    TrainingEnded,
    /// The model speaks for its task already.
    #[error("this model is the champion already")]
    AlreadyChampion,
    /// The gates were measured against a model that is no longer the champion.
    #[error("the champion has changed since the gates were measured{}", champion.map(|id| format!(": it is {id}")).unwrap_or_default())]
    ChampionChanged { champion: Option<ModelId> },
    /// The challenger is worse than the champion, or could not be compared with it.
    #[error("the challenger fails {count} of the gates, the first: {segment}")]
    GateFailed {
        /// The first segment in which it fails.
        segment: Box<str>,
        /// How many gates it fails.
        count: u32,
    },
    /// No champion came before the present one.
    #[error("no earlier champion can come back")]
    NoEarlierChampion,
    /// The change would leave appointments without their resources.
    #[error("{count} appointments stand in the way")]
    StrandsAppointments {
        /// How many.
        count: u32,
        /// The first of them.
        first: AppointmentId,
    },
}
