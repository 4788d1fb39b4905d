//! The prediction that knows nothing of a visit: what every method must beat.

use lindley_learn::{Features, LearnError, Model, Regressor};

/// Predicts the mean of what it learnt from.
pub(crate) struct MeanOfTraining;

struct Constant {
    names: Vec<String>,
    mean: f64,
}

impl Regressor for MeanOfTraining {
    fn fit(&self, features: &Features, target: &[f64]) -> Result<Box<dyn Model>, LearnError> {
        if target.is_empty() {
            return Err(LearnError::NoRows);
        }
        let mean = target.iter().sum::<f64>() / target.len() as f64;
        Ok(Box::new(Constant { names: features.names().to_vec(), mean }))
    }
}

impl Model for Constant {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn predict_checked(&self, features: &Features) -> Vec<f64> {
        vec![self.mean; features.rows()]
    }
}
