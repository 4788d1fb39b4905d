//! What every method of regression offers: learn from a table, predict rows.

use crate::{Features, LearnError};

/// A method with its settings: learns a model from a table and a target per row.
pub trait Regressor: Send + Sync {
    /// Learns. Refused if the target has another length or a value that is no finite number, if all targets are equal,
    /// if there are too few rows for the method, or if a setting makes no sense.
    fn fit(&self, features: &Features, target: &[f64]) -> Result<Box<dyn Model>, LearnError>;
}

/// What was learnt.
pub trait Model: Send + Sync {
    /// The columns that the model was learnt from, in order.
    fn names(&self) -> &[String];

    /// Predicts the rows of a table whose columns were checked against [`names`](Self::names).
    fn predict_checked(&self, features: &Features) -> Vec<f64>;

    /// One prediction per row, in the unit of the target. Refused if the columns are not those of learning.
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
    if features.rows() != target.len() {
        return Err(LearnError::TargetLength { rows: features.rows(), targets: target.len() });
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
