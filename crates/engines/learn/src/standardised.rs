//! Columns shifted to mean zero and scaled to standard deviation one.

use crate::Features;

/// The shift and scale of each column, from the rows of learning. A constant column has scale one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Standardised {
    pub(crate) means: Vec<f64>,
    pub(crate) scales: Vec<f64>,
}

impl Standardised {
    pub(crate) fn of(features: &Features) -> Self {
        let each = (0..features.columns()).map(|column| mean_and_scale(features.column(column)));
        let (means, scales) = each.unzip();
        Self { means, scales }
    }

    pub(crate) fn row(&self, row: &[f64]) -> Vec<f64> {
        let shifts = self.means.iter().zip(&self.scales);
        row.iter().zip(shifts).map(|(value, (mean, scale))| (value - mean) / scale).collect()
    }
}

/// Mean and standard deviation (divisor n), the latter one if it would be zero.
pub(crate) fn mean_and_scale(values: impl ExactSizeIterator<Item = f64>) -> (f64, f64) {
    let values: Vec<f64> = values.collect();
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let sd = (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count).sqrt();
    (mean, if sd > 1e-12 * mean.abs().max(1e-300) { sd } else { 1.0 })
}
