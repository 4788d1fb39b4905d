//! A learnt no-show model and what it says.

use std::borrow::Cow;

use lindley_learn::TreeEnsemble;
use lindley_stats::{ProbabilityBand, VennAbers};
use lindley_time::civil::Date;
use serde::{Deserialize, Serialize};

use super::columns::{Columns, Row};
use super::unknowns::{Gaps, Unknown, Unknowns, widened};
use super::{Booking, History, Known, NoShowFeature, Standing};
use crate::ForecastError;

/// What a kept model with one calibration begins with; the last digit counts versions of the format.
const MARK: &[u8] = b"LINDLEY NO-SHOW 1\n";

/// What a kept model with a calibration for predictions more than a day ahead begins with.
const MARK_AHEAD: &[u8] = b"LINDLEY NO-SHOW 2\n";

/// What a kept model begins with that knows what gaps are worth. The two before it are read as they were, so that what they
/// said can be said again; their bands do not widen.
const MARK_UNKNOWNS: &[u8] = b"LINDLEY NO-SHOW 3\n";

/// How likely a patient is not to come.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Risk {
    /// The calibrated probability.
    pub probability: f64,
    /// Lower end of the band: of the Venn-Abers band, moved outwards for what is not known.
    pub low: f64,
    /// Upper end of the band, moved likewise.
    pub high: f64,
    /// How many labels of the booking learning has not seen; they were treated as missing.
    pub unseen_labels: usize,
}

/// A feature that moves a risk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Factor {
    /// The feature's name.
    pub feature: Cow<'static, str>,
    /// What it adds to the log odds before calibration; above zero makes a no-show likelier.
    pub log_odds: f64,
}

/// Boosted trees and what turns their scores into probabilities.
#[derive(Clone, Debug, PartialEq)]
pub struct NoShowModel {
    columns: Columns,
    trees: TreeEnsemble,
    calibration: Calibration,
    /// None in a model of an earlier format.
    unknowns: Option<Unknowns>,
}

/// What turns scores into probabilities. More is known of an appointment on the day before it than at booking, so each has its
/// own where there are enough rows of both.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Calibration {
    /// For predictions at most a day ahead, and where the moment is not known.
    pub(super) near: VennAbers,
    /// For predictions more than a day ahead.
    pub(super) ahead: Option<VennAbers>,
}

/// How a model is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    trees: Vec<u8>,
    steps: Vec<(f64, f64, f64)>,
}

/// How a model with two calibrations is kept.
#[derive(Serialize, Deserialize)]
struct KeptAhead {
    kept: Kept,
    ahead: Vec<(f64, f64, f64)>,
}

/// How a model that knows what gaps are worth is kept.
#[derive(Serialize, Deserialize)]
struct KeptUnknowns {
    kept: Kept,
    ahead: Option<Vec<(f64, f64, f64)>>,
    unknowns: Unknowns,
}

impl NoShowModel {
    pub(super) fn new(
        trees: TreeEnsemble,
        calibration: Calibration,
        unknowns: Option<Unknowns>,
    ) -> Result<Self, ForecastError> {
        let columns = Columns::named(trees.layout().names())?;
        if unknowns.as_ref().is_some_and(|unknowns| !unknowns.fits(columns.features().count())) {
            return Err(damaged("what its gaps are worth does not fit its columns"));
        }
        Ok(Self { columns, trees, calibration, unknowns })
    }

    /// Its features, in the order of its columns: those of [`FEATURES`](super::FEATURES) that were known in its learning.
    pub fn features(&self) -> impl Iterator<Item = &'static NoShowFeature> + '_ {
        self.columns.features()
    }

    /// The risk of an appointment as of a day, from outcomes strictly before that day. Refused if the day lies outside the
    /// appointment's life or the booking cannot be.
    ///
    /// ```no_run
    /// # use lindley_forecast::no_show::{Booking, History, NoShowModel};
    /// # fn example(model: &NoShowModel, booking: &Booking, history: &History) -> Result<(), lindley_forecast::ForecastError> {
    /// let the_day_before = model.risk(booking, history, booking.day.yesterday().unwrap())?;
    /// let on_the_day = model.risk(booking, history, booking.day)?;
    /// assert!(the_day_before.low <= the_day_before.high && on_the_day.probability <= 1.0);
    /// # Ok(())
    /// # }
    /// ```
    pub fn risk(&self, booking: &Booking, history: &History, as_of: Date) -> Result<Risk, ForecastError> {
        let past = history.before(&booking.patient, as_of);
        self.risk_of(&Known { booking, past, standing: Standing::default(), as_of })
    }

