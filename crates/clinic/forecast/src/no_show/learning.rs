//! A no-show model from outcomes.

use lindley_learn::{Crew, MixedTable, Objective, TreeBoosting, TreeEnsemble};
use lindley_seed::Seed;
use lindley_stats::VennAbers;

use super::columns::Columns;
use super::model::Calibration;
use super::sample::Sample;
use super::unknowns::Lesson;
use super::{History, Known, NoShowModel, Outcome, Standing};
use crate::ForecastError;

/// Outcomes that are needed to learn.
pub const LEAST_OUTCOMES: usize = 500;

/// Rows of each outcome that are needed, in both the rows to learn from and those to calibrate on.
const LEAST_OF_OUTCOME: usize = 20;

/// How a no-show model is learnt.
#[derive(Clone, Debug, PartialEq)]
pub struct NoShowMethod {
    /// The trees; whatever its objective, the logarithmic loss is made small.
    pub trees: TreeBoosting,
    /// What share of the rows calibrates, at least: the fewest last whole days that hold it.
    pub calibration_share: f64,
}

impl NoShowMethod {
    /// Settings that do well on public data: 100 trees of depth 5, a fifth of the rows to calibrate on.
    ///
    /// ```
    /// use lindley_forecast::no_show::NoShowMethod;
    /// use lindley_seed::Seed;
    /// assert_eq!(NoShowMethod::new(Seed::from_u64(1)).trees.depth, 5);
    /// ```
    pub fn new(seed: Seed) -> Self {
        let trees = TreeBoosting {
            trees: 100,
            learning_rate: 0.09,
            leaves: 16,
            depth: 5,
            leaf_weight: 20.0,
            l2: 5.0,
            label_smoothing: 200.0,
            column_share: 0.7,
            ..TreeBoosting::new(Objective::Logistic, seed)
        };
        Self { trees, calibration_share: 0.2 }
    }

    /// Learns from outcomes in any order, each as of its own day.
    ///
    /// Trees that have not seen the last days score them; those scores and outcomes calibrate the trees that are then learnt
    /// from all days. So nothing is calibrated on rows that were learnt from, and the latest days are not wasted. The same rows
    /// tell what it is worth to know a label, a value and the patient, and so how much wider a band is without.
    ///
    /// Refused if there are too few rows, days, or rows of either outcome, or a row cannot be: with its place in the list.
    ///
    /// ```
    /// use lindley_forecast::ForecastError;
    /// use lindley_forecast::no_show::{Booking, NoShowMethod, Outcome};
    /// use lindley_learn::Alone;
    /// use lindley_seed::Seed;
    /// use lindley_time::civil::date;
    ///
    /// let booking = Booking::new(1, "p1", date(2026, 5, 1).at(9, 0, 0, 0), date(2026, 5, 4));
    /// let ten = vec![Outcome { booking, missed: true }; 10];
    /// let refusal = NoShowMethod::new(Seed::from_u64(1)).learn(&ten, &Alone).unwrap_err();
    /// assert_eq!(refusal, ForecastError::TooFewRows { needed: 500, found: 10 });
    /// ```
    pub fn learn(&self, outcomes: &[Outcome], crew: &dyn Crew) -> Result<NoShowModel, ForecastError> {
        if outcomes.len() < LEAST_OUTCOMES {
            return Err(ForecastError::TooFewRows { needed: LEAST_OUTCOMES, found: outcomes.len() });
        }
        self.learn_samples(samples(outcomes, &History::of(outcomes))?, crew)
    }

    /// Learns from rows in any order, of which one outcome may have several, as of different moments.
    pub(super) fn learn_samples(
        &self,
        mut samples: Vec<Sample<'_>>,
        crew: &dyn Crew,
    ) -> Result<NoShowModel, ForecastError> {
        if samples.len() < LEAST_OUTCOMES {
            return Err(ForecastError::TooFewRows { needed: LEAST_OUTCOMES, found: samples.len() });
        }
        samples.sort_by_key(|sample| (sample.day, sample.number));
        let columns = Columns::known_in(&samples.iter().map(|sample| sample.known));
        let table = columns.table(samples.iter().map(|sample| sample.known))?;
        let missed: Vec<bool> = samples.iter().map(|sample| sample.missed).collect();
        let first = self.first_to_calibrate(&samples)?;
        let (early, late) = (parts(0..first), parts(first..missed.len()));
        let before = self.trees(&table.select(&early)?, &missed[..first], crew)?;
        let scores = before.raw(&table.select(&late)?)?;
        let calibration = calibrate(&samples[first..], &scores)?;
        let lesson = Lesson::of(&before, &columns, &calibration.near, (&samples, &samples[first..]));
        let unknowns = lesson.learn()?;
        NoShowModel::new(self.trees(&table, &missed, crew)?, calibration, Some(unknowns))
    }

