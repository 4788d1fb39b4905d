//! Predictions about appointments, and batches of predictions of any kind that are kept so that they can be made again.

mod risk;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::demand::{DemandForecast, DemandQuestion};
use crate::ids::{AppointmentId, ModelId, PredictionId, SiteId};
use crate::moment::{LocalDate, Moment};
use crate::session_outlooks::SessionOutlook;

pub use risk::{
    AppointmentForecast, AppointmentLength, AppointmentRisk, Length, NoShowFactor, Probability, Risk,
    RiskStage, Risks, RisksQuery,
};

/// What kept predictions speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PredictionSubject {
    /// Who will not come.
    NoShow,
    /// How long visits take.
    Duration,
    /// How many will ask for services.
    Demand,
    /// How the sessions of a day will go.
    Sessions,
}

/// Predictions that are to be made and kept: of no-shows and lengths for all appointments of a site on a day or for named ones, of
/// the sessions of a site on a day, or of demand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"subject": "no-show", "site": "site-1", "date": "2026-12-01"}))]
pub struct NewPredictions {
    /// What is predicted.
    pub subject: PredictionSubject,
    /// The site; together with `date`. Not for `demand`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// All that is booked on this day of the site's calendar. Not for `demand`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<LocalDate>,
    /// These appointments, 1 to 1,000, each once; without `site` and `date`. For `no-show` and `duration`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointments: Option<Vec<AppointmentId>>,
    /// What is asked about demand, as `POST /v1/predict-demand` takes it. For `demand`, which is told for every service and site
    /// if this is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demand: Option<DemandQuestion>,
}

/// Predictions that were kept: one batch, made as of one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PredictionBatch {
    /// Its id.
    pub id: PredictionId,
    /// What was predicted.
    pub subject: PredictionSubject,
    /// The models that spoke, one for each task. Empty where named fallbacks did.
    pub models: Vec<ModelId>,
    /// The log up to here was known.
    pub head: u64,
    /// The moment as of which it was predicted.
    pub as_of: Moment,
    /// How many predictions.
    pub count: u32,
    /// BLAKE3 of the predictions' bytes, as 64 hexadecimal digits.
    pub hash: String,
}

/// A batch with its predictions: those of its subject; the other lists are left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct KeptPredictions {
    /// The batch.
    #[serde(flatten)]
    pub batch: PredictionBatch,
    /// How likely patients will not come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_show: Option<Vec<AppointmentRisk>>,
    /// How long visits will take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lengths: Option<Vec<AppointmentLength>>,
    /// How many will ask for services.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demand: Option<Vec<DemandForecast>>,
    /// How sessions will go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sessions: Option<Vec<SessionOutlook>>,
    /// Appointments that were asked about and of which nothing could be said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
}

/// An appointment of which nothing could be said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LeftOut {
    /// The appointment.
    pub appointment: AppointmentId,
    /// Why, in words.
    #[schema(example = "it has begun")]
    pub problem: String,
}

/// A batch made again, from the log up to the same event, by the same models, as of the same moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PredictionReplay {
    /// Whether the same bytes came out.
    pub same: bool,
    /// BLAKE3 of the bytes that were kept.
    pub kept_hash: String,
    /// BLAKE3 of the bytes that came out now.
    pub replayed_hash: String,
}
