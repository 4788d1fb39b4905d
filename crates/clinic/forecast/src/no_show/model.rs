//! A learnt no-show model and what it says.

use lindley_learn::TreeEnsemble;
use lindley_stats::VennAbers;
use lindley_time::civil::Date;
use serde::{Deserialize, Serialize};

use super::features::{FEATURES, Known, cells};
use super::{Booking, History};
use crate::ForecastError;

/// What every kept model begins with; the last digit counts versions of the format.
const MARK: &[u8] = b"LINDLEY NO-SHOW 1\n";

/// How likely a patient is not to come.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Risk {
    /// The calibrated probability.
    pub probability: f64,
    /// Lower end of the Venn-Abers band.
    pub low: f64,
    /// Upper end of the band.
    pub high: f64,
    /// How many labels of the booking learning has not seen; they were treated as missing.
    pub unseen_labels: usize,
}

/// A feature that moves a risk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factor {
    /// The feature's name.
    pub feature: &'static str,
    /// What it adds to the log odds before calibration; above zero makes a no-show likelier.
    pub log_odds: f64,
}

/// Boosted trees and what turns their scores into probabilities.
#[derive(Clone, Debug, PartialEq)]
pub struct NoShowModel {
    trees: TreeEnsemble,
    calibration: VennAbers,
}

/// How a model is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    trees: Vec<u8>,
    steps: Vec<(f64, f64, f64)>,
}

impl NoShowModel {
    pub(super) fn new(trees: TreeEnsemble, calibration: VennAbers) -> Result<Self, ForecastError> {
        let columns = trees.layout().names();
        let known = FEATURES.each_ref().map(|feature| feature.card.column());
        if let Some(name) = columns.iter().find(|name| !known.contains(name)) {
            return Err(ForecastError::UnknownFeature { name: name.clone() });
        }
        if columns != known {
            let reason = "its features are not those of this version".to_owned();
            return Err(ForecastError::Damaged { reason });
        }
        Ok(Self { trees, calibration })
    }

    /// The risk of an appointment as of a day, from outcomes strictly before that day. Refused if the day lies outside the
    /// appointment's life or the booking cannot be.
    ///
    /// ```no_run
    /// # use lindley_forecast::no_show::{Booking, History, NoShowModel};
    /// # fn example(model: &NoShowModel, booking: &Booking, history: &History) -> Result<(), lindley_forecast::ForecastError> {
    /// let at_booking = model.risk(booking, history, booking.made.date())?;
    /// let on_the_day = model.risk(booking, history, booking.day)?;
    /// assert!(at_booking.low <= at_booking.high && on_the_day.probability <= 1.0);
    /// # Ok(())
    /// # }
    /// ```
    pub fn risk(&self, booking: &Booking, history: &History, as_of: Date) -> Result<Risk, ForecastError> {
        let known = Known { booking, past: history.before(&booking.patient, as_of), as_of };
        known.check(0)?;
        let (score, unseen_labels) = self.trees.raw_of_row(&cells(&known))?;
        let band = self.calibration.band(score)?;
        Ok(Risk { probability: band.probability(), low: band.low(), high: band.high(), unseen_labels })
    }

    /// The features that move the risk most, strongest first, at most `most`. Refused as [`risk`](Self::risk) refuses.
    ///
    /// ```no_run
    /// # use lindley_forecast::no_show::{Booking, History, NoShowModel};
    /// # fn example(model: &NoShowModel, booking: &Booking, history: &History) -> Result<(), lindley_forecast::ForecastError> {
    /// for factor in model.factors(booking, history, booking.day, 3)? {
    ///     println!("{} {:+.2}", factor.feature, factor.log_odds);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn factors(
        &self,
        booking: &Booking,
        history: &History,
        as_of: Date,
        most: usize,
    ) -> Result<Vec<Factor>, ForecastError> {
        let known = Known { booking, past: history.before(&booking.patient, as_of), as_of };
        known.check(0)?;
        let found = self.trees.contributions_of_row(&cells(&known))?;
        let factor =
            |(column, log_odds): (usize, f64)| Factor { feature: FEATURES[column].card.name, log_odds };
        Ok(found.strongest(most).into_iter().map(factor).collect())
    }

    /// The model as bytes: the same model gives the same bytes, so their hash names it.
    ///
    /// ```no_run
    /// # fn example(model: &lindley_forecast::no_show::NoShowModel) -> Result<(), lindley_forecast::ForecastError> {
    /// let again = lindley_forecast::no_show::NoShowModel::from_bytes(&model.to_bytes()?)?;
    /// assert_eq!(&again, model);
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_bytes(&self) -> Result<Vec<u8>, ForecastError> {
        let kept = Kept { trees: self.trees.to_bytes()?, steps: self.calibration.steps().collect() };
        postcard::to_extend(&kept, MARK.to_vec())
            .map_err(|error| ForecastError::Damaged { reason: error.to_string() })
    }

    /// The model that [`to_bytes`](Self::to_bytes) wrote. Refused if the bytes are none, or want features that this version
    /// does not build.
    ///
    /// ```
    /// assert!(lindley_forecast::no_show::NoShowModel::from_bytes(b"nonsense").is_err());
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ForecastError> {
        let damaged = |reason: &str| ForecastError::Damaged { reason: reason.to_owned() };
        let Some(body) = bytes.strip_prefix(MARK) else {
            return Err(damaged("it does not begin like a no-show model of this version"));
        };
        let (kept, rest): (Kept, &[u8]) =
            postcard::take_from_bytes(body).map_err(|error| damaged(&error.to_string()))?;
        if !rest.is_empty() {
            return Err(damaged("there is more than the model"));
        }
        Self::new(TreeEnsemble::from_bytes(&kept.trees)?, VennAbers::from_steps(kept.steps)?)
    }
}
