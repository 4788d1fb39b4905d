//! The negative binomial distribution by mean and dispersion; Poisson in the limit.

use lindley_stats::Beta;
use serde::{Deserialize, Serialize};

use super::DemandError;
use super::ranks::Ranks;

/// Below this dispersion the distribution is Poisson to every digit that matters, and above it the sums stay short.
const LEAST_DISPERSION: f64 = 1e-5;

/// Counts with variance `mean + dispersion * mean^2`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountDistribution {
    mean: f64,
    dispersion: f64,
}

impl CountDistribution {
    /// Refused unless the mean is positive, the dispersion zero or more, and both finite.
    ///
    /// ```
    /// # use lindley_forecast::demand::CountDistribution;
    /// assert!(CountDistribution::new(6.5, 0.1).is_ok() && CountDistribution::new(0.0, 0.1).is_err());
    /// ```
    pub fn new(mean: f64, dispersion: f64) -> Result<Self, DemandError> {
        let fits = mean.is_finite() && mean > 0.0 && dispersion.is_finite() && dispersion >= 0.0;
        fits.then_some(Self { mean, dispersion: dispersion.max(LEAST_DISPERSION) })
            .ok_or(DemandError::Distribution)
    }

    /// The mean count.
    ///
    /// ```
    /// # use lindley_forecast::demand::CountDistribution;
    /// assert_eq!(CountDistribution::new(6.5, 0.1)?.mean().to_bits(), 6.5_f64.to_bits());
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// By how much the variance exceeds the mean, in squared means.
    ///
    /// ```
    /// # use lindley_forecast::demand::CountDistribution;
    /// assert_eq!(CountDistribution::new(6.5, 0.1)?.dispersion().to_bits(), 0.1_f64.to_bits());
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn dispersion(&self) -> f64 {
        self.dispersion
    }

    /// The probability of at most `count`. Source: DLMF 8.17.5 with NIST's definition of the negative binomial.
    ///
    /// ```
    /// # use lindley_forecast::demand::CountDistribution;
    /// // Dispersion 1 is geometric: P(0) = 1 / (1 + mean).
    /// assert!((CountDistribution::new(3.0, 1.0)?.at_most(0) - 0.25).abs() < 1e-12);
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn at_most(&self, count: u64) -> f64 {
        let shape = 1.0 / self.dispersion;
        let success = shape / (shape + self.mean);
        // Both shapes are positive and finite by construction.
        Beta::new(shape, count as f64 + 1.0).map_or(1.0, |beta| beta.cumulative(success))
    }

    /// The least count that is not exceeded with this probability; 0 for levels of 0 or less, and never above the count of
    /// level `1 - 1e-9`.
    ///
    /// ```
    /// # use lindley_forecast::demand::CountDistribution;
    /// let coming = CountDistribution::new(6.6, 0.0)?;
    /// assert_eq!([coming.quantile(0.1), coming.quantile(0.5), coming.quantile(0.9)], [3, 6, 10]);
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn quantile(&self, level: f64) -> u64 {
        let level = level.min(1.0 - 1e-9);
        self.first_where(|count| self.at_most(count) >= level)
    }

    /// How far out a count lies: 0 in the middle, 1 at the very ends; twice the distance of its mid-rank from a half.
    ///
    /// ```
    /// # use lindley_forecast::demand::CountDistribution;
    /// let coming = CountDistribution::new(6.6, 0.0)?;
    /// assert!(coming.outlyingness(6) < 0.2 && coming.outlyingness(15) > 0.98);
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn outlyingness(&self, count: u64) -> f64 {
        Ranks::spread_outlyingness(self, count, 0.5)
    }

