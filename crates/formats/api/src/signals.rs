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
    /// What it told, 1 to 1,000 readings; none may say two values for one signal, site and time.
    pub readings: Vec<SignalReading>,
}

/// One reading. It counts from the moment at which it is sent, not from the one that it is about.
///
/// A wrong reading is corrected by sending the same signal, site, `from` and `until` again: the later word holds from then on. What
/// was foretold before stays as it was, and so does what a replay of it says. A reading of a site goes before one of all sites.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignalReading {
    /// The signal. Every forecaster knows `rain` (mm, 0 to 500), `temperature` (degree Celsius, -60 to 60) and `influenza` (percent of
    /// visits, 0 to 100). A name of the clinic's own is taken too, and only forecasts of demand learn from it; the answer
    /// names it under `unknown_signals`.
    #[schema(example = "rain")]
    pub signal: String,
    /// Its unit: that of a known signal, or always the same one for a name of the clinic's own.
    #[schema(example = "mm")]
    pub unit: String,
    /// The site that it is about; all of them if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// From when it holds. It may lie ahead: a weather forecast does. What is counted, as influenza is, cannot.
    pub from: Moment,
    /// Until when: at most a year after `from`, and for the weather at most 16 days ahead.
    pub until: Moment,
    /// Its value, within the signal's range or, for a name of the clinic's own, from minus to plus a million; kept to thousandths.
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
    /// Signals among the readings that no forecaster knows: names of the clinic's own, or misspelt ones. They were written down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown_signals: Vec<UnknownSignal>,
}

/// A signal that no forecaster knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnknownSignal {
    /// Its name, as it was told.
    #[schema(example = "temprature")]
    pub signal: String,
    /// How many readings of it were told.
    pub readings: u32,
    /// The known signal that it is like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "temperature")]
    pub nearest: Option<String>,
    /// What becomes of it, in a sentence or two.
    pub advice: String,
}

/// The feeds that have spoken, and how they stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FeedList {
    /// The moment as of which silence is counted.
    pub as_of: Moment,
    /// The log up to here was known.
    pub head: u64,
    /// The feeds by name.
    pub feeds: Vec<FeedStanding>,
}

/// A feed and what it has told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FeedStanding {
    /// The feed's name.
    pub feed: String,
    /// When it last told anything.
    pub last_told: Moment,
    /// How many special days it has told, each day and site once.
    pub special_days: u32,
    /// Its signals by name.
    pub signals: Vec<SignalStanding>,
}

/// A signal of a feed, and whether the feed still speaks of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SignalStanding {
    /// The signal.
    pub signal: String,
    /// Its unit, as told last.
    pub unit: String,
    /// Whether every forecaster knows it.
    pub known: bool,
    /// The known signal that it is like, if it is not known itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest: Option<String>,
    /// The times and sites of which it has told, each once.
    pub readings: u32,
    /// How often it has told another value for a time and site than before.
    pub corrections: u32,
    /// How many of its tellings no forecaster uses: in another unit, not plausible, or told before they can have been counted.
    pub unused: u32,
    /// When it last told anything.
    pub last_told: Moment,
    /// The latest of the readings that it told then.
    pub last: LastReading,
    /// The minutes after which it usually tells something new: the median of the last 20 times. Left out while it has told too
    /// little to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usual_minutes: Option<i64>,
    /// Whether it still speaks.
    pub state: Hearing,
    /// Until when forecasts have a value of it. Left out if they can use nothing that it told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands_until: Option<Moment>,
}

/// Whether a feed still speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Hearing {
    /// It has told something new within twice its usual time.
    Speaking,
    /// It has not: it has stopped, or nobody asks it any more.
    Silent,
    /// It has told too little to know what is usual.
    New,
}

/// A reading as the log has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LastReading {
    /// The site that it is about; all of them if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// From when it holds.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
    /// Its value.
    pub value: f64,
}
