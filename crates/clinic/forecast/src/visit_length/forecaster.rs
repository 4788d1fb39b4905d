//! How long appointments will take, as of a moment.

use std::collections::BTreeMap;

use lindley_domain::{AppointmentId, VisitTypeId};
use lindley_time::Instant;
use serde::{Deserialize, Serialize};

use super::calibration::{LEAST_OF_TYPE, LONGEST_SECONDS, SHARES, conformal_quantile, ordered};
use super::clinic_history::ClinicHistory;
use super::{ClinicLengthModel, Visit};
use crate::ForecastError;
use crate::outlook::{LengthQuantiles, OutlookError};
use crate::record::{self, ClinicRecord};

/// The level of the band of a length.
pub const LENGTH_LEVEL: f64 = 0.9;

/// Measured visits that a planned length is compared with, at least.
const LEAST_RATIOS: usize = 20;

/// What a forecast of a length rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LengthBasis {
    /// The model.
    Model,
    /// There is no model: the planned length, and how measured visits compared with theirs.
    PlannedLength {
        /// Measured visits, of the visit type if it has enough, otherwise of all.
        visits: usize,
    },
    /// There is no model and hardly any measured visit: the planned length, and a band that holds everything.
    NeverMeasured,
}

impl LengthBasis {
    /// The written form.
    ///
    /// ```
    /// use lindley_forecast::visit_length::LengthBasis;
    /// assert_eq!(LengthBasis::PlannedLength { visits: 40 }.code(), "planned-length");
    /// ```
    pub const fn code(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::PlannedLength { .. } => "planned-length",
            Self::NeverMeasured => "never-measured",
        }
    }
}

/// How long an appointment will take.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LengthForecast {
    /// Which one.
    pub appointment: AppointmentId,
    /// The mean, in seconds.
    pub expected: f64,
    /// The quantiles at [`SHARES`], in seconds; [`LONGEST_SECONDS`] where nothing shorter is known to hold.
    pub quantiles: [f64; 9],
    /// How long it is planned, in seconds.
    pub planned: u32,
    /// Starts are offered at multiples of so many minutes.
    pub grid_minutes: u16,
    /// What it rests on.
    pub basis: LengthBasis,
    /// How many labels of the visit learning has not seen; they were treated as missing.
    pub unseen_labels: u32,
}

impl LengthForecast {
    /// The band of [`LENGTH_LEVEL`], in seconds.
    pub fn band(&self) -> (f64, f64) {
        (self.quantiles[0], self.quantiles[8])
    }

    /// The least whole number of grid steps, in minutes, to add to the planned length so that the visit is over in time in 80 of
    /// 100 cases. None if nothing says when it is over.
    pub fn buffer_minutes(&self) -> Option<u32> {
        self.buffer(6)
    }

    /// The same for 90 of 100 cases.
    pub fn safe_buffer_minutes(&self) -> Option<u32> {
        self.buffer(7)
    }

    fn buffer(&self, place: usize) -> Option<u32> {
        let until = self.quantiles[place];
        if until >= LONGEST_SECONDS {
            return None;
        }
        let grid = f64::from(self.grid_minutes.max(1));
        let steps = ((until - f64::from(self.planned)) / 60.0 / grid - 1e-9).ceil().max(0.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "below a day, not negative"
        )]
        let minutes = (steps * grid) as u32;
        Some(minutes)
    }

    /// The quantiles as the simulation of a session takes them. Refused if they are no distribution, which no forecast of this
    /// crate is.
    pub fn distribution(&self) -> Result<LengthQuantiles, OutlookError> {
        let points: Vec<(f64, f64)> = SHARES.into_iter().zip(self.quantiles).collect();
        LengthQuantiles::new(&points)
    }
}

/// Answers for appointments what is known of their lengths as of one moment.
pub struct LengthForecaster<'a> {
    record: &'a ClinicRecord,
    as_of: Instant,
    history: ClinicHistory<'a>,
    model: Option<&'a ClinicLengthModel>,
    /// What stands in without a model, by session and visit type, as far as it was asked for.
    fallbacks: BTreeMap<(u32, VisitTypeId), Option<Fallback>>,
}

