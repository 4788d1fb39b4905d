//! The same question as telemedicine platforms put it: specialties by name, whole numbers, and a confidence.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::NotUsed;
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
    /// The platform that asks, 1 to 120 characters. It is asked for so that a question can be traced; every platform gets the same
    /// answer.
    pub platform: String,
    /// What happened there, of which the log does not know. Events move the numbers as each kind says; what moves none is told in
    /// `not_used`.
    #[serde(default)]
    pub events: Vec<PlatformEvent>,
    /// How many wait now, by specialty: a service's name in small letters with underscores. They are added to every number and to both
    /// ends of its band, because they are certain. Services with the same name are one specialty, and are summed. At most
    /// 100,000 each; at most 200 specialties here and in `events` together. If no specialty is named anywhere, all are told of.
    #[serde(default, deserialize_with = "unique_keys::map")]
    pub current_queue: BTreeMap<String, u32>,
    /// How many hours ahead, 1 to 12; 4 if left out. Told are 1, 2, 4, 6 and 12 hours, as far as they lie within.
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
    /// A visit was scheduled: it adds the share of visits that take place to the numbers that hold its time.
    VisitScheduled,
    /// A visit was called off: it takes the same away.
    VisitCancelled,
    /// A patient sent an intake form: it raises the present rate as an arrival does.
    IntakeSubmitted,
}

/// Something that happened on a platform.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlatformEvent {
    /// What happened.
    #[serde(rename = "type")]
    pub kind: PlatformEventKind,
    /// When; of a visit, when it is or was to take place: one outside the hours told of moves nothing. An intake form cannot be
    /// sent in the future; five minutes are allowed for clocks.
    pub timestamp: Moment,
    /// The specialty; divided among those asked about, by their arrivals of the last four weeks, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub specialty: Option<String>,
    /// The visit's length in minutes, 1 to 1,440. Accepted and not used: numbers count people, and how long visits take is foretold
    /// from this clinic's own visits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 1440)]
    pub duration_min: Option<u16>,
    /// How urgent it is, 0 to 1. Accepted and not used: how urgent somebody is changes who is seen first, not how many come.
    #[schema(minimum = 0, maximum = 1)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acuity_score: Option<f64>,
}

/// How many will ask, by specialty and horizon (`1h`, `2h`, `4h`): who waits now and who comes within it. Each number has its band
/// and its confidence under the same two names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({
    "predictions": {"primary_care": {"1h": 18, "2h": 22, "4h": 15}},
    "confidence_scores": {"primary_care": {"1h": 0.8, "2h": 0.76, "4h": 0.7}},
    "intervals": {"primary_care": {"1h": {"low": 13, "high": 24, "level": 0.8, "basis": "model"}}},
    "as_of": "2024-05-15T10:35:00Z", "head": 8120,
    "not_used": [{"first": "/events/0/duration_min", "count": 1, "reason": "Numbers count people, not minutes."}]
}))]
pub struct PlatformDemandAnswer {
    /// How many are expected, as whole numbers: the sum over all services of the specialty and their sites.
    pub predictions: BTreeMap<String, BTreeMap<String, u32>>,
    /// How likely the forecast part comes true within a quarter of itself (at least one more or fewer), 0 to 1: by its law, times
    /// what such bands have kept of their promise when they were judged, or half where they were not. The forecast part is the number without who waits now
    /// and without announced visits, so a long queue makes no number surer. At most 0.5 where nobody ever came.
    pub confidence_scores: BTreeMap<String, BTreeMap<String, f64>>,
    /// The bands; of several services or sites by the law of their sum, as if their errors were independent.
    pub intervals: BTreeMap<String, BTreeMap<String, PlatformBand>>,
    /// The moment as of which it was predicted.
    pub as_of: Moment,
    /// The log up to here was known.
    pub head: u64,
    /// What the question said and no number used, and why.
    pub not_used: Vec<NotUsed>,
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