    /// As [`outlyingness`](Self::outlyingness), with a count's probability spread out: `part`, from 0 to 1, says where in it to
    /// look. Over evenly spread parts the numbers of counts that follow the law are even from 0 to 1, however few counts there
    /// are.
    ///
    /// ```
    /// # use lindley_forecast::demand::CountDistribution;
    /// // Nobody comes one time in three: ranks from 0 to a third, so anything from the end to a third from the middle.
    /// let coming = CountDistribution::new(1.1, 0.0)?;
    /// assert!(coming.spread_outlyingness(0, 0.0) > 0.99);
    /// assert!((coming.spread_outlyingness(0, 0.5) - coming.outlyingness(0)).abs() < 1e-12);
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn spread_outlyingness(&self, count: u64, part: f64) -> f64 {
        Ranks::spread_outlyingness(self, count, part)
    }

    /// The counts, low and high, that lie no farther out than `score`; at least the most central count.
    ///
    /// ```
    /// # use lindley_forecast::demand::CountDistribution;
    /// let coming = CountDistribution::new(6.6, 0.0)?;
    /// assert_eq!(coming.within(0.8), (4, 10));
    /// assert_eq!(coming.within(0.0), (6, 6));
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn within(&self, score: f64) -> (u64, u64) {
        Ranks::within(self, score)
    }
}

impl Ranks for CountDistribution {
    fn at_most(&self, count: u64) -> f64 {
        Self::at_most(self, count)
    }

    /// The least count for which a test that stays true once it is true is true.
    fn first_where(&self, holds: impl Fn(u64) -> bool) -> u64 {
        let spread = (self.mean + self.dispersion * self.mean * self.mean).sqrt();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "positive; huge means saturate"
        )]
        let mut high = (self.mean + spread).ceil().max(1.0) as u64;
        let mut low = 0;
        while !holds(high) && high < u64::MAX / 4 {
            low = high + 1;
            high *= 2;
        }
        while low < high {
            let middle = low.midpoint(high);
            if holds(middle) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn quantiles_rise_with_the_level_and_hold_it(
            mean in 0.01..2_000.0_f64, dispersion in 0.0..2.0_f64, low in 0.01..0.98_f64, more in 0.0..0.01_f64,
        ) {
            let coming = CountDistribution::new(mean, dispersion).unwrap();
            let quantile = coming.quantile(low);
            prop_assert!(quantile <= coming.quantile(low + more));
            prop_assert!(coming.at_most(quantile) >= low);
            prop_assert!(quantile == 0 || coming.at_most(quantile - 1) < low);
        }

        #[test]
        fn spread_ranks_are_even_however_few_come(
            mean in 0.05..40.0_f64, dispersion in 0.0..1.0_f64, score in 0.1..0.95_f64,
        ) {
            let coming = CountDistribution::new(mean, dispersion).unwrap();
            let (mut held, mut below) = (0.0, 0.0);
            for count in 0..=coming.quantile(1.0 - 1e-6) {
                let mass = coming.at_most(count) - below;
                below = coming.at_most(count);
                let parts = (0..500).map(|part| (f64::from(part) + 0.5) / 500.0);
                let inside = parts.filter(|part| coming.spread_outlyingness(count, *part) <= score).count();
                held += mass * inside as f64 / 500.0;
            }
            prop_assert!((held - score).abs() < 0.01, "{held}");
        }

        #[test]
        fn what_lies_within_a_score_is_a_range_and_nothing_else(
            mean in 0.05..40.0_f64, dispersion in 0.0..1.0_f64, score in 0.3..0.99_f64,
        ) {
            let coming = CountDistribution::new(mean, dispersion).unwrap();
            let (low, high) = coming.within(score);
            for count in 0..=high + 3 {
                let inside = coming.outlyingness(count) <= score;
                prop_assert!(low == high || inside == (low..=high).contains(&count));
            }
        }
    }

    #[test]
    fn without_a_mean_there_is_no_distribution() {
        for (mean, dispersion) in [(f64::NAN, 0.1), (-1.0, 0.1), (1.0, -0.1), (f64::INFINITY, 0.0)] {
            assert_eq!(CountDistribution::new(mean, dispersion), Err(DemandError::Distribution));
        }
    }
}
