//! A no-show model from outcomes.

use lindley_learn::{Cell, Crew, Kind, MixedTable, Objective, TreeBoosting, TreeEnsemble};
use lindley_seed::Seed;
use lindley_stats::VennAbers;

use super::features::{FEATURES, Known, cells};
use super::{History, NoShowModel, Outcome};
use crate::ForecastError;

/// Rows that are needed to learn.
const LEAST_ROWS: usize = 500;

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
    /// from all days. So nothing is calibrated on rows that were learnt from, and the latest days are not wasted.
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
        if outcomes.len() < LEAST_ROWS {
            return Err(ForecastError::TooFewRows { needed: LEAST_ROWS, found: outcomes.len() });
        }
        let mut order: Vec<usize> = (0..outcomes.len()).collect();
        order.sort_by_key(|row| (outcomes[*row].booking.day, outcomes[*row].booking.number));
        let table = table(outcomes, &order, &History::of(outcomes))?;
        let missed: Vec<bool> = order.iter().map(|row| outcomes[*row].missed).collect();
        let first = self.first_to_calibrate(outcomes, &order)?;
        let (early, late) = (parts(0..first), parts(first..missed.len()));
        let before = self.trees(&table.select(&early)?, &missed[..first], crew)?;
        let scores = before.raw(&table.select(&late)?)?;
        enough(&missed[first..])?;
        let calibration = VennAbers::calibrated(&scores, &missed[first..])?;
        NoShowModel::new(self.trees(&table, &missed, crew)?, calibration)
    }

    /// The first row of the fewest last whole days that hold the share of calibration.
    fn first_to_calibrate(&self, outcomes: &[Outcome], order: &[usize]) -> Result<usize, ForecastError> {
        let share = self.calibration_share.clamp(0.0, 1.0) * order.len() as f64;
        let day = |place: usize| outcomes[order[place]].booking.day;
        let begins = |place: &usize| *place == 0 || day(*place - 1) < day(*place);
        let wanted = |place: &usize| (order.len() - place) as f64 >= share;
        match (0..order.len()).rev().filter(begins).find(wanted) {
            Some(place) if place > 0 => Ok(place),
            _ => {
                let found = (0..order.len()).filter(begins).count();
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

/// The rows of outcomes as of their own days.
pub(super) fn table(
    outcomes: &[Outcome],
    order: &[usize],
    history: &History,
) -> Result<MixedTable, ForecastError> {
    let columns: Vec<(String, Kind)> =
        FEATURES.iter().map(|feature| (feature.card.column(), feature.card.kind)).collect();
    let columns: Vec<(&str, Kind)> = columns.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
    let mut rows: Vec<[Cell<'_>; 14]> = Vec::with_capacity(order.len());
    for row in order {
        let booking = &outcomes[*row].booking;
        let past = history.before(&booking.patient, booking.day);
        let known = Known { booking, past, as_of: booking.day };
        known.check(*row)?;
        rows.push(cells(&known));
    }
    Ok(MixedTable::learning(&columns, rows)?)
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
