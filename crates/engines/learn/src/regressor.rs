//! What every method of regression offers: learn from a table, predict rows.

use crate::{Features, LearnError};

/// A method with its settings: learns a model from a table and a target per row.
pub trait Regressor: Send + Sync {
    /// Learns. Refused if the target has another length or a value that is no finite number, if all targets are equal,
    /// if there are too few rows for the method, or if a setting makes no sense.
    ///
    /// ```
    /// # use lindley_learn::{Features, LeastSquares, Regressor, Ridge};
    /// let hours = Features::from_rows(&["hours"], [[1.0], [2.0], [3.0]])?;
    /// let methods: [Box<dyn Regressor>; 2] = [Box::new(LeastSquares), Box::new(Ridge { lambda: 1.0 })];
    /// for method in methods {
    ///     assert!(method.fit(&hours, &[2.0, 4.0, 6.0])?.predict(&hours)?[2] > 4.5);
    /// }
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    fn fit(&self, features: &Features, target: &[f64]) -> Result<Box<dyn Model>, LearnError>;
}

/// What was learnt.
pub trait Model: Send + Sync {
    /// The columns that the model was learnt from, in order.
    ///
    /// ```
    /// # use lindley_learn::{Features, LeastSquares, Regressor};
    /// let hours = Features::from_rows(&["hours"], [[1.0], [2.0], [3.0]])?;
    /// assert_eq!(LeastSquares.fit(&hours, &[2.0, 4.0, 6.5])?.names(), ["hours"]);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    fn names(&self) -> &[String];

    /// Predicts the rows of a table whose columns were checked against [`names`](Self::names): what a model implements.
    /// Call [`predict`](Self::predict).
    ///
    /// ```
    /// # use lindley_learn::{Features, LinearModel, Model};
    /// let model = LinearModel { names: vec!["hours".to_owned()], intercept: 1.0, coefficients: vec![2.0] };
    /// assert_eq!(model.predict_checked(&Features::from_rows(&["hours"], [[3.0]])?), [7.0]);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    fn predict_checked(&self, features: &Features) -> Vec<f64>;

    /// One prediction per row, in the unit of the target. Refused if the columns are not those of learning.
    ///
    /// ```
    /// # use lindley_learn::{Features, LinearModel, Model};
    /// let model = LinearModel { names: vec!["hours".to_owned()], intercept: 1.0, coefficients: vec![2.0] };
    /// assert_eq!(model.predict(&Features::from_rows(&["hours"], [[3.0]])?)?, [7.0]);
    /// assert!(model.predict(&Features::from_rows(&["days"], [[3.0]])?).is_err());
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    fn predict(&self, features: &Features) -> Result<Vec<f64>, LearnError> {
        let (learnt, given) = (self.names(), features.names());
        let longest = learnt.len().max(given.len());
        if let Some(place) = (0..longest).find(|place| learnt.get(*place) != given.get(*place)) {
            let expected = learnt.get(place).cloned().unwrap_or_else(|| "the end".to_owned());
            return Err(LearnError::OtherColumns { place, expected });
        }
        Ok(self.predict_checked(features))
    }
}

/// Refuses what no method can learn from.
pub(crate) fn check_training(features: &Features, target: &[f64], needed: usize) -> Result<(), LearnError> {
    check_target(features.rows(), target, needed)
}

/// Refuses a target that no method can learn.
pub(crate) fn check_target(rows: usize, target: &[f64], needed: usize) -> Result<(), LearnError> {
    if rows != target.len() {
        return Err(LearnError::TargetLength { rows, targets: target.len() });
    }
    if let Some(row) = target.iter().position(|value| !value.is_finite()) {
        return Err(LearnError::TargetNotFinite { row });
    }
    if target.len() < needed {
        return Err(LearnError::TooFewRows { needed, found: target.len() });
    }
    if target.iter().all(|value| value.total_cmp(&target[0]).is_eq()) {
        return Err(LearnError::ConstantTarget);
    }
    Ok(())
}
