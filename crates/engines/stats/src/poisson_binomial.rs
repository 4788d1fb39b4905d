//! How many of several independent events happen: the Poisson-binomial distribution.

use crate::StatsError;

/// The distribution of the number of patients who come, when each comes with a probability of their own.
///
/// Invariant: `masses[k]` is the probability of exactly `k`, for `k` from 0 to the number of events.
#[derive(Clone, Debug, PartialEq)]
pub struct PoissonBinomial {
    masses: Vec<f64>,
}

impl PoissonBinomial {
    /// From the probability of each event. None at all is fine: then nothing happens, surely. Refused, with the index,
    /// if one is no number between 0 and 1. O(n^2).
    ///
    /// By convolution, one event after another: Y. Hong, "On computing the distribution function for the Poisson
    /// binomial distribution", Comput. Stat. Data Anal. 59 (2013), section 2.4.
    ///
    /// ```
    /// # use lindley_stats::PoissonBinomial;
    /// let shows = PoissonBinomial::new(&[0.9, 0.5])?;
    /// assert!((shows.exactly(1) - (0.9 * 0.5 + 0.1 * 0.5)).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn new(probabilities: &[f64]) -> Result<Self, StatsError> {
        let mut masses = vec![1.0];
        for (index, probability) in probabilities.iter().enumerate() {
            if !(0.0..=1.0).contains(probability) {
                return Err(StatsError::NotAProbability { index });
            }
            masses.push(0.0);
            for count in (0..masses.len()).rev() {
                let one_more = if count > 0 { masses[count - 1] * probability } else { 0.0 };
                masses[count] = masses[count] * (1.0 - probability) + one_more;
            }
        }
        Ok(Self { masses })
    }

    /// The probabilities of exactly 0, 1, ... n events.
    ///
    /// ```
    /// # use lindley_stats::PoissonBinomial;
    /// assert_eq!(PoissonBinomial::new(&[1.0])?.masses(), [0.0, 1.0]);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn masses(&self) -> &[f64] {
        &self.masses
    }

    /// The probability of exactly `count` events.
    ///
    /// ```
    /// # use lindley_stats::PoissonBinomial;
    /// assert!(PoissonBinomial::new(&[0.5])?.exactly(7).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn exactly(&self, count: usize) -> f64 {
        self.masses.get(count).copied().unwrap_or(0.0)
    }

    /// The probability of at least `count` events.
    ///
    /// ```
    /// # use lindley_stats::PoissonBinomial;
    /// let clash = PoissonBinomial::new(&[0.8, 0.8])?.at_least(2);
    /// assert!((clash - 0.64).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn at_least(&self, count: usize) -> f64 {
        // From the small end of the tail, so that little is lost to rounding.
        self.masses.iter().skip(count).rev().fold(0.0, |sum, mass| sum + mass).min(1.0)
    }

    /// The expected number of events beyond `count`: patients who find no place.
    ///
    /// ```
    /// # use lindley_stats::PoissonBinomial;
    /// let beyond = PoissonBinomial::new(&[0.8, 0.8])?.expected_beyond(1);
    /// assert!((beyond - 0.64).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn expected_beyond(&self, count: usize) -> f64 {
        let beyond = |(found, mass): (usize, &f64)| found.saturating_sub(count) as f64 * mass;
        self.masses.iter().enumerate().map(beyond).sum()
    }

    /// The expected number of events missing up to `count`: places that stay empty.
    ///
    /// ```
    /// # use lindley_stats::PoissonBinomial;
    /// let missing = PoissonBinomial::new(&[0.8, 0.8])?.expected_short_of(1);
    /// assert!((missing - 0.04).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn expected_short_of(&self, count: usize) -> f64 {
        let short = |(found, mass): (usize, &f64)| count.saturating_sub(found) as f64 * mass;
        self.masses.iter().enumerate().map(short).sum()
    }
}