/// Measured per planned length.
#[derive(Clone, Copy)]
struct Fallback {
    visits: usize,
    mean: f64,
    /// Infinite where there were too few.
    quantiles: [f64; 9],
}

impl<'a> LengthForecaster<'a> {
    /// What was known at a moment; without a model the planned length speaks.
    ///
    /// ```
    /// use lindley_domain::AppointmentId;
    /// use lindley_forecast::record::ClinicRecord;
    /// use lindley_forecast::visit_length::LengthForecaster;
    /// use lindley_time::Instant;
    ///
    /// let record = ClinicRecord::default();
    /// let mut forecaster = LengthForecaster::new(&record, None, Instant::from_seconds(0));
    /// assert_eq!(forecaster.forecast(AppointmentId(1))?, None);
    /// # Ok::<(), lindley_forecast::ForecastError>(())
    /// ```
    pub fn new(record: &'a ClinicRecord, model: Option<&'a ClinicLengthModel>, as_of: Instant) -> Self {
        let history = ClinicHistory::new(record, as_of);
        Self { record, as_of, history, model, fallbacks: BTreeMap::new() }
    }

    /// The length of an appointment as of the moment; none if nobody knew of it then.
    pub fn forecast(&mut self, id: AppointmentId) -> Result<Option<LengthForecast>, ForecastError> {
        self.forecast_at(id, self.as_of)
    }

    /// The length of an appointment as of an earlier moment, from days before that moment's only. The planned length, which
    /// speaks without a model, is compared with visits of earlier days too.
    pub fn forecast_at(
        &mut self,
        id: AppointmentId,
        as_of: Instant,
    ) -> Result<Option<LengthForecast>, ForecastError> {
        let Some(visit) = self.record.visit(id) else { return Ok(None) };
        Ok(self.forecasts(&[(visit, as_of.min(self.as_of))])?.pop().flatten())
    }

    /// The lengths of visits of the record, each as of its moment, in their order.
    fn forecasts(
        &mut self,
        asked: &[(record::Visit<'_>, Instant)],
    ) -> Result<Vec<Option<LengthForecast>>, ForecastError> {
        let known: Vec<Option<Visit>> =
            asked.iter().map(|(visit, as_of)| self.history.visit(visit, *as_of)).collect();
        let mut modelled = match self.model {
            Some(model) => model.quantiles(known.iter().flatten(), &self.history.lengths)?.into_iter(),
            None => Vec::new().into_iter(),
        };
        let mut found = Vec::with_capacity(asked.len());
        for ((visit, _), known) in asked.iter().zip(&known) {
            let Some(known) = known else {
                found.push(None);
                continue;
            };
            let planned = known.planned_seconds.unwrap_or(0.0);
            let (expected, quantiles, unseen, basis) = match modelled.next() {
                Some((expected, quantiles, unseen)) => (expected, quantiles, unseen, LengthBasis::Model),
                None => self.planned_length(visit.visit_type(), known, planned)?,
            };
            let grid = self.record.visit_type(visit.visit_type()).map_or(5, |kind| kind.start_every_minutes);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a span's whole seconds"
            )]
            let planned = planned as u32;
            found.push(Some(LengthForecast {
                appointment: visit.id(),
                expected,
                quantiles,
                planned,
                grid_minutes: grid,
                basis,
                unseen_labels: u32::try_from(unseen).unwrap_or(u32::MAX),
            }));
        }
        Ok(found)
    }

