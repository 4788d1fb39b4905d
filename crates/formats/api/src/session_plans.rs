//! Planning one session: the order of its visits from measured service times.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::unique_keys;

/// How the order is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlanMethod {
    /// The cheapest of all: every order is scored, or a search ends with a proof or a gap.
    #[default]
    Exact,
    /// The cheapest of the repeated patterns of bundled kinds.
    Crg,
    /// The cheapest of the traditional rules for two kinds.
    Tsc,
    /// The cheapest of the orders by mean, variance and coefficient of variation.
    Moments,
    /// Exchanges and moves until none helps.
    Search,
}

/// A session that is to be planned. Planning changes nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "composition": {"A": 8, "B": 8},
    "service_times": {"A": [1020, 1380, 2100, 960], "B": [300, 420, 660, 480]},
    "slot_minutes": 15, "cost_wait": 1, "cost_idle": 5, "cost_overtime": 5, "method": "exact", "scenarios": 2000, "seed": 1
}))]
pub struct SessionPlanRequest {
    /// How many visits of each kind, by the kind's letter from A to Z; at most 60 in all.
    #[serde(deserialize_with = "unique_keys::map")]
    pub composition: BTreeMap<String, u8>,
    /// Measured service times of each kind in whole seconds, 2 to 100,000 of each kind that has visits. Those of other kinds
    /// are not looked at.
    #[serde(deserialize_with = "unique_keys::map")]
    pub service_times: BTreeMap<String, Vec<u32>>,
    /// Minutes from one appointment to the next, a whole number of seconds; 15 if left out.
    #[serde(default = "usual_slot_minutes")]
    #[schema(default = 15)]
    pub slot_minutes: f64,
    /// Slots of the session. They must be filled; as many as visits if left out.
    #[serde(default)]
    pub slots: Option<u16>,
    /// Cost of a minute of one patient's waiting, 0 to 1,000,000; 1 if left out.
    #[serde(default = "one")]
    #[schema(minimum = 0, maximum = 1_000_000, default = 1)]
    pub cost_wait: f64,
    /// Cost of a minute of idling, 0 to 1,000,000; 0 if left out.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000, default = 0)]
    pub cost_idle: f64,
    /// Cost of a minute of overtime, 0 to 1,000,000; 1 if left out.
    #[serde(default = "one")]
    #[schema(minimum = 0, maximum = 1_000_000, default = 1)]
    pub cost_overtime: f64,
    /// How the order is chosen; `exact` if left out.
    #[serde(default)]
    pub method: PlanMethod,
    /// Scenarios to draw, 1 to 10,000; 2,000 if left out.
    #[serde(default = "usual_scenarios")]
    #[schema(minimum = 1, maximum = 10_000, default = 2_000)]
    pub scenarios: u32,
    /// Where the draws begin; the same request with the same seed gives the same plan. 1 if left out.
    #[serde(default = "usual_seed")]
    #[schema(default = 1)]
    pub seed: u64,
    /// Beginnings that an exact search may look at before it answers with a gap, 1 to 100,000. If left out, as many as one
    /// request may have, and 2,000 at most.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 100_000)]
    pub beginnings: Option<u64>,
}

/// A planned session. Times are in minutes, and means over the scenarios.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SessionPlan {
    /// The order of the visits: one letter for each slot.
    #[schema(example = "BABABABABABABABA")]
    pub sequence: String,
    /// Cost of the session.
    pub cost: f64,
    /// Waiting of all patients together.
    pub wait: f64,
    /// Idling before the last visit.
    pub idle: f64,
    /// Work after the session's end.
    pub overtime: f64,
    /// Standard deviation of the slots' waits: how unequally patients wait.
    pub std_w: f64,
    /// How far the cheapest order can lie below this one at most, as a share of its cost; 0 if this one is the cheapest.
    pub gap: f64,
    /// How long the planning took in seconds.
    pub seconds: f64,
    /// Waiting at each slot.
    pub slot_waits: Vec<f64>,
    /// How many scenarios were drawn.
    pub scenarios: u32,
    /// Where the draws began.
    pub seed: u64,
}

const fn usual_slot_minutes() -> f64 {
    15.0
}

const fn one() -> f64 {
    1.0
}

const fn usual_scenarios() -> u32 {
    2_000
}

const fn usual_seed() -> u64 {
    1
}
