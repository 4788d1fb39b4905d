//! Sample ratio mismatch: do the arms of a trial have the rows that they should?

use crate::stats_error::{check_lengths, check_positive};
use crate::{ChiSquare, StatsError};

/// Pearson's test of counts against shares. A trial whose arms are off is broken, whatever its outcome says; 0.001 is a usual
/// limit for the p value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SampleRatio {
    /// The sum of `(count - expected)^2 / expected`.
    pub statistic: f64,
    /// How likely it is to be at least this high if rows are assigned as they should; good for five expected rows or more
    /// in each arm.
    pub p_value: f64,
}

impl SampleRatio {
    /// Tests the rows of each arm against the shares that they should have. For one look at the end: [`SequentialSampleRatio`]
    /// is for looks at any time.
    ///
    /// Refused if the lists differ in length, there are fewer than two arms or no rows, a share is not positive, or they do not
    /// add up to 1. Source: K. Pearson, "On the criterion that a given system of deviations ...", Phil. Mag. 50 (1900);
    /// A. Fabijan et al., "Diagnosing sample ratio mismatch in online controlled experiments", KDD 2019, for the use.
    ///
    /// ```
    /// # use lindley_stats::SampleRatio;
    /// let found = SampleRatio::of(&[821_588, 815_482], &[0.5, 0.5])?;
    /// assert!((found.statistic - 22.774).abs() < 1e-3 && found.p_value < 2e-6);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn of(counts: &[u64], shares: &[f64]) -> Result<Self, StatsError> {
        check_lengths(counts.len(), shares.len())?;
        check_shares(shares)?;
        let rows = counts.iter().sum::<u64>() as f64;
        if rows <= 0.0 {
            return Err(StatsError::Empty);
        }
        let off = |(count, share): (&u64, &f64)| (*count as f64 - rows * share).powi(2) / (rows * share);
        let statistic = counts.iter().zip(shares).map(off).sum();
        let p_value = ChiSquare::new(counts.len() as f64 - 1.0)?.at_least(statistic);
        Ok(Self { statistic, p_value })
    }
}

/// The same question, asked after every row: the p value holds at all times at once.
///
/// Source: M. Lindon and A. Malek, "Anytime-valid inference for multinomial count data", NeurIPS 2022: the Bayes
/// factor of a Dirichlet law around the shares against the shares.
#[derive(Clone, Debug, PartialEq)]
pub struct SequentialSampleRatio {
    shares: Vec<f64>,
    prior_rows: f64,
    counts: Vec<u64>,
    log_evidence: f64,
    p_value: f64,
}

impl SequentialSampleRatio {
    /// For the shares that the arms should have. The prior counts as so many rows with exactly these shares: with 100, large
    /// mismatches show early; with 10,000, small ones do, after more rows.
    ///
    /// Refused if there are fewer than two arms, a share is not positive, they do not add up to 1, or the prior is not positive
    /// and finite.
    ///
    /// ```
    /// # use lindley_stats::SequentialSampleRatio;
    /// assert!(SequentialSampleRatio::new(&[0.5, 0.5], 100.0).is_ok());
    /// assert!(SequentialSampleRatio::new(&[0.5, 0.4], 100.0).is_err());
    /// ```
    pub fn new(shares: &[f64], prior_rows: f64) -> Result<Self, StatsError> {
        check_shares(shares)?;
        check_positive("the prior's number of rows", prior_rows)?;
        let counts = vec![0; shares.len()];
        Ok(Self { shares: shares.to_vec(), prior_rows, counts, log_evidence: 0.0, p_value: 1.0 })
    }

    /// Takes in that a row came to this arm, the first being 0: O(1). Refused if there is no such arm.
    ///
    /// ```
    /// # use lindley_stats::SequentialSampleRatio;
    /// let mut watch = SequentialSampleRatio::new(&[0.5, 0.5], 100.0)?;
    /// assert!(watch.observe(1).is_ok() && watch.observe(2).is_err());
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn observe(&mut self, arm: usize) -> Result<(), StatsError> {
        let Some(share) = self.shares.get(arm) else {
            return Err(StatsError::NoSuchNumber { number: arm, last: self.shares.len() - 1 });
        };
        let rows = self.counts.iter().sum::<u64>() as f64;
        let expected = (self.prior_rows * share + self.counts[arm] as f64) / (self.prior_rows + rows);
        self.log_evidence += (expected / share).ln();
        self.counts[arm] += 1;
        self.p_value = self.p_value.min((-self.log_evidence).exp());
        Ok(())
    }

    /// The always valid p value: the lowest so far.
    ///
    /// ```
    /// # use lindley_stats::SequentialSampleRatio;
    /// let mut watch = SequentialSampleRatio::new(&[0.5, 0.5], 100.0)?;
    /// for row in 0..300 {
    ///     watch.observe(usize::from(row % 3 == 0))?;
    /// }
    /// assert!(watch.p_value() < 0.001);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn p_value(&self) -> f64 {
        self.p_value
    }

    /// The rows of each arm.
    ///
    /// ```
    /// # use lindley_stats::SequentialSampleRatio;
    /// assert_eq!(SequentialSampleRatio::new(&[0.5, 0.5], 100.0)?.counts(), [0, 0]);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }
}

fn check_shares(shares: &[f64]) -> Result<(), StatsError> {
    if shares.len() < 2 {
        return Err(StatsError::TooFew { needed: 2, found: shares.len() });
    }
    shares.iter().try_for_each(|share| check_positive("a share", *share))?;
    let sum: f64 = shares.iter().sum();
    if (sum - 1.0).abs() > 1e-9 { Err(StatsError::SharesDoNotAddUp { sum }) } else { Ok(()) }
}
