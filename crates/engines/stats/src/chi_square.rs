//! The chi-square distribution.

use crate::StatsError;
use crate::incomplete_gamma::upper_incomplete_gamma;
use crate::stats_error::check_positive;

/// The distribution of a sum of squares of independent standard normal numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChiSquare {
    freedom: f64,
}

impl ChiSquare {
    /// With this many degrees of freedom; refused unless positive and finite.
    ///
    /// ```
    /// # use lindley_stats::ChiSquare;
    /// assert!(ChiSquare::new(2.0).is_ok() && ChiSquare::new(0.0).is_err());
    /// ```
    pub fn new(degrees_of_freedom: f64) -> Result<Self, StatsError> {
        check_positive("the number of degrees of freedom", degrees_of_freedom)?;
        Ok(Self { freedom: degrees_of_freedom })
    }

    /// The probability of a value of at least `x`: the p value of a test. NaN for NaN.
    ///
    /// Source: NIST Digital Library of Mathematical Functions, section 8.2: Q(v / 2, x / 2).
    ///
    /// ```
    /// # use lindley_stats::ChiSquare;
    /// let p = ChiSquare::new(1.0)?.at_least(3.841_458_820_694_124);
    /// assert!((p - 0.05).abs() < 1e-12);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn at_least(&self, x: f64) -> f64 {
        if x.is_nan() { x } else { upper_incomplete_gamma(self.freedom / 2.0, x / 2.0) }
    }
}
