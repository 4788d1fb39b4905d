//! What feeds tell of the world outside: weather, influenza, special days.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::SiteId;
use crate::moment::{LocalDate, Moment};

/// Readings of a feed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "feed": "weather-office",
    "readings": [{
        "signal": "rain", "unit": "mm", "site": "site-1", "from": "2026-12-01T00:00:00Z", "until": "2026-12-02T00:00:00Z",
        "value": 4.2
    }]
}))]
pub struct NewSignals {
    /// The feed's name.
    pub feed: String,
    /// What it told, at most 1,000 readings.
    pub readings: Vec<SignalReading>,
}

/// One reading. It counts from the moment at which it is sent, not from the one that it is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignalReading {
    /// The signal.
    #[schema(example = "rain")]
    pub signal: String,
    /// Its unit.
    #[schema(example = "mm")]
    pub unit: String,
    /// The site that it is about; all of them if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// From when it holds. It may lie ahead: a weather forecast does.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
    /// Its value; kept to thousandths.
    pub value: f64,
}

/// Days unlike others of their weekday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"feed": "calendar", "days": [{"day": "2026-12-25", "kind": "holiday"}]}))]
pub struct NewSpecialDays {
    /// The feed's name.
    pub feed: String,
    /// The days, at most 1,000.
    pub days: Vec<SpecialDay>,
}

/// A day unlike others of its weekday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpecialDay {
    /// The day, on the site's calendar.
    pub day: LocalDate,
    /// The site that it is about; all of them if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// Its kind: days of one kind are alike. Empty makes the day ordinary again.
    #[schema(example = "school-vacation")]
    pub kind: String,
}

/// What a feed told was written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FeedReceipt {
    /// The feed's name.
    pub feed: String,
    /// How many readings or days.
    pub count: u32,
    /// The log's newest event: predictions from here on know of it.
    pub head: u64,
}
