//! The beta distribution: where a probability lies.

use crate::StatsError;
use crate::gamma::incomplete_beta;
use crate::stats_error::{check_level, check_positive};

/// The beta distribution, on 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beta {
    a: f64,
    b: f64,
}

impl Beta {
    /// With these two shapes; refused unless both are positive and finite.
    ///
    /// ```
    /// # use lindley_stats::Beta;
    /// assert!(Beta::new(2.0, 3.0).is_ok() && Beta::new(2.0, 0.0).is_err());
    /// ```
    pub fn new(a: f64, b: f64) -> Result<Self, StatsError> {
        check_positive("the first shape", a)?;
        check_positive("the second shape", b)?;
        Ok(Self { a, b })
    }

    /// The mean, `a / (a + b)`.
    ///
    /// ```
    /// # use lindley_stats::Beta;
    /// assert!((Beta::new(9.0, 1.0)?.mean() - 0.9).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn mean(&self) -> f64 {
        self.a / (self.a + self.b)
    }

    /// The probability of a value up to `x`: I_x(a, b) of DLMF 8.17.
    ///
    /// ```
    /// # use lindley_stats::Beta;
    /// assert!((Beta::new(1.0, 2.0)?.cumulative(0.5) - 0.75).abs() < 1e-14);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn cumulative(&self, x: f64) -> f64 {
        incomplete_beta(self.a, self.b, x)
    }

    /// The value below which a draw falls with this probability. Refused unless it lies strictly between 0 and 1.
    ///
    /// ```
    /// # use lindley_stats::Beta;
    /// assert!((Beta::new(1.0, 2.0)?.quantile(0.75)? - 0.5).abs() < 1e-14);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn quantile(&self, probability: f64) -> Result<f64, StatsError> {
        check_level(probability)?;
        let (mut low, mut high) = (0.0, 1.0);
        // Halving ends when no number lies between the ends; the bound only keeps the loop finite in sight.
        for _ in 0..1_100 {
            let middle = f64::midpoint(low, high);
            if middle <= low || middle >= high {
                break;
            }
            if self.cumulative(middle) < probability {
                low = middle;
            } else {
                high = middle;
            }
        }
        Ok(f64::midpoint(low, high))
    }
}