    /// What stands in for a model.
    fn planned_length(
        &mut self,
        visit_type: VisitTypeId,
        known: &Visit,
        planned: f64,
    ) -> Result<(f64, [f64; 9], usize, LengthBasis), ForecastError> {
        let Some(fallback) = self.fallback(visit_type, known.session)? else {
            let mut anything = [LONGEST_SECONDS; 9];
            anything[..4].fill(0.0);
            anything[4] = planned.min(LONGEST_SECONDS);
            return Ok((planned, anything, 0, LengthBasis::NeverMeasured));
        };
        let quantiles = ordered(fallback.quantiles.map(|ratio| planned * ratio));
        let basis = LengthBasis::PlannedLength { visits: fallback.visits };
        Ok((planned * fallback.mean, quantiles, 0, basis))
    }

    fn fallback(&mut self, visit_type: VisitTypeId, session: u32) -> Result<Option<Fallback>, ForecastError> {
        if let Some(known) = self.fallbacks.get(&(session, visit_type)) {
            return Ok(*known);
        }
        let mut ratios = self.history.ratios_before(Some(visit_type), session);
        if ratios.len() < LEAST_OF_TYPE {
            ratios = self.history.ratios_before(None, session);
        }
        let found = if ratios.len() < LEAST_RATIOS { None } else { Some(Fallback::of(&ratios)?) };
        self.fallbacks.insert((session, visit_type), found);
        Ok(found)
    }

    /// The lengths of several appointments in order of their ids, each once; those of which nobody knew are left out.
    pub fn batch(&mut self, ids: &[AppointmentId]) -> Result<LengthBatch, ForecastError> {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids.dedup();
        let record = self.record;
        let asked: Vec<(record::Visit<'_>, Instant)> =
            ids.into_iter().filter_map(|id| Some((record.visit(id)?, self.as_of))).collect();
        let forecasts = self.forecasts(&asked)?.into_iter().flatten().collect();
        Ok(LengthBatch { as_of: self.as_of, forecasts })
    }
}

impl Fallback {
    fn of(ratios: &[f64]) -> Result<Self, ForecastError> {
        let mut quantiles = [0.0; 9];
        for (quantile, share) in quantiles.iter_mut().zip(SHARES) {
            *quantile = conformal_quantile(ratios, share)?;
        }
        Ok(Self { visits: ratios.len(), mean: lindley_stats::mean(ratios)?, quantiles })
    }
}

/// What a kept batch begins with; the last digit counts versions of the format.
const MARK: &[u8] = b"LINDLEY LENGTH BATCH 1\n";

/// Forecasts as of one moment, to be kept and compared with a replay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LengthBatch {
    /// As of when.
    pub as_of: Instant,
    /// In order of the appointments' ids.
    pub forecasts: Vec<LengthForecast>,
}

impl LengthBatch {
    /// The batch as bytes: the same forecasts give the same bytes.
    ///
    /// ```
    /// use lindley_forecast::visit_length::LengthBatch;
    /// use lindley_time::Instant;
    /// let none = LengthBatch { as_of: Instant::from_seconds(60), forecasts: vec![] };
    /// assert_eq!(LengthBatch::from_bytes(&none.to_bytes()?)?, none);
    /// # Ok::<(), lindley_forecast::ForecastError>(())
    /// ```
    pub fn to_bytes(&self) -> Result<Vec<u8>, ForecastError> {
        postcard::to_extend(self, MARK.to_vec())
            .map_err(|error| ForecastError::Damaged { reason: error.to_string() })
    }

    /// The batch that [`to_bytes`](Self::to_bytes) wrote. Refused if the bytes are none.
    ///
    /// ```
    /// assert!(lindley_forecast::visit_length::LengthBatch::from_bytes(b"nonsense").is_err());
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ForecastError> {
        let damaged = |reason: &str| ForecastError::Damaged { reason: reason.to_owned() };
        let Some(body) = bytes.strip_prefix(MARK) else {
            return Err(damaged("it does not begin like a batch of visit lengths of this version"));
        };
        let (batch, rest): (Self, &[u8]) =
            postcard::take_from_bytes(body).map_err(|error| damaged(&error.to_string()))?;
        if rest.is_empty() { Ok(batch) } else { Err(damaged("there is more than the batch")) }
    }
}
