//! A no-show model judged on later days.

use lindley_learn::{Cell, Classifier, Logistic, MixedTable};
use lindley_stats::{Binning, Reliability, ReliabilityBin, area_under_curve, brier_score};

use super::columns::Columns;
use super::groups::by_group;
use super::learning::samples;
use super::sample::Sample;
use super::weeks::by_week;
use super::{FairnessReport, GroupReport, History, Known, NoShowModel, Outcome, Risk, WeekReport};
use crate::{FeatureDrift, ForecastError};

/// Bins of the reliability diagram.
const BINS: usize = 15;

/// How well probabilities did on rows that were not learnt from.
#[derive(Clone, Debug, PartialEq)]
pub struct NoShowReport {
    /// Rows judged.
    pub rows: usize,
    /// Area under the curve.
    pub auc: f64,
    /// Mean squared error of the probabilities.
    pub brier: f64,
    /// Expected calibration error over fifteen bins of equal width.
    pub ece: f64,
    /// The same over fifteen bins of equal mass: harder where most probabilities are small.
    pub ece_equal_mass: f64,
    /// Mean width of the Venn-Abers bands.
    pub width: f64,
    /// The reliability diagram, bins of equal mass.
    pub bins: Vec<ReliabilityBin>,
    /// By sex, age band, site and language.
    pub groups: Vec<GroupReport>,
    /// By week.
    pub by_week: Vec<WeekReport>,
    /// How far groups lie apart.
    pub fairness: FairnessReport,
    /// As of booking, where that is known; the figures above are then as of the day before.
    pub at_booking: Option<StageReport>,
    /// How far features have moved since they were learnt from; empty where that was not asked.
    pub drift: Vec<FeatureDrift>,
    /// Simple methods on the same rows; empty where that was not asked.
    pub baselines: Vec<Baseline>,
}

/// How well probabilities did that were said at another stage of the same appointments' lives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StageReport {
    /// Rows judged.
    pub rows: usize,
    /// Area under the curve.
    pub auc: f64,
    /// Mean squared error of the probabilities.
    pub brier: f64,
    /// Expected calibration error over fifteen bins of equal width.
    pub ece: f64,
    /// Mean width of the bands.
    pub width: f64,
}

impl StageReport {
    pub(super) fn of(report: &NoShowReport) -> Self {
        let NoShowReport { rows, auc, brier, ece, width, .. } = *report;
        Self { rows, auc, brier, ece, width }
    }
}

impl NoShowReport {
    /// Judges risks beside what happened. Refused if they do not pair up or only one outcome occurs.
    ///
    /// ```
    /// use lindley_forecast::no_show::{Booking, NoShowReport, Outcome, Risk};
    /// use lindley_time::civil::date;
    ///
    /// let booking = Booking::new(1, "p1", date(2026, 5, 1).at(9, 0, 0, 0), date(2026, 5, 4));
    /// let outcome = |missed| Outcome { booking: booking.clone(), missed };
    /// let risk = |probability| Risk { probability, low: 0.0, high: 1.0, unseen_labels: 0 };
    /// let outcomes = [outcome(true), outcome(false)];
    /// let report = NoShowReport::of(&outcomes.each_ref(), &[risk(0.9), risk(0.1)])?;
    /// assert_eq!((report.auc, report.width), (1.0, 1.0));
    /// # Ok::<(), lindley_forecast::ForecastError>(())
    /// ```
    pub fn of(outcomes: &[&Outcome], risks: &[Risk]) -> Result<Self, ForecastError> {
        let said: Vec<f64> = risks.iter().map(|risk| risk.probability).collect();
        let missed: Vec<bool> = outcomes.iter().map(|outcome| outcome.missed).collect();
        let by_mass = Reliability::of(&said, &missed, Binning::EqualMass(BINS))?;
        let widths: Vec<f64> = risks.iter().map(|risk| risk.high - risk.low).collect();
        Ok(Self {
            rows: risks.len(),
            auc: area_under_curve(&said, &missed)?,
            brier: brier_score(&said, &missed)?,
            ece: Reliability::of(&said, &missed, Binning::EqualWidth(BINS))?.expected_error(),
            ece_equal_mass: by_mass.expected_error(),
            width: lindley_stats::mean(&widths)?,
            bins: by_mass.bins().to_vec(),
            groups: by_group(outcomes, risks)?,
            by_week: by_week(outcomes, risks)?,
            fairness: FairnessReport::of(outcomes, risks)?,
            at_booking: None,
            drift: Vec::new(),
            baselines: Vec::new(),
        })
    }
}

/// A simple method on the same rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Baseline {
    /// Its name.
    pub name: &'static str,
    /// Area under the curve.
    pub auc: f64,
    /// Mean squared error of the probabilities.
    pub brier: f64,
}

