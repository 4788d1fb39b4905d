//! Holds: a time kept for a short while, with an expiry and a fencing token.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::appointments::Choice;
use crate::ids::{ResourceId, SiteId, VisitTypeId};
use crate::moment::Moment;

/// A hold to be placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "patient": "p-48121", "visit_type": "visit-type-1", "site": "site-1",
    "start": "2026-11-30T09:30:00+01:00", "resources": {"physician": "resource-1"}, "lease_seconds": 600
}))]
pub struct NewHold {
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
    /// Length of the lease in seconds, 30 to 3600; 600 if left out.
    #[serde(default)]
    #[schema(minimum = 30, maximum = 3600)]
    pub lease_seconds: Option<u32>,
}

/// A hold to be extended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"fence": 17, "lease_seconds": 600}))]
pub struct RenewHold {
    /// The newest fencing token that the holder has got.
    pub fence: u64,
    /// Length of the new lease in seconds, 30 to 3600; 600 if left out.
    #[serde(default)]
    #[schema(minimum = 30, maximum = 3600)]
    pub lease_seconds: Option<u32>,
}

/// A hold to be turned into a booked appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"fence": 17}))]
pub struct ConfirmHold {
    /// The newest fencing token that the holder has got.
    pub fence: u64,
}

/// Which lease is given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReleaseQuery {
    /// The newest fencing token that the holder has got.
    pub fence: u64,
}

/// Length of a lease in seconds when the request does not say.
pub const DEFAULT_LEASE_SECONDS: u32 = 600;
