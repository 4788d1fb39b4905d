//! What is said of appointments, with its band, its ground and its reasons; and a batch of it as bytes.

use lindley_domain::AppointmentId;
use lindley_time::Instant;
use serde::{Deserialize, Serialize};

use super::base_rate::of_counts;
use super::learning::LEAST_OUTCOMES;
use super::unknowns::{RISK_LEVEL, Unknown};
use super::{Described, Factor, FeedState, Forecaster, NoShowModel, Risk};
use crate::ForecastError;

/// What a kept batch begins with; the last digit counts versions of the format.
const MARK: &[u8] = b"LINDLEY NO-SHOW RISKS 1\n";

/// When in an appointment's life it is predicted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// At the moment at which it was booked.
    AtBooking,
    /// A day before its start, or now if that is earlier.
    DayBefore,
}

/// What a prediction rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// A learnt model.
    Model,
    /// The clinic's share of no-shows: the fallback.
    BaseRate {
        /// Why no model spoke.
        reason: String,
        /// Outcomes that it rests on.
        outcomes: usize,
    },
}

/// How likely a patient is not to come, as of a moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// The appointment.
    pub appointment: AppointmentId,
    /// The stage that was asked for.
    pub stage: Stage,
    /// The moment as of which it was predicted.
    pub as_of: Instant,
    /// The probability and its band.
    pub risk: Risk,
    /// How often the band is to hold, for the base rate and where something is not known; none for a Venn-Abers band that nothing
    /// makes wider, of whose two ends one is calibrated.
    pub level: Option<f64>,
    /// What it rests on.
    pub basis: Basis,
    /// Features of the model that were not known.
    pub missing: Vec<String>,
    /// What moves it most, strongest first.
    pub factors: Vec<Factor>,
}

/// Predictions as of one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Batch {
    /// The moment.
    pub as_of: Instant,
    /// The head of the log that was read.
    pub head: u64,
    /// How each outside signal stood.
    pub feeds: Vec<FeedState>,
    /// The predictions, in the order that was asked for.
    pub predictions: Vec<Prediction>,
    /// Appointments of which nothing can be said, and why.
    pub left_out: Vec<(AppointmentId, String)>,
}

impl Batch {
    /// The batch as bytes: the same batch gives the same bytes, so that a replay can compare them.
    ///
    /// ```
    /// use lindley_forecast::no_show::{Batch, Forecaster, Stage};
    /// use lindley_forecast::record::ClinicRecord;
    /// use lindley_time::Instant;
    ///
    /// let record = ClinicRecord::default();
    /// let batch = Forecaster::new(&record, Instant::from_seconds(0)).batch(None, &[], Stage::DayBefore, 0)?;
    /// assert_eq!(Batch::from_bytes(&batch.to_bytes()?)?, batch);
    /// # Ok::<(), lindley_forecast::ForecastError>(())
    /// ```
    pub fn to_bytes(&self) -> Result<Vec<u8>, ForecastError> {
        postcard::to_extend(self, MARK.to_vec())
            .map_err(|error| ForecastError::Damaged { reason: error.to_string() })
    }

    /// The batch that [`to_bytes`](Self::to_bytes) wrote. Refused if the bytes are none.
    ///
    /// ```
    /// assert!(lindley_forecast::no_show::Batch::from_bytes(b"nonsense").is_err());
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ForecastError> {
        let damaged = |reason: &str| ForecastError::Damaged { reason: reason.to_owned() };
        let Some(body) = bytes.strip_prefix(MARK) else {
            return Err(damaged("it does not begin like no-show risks of this version"));
        };
        let (batch, rest) = postcard::take_from_bytes(body).map_err(|error| damaged(&error.to_string()))?;
        if rest.is_empty() { Ok(batch) } else { Err(damaged("there is more than the risks")) }
    }
}

