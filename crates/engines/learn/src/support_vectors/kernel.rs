//! How alike two rows are.

use crate::LearnError;
use crate::learn_error::sensible;

/// A kernel: the product of two rows after they were mapped somewhere where a line is enough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kernel {
    /// The rows themselves: the model is a line.
    Linear,
    /// `exp(-gamma |x - y|^2)`, the radial basis function: rows far apart have nothing in common.
    Radial {
        /// How fast likeness falls with distance, above 0.
        gamma: f64,
    },
}

impl Kernel {
    /// The kernel of two rows of the same length.
    ///
    /// ```
    /// # use lindley_learn::Kernel;
    /// assert_eq!(Kernel::Linear.of(&[1.0, 2.0], &[3.0, 4.0]), 11.0);
    /// assert_eq!(Kernel::Radial { gamma: 0.5 }.of(&[1.0, 2.0], &[1.0, 4.0]), (-2.0_f64).exp());
    /// ```
    pub fn of(&self, left: &[f64], right: &[f64]) -> f64 {
        let pairs = left.iter().zip(right);
        match self {
            Self::Linear => pairs.map(|(left, right)| left * right).sum(),
            Self::Radial { gamma } => {
                let distance: f64 = pairs.map(|(left, right)| (left - right) * (left - right)).sum();
                (-gamma * distance).exp()
            }
        }
    }

    pub(super) fn check(self) -> Result<(), LearnError> {
        match self {
            Self::Linear => Ok(()),
            Self::Radial { gamma } => {
                sensible(gamma > 0.0 && gamma.is_finite(), "gamma", "it must be above 0")
            }
        }
    }
}
