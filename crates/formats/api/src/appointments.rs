//! Appointments: booking, moving, cancelling, and the states of a visit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::hours::TimeSpan;
use crate::ids::{AppointmentId, ResourceId, SiteId, VisitTypeId};
use crate::moment::Moment;

/// FHIR's appointment states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
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

/// Why an appointment was cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
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
    /// Any other reason.
    Other,
}

/// The reasons that may be given for a cancellation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GivenReason {
    /// The patient asked.
    Patient,
    /// The clinic asked.
    Provider,
    /// Equipment is not available.
    EquipmentUnavailable,
    /// Weather.
    Weather,
    /// Any other reason.
    Other,
}

/// How a resource is picked where the request leaves it open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// The lowest id that is free.
    #[default]
    First,
    /// The one with the fewest booked minutes that day.
    Spread,
}

/// An appointment to be booked at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "patient": "p-48121", "visit_type": "visit-type-1", "site": "site-1",
    "start": "2026-11-30T09:30:00+01:00", "resources": {"physician": "resource-1"}
}))]
pub struct NewAppointment {
    /// The patient's pseudonym: 1 to 36 characters of `A-Z a-z 0-9 . _ -`. Never a name or a chart number.
    pub patient: String,
    /// Age in whole years on the day of the visit; needed where the visit type has age limits. Not stored.
    #[serde(default)]
    pub patient_age: Option<u8>,
    /// The kind of visit.
    pub visit_type: VisitTypeId,
    /// The site.
    pub site: SiteId,
    /// The start, on a whole minute.
    pub start: Moment,
    /// Resources asked for, by role; other roles are filled by `choice`.
    #[serde(default)]
    #[schema(example = json!({"physician": "resource-1"}))]
    pub resources: BTreeMap<String, ResourceId>,
    /// How open roles are filled; `first` if left out.
    #[serde(default)]
    pub choice: Choice,
}

/// A wish for a visit that has no time yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"patient": "p-48121", "visit_type": "visit-type-1", "waitlist": true}))]
pub struct NewRequest {
    /// The patient's pseudonym.
    pub patient: String,
    /// The kind of visit.
    pub visit_type: VisitTypeId,
    /// True: straight onto the waiting list.
    #[serde(default)]
    pub waitlist: bool,
    /// Age in whole years; needed where the visit type has age limits. It is not stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patient_age: Option<u8>,
}

/// Another time for an appointment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"start": "2026-12-01T10:00:00+01:00"}))]
pub struct Reschedule {
    /// The new start, on a whole minute.
    pub start: Moment,
    /// Another site; the same one if left out.
    #[serde(default)]
    pub site: Option<SiteId>,
    /// Resources asked for, by role.
    #[serde(default)]
    #[schema(example = json!({"physician": "resource-1"}))]
    pub resources: BTreeMap<String, ResourceId>,
    /// True: roles not named may go to any free resource; otherwise they stay with their present one.
    #[serde(default)]
    pub any_resource: bool,
}

/// A cancellation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "patient"}))]
pub struct Cancel {
    /// Why.
    pub reason: GivenReason,
}

/// A move to another state, for example `arrived`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "arrived"}))]
pub struct StatusChange {
    /// The new state.
    pub to: Status,
    /// When the visit really took place; only for one that becomes `fulfilled`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<ActualTimes>,
}

/// When a visit really took place, as far as somebody measured it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"start": "2026-12-01T09:34:00Z", "end": "2026-12-01T09:58:00Z"}))]
pub struct ActualTimes {
    /// When it began.
    pub start: Moment,
    /// When it ended, later than it began.
    pub end: Moment,
}

/// One resource's part of a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Segment {
    /// The role it fills.
    #[schema(value_type = String)]
    pub role: std::sync::Arc<str>,
    /// The resource.
    pub resource: ResourceId,
    /// From when it is used.
    pub start: Moment,
    /// Until when it is used.
    pub end: Moment,
    /// Capacity units used.
    pub units: u16,
}

/// An appointment, or a hold on the way to one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Appointment {
    /// Its id, kept through every reschedule.
    pub id: AppointmentId,
    /// How often it has changed; the first version is 1. Also in the `ETag` header.
    pub revision: u32,
    /// Its state.
    pub status: Status,
    /// The patient's pseudonym.
    pub patient: String,
    /// The kind of visit.
    pub visit_type: VisitTypeId,
    /// The site, once it has a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// When it begins, once it has a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Moment>,
    /// When it ends, once it has a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Moment>,
    /// The resources it uses.
    pub segments: Vec<Segment>,
    /// The fencing token of a hold: give it to renew, confirm or release.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fence: Option<u64>,
    /// When a hold runs out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<Moment>,
    /// When the visit really took place, once known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual: Option<TimeSpan>,
    /// Why it was cancelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancel_reason: Option<CancelReason>,
}

/// Which appointments to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AppointmentsQuery {
    /// Only those that end after this moment.
    pub from: Option<Moment>,
    /// Only those that begin before this moment.
    pub until: Option<Moment>,
    /// Only those that use this resource.
    pub resource: Option<ResourceId>,
    /// Only those in this state.
    pub status: Option<Status>,
    /// Only those of this patient's pseudonym.
    pub patient: Option<String>,
    /// How many items at most, 1 to 500; 100 if left out.
    #[param(minimum = 1, maximum = 500, example = 100)]
    pub limit: Option<u16>,
    /// The `next_cursor` of the page before.
    pub cursor: Option<String>,
}
