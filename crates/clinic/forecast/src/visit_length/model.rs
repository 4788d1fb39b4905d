//! A learnt model of visit lengths and what it says.

use lindley_learn::TreeEnsemble;
use lindley_stats::Band;
use serde::{Deserialize, Serialize};

use super::features::{KnownVisit, chosen, row};
use super::{LengthBounds, LengthHistory, Visit};
use crate::ForecastError;

/// What every kept model begins with; the last digit counts versions of the format.
const MARK: &[u8] = b"LINDLEY LENGTHS 1\n";

/// How long a visit takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VisitLength {
    /// The mean, in seconds.
    pub expected: f64,
    /// The band, in seconds; never below zero.
    pub band: Band,
    /// How many labels of the visit learning has not seen; they were treated as missing.
    pub unseen_labels: usize,
}

impl VisitLength {
    /// How many seconds to plan beside the expected length so that the visit is over in time as often as the band's upper end
    /// holds; infinite if too little is known.
    ///
    /// ```
    /// use lindley_forecast::visit_length::VisitLength;
    /// use lindley_stats::Band;
    /// let length = VisitLength { expected: 800.0, band: Band::new(300.0, 1_300.0)?, unseen_labels: 0 };
    /// assert_eq!(length.buffer_seconds(), 500.0);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn buffer_seconds(&self) -> f64 {
        (self.band.high() - self.expected).max(0.0)
    }
}

/// An expected length and two quantiles.
#[derive(Clone, Debug, PartialEq)]
pub struct LengthModel {
    mean: TreeEnsemble,
    low: TreeEnsemble,
    high: TreeEnsemble,
    /// The features of its columns.
    chosen: Vec<usize>,
}

/// How a model is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    parts: [Vec<u8>; 3],
}

impl LengthModel {
    /// Refused unless all three have the same columns, and this version builds them.
    pub(super) fn new(
        mean: TreeEnsemble,
        low: TreeEnsemble,
        high: TreeEnsemble,
    ) -> Result<Self, ForecastError> {
        let chosen = chosen(mean.layout())?;
        if [&low, &high].iter().any(|part| part.layout() != mean.layout()) {
            return Err(ForecastError::Damaged { reason: "its parts have different features".to_owned() });
        }
        Ok(Self { mean, low, high, chosen })
    }

    /// The length of a visit from sessions strictly before its own, with the bounds as they stand.
    ///
    /// ```no_run
    /// # use lindley_forecast::visit_length::{LengthBounds, LengthHistory, LengthModel, Visit};
    /// # fn example(
    /// #     model: &LengthModel, visit: &Visit, history: &LengthHistory, bounds: &LengthBounds,
    /// # ) -> Result<(), lindley_forecast::ForecastError> {
    /// let length = model.length(visit, history, bounds)?;
    /// println!("{:.0} s, {:.0} to {:.0}", length.expected, length.band.low(), length.band.high());
    /// # Ok(())
    /// # }
    /// ```
    pub fn length(
        &self,
        visit: &Visit,
        history: &LengthHistory,
        bounds: &LengthBounds,
    ) -> Result<VisitLength, ForecastError> {
        let row = row(&self.chosen, &KnownVisit::of(visit, history));
        let (expected, unseen_labels) = self.mean.raw_of_row(&row)?;
        let quantiles = [&self.low, &self.high].map(|quantile| quantile.raw_of_row(&row));
        let [low, high] = quantiles;
        let band = bounds.bound(visit.group())?.around_quantiles(low?.0, high?.0)?;
        Ok(VisitLength { expected, band: not_negative(band)?, unseen_labels })
    }

    /// The names of its columns: features with their versions.
    pub(super) fn columns(&self) -> &[String] {
        self.mean.layout().names()
    }

    /// The mean length in seconds from sessions strictly before the visit's own.
    pub(super) fn expected(&self, visit: &Visit, history: &LengthHistory) -> Result<f64, ForecastError> {
        Ok(self.mean.raw_of_row(&row(&self.chosen, &KnownVisit::of(visit, history)))?.0)
    }

    /// How badly a visit fits its quantiles, in seconds: what [`LengthBounds`] follow.
    pub(super) fn score(
        &self,
        visit: &Visit,
        history: &LengthHistory,
        seconds: f64,
    ) -> Result<f64, ForecastError> {
        let row = row(&self.chosen, &KnownVisit::of(visit, history));
        let (low, high) = (self.low.raw_of_row(&row)?.0, self.high.raw_of_row(&row)?.0);
        Ok((low - seconds).max(seconds - high))
    }

    /// The model as bytes: the same model gives the same bytes, so their hash names it.
    ///
    /// ```no_run
    /// # fn example(model: &lindley_forecast::visit_length::LengthModel) -> Result<(), lindley_forecast::ForecastError> {
    /// let again = lindley_forecast::visit_length::LengthModel::from_bytes(&model.to_bytes()?)?;
    /// assert_eq!(&again, model);
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_bytes(&self) -> Result<Vec<u8>, ForecastError> {
        let kept = Kept { parts: [self.mean.to_bytes()?, self.low.to_bytes()?, self.high.to_bytes()?] };
        postcard::to_extend(&kept, MARK.to_vec())
            .map_err(|error| ForecastError::Damaged { reason: error.to_string() })
    }

    /// The model that [`to_bytes`](Self::to_bytes) wrote. Refused if the bytes are none, or want features that this version
    /// does not build.
    ///
    /// ```
    /// assert!(lindley_forecast::visit_length::LengthModel::from_bytes(b"nonsense").is_err());
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ForecastError> {
        let damaged = |reason: &str| ForecastError::Damaged { reason: reason.to_owned() };
        let Some(body) = bytes.strip_prefix(MARK) else {
            return Err(damaged("it does not begin like a model of visit lengths of this version"));
        };
        let (kept, rest): (Kept, &[u8]) =
            postcard::take_from_bytes(body).map_err(|error| damaged(&error.to_string()))?;
        if !rest.is_empty() {
            return Err(damaged("there is more than the model"));
        }
        let [mean, low, high] = kept.parts.map(|part| TreeEnsemble::from_bytes(&part));
        Self::new(mean?, low?, high?)
    }
}

/// No visit takes less than no time.
fn not_negative(band: Band) -> Result<Band, ForecastError> {
    if band.is_empty() { Ok(band) } else { Ok(Band::new(band.low().max(0.0), band.high().max(0.0))?) }
}