/// What simple methods do that learn from the first `split` rows of the outcomes, which are ordered by day and number, and are
/// judged on the others: one probability for all, logistic regression on lead time, logistic regression on all features.
/// Refused if either part is empty or lacks an outcome.
///
/// ```
/// use lindley_forecast::no_show::backtest_baselines;
/// assert!(backtest_baselines(&[], 0).is_err());
/// ```
pub fn backtest_baselines(outcomes: &[Outcome], split: usize) -> Result<Vec<Baseline>, ForecastError> {
    if split == 0 || split >= outcomes.len() {
        return Err(ForecastError::TooFewRows { needed: split + 1, found: outcomes.len() });
    }
    baselines(&samples(outcomes, &History::of(outcomes))?, split)
}

/// How far a model's columns, and as `score` its probabilities, have moved between the first `split` of the outcomes, which are
/// ordered by day and number, and the others. What is known of patients grows from day to day, so columns of it move by
/// themselves. Probabilities of rows that the model has learnt from are a little surer than those of new ones.
///
/// Refused if a row cannot be, with its place in the list.
///
/// ```no_run
/// use lindley_forecast::no_show::{History, NoShowModel, Outcome, backtest_drift};
/// # fn example(model: &NoShowModel, outcomes: &[Outcome]) -> Result<(), lindley_forecast::ForecastError> {
/// let split = outcomes.len() * 3 / 4;
/// for column in backtest_drift(model, outcomes, split, &History::of(outcomes))? {
///     println!("{} {:?}", column.feature, column.psi);
/// }
/// # Ok(())
/// # }
/// ```
pub fn backtest_drift(
    model: &NoShowModel,
    outcomes: &[Outcome],
    split: usize,
    history: &History,
) -> Result<Vec<FeatureDrift>, ForecastError> {
    let samples = samples(outcomes, history)?;
    let known: Vec<Known<'_>> = samples.iter().map(|sample| sample.known).collect();
    let (before, came) = known.split_at(split.min(known.len()));
    moved(model, before, came)
}

/// The same for what is known of rows.
pub(super) fn moved(
    model: &NoShowModel,
    before: &[Known<'_>],
    came: &[Known<'_>],
) -> Result<Vec<FeatureDrift>, ForecastError> {
    let mut found: Vec<FeatureDrift> = model
        .features()
        .map(|feature| {
            let old: Vec<Cell<'_>> = before.iter().map(|known| feature.value(known)).collect();
            let new: Vec<Cell<'_>> = came.iter().map(|known| feature.value(known)).collect();
            FeatureDrift::between(feature.card.column(), &old, &new)
        })
        .collect();
    let scores = |rows: &[Known<'_>]| -> Result<Vec<f64>, ForecastError> {
        rows.iter().map(|known| Ok(model.risk_of(known)?.probability)).collect()
    };
    found.push(FeatureDrift::of_numbers("score", &scores(before)?, &scores(came)?));
    Ok(found)
}

/// What simple methods do on samples in order.
pub(super) fn baselines(samples: &[Sample<'_>], split: usize) -> Result<Vec<Baseline>, ForecastError> {
    let order: Vec<usize> = (0..samples.len()).collect();
    let missed: Vec<bool> = samples.iter().map(|sample| sample.missed).collect();
    let known = || samples.iter().map(|sample| sample.known);
    let columns = Columns::known_in(&known().take(split));
    let table = columns.table(known())?;
    let (train, test) = (table.select(&order[..split])?, table.select(&order[split..])?);
    let (learnt, wanted) = missed.split_at(split);
    let share = learnt.iter().filter(|missed| **missed).count() as f64 / split as f64;
    let judged = |name, said: &[f64]| -> Result<Baseline, ForecastError> {
        Ok(Baseline { name, auc: area_under_curve(said, wanted)?, brier: brier_score(said, wanted)? })
    };
    let logistic = |train: &MixedTable, test: &MixedTable| -> Result<Vec<f64>, ForecastError> {
        let model = Logistic { lambda: 1.0 }.fit_outcomes(train, learnt)?;
        Ok(model.scores(test)?.into_iter().map(|odds| 1.0 / (1.0 + (-odds).exp())).collect())
    };
    let lead = columns.features().position(|feature| feature.card.name == "lead_days");
    let mut found = vec![judged("one probability for all", &vec![share; wanted.len()])?];
    if let Some(lead) = lead {
        let (train, test) = (train.select_columns(&[lead])?, test.select_columns(&[lead])?);
        found.push(judged("logistic regression on lead time", &logistic(&train, &test)?)?);
    }
    found.push(judged("logistic regression on all features", &logistic(&train, &test)?)?);
    Ok(found)
}
