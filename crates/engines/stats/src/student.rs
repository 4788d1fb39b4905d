//! Student's t distribution.

use crate::StatsError;
use crate::gamma::incomplete_beta;
use crate::stats_error::check_level;

/// Student's t distribution with a number of degrees of freedom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StudentT {
    freedom: f64,
}

impl StudentT {
    /// With this many degrees of freedom; refused unless positive and finite.
    ///
    /// ```
    /// # use lindley_stats::StudentT;
    /// assert!(StudentT::new(9.0).is_ok() && StudentT::new(0.0).is_err());
    /// ```
    pub fn new(degrees_of_freedom: f64) -> Result<Self, StatsError> {
        if degrees_of_freedom > 0.0 && degrees_of_freedom.is_finite() {
            Ok(Self { freedom: degrees_of_freedom })
        } else {
            Err(StatsError::MustBePositive { name: "the number of degrees of freedom" })
        }
    }

    /// The probability of a value at least as far from zero as `t`: the two-tailed p value. NaN for NaN.
    ///
    /// Source: NIST Digital Library of Mathematical Functions, section 8.17, I_x(a, b) with x = v / (v + t^2).
    ///
    /// ```
    /// # use lindley_stats::StudentT;
    /// let p = StudentT::new(10.0)?.two_tailed(2.228_138_851_986_274);
    /// assert!((p - 0.05).abs() < 1e-12);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn two_tailed(&self, t: f64) -> f64 {
        if t.is_nan() {
            return t;
        }
        if t.is_infinite() {
            return 0.0;
        }
        incomplete_beta(self.freedom / 2.0, 0.5, self.freedom / (self.freedom + t * t))
    }

    /// The probability of a value up to `t`. NaN for NaN.
    ///
    /// ```
    /// # use lindley_stats::StudentT;
    /// assert!((StudentT::new(3.0)?.cumulative(0.0) - 0.5).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn cumulative(&self, t: f64) -> f64 {
        let half = self.two_tailed(t) / 2.0;
        if t > 0.0 { 1.0 - half } else { half }
    }

    /// The value that a draw stays within, on both sides of zero, with probability `level`: 2.228 for ten degrees of
    /// freedom and 0.95. Refused unless the level lies strictly between 0 and 1.
    ///
    /// ```
    /// # use lindley_stats::StudentT;
    /// assert!((StudentT::new(10.0)?.within(0.95)? - 2.228_138_851_986_274).abs() < 1e-9);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn within(&self, level: f64) -> Result<f64, StatsError> {
        check_level(level)?;
        let outside = 1.0 - level;
        let mut high = 1.0;
        while self.two_tailed(high) > outside && high < 1e300 {
            high *= 2.0;
        }
        let mut low = 0.0;
        // Halving ends when no number lies between the ends; the bound only keeps the loop finite in sight.
        for _ in 0..2_000 {
            let middle = f64::midpoint(low, high);
            if middle <= low || middle >= high {
                break;
            }
            if self.two_tailed(middle) > outside {
                low = middle;
            } else {
                high = middle;
            }
        }
        Ok(f64::midpoint(low, high))
    }
}
