//! A weighted sum of the columns.

use crate::{Features, Model};

/// An intercept and a coefficient per column; units are those of the target, and target per column.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearModel {
    /// The columns.
    pub names: Vec<String>,
    /// The prediction for a row of zeros.
    pub intercept: f64,
    /// What one unit more of each column adds, in the order of the names.
    pub coefficients: Vec<f64>,
}

impl Model for LinearModel {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn predict_checked(&self, features: &Features) -> Vec<f64> {
        let weighted =
            |row: &[f64]| row.iter().zip(&self.coefficients).map(|(value, by)| value * by).sum::<f64>();
        features.each_row().map(|row| self.intercept + weighted(row)).collect()
    }
}