    /// The risk for what is known. Refused if that cannot be.
    ///
    /// The band widens for labels that learning has not seen, for values that learning never lacked, and the less is known of
    /// the patient: so that, as often as [`RISK_LEVEL`](super::RISK_LEVEL) says, it holds what would be said if they were known.
    /// [`unknowns_of`](Self::unknowns_of) tells which they are.
    ///
    /// ```no_run
    /// # use lindley_forecast::no_show::{Known, NoShowModel};
    /// # fn example(model: &NoShowModel, known: &Known) -> Result<(), lindley_forecast::ForecastError> {
    /// assert!(model.risk_of(known)?.probability <= 1.0);
    /// # Ok(())
    /// # }
    /// ```
    pub fn risk_of(&self, known: &Known<'_>) -> Result<Risk, ForecastError> {
        Ok(self.said(known)?.0)
    }

    /// The risk for what is known, and whether something that is not known makes its band wider.
    pub(super) fn said(&self, known: &Known<'_>) -> Result<(Risk, bool), ForecastError> {
        let (calibrated, gaps) = self.weighed(known)?;
        let by = gaps.map(|gaps| gaps.whole());
        Ok((calibrated.widened(by), by.is_some_and(|by| by > 0.0)))
    }

    /// The risk for what is known, with a band that does not widen for what is not known of the patient: what appointments of a
    /// site or session may have in common. Of many patients together, who differ each by themselves, these are the right bands.
    /// Refused as [`risk_of`](Self::risk_of).
    ///
    /// ```no_run
    /// # use lindley_forecast::no_show::{Known, NoShowModel};
    /// # fn example(model: &NoShowModel, known: &Known) -> Result<(), lindley_forecast::ForecastError> {
    /// assert!(model.shared_risk_of(known)?.high <= model.risk_of(known)?.high);
    /// # Ok(())
    /// # }
    /// ```
    pub fn shared_risk_of(&self, known: &Known<'_>) -> Result<Risk, ForecastError> {
        let (calibrated, gaps) = self.weighed(known)?;
        Ok(calibrated.widened(gaps.map(|gaps| gaps.shared())))
    }

