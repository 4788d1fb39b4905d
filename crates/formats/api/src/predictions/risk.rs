//! What is expected of an appointment: whether the patient comes, and how long the visit takes.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::ids::{AppointmentId, ModelId, SiteId};
use crate::moment::{LocalDate, Moment};

/// Which appointments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RisksQuery {
    /// The site.
    pub site: SiteId,
    /// The day, on the site's calendar.
    pub date: LocalDate,
}

/// What is expected of a day's appointments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Risks {
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
    /// Appointments that are still to come, by start.
    pub risks: Vec<Risk>,
}

/// What is expected of an appointment on a day's list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Risk {
    /// The appointment.
    pub appointment: AppointmentId,
    /// How likely the patient will not come, by the newest stage that has come. Left out once the patient is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_show: Option<Probability>,
    /// How long the visit will take. Left out where it has no time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<Length>,
}

/// What is expected of one appointment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AppointmentForecast {
    /// The appointment.
    pub appointment: AppointmentId,
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
    /// How likely the patient will not come: at booking, and 24 hours before. Empty once the patient is there.
    pub no_show: Vec<Probability>,
    /// How long the visit will take. Left out where it has no time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<Length>,
}

/// When a probability was worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RiskStage {
    /// By what was known when the visit was booked.
    AtBooking,
    /// By what was known 24 hours before it, or is known now where that lies ahead.
    DayBefore,
}

/// How likely a patient will not come, always with its band.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Probability {
    /// The probability, 0 to 1.
    pub probability: f64,
    /// The band's lower end.
    pub low: f64,
    /// The band's upper end.
    pub high: f64,
    /// Which share of such bands is meant to hold. Left out where nothing makes the band wider than its calibration.
    /// Of the two ends of such a band one is calibrated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = 0.9)]
    pub level: Option<f64>,
    /// When it was worked out.
    pub stage: RiskStage,
    /// `model`, or the name of the fallback that spoke in its place.
    #[schema(example = "model")]
    pub basis: String,
    /// Why a fallback spoke, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback_reason: Option<String>,
    /// How many labels of the visit, such as a new visit type, the model had never seen; they counted as unknown.
    pub unseen_labels: u32,
    /// What the model looks at and was not known, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Of what so little is known that the band is wider, in words, the widest first. Not told of kept predictions, nor of any but
    /// the newest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(example = json!(["the patient", "the site"]))]
    pub widened_by: Vec<String>,
    /// What moved it most, the strongest first; none from a fallback.
    pub factors: Vec<NoShowFactor>,
}

/// Something that makes a no-show more or less likely.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NoShowFactor {
    /// The feature.
    #[schema(example = "lead_days")]
    pub feature: String,
    /// How far it moves the log-odds; above 0 makes a no-show likelier.
    pub log_odds: f64,
    /// The feature in words.
    #[schema(example = "how far ahead it was booked")]
    pub words: String,
}

/// How long a visit will take, always with its band.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Length {
    /// What is expected.
    pub expected_minutes: f64,
    /// The band's lower end.
    pub low_minutes: f64,
    /// The band's upper end.
    pub high_minutes: f64,
    /// Which share of such bands is meant to hold.
    #[schema(example = 0.9)]
    pub level: f64,
    /// `model`, or the name of the fallback that spoke in its place.
    #[schema(example = "planned-length")]
    pub basis: String,
    /// Why a fallback spoke, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback_reason: Option<String>,
    /// Minutes to add to the planned length so that eight of ten such visits end in time. Left out where nothing says
    /// when they end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buffer_minutes: Option<u32>,
}

/// One kept prediction of whether a patient comes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AppointmentRisk {
    /// The appointment.
    pub appointment: AppointmentId,
    /// How likely the patient will not come.
    #[serde(flatten)]
    pub no_show: Probability,
}

/// One kept prediction of how long a visit takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AppointmentLength {
    /// The appointment.
    pub appointment: AppointmentId,
    /// How long it will take.
    #[serde(flatten)]
    pub length: Length,
}
