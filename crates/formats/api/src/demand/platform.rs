//! The same question as telemedicine platforms put it: specialties by name, whole numbers, and a confidence.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::moment::Moment;
use crate::unique_keys;

/// A platform's question about demand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "platform": "amwell",
    "events": [
        {"type": "visit_scheduled", "timestamp": "2024-05-15T10:30:00Z", "specialty": "primary_care", "duration_min": 15},
        {"type": "intake_submitted", "timestamp": "2024-05-15T10:35:00Z", "acuity_score": 0.7}
    ],
    "current_queue": {"primary_care": 12, "behavioral_health": 5},
    "time_window_hours": 4
}))]
pub struct PlatformDemandQuestion {
    /// The platform that asks.
    pub platform: String,
    /// What happened there.
    #[serde(default)]
    pub events: Vec<PlatformEvent>,
    /// How many wait now, by specialty: a service's name in small letters with underscores.
    #[serde(default, deserialize_with = "unique_keys::map")]
    pub current_queue: BTreeMap<String, u32>,
    /// How many hours ahead, 1 to 12; 4 if left out.
    #[serde(default = "usual_window")]
    #[schema(minimum = 1, maximum = 12, default = 4)]
    pub time_window_hours: u8,
}

const fn usual_window() -> u8 {
    4
}

/// What happened on a platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlatformEventKind {
    /// A visit was scheduled.
    VisitScheduled,
    /// A visit was called off.
    VisitCancelled,
    /// A patient sent an intake form.
    IntakeSubmitted,
}

/// Something that happened on a platform.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlatformEvent {
    /// What happened.
    #[serde(rename = "type")]
    pub kind: PlatformEventKind,
    /// When; of a scheduled visit, when it is to take place.
    pub timestamp: Moment,
    /// The specialty; any of those asked about if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub specialty: Option<String>,
    /// The visit's length in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_min: Option<u16>,
    /// How urgent it is, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acuity_score: Option<f64>,
}

/// How many will ask, by specialty and horizon (`1h`, `2h`, `4h`). Each number has its band and its confidence under the same
/// two names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({
    "predictions": {"primary_care": {"1h": 18, "2h": 22, "4h": 15}},
    "confidence_scores": {"primary_care": {"1h": 0.8, "2h": 0.76, "4h": 0.7}},
    "intervals": {"primary_care": {"1h": {"low": 13, "high": 24, "level": 0.8, "basis": "model"}}},
    "as_of": "2024-05-15T10:35:00Z", "head": 8120
}))]
pub struct PlatformDemandAnswer {
    /// How many are expected, as whole numbers.
    pub predictions: BTreeMap<String, BTreeMap<String, u32>>,
    /// How sure that is, 0 to 1.
    pub confidence_scores: BTreeMap<String, BTreeMap<String, f64>>,
    /// The bands.
    pub intervals: BTreeMap<String, BTreeMap<String, PlatformBand>>,
    /// The moment as of which it was predicted.
    pub as_of: Moment,
    /// The log up to here was known.
    pub head: u64,
}

/// The band of one number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlatformBand {
    /// So many at least.
    pub low: u32,
    /// So many at most.
    pub high: u32,
    /// Which share of such bands is meant to hold.
    pub level: f64,
    /// `model`, or the name of the fallback that spoke in its place.
    pub basis: String,
    /// Why a fallback spoke, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback_reason: Option<String>,
}
