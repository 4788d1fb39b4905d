//! What boosted trees make small: the loss, its gradient and its curvature.

use serde::{Deserialize, Serialize};

use super::histogram::Pull;
use super::logistic::logistic;
use crate::LearnError;
use crate::learn_error::sensible;

/// The loss that trees make small.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Objective {
    /// Half the squared error: predictions are means.
    Squared,
    /// The logarithmic loss of targets 0 and 1: raw predictions are log odds.
    Logistic,
    /// The pinball loss: predictions are this quantile, between 0 and 1.
    Quantile(f64),
}

impl Objective {
    pub(super) fn check(self, target: &[f64]) -> Result<(), LearnError> {
        match self {
            Self::Squared => Ok(()),
            Self::Quantile(level) => {
                sensible(level > 0.0 && level < 1.0, "the quantile", "it must lie between 0 and 1")
            }
            Self::Logistic => {
                let outside = |value: &f64| !(value.total_cmp(&0.0).is_eq() || value.total_cmp(&1.0).is_eq());
                match target.iter().position(outside) {
                    Some(row) => Err(LearnError::NotAnOutcome { row }),
                    None => Ok(()),
                }
            }
        }
    }

    /// The best constant.
    pub(super) fn start(self, target: &[f64]) -> f64 {
        let mean = target.iter().sum::<f64>() / target.len() as f64;
        match self {
            Self::Squared => mean,
            Self::Logistic => (mean / (1.0 - mean)).ln(),
            Self::Quantile(level) => quantile(&mut target.to_vec(), level),
        }
    }

    /// Gradient and curvature per row at the raw predictions.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "seven digits of a gradient are enough; sums have sixteen"
    )]
    pub(super) fn pulls(self, raw: &[f64], target: &[f64], pulls: &mut [Pull]) {
        let rows = raw.iter().zip(target).zip(pulls);
        match self {
            Self::Squared => rows.for_each(|((raw, target), pull)| *pull = [(raw - target) as f32, 1.0]),
            Self::Logistic => rows.for_each(|((raw, target), pull)| {
                let probability = logistic(*raw);
                *pull =
                    [(probability - target) as f32, (probability * (1.0 - probability)).max(1e-16) as f32];
            }),
            Self::Quantile(level) => rows.for_each(|((raw, target), pull)| {
                *pull = [if raw > target { 1.0 - level } else { -level } as f32, 1.0];
            }),
        }
    }

    /// The step of a leaf from its rows, where the one from the sums says nothing of size.
    pub(super) fn renewed(self, mut errors: Vec<f64>) -> Option<f64> {
        match self {
            Self::Quantile(level) if !errors.is_empty() => Some(quantile(&mut errors, level)),
            _ => None,
        }
    }
}

/// The least value that at least this share of the values does not exceed.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and the number of values"
)]
fn quantile(values: &mut [f64], level: f64) -> f64 {
    let place = ((level * values.len() as f64).ceil() as usize).clamp(1, values.len()) - 1;
    *values.select_nth_unstable_by(place, f64::total_cmp).1
}
