//! Sessions: blocks of a resource's working time that are open for booking.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::ids::{ResourceId, ServiceId, SessionId};
use crate::moment::Moment;

/// A session to be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "resource": "resource-1", "start": "2026-11-30T08:00:00+01:00", "end": "2026-11-30T12:00:00+01:00",
    "services": ["service-1"], "label": "Morning clinic"
}))]
pub struct NewSession {
    /// Whose time.
    pub resource: ResourceId,
    /// When it begins.
    pub start: Moment,
    /// When it ends.
    pub end: Moment,
    /// The services that may use it; all if empty or left out.
    #[serde(default)]
    pub services: BTreeSet<ServiceId>,
    /// What staff call it.
    pub label: String,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Whose time.
    pub resource: ResourceId,
    /// When it begins.
    pub start: Moment,
    /// When it ends.
    pub end: Moment,
    /// The services that may use it; empty means all.
    pub services: BTreeSet<ServiceId>,
    /// What staff call it.
    pub label: String,
    /// True when the source had no dates and an import chose fitting ones.
    pub placed_by_import: bool,
}

/// Which sessions or blocks to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TimetableQuery {
    /// Only those that end after this moment.
    pub from: Option<Moment>,
    /// Only those that begin before this moment.
    pub until: Option<Moment>,
    /// Only those of this resource.
    pub resource: Option<ResourceId>,
    /// How many items at most, 1 to 500; 100 if left out.
    #[param(minimum = 1, maximum = 500, example = 100)]
    pub limit: Option<u16>,
    /// The `next_cursor` of the page before.
    pub cursor: Option<String>,
}
