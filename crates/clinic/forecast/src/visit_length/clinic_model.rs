//! A model of visit lengths that was learnt from the clinic's own record, with its calibration.

use lindley_learn::{Cell, MixedTable, TreeEnsemble};
use serde::{Deserialize, Serialize};

use super::calibration::{Calibration, LONGEST_SECONDS};
use super::features::{KnownVisit, chosen, row};
use super::{LengthHistory, Visit};
use crate::ForecastError;

/// What every kept model begins with; the last digit counts versions of the format.
const MARK: &[u8] = b"LINDLEY CLINIC LENGTHS 1\n";

/// How far the quantiles of [`SHARES`](super::SHARES) lie from the middle one towards the outermost on their side: that of a
/// normal distribution. Calibration mends what the shape of a clinic's lengths makes of it.
const TOWARDS_END: [f64; 9] = [1.0, 0.779, 0.512, 0.234, 0.0, 0.234, 0.512, 0.779, 1.0];

/// An expected length and quantiles that hold in each visit type: the trees and their calibration, in one artefact.
#[derive(Clone, Debug, PartialEq)]
pub struct ClinicLengthModel {
    parts: Parts,
    calibration: Calibration,
    rows: usize,
}

/// The trees, before they are calibrated.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Parts {
    pub(super) mean: TreeEnsemble,
    pub(super) low: TreeEnsemble,
    pub(super) middle: TreeEnsemble,
    pub(super) high: TreeEnsemble,
    /// The features of the columns.
    chosen: Vec<usize>,
}

/// What trees say of a visit.
pub(super) struct Said {
    pub(super) expected: f64,
    pub(super) base: [f64; 9],
    pub(super) unseen_labels: usize,
}

/// How a model is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    parts: [Vec<u8>; 4],
    calibration: Calibration,
    rows: usize,
}

impl Parts {
    /// Refused unless all have the same columns, and this version builds them.
    pub(super) fn new([mean, low, middle, high]: [TreeEnsemble; 4]) -> Result<Self, ForecastError> {
        let chosen = chosen(mean.layout())?;
        if [&low, &middle, &high].iter().any(|part| part.layout() != mean.layout()) {
            return Err(ForecastError::Damaged { reason: "its parts have different features".to_owned() });
        }
        Ok(Self { mean, low, middle, high, chosen })
    }

    /// What the trees say of visits, in their order.
    pub(super) fn say<'a>(
        &self,
        visits: impl IntoIterator<Item = &'a Visit>,
        history: &LengthHistory,
    ) -> Result<Vec<Said>, ForecastError> {
        let rows: Vec<Vec<Cell<'_>>> =
            visits.into_iter().map(|visit| row(&self.chosen, &KnownVisit::of(visit, history))).collect();
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let table = MixedTable::with_layout(self.mean.layout(), &rows)?;
        let (low, middle, high) = (self.low.raw(&table)?, self.middle.raw(&table)?, self.high.raw(&table)?);
        let said = |(place, row): (usize, &Vec<Cell<'_>>)| {
            let (expected, unseen_labels) = self.mean.raw_of_row(row)?;
            let base = spread(low[place], middle[place], high[place]);
            Ok(Said { expected: expected.clamp(0.0, LONGEST_SECONDS), base, unseen_labels })
        };
        rows.iter().enumerate().map(said).collect()
    }
}

/// The quantiles of all shares from the outermost and the middle one.
fn spread(low: f64, middle: f64, high: f64) -> [f64; 9] {
    let (low, high) = (low.min(middle), high.max(middle));
    std::array::from_fn(|place| {
        let end = if place < 4 { low } else { high };
        middle + (end - middle) * TOWARDS_END[place]
    })
}

impl ClinicLengthModel {
    pub(super) fn new(parts: Parts, calibration: Calibration, rows: usize) -> Self {
        Self { parts, calibration, rows }
    }

    /// Of each visit the expected seconds, the calibrated quantiles, and how many labels learning has not seen.
    pub(super) fn quantiles<'a>(
        &self,
        visits: impl IntoIterator<Item = &'a Visit, IntoIter: Clone>,
        history: &LengthHistory,
    ) -> Result<Vec<(f64, [f64; 9], usize)>, ForecastError> {
        let visits = visits.into_iter();
        let said = self.parts.say(visits.clone(), history)?;
        let calibrated = |(visit, said): (&'a Visit, Said)| {
            let visit_type = visit.visit_type.as_deref().unwrap_or("");
            (said.expected, self.calibration.quantiles(visit_type, said.base), said.unseen_labels)
        };
        Ok(visits.zip(said).map(calibrated).collect())
    }

    /// The columns it rests on, such as `pace@1`: features that were known of at least one visit it learnt from.
    pub fn columns(&self) -> &[String] {
        self.parts.mean.layout().names()
    }

    /// Visits it has learnt from.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Visits of later days that its quantiles were calibrated on.
    pub fn calibration_rows(&self) -> usize {
        self.calibration.rows()
    }

    /// The model as bytes, calibration included: the same model gives the same bytes, so their hash names it.
    ///
    /// ```no_run
    /// # use lindley_forecast::visit_length::ClinicLengthModel;
    /// # fn example(model: &ClinicLengthModel) -> Result<(), lindley_forecast::ForecastError> {
    /// assert_eq!(&ClinicLengthModel::from_bytes(&model.to_bytes()?)?, model);
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_bytes(&self) -> Result<Vec<u8>, ForecastError> {
        let Parts { mean, low, middle, high, .. } = &self.parts;
        let parts = [mean.to_bytes()?, low.to_bytes()?, middle.to_bytes()?, high.to_bytes()?];
        let kept = Kept { parts, calibration: self.calibration.clone(), rows: self.rows };
        postcard::to_extend(&kept, MARK.to_vec())
            .map_err(|error| ForecastError::Damaged { reason: error.to_string() })
    }

    /// The model that [`to_bytes`](Self::to_bytes) wrote. Refused if the bytes are none, or want features that this version
    /// does not build.
    ///
    /// ```
    /// assert!(lindley_forecast::visit_length::ClinicLengthModel::from_bytes(b"nonsense").is_err());
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ForecastError> {
        let damaged = |reason: &str| ForecastError::Damaged { reason: reason.to_owned() };
        let Some(body) = bytes.strip_prefix(MARK) else {
            return Err(damaged(
                "it does not begin like a model of the clinic's visit lengths of this version",
            ));
        };
        let (kept, rest): (Kept, &[u8]) =
            postcard::take_from_bytes(body).map_err(|error| damaged(&error.to_string()))?;
        if !rest.is_empty() {
            return Err(damaged("there is more than the model"));
        }
        let [mean, low, middle, high] = kept.parts.map(|part| TreeEnsemble::from_bytes(&part));
        let parts = Parts::new([mean?, low?, middle?, high?])?;
        if kept.calibration.has_nan() {
            return Err(damaged("its calibration is no number"));
        }
        Ok(Self::new(parts, kept.calibration, kept.rows))
    }
}