impl Forecaster<'_> {
    /// The risk of one appointment at a stage, with at most so many factors. Without a model, the base rate of what counts as
    /// history then, with the reason. Refused if nothing can be said of the appointment.
    pub fn predict(
        &self,
        model: Option<&NoShowModel>,
        appointment: AppointmentId,
        stage: Stage,
        most_factors: usize,
    ) -> Result<Prediction, ForecastError> {
        let visit = self.find(appointment)?;
        let as_of = self.moment_of(&visit, stage)?;
        let Some(model) = model else {
            let (risk, basis) = self.base_rate(as_of)?;
            let (missing, factors) = (Vec::new(), Vec::new());
            let level = Some(RISK_LEVEL);
            return Ok(Prediction { appointment, stage, as_of, risk, level, basis, missing, factors });
        };
        let described = self.describe_at(&visit, as_of)?;
        let known = described.known();
        let (risk, is_wider) = model.said(&known).map_err(|error| impossible(appointment, error))?;
        let factors = if most_factors == 0 { Vec::new() } else { model.factors_of(&known, most_factors)? };
        Ok(Prediction {
            appointment,
            stage,
            as_of,
            risk,
            level: is_wider.then_some(RISK_LEVEL),
            basis: Basis::Model,
            missing: missing(model, &described),
            factors,
        })
    }

    /// The risks of many appointments. What nothing can be said of is left out, with the reason. Refused only if the model
    /// itself fails.
    pub fn batch(
        &self,
        model: Option<&NoShowModel>,
        appointments: &[AppointmentId],
        stage: Stage,
        most_factors: usize,
    ) -> Result<Batch, ForecastError> {
        let mut predictions = Vec::with_capacity(appointments.len());
        let mut left_out = Vec::new();
        for id in appointments {
            match self.predict(model, *id, stage, most_factors) {
                Ok(prediction) => predictions.push(prediction),
                Err(ForecastError::NotPredictable { problem, .. }) => {
                    left_out.push((*id, problem.to_owned()));
                }
                Err(error) => return Err(error),
            }
        }
        let (as_of, head, feeds) = (self.as_of(), self.record().head(), self.feeds());
        Ok(Batch { as_of, head, feeds, predictions, left_out })
    }

    fn base_rate(&self, as_of: Instant) -> Result<(Risk, Basis), ForecastError> {
        let (outcomes, missed) = self.outcomes_at(as_of);
        let mut reason = if outcomes < LEAST_OUTCOMES {
            format!("{outcomes} outcomes are too few to learn from: {LEAST_OUTCOMES} are needed")
        } else {
            "no model speaks for no-shows".to_owned()
        };
        if outcomes > 0 && missed == 0 {
            reason.push_str(
                "; none of the outcomes is a no-show, so nobody knows whether no-shows are recorded",
            );
        } else if outcomes > 0 && missed == outcomes {
            reason.push_str("; all outcomes are no-shows, so nobody knows whether visits are recorded");
        }
        Ok((of_counts(missed, outcomes, RISK_LEVEL)?, Basis::BaseRate { reason, outcomes }))
    }

    /// The risk of one appointment at a stage, with a band that does not widen for what is not known of the patient, as
    /// [`NoShowModel::shared_risk_of`] says; without a model that of [`predict`](Self::predict). Refused as that.
    pub fn shared_risk(
        &self,
        model: Option<&NoShowModel>,
        appointment: AppointmentId,
        stage: Stage,
    ) -> Result<Risk, ForecastError> {
        let Some(model) = model else { return Ok(self.predict(None, appointment, stage, 0)?.risk) };
        let visit = self.find(appointment)?;
        let described = self.describe_at(&visit, self.moment_of(&visit, stage)?)?;
        model.shared_risk_of(&described.known()).map_err(|error| impossible(appointment, error))
    }

    /// What makes the band of [`predict`](Self::predict) wider than its calibration alone, the widest first; nothing without a
    /// model. Refused as that.
    pub fn unknowns(
        &self,
        model: Option<&NoShowModel>,
        appointment: AppointmentId,
        stage: Stage,
    ) -> Result<Vec<Unknown>, ForecastError> {
        let Some(model) = model else { return Ok(Vec::new()) };
        let visit = self.find(appointment)?;
        let described = self.describe_at(&visit, self.moment_of(&visit, stage)?)?;
        model.unknowns_of(&described.known()).map_err(|error| impossible(appointment, error))
    }
}

/// A row that cannot be concerns one appointment, not the batch.
fn impossible(appointment: AppointmentId, error: ForecastError) -> ForecastError {
    match error {
        ForecastError::BadRow { problem, .. } => ForecastError::NotPredictable { appointment, problem },
        other => other,
    }
}

fn missing(model: &NoShowModel, described: &Described) -> Vec<String> {
    let known = described.known();
    let gaps = model.features().filter(|feature| feature.value(&known) == lindley_learn::Cell::Missing);
    gaps.map(|feature| feature.card.name.to_owned()).collect()
}
