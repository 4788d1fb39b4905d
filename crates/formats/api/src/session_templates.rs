//! Session templates: slots that are kept for kinds of visit, from their proposal on.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::hours::Weekday;
use crate::ids::{ResourceId, TemplateId, VisitTypeId};
use crate::moment::ClockTime;

/// A template that is suggested. It binds nobody until it is adopted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Monday mornings", "resources": ["resource-1"], "weekdays": ["mon"], "starts_at": "08:00",
    "kinds": [{"name": "A", "visit_types": ["visit-type-1"]}, {"name": "B", "visit_types": ["visit-type-2"]}],
    "slots": [{"minute": 0, "minutes": 30, "kind": "A"}, {"minute": 30, "minutes": 30, "kind": "B"}],
    "release_days": 2
}))]
pub struct NewSessionTemplate {
    /// What staff call it.
    pub name: String,
    /// Whose sessions.
    pub resources: BTreeSet<ResourceId>,
    /// The weekdays on which the session begins; every day if empty or left out.
    #[serde(default)]
    pub weekdays: Vec<Weekday>,
    /// When the session begins, on the clock of the resource's site.
    pub starts_at: ClockTime,
    /// The kinds of visit that slots are kept for.
    pub kinds: Vec<SlotKind>,
    /// The slots in order of time, at most 96. Each is at least as long as its visits use the resource.
    pub slots: Vec<TypedSlot>,
    /// A slot that nobody has booked is open to any visit from so many days of 24 hours before it begins, 0 to 730.
    pub release_days: u16,
    /// The plan that the template was chosen by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<PlanEvidence>,
}

/// A kind of visit, as the template tells them apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SlotKind {
    /// Its name, for example `A`.
    pub name: String,
    /// The visit types that belong to it.
    pub visit_types: BTreeSet<VisitTypeId>,
}

/// One slot of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TypedSlot {
    /// Its first minute, counted from the session's start.
    pub minute: u16,
    /// Its length in minutes.
    pub minutes: u16,
    /// The name of its kind.
    pub kind: String,
}

/// The plan that a template was chosen by, as its proposer tells it: what to look at later, and how to make it again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanEvidence {
    /// How the order was chosen.
    #[schema(example = "exact")]
    pub method: String,
    /// Where the service times came from.
    #[schema(example = "service-1")]
    pub source: String,
    /// The number of the last event that had been read then; 0 for service times that are not from the log.
    pub head: u64,
    /// How many service times there were.
    pub service_times: u32,
    /// Scenarios drawn.
    pub scenarios: u32,
    /// Where the draws began.
    pub seed: u64,
    /// Cost of a minute of one patient's waiting; kept to thousandths.
    pub cost_wait: f64,
    /// Cost of a minute of idling; kept to thousandths.
    pub cost_idle: f64,
    /// Cost of a minute of overtime; kept to thousandths.
    pub cost_overtime: f64,
    /// Expected waiting of all patients together; kept to the second.
    pub wait_minutes: f64,
    /// Expected idling; kept to the second.
    pub idle_minutes: f64,
    /// Expected overtime; kept to the second.
    pub overtime_minutes: f64,
    /// How far the cheapest order can lie below this one at most, as a share of its cost; kept to millionths.
    pub gap: f64,
}

/// How far a template has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TemplateStatus {
    /// Somebody suggests it; it binds nobody.
    Proposed,
    /// It binds finding and booking.
    Adopted,
    /// It was turned down.
    Declined,
    /// It no longer binds.
    Retired,
}

/// A session template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SessionTemplate {
    /// Its id.
    pub id: TemplateId,
    /// How far it has come.
    pub status: TemplateStatus,
    /// What was proposed; `release_days` as it is now.
    #[serde(flatten)]
    pub template: NewSessionTemplate,
    /// The reason given with the newest decision about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Which templates to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TemplateQuery {
    /// Only those that have come so far.
    pub status: Option<TemplateStatus>,
    /// Only those of this resource.
    pub resource: Option<ResourceId>,
    /// How many items at most, 1 to 500; 100 if left out.
    #[param(minimum = 1, maximum = 500, example = 100)]
    pub limit: Option<u16>,
    /// The `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// Putting a template into force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Shorter waits at the same idle time"}))]
pub struct Adoption {
    /// Why, for everybody who reads the log.
    pub reason: String,
    /// The template in force that goes out of force at the same moment.
    #[serde(default)]
    pub replaces: Option<TemplateId>,
}

/// Turning a template down, or putting it out of force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "The afternoon is needed for urgent visits"}))]
pub struct TemplateDecision {
    /// Why, for everybody who reads the log.
    pub reason: String,
}

/// Another policy for unused slots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"release_days": 3, "reason": "Slots of kind A stay empty too often"}))]
pub struct ReleasePolicy {
    /// A slot that nobody has booked is open to any visit from so many days of 24 hours before it begins, 0 to 730.
    pub release_days: u16,
    /// Why, for everybody who reads the log.
    pub reason: String,
}
