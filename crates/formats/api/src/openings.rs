//! Availability: where and when a visit would fit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::appointments::Segment;
use crate::ids::{ResourceId, SiteId, VisitTypeId};
use crate::moment::Moment;

/// In which order openings are offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// The earliest starts, with any resource.
    #[default]
    Earliest,
    /// First the starts with the resources asked for, then others.
    PreferredProvider,
    /// The earliest starts, each with the resources that have the fewest booked minutes that day.
    SpreadLoad,
}

/// A search for openings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "visit_type": "visit-type-1", "site": "site-1",
    "from": "2026-11-30T00:00:00+01:00", "until": "2026-12-07T00:00:00+01:00",
    "resources": {"physician": "resource-1"}, "policy": "earliest", "limit": 10
}))]
pub struct OpeningSearch {
    /// The kind of visit.
    pub visit_type: VisitTypeId,
    /// Only at this site; at every site that offers it if left out.
    #[serde(default)]
    pub site: Option<SiteId>,
    /// The patient's pseudonym: times at which the patient is busy are left out.
    #[serde(default)]
    pub patient: Option<String>,
    /// Age in whole years; needed where the visit type has age limits.
    #[serde(default)]
    pub patient_age: Option<u8>,
    /// Earliest start.
    pub from: Moment,
    /// Starts lie before this moment.
    pub until: Moment,
    /// Resources asked for, by role: required, or only preferred under `preferred_provider`.
    #[serde(default)]
    #[schema(example = json!({"physician": "resource-1"}))]
    pub resources: BTreeMap<String, ResourceId>,
    /// In which order openings are offered; `earliest` if left out.
    #[serde(default)]
    pub policy: Policy,
    /// How many openings at most, 1 to 500; 20 if left out.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 500)]
    pub limit: Option<u16>,
}

/// A time at which the visit would fit, and the resources it would use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Opening {
    /// The site.
    pub site: SiteId,
    /// When the visit would begin.
    pub start: Moment,
    /// When the visit would end.
    pub end: Moment,
    /// The resources it would use.
    pub segments: Vec<Segment>,
}

/// The openings found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Openings {
    /// The openings, best first; empty when there are none.
    pub items: Vec<Opening>,
    /// The number of the last event that the search saw.
    pub head: u64,
}

/// How many openings are found when the request does not say.
pub const DEFAULT_OPENINGS: u16 = 20;