    /// What makes the band wider than the calibration alone, the widest first; empty for a model of an earlier format, whose
    /// bands do not widen. Refused as [`risk_of`](Self::risk_of).
    ///
    /// ```no_run
    /// # use lindley_forecast::no_show::{Known, NoShowModel};
    /// # fn example(model: &NoShowModel, known: &Known) -> Result<(), lindley_forecast::ForecastError> {
    /// for unknown in model.unknowns_of(known)? {
    ///     println!("{} {:.2}", unknown.what, unknown.log_odds);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn unknowns_of(&self, known: &Known<'_>) -> Result<Vec<Unknown>, ForecastError> {
        let (_, gaps) = self.weighed(known)?;
        Ok(gaps.map_or_else(Vec::new, |gaps| gaps.told(&self.columns)))
    }

    /// Whether its bands widen for what is not known: all but those of earlier formats.
    pub fn widens(&self) -> bool {
        self.unknowns.is_some()
    }

    /// The same trees as earlier formats kept them, with or without a calibration of their own for what is far ahead.
    #[cfg(test)]
    pub(super) fn of_earlier_format(&self, has_ahead: bool) -> Self {
        let near = self.calibration.near.clone();
        let ahead = has_ahead.then(|| near.clone());
        Self { calibration: Calibration { near, ahead }, unknowns: None, ..self.clone() }
    }

    /// The calibrated band for what is known, and what is not known.
    fn weighed(&self, known: &Known<'_>) -> Result<(Calibrated, Option<Gaps>), ForecastError> {
        known.check(0)?;
        let row: Row<'_> = self.columns.cells(known);
        let (score, unseen_labels) = self.trees.raw_of_row(row.as_ref())?;
        let ahead = self.calibration.ahead.as_ref().filter(|_| known.standing.is_far_ahead());
        let band = ahead.unwrap_or(&self.calibration.near).band(score)?;
        let gaps = |unknowns: &Unknowns| {
            let learnt = (&self.columns, self.trees.layout());
            unknowns.gaps(learnt, (row.as_ref(), unseen_labels), known.past.visits)
        };
        Ok((Calibrated { band, unseen_labels }, self.unknowns.as_ref().map(gaps)))
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
        let past = history.before(&booking.patient, as_of);
        self.factors_of(&Known { booking, past, standing: Standing::default(), as_of }, most)
    }

    /// The features that move the risk for what is known most, as [`factors`](Self::factors) says.
    ///
    /// ```no_run
    /// # use lindley_forecast::no_show::{Known, NoShowModel};
    /// # fn example(model: &NoShowModel, known: &Known) -> Result<(), lindley_forecast::ForecastError> {
    /// assert!(model.factors_of(known, 3)?.len() <= 3);
    /// # Ok(())
    /// # }
    /// ```
    pub fn factors_of(&self, known: &Known<'_>, most: usize) -> Result<Vec<Factor>, ForecastError> {
        known.check(0)?;
        let found = self.trees.contributions_of_row(self.columns.cells(known).as_ref())?;
        let factor = |(column, log_odds): (usize, f64)| Factor {
            feature: Cow::Borrowed(self.columns.feature(column).card.name),
            log_odds,
        };
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
        let damaged = |error: postcard::Error| ForecastError::Damaged { reason: error.to_string() };
        let Calibration { near, ahead } = &self.calibration;
        let kept = Kept { trees: self.trees.to_bytes()?, steps: near.steps().collect() };
        let ahead = ahead.as_ref().map(|ahead| ahead.steps().collect());
        match (&self.unknowns, ahead) {
            (Some(unknowns), ahead) => {
                let kept = KeptUnknowns { kept, ahead, unknowns: unknowns.clone() };
                postcard::to_extend(&kept, MARK_UNKNOWNS.to_vec()).map_err(damaged)
            }
            (None, None) => postcard::to_extend(&kept, MARK.to_vec()).map_err(damaged),
            (None, Some(ahead)) => {
                postcard::to_extend(&KeptAhead { kept, ahead }, MARK_AHEAD.to_vec()).map_err(damaged)
            }
        }
    }

    /// The model that [`to_bytes`](Self::to_bytes) wrote. Refused if the bytes are none, or want features that this version
    /// does not build.
    ///
    /// ```
    /// assert!(lindley_forecast::no_show::NoShowModel::from_bytes(b"nonsense").is_err());
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ForecastError> {
        if let Some(body) = bytes.strip_prefix(MARK_UNKNOWNS) {
            let KeptUnknowns { kept, ahead, unknowns } = whole(body)?;
            return Self::of_kept(&kept, ahead, Some(unknowns));
        }
        if let Some(body) = bytes.strip_prefix(MARK_AHEAD) {
            let KeptAhead { kept, ahead } = whole(body)?;
            return Self::of_kept(&kept, Some(ahead), None);
        }
        let reason = "it does not begin like a no-show model of this version";
        let body = bytes.strip_prefix(MARK).ok_or_else(|| damaged(reason))?;
        Self::of_kept(&whole(body)?, None, None)
    }

    fn of_kept(
        kept: &Kept,
        ahead: Option<Vec<(f64, f64, f64)>>,
        unknowns: Option<Unknowns>,
    ) -> Result<Self, ForecastError> {
        let near = VennAbers::from_steps(kept.steps.iter().copied())?;
        let ahead = ahead.map(VennAbers::from_steps).transpose()?;
        Self::new(TreeEnsemble::from_bytes(&kept.trees)?, Calibration { near, ahead }, unknowns)
    }
}

/// A calibrated band before it is widened.
struct Calibrated {
    band: ProbabilityBand,
    unseen_labels: usize,
}

impl Calibrated {
    /// With ends moved outwards so far in log odds; as they are where nothing tells how far.
    fn widened(&self, by: Option<f64>) -> Risk {
        let Self { band, unseen_labels } = *self;
        let (low, high) = by.map_or((band.low(), band.high()), |by| widened(band, by));
        Risk { probability: band.probability(), low, high, unseen_labels }
    }
}

fn damaged(reason: &str) -> ForecastError {
    ForecastError::Damaged { reason: reason.to_owned() }
}

/// What the bytes say, and nothing but that.
fn whole<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, ForecastError> {
    let (kept, rest) = postcard::take_from_bytes(body).map_err(|error| damaged(&error.to_string()))?;
    if rest.is_empty() { Ok(kept) } else { Err(damaged("there is more than the model")) }
}
