//! How well a method does on rows that it has not seen.

use crate::regressor::check_training;
use crate::{Features, Fold, LearnError, Regressor};

/// Predictions for rows by models that had not seen them.
#[derive(Clone, Debug, PartialEq)]
pub struct CrossValidation {
    /// One prediction per row; NaN for a row that is in no fold's test part.
    pub predictions: Vec<f64>,
    /// The mean squared error in each fold.
    pub fold_errors: Vec<f64>,
}

impl CrossValidation {
    /// The mean over the folds of their mean squared error, in squared units of the target.
    ///
    /// ```
    /// # use lindley_learn::CrossValidation;
    /// let found = CrossValidation { predictions: vec![], fold_errors: vec![1.0, 3.0] };
    /// assert_eq!(found.mean_squared_error(), 2.0);
    /// ```
    pub fn mean_squared_error(&self) -> f64 {
        self.fold_errors.iter().sum::<f64>() / self.fold_errors.len() as f64
    }
}

/// Learns on the training part of each fold and predicts its test part.
///
/// Refused if there is no fold, a fold names a row that does not exist, or the method refuses the training part of a fold.
/// Source: M. Stone, "Cross-validatory choice and assessment of statistical predictions", JRSS B 36 (1974).
///
/// ```
/// # use lindley_learn::{Features, LeastSquares, cross_validate, k_folds};
/// # use lindley_seed::Seed;
/// let hours = Features::from_rows(&["hours"], (0..12).map(|hour| [f64::from(hour)]))?;
/// let target: Vec<f64> = (0..12).map(|hour| 2.0 * f64::from(hour) + 1.0).collect();
/// let found = cross_validate(&LeastSquares, &hours, &target, &k_folds(12, 4, Seed::from_u64(1))?)?;
/// assert!(found.mean_squared_error() < 1e-18);
/// # Ok::<(), lindley_learn::LearnError>(())
/// ```
pub fn cross_validate(
    method: &dyn Regressor,
    features: &Features,
    target: &[f64],
    folds: &[Fold],
) -> Result<CrossValidation, LearnError> {
    check_training(features, target, 2)?;
    if folds.is_empty() {
        return Err(LearnError::SenselessSetting {
            setting: "the list of folds",
            advice: "give at least one",
        });
    }
    let mut predictions = vec![f64::NAN; features.rows()];
    let mut fold_errors = Vec::new();
    for fold in folds {
        let model = method.fit(&features.select(&fold.train)?, &pick(target, &fold.train))?;
        let found = model.predict(&features.select(&fold.test)?)?;
        let wanted = pick(target, &fold.test);
        let squares: f64 = found.iter().zip(&wanted).map(|(found, wanted)| (found - wanted).powi(2)).sum();
        fold_errors.push(squares / found.len() as f64);
        for (row, value) in fold.test.iter().zip(found) {
            predictions[*row] = value;
        }
    }
    Ok(CrossValidation { predictions, fold_errors })
}

/// The targets of rows that are known to exist.
fn pick(target: &[f64], rows: &[usize]) -> Vec<f64> {
    rows.iter().map(|row| target[*row]).collect()
}
