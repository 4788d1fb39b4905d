//! How many will ask for services, in the next quarter of an hour and in three weeks.

mod not_used;
mod platform;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::{ModelId, ServiceId, SiteId};
use crate::moment::Moment;

pub use not_used::NotUsed;
pub use platform::{
    PlatformBand, PlatformDemandAnswer, PlatformDemandQuestion, PlatformEvent, PlatformEventKind,
};

/// How far ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub enum Horizon {
    /// The next 15 minutes.
    #[serde(rename = "15m")]
    Minutes15,
    /// The next 30 minutes.
    #[serde(rename = "30m")]
    Minutes30,
    /// The next hour.
    #[serde(rename = "1h")]
    Hours1,
    /// The next 2 hours.
    #[serde(rename = "2h")]
    Hours2,
    /// The next 4 hours.
    #[serde(rename = "4h")]
    Hours4,
    /// The next 6 hours.
    #[serde(rename = "6h")]
    Hours6,
    /// The next 12 hours.
    #[serde(rename = "12h")]
    Hours12,
    /// The day that lies 14 days ahead.
    #[serde(rename = "14d")]
    Days14,
    /// The day that lies 3 weeks ahead.
    #[serde(rename = "3w")]
    Weeks3,
}

/// A question about demand. Everything may be left out: then every service and site is told for every horizon.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "services": ["service-1"], "horizons": ["1h", "4h"],
    "current_queue": [{"service": "service-1", "waiting": 12}],
    "events": [{"type": "intake_submitted", "at": "2026-11-30T10:35:00Z", "service": "service-1"}]
}))]
pub struct DemandQuestion {
    /// Only these services.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub services: Option<Vec<ServiceId>>,
    /// Only these sites.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sites: Option<Vec<SiteId>>,
    /// Only these horizons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub horizons: Option<Vec<Horizon>>,
    /// Who waits now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_queue: Option<Vec<QueueLength>>,
    /// What happened of which the log does not know yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<DemandEvent>>,
}

/// How many wait for a service now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QueueLength {
    /// The service.
    pub service: ServiceId,
    /// The site; all of its sites if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// How many, at most 100,000. They are added to every horizon that begins now; days that lie ahead are not moved.
    #[schema(maximum = 100_000)]
    pub waiting: u32,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DemandEventKind {
    /// A visit was scheduled for `at`, of which the log does not know: it adds the service's share of visits that take place to
    /// the horizons that hold `at`.
    VisitScheduled,
    /// A visit that was scheduled for `at` was called off, of which the log does not know: it takes the same away.
    VisitCancelled,
    /// Somebody asked for a visit at `at`, which is not in the future (five minutes are allowed for clocks): it raises the present
    /// rate as an arrival does.
    IntakeSubmitted,
}

/// Something that moves demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DemandEvent {
    /// What happened.
    #[serde(rename = "type")]
    pub kind: DemandEventKind,
    /// When.
    pub at: Moment,
    /// For which service.
    pub service: ServiceId,
    /// At which site; spread over all of its sites if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
}

/// How many will ask.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DemandAnswer {
    /// The moment as of which it was predicted.
    pub as_of: Moment,
    /// The log up to here was known.
    pub head: u64,
    /// The model that spoke. Left out where only named fallbacks did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<ModelId>,
    /// One for each service, site and horizon.
    pub forecasts: Vec<DemandForecast>,
    /// What the question said and no number used, and why.
    pub not_used: Vec<NotUsed>,
}

/// How many will ask for a service at a site in a stretch of time, always with its band.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DemandForecast {
    /// The service.
    pub service: ServiceId,
    /// The site.
    pub site: SiteId,
    /// How far ahead.
    pub horizon: Horizon,
    /// The stretch's first moment.
    pub from: Moment,
    /// The first moment after it.
    pub until: Moment,
    /// How many are expected.
    pub expected: f64,
    /// The band's lower end: so many at least.
    pub low: u32,
    /// The band's upper end: so many at most.
    pub high: u32,
    /// Which share of such bands is meant to hold.
    #[schema(example = 0.8)]
    pub level: f64,
    /// `model`, or the name of the fallback that spoke in its place.
    #[schema(example = "model")]
    pub basis: String,
    /// Why a fallback spoke, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback_reason: Option<String>,
    /// What moved it away from the usual, in words.
    #[schema(example = json!(["12 people wait now"]))]
    pub moved_by: Vec<String>,
}
