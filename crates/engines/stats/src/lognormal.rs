//! The lognormal distribution: the field's law of service times.

use lindley_seed::Stream;

use crate::StatsError;
use crate::stats_error::check_finite;
use crate::summary::{average, spread};

/// A distribution whose logarithm is normal with mean `mu` and standard deviation `sigma`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogNormal {
    /// Mean of the logarithm.
    pub mu: f64,
    /// Standard deviation of the logarithm, zero or more.
    pub sigma: f64,
}

impl LogNormal {
    /// The most likely parameters: mean and standard deviation (divisor n) of the logarithms.
    ///
    /// Refused if there are no values or one is not positive and finite. The logarithm is the platform's, so the last bits
    /// may differ from one platform to the next.
    ///
    /// ```
    /// # use lindley_stats::LogNormal;
    /// let fit = LogNormal::fitted(&[1.0, std::f64::consts::E.powi(2)])?;
    /// assert!((fit.mu - 1.0).abs() < 1e-12 && (fit.sigma - 1.0).abs() < 1e-12);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn fitted(values: &[f64]) -> Result<Self, StatsError> {
        check_finite(values)?;
        if let Some(index) = values.iter().position(|value| *value <= 0.0) {
            return Err(StatsError::NotPositive { index });
        }
        let logarithms: Vec<f64> = values.iter().map(|value| value.ln()).collect();
        Ok(Self { mu: average(&logarithms), sigma: spread(&logarithms, 0) })
    }

    /// The distribution with this mean and standard deviation. Refused unless both are positive and finite.
    ///
    /// ```
    /// # use lindley_stats::LogNormal;
    /// let times = LogNormal::with_mean_and_sd(13.3, 6.4)?;
    /// assert!((times.mean() - 13.3).abs() < 1e-9 && (times.sd() - 6.4).abs() < 1e-9);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn with_mean_and_sd(mean: f64, sd: f64) -> Result<Self, StatsError> {
        if !(mean > 0.0 && mean.is_finite()) {
            return Err(StatsError::MustBePositive { name: "the mean" });
        }
        if !(sd > 0.0 && sd.is_finite()) {
            return Err(StatsError::MustBePositive { name: "the standard deviation" });
        }
        let variance = (sd / mean).powi(2).ln_1p();
        Ok(Self { mu: mean.ln() - variance / 2.0, sigma: variance.sqrt() })
    }

    /// The mean.
    ///
    /// ```
    /// # use lindley_stats::LogNormal;
    /// assert!((LogNormal { mu: 0.0, sigma: 0.0 }.mean() - 1.0).abs() < 1e-15);
    /// ```
    pub fn mean(&self) -> f64 {
        (self.mu + self.sigma * self.sigma / 2.0).exp()
    }

    /// The standard deviation.
    ///
    /// ```
    /// # use lindley_stats::LogNormal;
    /// assert!(LogNormal { mu: 0.0, sigma: 0.0 }.sd().abs() < 1e-15);
    /// ```
    pub fn sd(&self) -> f64 {
        self.mean() * (self.sigma * self.sigma).exp_m1().sqrt()
    }

    /// The median.
    ///
    /// ```
    /// # use lindley_stats::LogNormal;
    /// assert!((LogNormal { mu: 0.0, sigma: 1.0 }.median() - 1.0).abs() < 1e-15);
    /// ```
    pub fn median(&self) -> f64 {
        self.mu.exp()
    }

    /// One draw; the same on every platform for the same parameters.
    ///
    /// ```
    /// # use lindley_seed::Seed;
    /// # use lindley_stats::LogNormal;
    /// assert!(LogNormal { mu: 2.5, sigma: 0.4 }.draw(&mut Seed::from_u64(1).stream()) > 0.0);
    /// ```
    pub fn draw(&self, stream: &mut Stream) -> f64 {
        stream.lognormal(self.mu, self.sigma)
    }
}
