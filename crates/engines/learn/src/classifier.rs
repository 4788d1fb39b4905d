//! What every method that learns probabilities offers.

use crate::{Cell, LearnError, MixedTable, Objective, TreeBoosting, TreeEnsemble};

/// A method with its settings: learns how likely something is from rows in which it did or did not happen.
pub trait Classifier: Send + Sync {
    /// Learns. Refused if outcomes and rows do not pair up, one of the two outcomes was never seen, there are too few rows, or
    /// a setting makes no sense.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Classifier, Kind, LearnError, Logistic, MixedTable};
    /// let rows = [[Cell::Number(1.0)], [Cell::Number(2.0)], [Cell::Number(3.0)]];
    /// let table = MixedTable::learning(&[("days", Kind::Number)], rows)?;
    /// let method = Logistic { lambda: 1.0 };
    /// let model = method.fit_outcomes(&table, &[false, true, true])?;
    /// assert!(model.scores(&table)?[2] > model.scores(&table)?[0]);
    /// assert_eq!(method.fit_outcomes(&table, &[true; 3]).err(), Some(LearnError::OneClass { seen: true }));
    /// # Ok::<(), LearnError>(())
    /// ```
    fn fit_outcomes(&self, table: &MixedTable, outcomes: &[bool]) -> Result<Box<dyn Scorer>, LearnError>;
}

/// What was learnt: a score per row that rises with the probability.
pub trait Scorer: Send + Sync {
    /// The score of each row, as log odds. Refused if the columns are not those of learning.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Classifier, Kind, Logistic, MixedTable};
    /// let rows = [[Cell::Number(1.0)], [Cell::Number(2.0)]];
    /// let table = MixedTable::learning(&[("days", Kind::Number)], rows)?;
    /// let model = Logistic { lambda: 1.0 }.fit_outcomes(&table, &[false, true])?;
    /// assert_eq!(model.scores(&table)?.len(), 2);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    fn scores(&self, table: &MixedTable) -> Result<Vec<f64>, LearnError>;

    /// The score of one row, and how many of its labels learning has not seen: those are treated as missing.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Classifier, Kind, Logistic, MixedTable};
    /// let rows = [[Cell::Label("north")], [Cell::Label("east")]];
    /// let table = MixedTable::learning(&[("district", Kind::Label)], rows)?;
    /// let model = Logistic { lambda: 1.0 }.fit_outcomes(&table, &[false, true])?;
    /// assert_eq!(model.score_row(&[Cell::Label("south")])?.1, 1);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    fn score_row(&self, cells: &[Cell<'_>]) -> Result<(f64, usize), LearnError>;
}

impl Classifier for TreeBoosting {
    /// Whatever its objective, the logarithmic loss is made small.
    fn fit_outcomes(&self, table: &MixedTable, outcomes: &[bool]) -> Result<Box<dyn Scorer>, LearnError> {
        check_outcomes(table, outcomes)?;
        let target: Vec<f64> = outcomes.iter().map(|outcome| f64::from(u8::from(*outcome))).collect();
        let method = Self { objective: Objective::Logistic, ..self.clone() };
        Ok(Box::new(method.fit_trees(table, &target)?))
    }
}

impl Scorer for TreeEnsemble {
    fn scores(&self, table: &MixedTable) -> Result<Vec<f64>, LearnError> {
        self.raw(table)
    }

    fn score_row(&self, cells: &[Cell<'_>]) -> Result<(f64, usize), LearnError> {
        self.raw_of_row(cells)
    }
}

/// Refuses outcomes that do not pair up with the rows or are all alike.
pub(crate) fn check_outcomes(table: &MixedTable, outcomes: &[bool]) -> Result<(), LearnError> {
    if table.rows() != outcomes.len() {
        return Err(LearnError::TargetLength { rows: table.rows(), targets: outcomes.len() });
    }
    if outcomes.iter().all(|outcome| *outcome == outcomes[0]) {
        return Err(LearnError::OneClass { seen: outcomes[0] });
    }
    Ok(())
}
