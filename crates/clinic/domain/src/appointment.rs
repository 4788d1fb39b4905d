//! The appointment, its states and the legal moves between them.

use std::sync::Arc;

use lindley_time::{Instant, Span};
use serde::{Deserialize, Serialize};

use crate::ids::{AppointmentId, PatientId, ResourceId, SiteId, VisitTypeId};

/// FHIR's appointment states. A hold is a pending appointment with an expiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Asked for, no time yet.
    Proposed,
    /// Waiting for a time.
    Waitlist,
    /// Held for a short while.
    Pending,
    /// Agreed.
    Booked,
    /// The patient is here.
    Arrived,
    /// Paperwork done, waiting to be called.
    CheckedIn,
    /// The visit took place.
    Fulfilled,
    /// Will not take place.
    Cancelled,
    /// The patient did not come.
    Noshow,
    /// Should never have been written.
    EnteredInError,
}

impl Status {
    /// Every state, in the order of a visit's life.
    pub const ALL: [Self; 10] = [
        Self::Proposed,
        Self::Waitlist,
        Self::Pending,
        Self::Booked,
        Self::Arrived,
        Self::CheckedIn,
        Self::Fulfilled,
        Self::Cancelled,
        Self::Noshow,
        Self::EnteredInError,
    ];

    /// Whether an appointment in this state uses its resources' time.
    pub const fn occupies(self) -> bool {
        matches!(self, Self::Pending | Self::Booked | Self::Arrived | Self::CheckedIn | Self::Fulfilled)
    }

    /// Whether a transition command may move an appointment from this state to `to`.
    ///
    /// Getting a time (to `Pending` or `Booked`) is not a transition: it goes through holding, booking and
    /// rescheduling, which check the resources.
    pub const fn may_become(self, to: Self) -> bool {
        use Status::{
            Arrived, Booked, Cancelled, CheckedIn, EnteredInError, Fulfilled, Noshow, Pending, Proposed,
            Waitlist,
        };
        match self {
            Proposed => matches!(to, Waitlist | Cancelled | EnteredInError),
            Waitlist => matches!(to, Proposed | Cancelled | EnteredInError),
            Pending => matches!(to, Cancelled | EnteredInError),
            Booked => matches!(to, Arrived | CheckedIn | Fulfilled | Cancelled | Noshow | EnteredInError),
            Arrived => matches!(to, CheckedIn | Fulfilled | Cancelled | EnteredInError),
            CheckedIn => matches!(to, Fulfilled | Cancelled | EnteredInError),
            Fulfilled | Cancelled | Noshow => matches!(to, EnteredInError),
            EnteredInError => false,
        }
    }

    /// FHIR's code for the state.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Waitlist => "waitlist",
            Self::Pending => "pending",
            Self::Booked => "booked",
            Self::Arrived => "arrived",
            Self::CheckedIn => "checked-in",
            Self::Fulfilled => "fulfilled",
            Self::Cancelled => "cancelled",
            Self::Noshow => "noshow",
            Self::EnteredInError => "entered-in-error",
        }
    }
}

/// One resource's part of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Which of the visit type's roles it fills, by index into its roles in order of first mention.
    pub role: u8,
    /// Capacity units used.
    pub units: u16,
    /// The resource.
    pub resource: ResourceId,
    /// When it is used.
    pub span: Span,
}

/// Where and when a visit happens: one booking, all its resources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// The site.
    pub site: SiteId,
    /// From the first resource's start to the last one's end.
    pub span: Span,
    /// The resources, in order of role and start. Shared by the event, both copies of the state and the answer.
    pub segments: Arc<[Segment]>,
}

/// The lease of a hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// The first moment at which the hold no longer holds.
    pub expires: Instant,
    /// The fencing token: every renewal gets a higher one, and only the newest is honoured.
    pub fence: u64,
}

/// Why an appointment was cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CancelReason {
    /// The patient asked.
    Patient,
    /// The clinic asked.
    Provider,
    /// The hold ran out.
    HoldLapsed,
    /// The hold was given back.
    HoldReleased,
    /// Equipment is not available.
    EquipmentUnavailable,
    /// Weather.
    Weather,
    /// Any other reason, explained in the note.
    Other,
}

/// An appointment, or a hold on the way to one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Its id, kept through every reschedule.
    pub id: AppointmentId,
    /// How often it has changed; the first version is 1. The ETag of the API.
    pub revision: u32,
    /// State.
    pub status: Status,
    /// The patient's pseudonym.
    pub patient: PatientId,
    /// The kind of visit.
    pub visit_type: VisitTypeId,
    /// Where and when; none while proposed or on the waiting list.
    pub placement: Option<Placement>,
    /// The lease while pending.
    pub lease: Option<Lease>,
    /// When the visit really took place, once known.
    pub actual: Option<Span>,
    /// Why it was cancelled.
    pub cancel_reason: Option<CancelReason>,
}
