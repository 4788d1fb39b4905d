//! Visit types: the steps of a visit and what each step needs.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::{ServiceId, SiteId, VisitTypeId};
use crate::resources::ResourceKind;

/// One demand of a step for a resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Demand {
    /// The part this resource plays. Equal roles in different steps are the same resource.
    #[schema(example = "physician")]
    pub role: String,
    /// The kind of resource asked for.
    pub kind: ResourceKind,
    /// Attributes that the resource must all have.
    #[serde(default)]
    pub attributes: BTreeSet<String>,
    /// Capacity units used; 1 if left out.
    #[serde(default = "one_unit")]
    #[schema(minimum = 1)]
    pub units: u16,
}

pub(crate) fn one_unit() -> u16 {
    1
}

/// One step of a visit, in minutes from the visit's start. Steps may overlap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Name of the step.
    pub name: String,
    /// First minute of the step.
    pub from_minute: u16,
    /// First minute after the step.
    pub until_minute: u16,
    /// The resources used during the step.
    pub demands: Vec<Demand>,
}

/// A visit type to be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Echocardiogram",
    "service": "service-1",
    "steps": [
        {"name": "Scan", "from_minute": 0, "until_minute": 30, "demands": [
            {"role": "sonographer", "kind": "practitioner", "attributes": ["echo"]},
            {"role": "room", "kind": "room"}
        ]},
        {"name": "Reading", "from_minute": 30, "until_minute": 40, "demands": [
            {"role": "physician", "kind": "practitioner", "attributes": ["cardiology"]}
        ]}
    ],
    "start_every_minutes": 10
}))]
pub struct NewVisitType {
    /// Name as staff say it.
    pub name: String,
    /// The service it belongs to.
    pub service: ServiceId,
    /// Steps in order of their first minute.
    pub steps: Vec<Step>,
    /// Starts are offered at multiples of this many minutes past the local hour: 5, 10, 15, 20, 30 or 60.
    #[schema(example = 15)]
    pub start_every_minutes: u16,
    /// Youngest age in years, inclusive.
    #[serde(default)]
    pub age_min: Option<u8>,
    /// Oldest age in years, inclusive.
    #[serde(default)]
    pub age_max: Option<u8>,
    /// Sites that offer it; all if empty or left out.
    #[serde(default)]
    pub sites: BTreeSet<SiteId>,
}

/// A visit type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VisitType {
    /// Its id.
    pub id: VisitTypeId,
    /// Name as staff say it.
    pub name: String,
    /// The service it belongs to.
    pub service: ServiceId,
    /// Length of the whole visit in minutes.
    pub minutes: u16,
    /// The roles that resources fill, in order of first mention.
    pub roles: Vec<String>,
    /// Steps in order of their first minute.
    pub steps: Vec<Step>,
    /// Starts are offered at multiples of this many minutes past the local hour.
    pub start_every_minutes: u16,
    /// Youngest age in years, inclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_min: Option<u8>,
    /// Oldest age in years, inclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_max: Option<u8>,
    /// Sites that offer it; empty means all.
    pub sites: BTreeSet<SiteId>,
}
