//! How a day's sessions will go: who comes, how long they wait, how busy the practitioner is.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::ids::{ModelId, ResourceId, SiteId};
use crate::moment::{LocalDate, Moment};

/// Which sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SessionOutlookQuery {
    /// The site.
    pub site: SiteId,
    /// The day, on the site's calendar.
    pub date: LocalDate,
}

/// How the sessions of a day will go.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SessionOutlooks {
    /// The moment as of which it was predicted.
    pub as_of: Moment,
    /// The log up to here was known.
    pub head: u64,
    /// The model that spoke about coming. Left out where a named fallback did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_show_model: Option<ModelId>,
    /// The model that spoke about lengths. Left out where a named fallback did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length_model: Option<ModelId>,
    /// One for each practitioner with appointments, by start.
    pub sessions: Vec<SessionOutlook>,
}

/// A number with its band.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Estimate {
    /// What is expected.
    pub expected: f64,
    /// The band's lower end.
    pub low: f64,
    /// The band's upper end.
    pub high: f64,
    /// Which share of such bands is meant to hold.
    #[schema(example = 0.8)]
    pub level: f64,
    /// `past-sessions` if past sessions have checked the band, `simulation-only` if there are too few of them.
    #[schema(example = "past-sessions")]
    pub basis: String,
    /// Why past sessions have not checked it, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback_reason: Option<String>,
}

/// How one practitioner's session will go.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SessionOutlook {
    /// The practitioner.
    pub resource: ResourceId,
    /// When the session begins.
    pub from: Moment,
    /// When it is to end.
    pub until: Moment,
    /// How many are booked.
    pub booked: u32,
    /// How many come.
    pub comes: Estimate,
    /// How long one patient waits on average, in minutes. Left out if nobody ever comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean_wait_minutes: Option<Estimate>,
    /// Which share of the session the practitioner is with patients.
    pub utilisation: Estimate,
    /// Minutes of work after the session's end.
    pub overtime_minutes: Estimate,
    /// Minutes without a patient before the last visit begins.
    pub idle_minutes: Estimate,
    /// What to do with the session's free time.
    pub advice: OutlookAdvice,
    /// How many more visits fit; 0 unless there is room to overbook.
    pub more: u32,
    /// Whether somebody should decide, because the band is too wide to lean on.
    pub ask: bool,
    /// Why, in a sentence.
    #[schema(example = "68 % of the session will be used (55 to 79 %): one more visit fits.")]
    pub advice_words: String,
}

/// What to do with a session's free time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OutlookAdvice {
    /// It is likely to run late: keep what is free.
    KeepSlack,
    /// Leave it as it is.
    AsPlanned,
    /// Even the band's upper end leaves room for another visit.
    RoomToOverbook,
}