    /// The first row of the fewest last whole days that hold the share of calibration.
    fn first_to_calibrate(&self, samples: &[Sample<'_>]) -> Result<usize, ForecastError> {
        let share = self.calibration_share.clamp(0.0, 1.0) * samples.len() as f64;
        let begins = |place: &usize| *place == 0 || samples[*place - 1].day < samples[*place].day;
        let wanted = |place: &usize| (samples.len() - place) as f64 >= share;
        match (0..samples.len()).rev().filter(begins).find(wanted) {
            Some(place) if place > 0 => Ok(place),
            _ => {
                let found = (0..samples.len()).filter(begins).count();
                Err(ForecastError::TooFewBlocks { unit: "days", needed: found + 1, found })
            }
        }
    }

    fn trees(
        &self,
        table: &MixedTable,
        missed: &[bool],
        crew: &dyn Crew,
    ) -> Result<TreeEnsemble, ForecastError> {
        enough(missed)?;
        let target: Vec<f64> = missed.iter().map(|missed| f64::from(u8::from(*missed))).collect();
        let method = TreeBoosting { objective: Objective::Logistic, ..self.trees.clone() };
        Ok(method.fit_trees_with(table, &target, crew)?)
    }
}

/// Calibration of rows that were not learnt from: of those more than a day ahead apart, where there are enough.
fn calibrate(samples: &[Sample<'_>], scores: &[f64]) -> Result<Calibration, ForecastError> {
    let of = |wanted: &dyn Fn(&Sample<'_>) -> bool| -> Result<VennAbers, ForecastError> {
        let rows = samples.iter().zip(scores).filter(|(sample, _)| wanted(sample));
        let (missed, scores): (Vec<bool>, Vec<f64>) =
            rows.map(|(sample, score)| (sample.missed, *score)).unzip();
        enough(&missed)?;
        Ok(VennAbers::calibrated(&scores, &missed)?)
    };
    let far = |sample: &Sample<'_>| sample.known.standing.is_far_ahead();
    let (near, ahead) = (of(&|sample| !far(sample)), of(&far));
    match (near, ahead) {
        (Ok(near), ahead) => Ok(Calibration { near, ahead: ahead.ok() }),
        // Too few close to the day: one calibration for all.
        _ => Ok(Calibration { near: of(&|_| true)?, ahead: None }),
    }
}

/// Rows of outcomes as of their own days, in the order given.
pub(super) fn samples<'a>(
    outcomes: &'a [Outcome],
    history: &History,
) -> Result<Vec<Sample<'a>>, ForecastError> {
    let sample = |(row, outcome): (usize, &'a Outcome)| {
        let booking = &outcome.booking;
        let past = history.before(&booking.patient, booking.day);
        let known = Known { booking, past, standing: Standing::default(), as_of: booking.day };
        known.check(row)?;
        Ok(Sample { known, day: booking.day, number: booking.number, missed: outcome.missed })
    };
    outcomes.iter().enumerate().map(sample).collect()
}

fn parts(rows: std::ops::Range<usize>) -> Vec<usize> {
    rows.collect()
}

/// Refuses rows in which one of the two outcomes is too rare.
fn enough(missed: &[bool]) -> Result<(), ForecastError> {
    let count = missed.iter().filter(|missed| **missed).count();
    for (outcome, found) in [("missed", count), ("came", missed.len() - count)] {
        if found < LEAST_OF_OUTCOME {
            return Err(ForecastError::TooFewOfOutcome { outcome, needed: LEAST_OF_OUTCOME, found });
        }
    }
    Ok(())
}
