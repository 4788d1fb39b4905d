//! Times as distinct values with how often each occurs.

use crate::StatsError;

/// A sample of times in whole seconds: its distinct values, ascending, with how often each occurs.
///
/// Whole seconds make every sum exact, so that a grouping is the same on every machine.
/// Invariant: at least one value; values ascend strictly; `ranks[r]` is the place of the r-th smallest time.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeSample {
    values: Vec<u32>,
    /// Number of times before each distinct value, and the total at the end.
    counts_before: Vec<usize>,
    /// Sum of the times before each distinct value, and the total at the end.
    sums_before: Vec<u64>,
    ranks: Vec<usize>,
    spread: f64,
}

impl TimeSample {
    /// Takes times in seconds, in any order. Refused if there are none. O(n log n).
    ///
    /// ```
    /// # use lindley_stats::TimeSample;
    /// let sample = TimeSample::from_seconds(&[900, 300, 300])?;
    /// assert_eq!((sample.len(), sample.distinct()), (3, 2));
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn from_seconds(seconds: &[u32]) -> Result<Self, StatsError> {
        if seconds.is_empty() {
            return Err(StatsError::Empty);
        }
        let mut sorted = seconds.to_vec();
        sorted.sort_unstable();
        Ok(Self::from_sorted(&sorted))
    }

    /// Takes times that are numbers with a decimal point but whole seconds. Refused, with the index, if a value is NaN,
    /// infinite, negative or has a fraction.
    ///
    /// ```
    /// # use lindley_stats::{StatsError, TimeSample};
    /// assert_eq!(TimeSample::from_whole_numbers(&[300.0, 900.0])?.distinct(), 2);
    /// assert_eq!(TimeSample::from_whole_numbers(&[300.0, -1.0]), Err(StatsError::Negative { index: 1 }));
    /// # Ok::<(), StatsError>(())
    /// ```
    pub fn from_whole_numbers(seconds: &[f64]) -> Result<Self, StatsError> {
        let whole: Result<Vec<u32>, StatsError> = seconds.iter().enumerate().map(whole_seconds).collect();
        Self::from_seconds(&whole?)
    }

    /// Takes times that already ascend and are at least one.
    pub(super) fn from_sorted(sorted: &[u32]) -> Self {
        let mut values: Vec<u32> = Vec::new();
        let (mut counts_before, mut sums_before) = (Vec::new(), Vec::new());
        let mut ranks = Vec::with_capacity(sorted.len());
        let mut sum = 0;
        for (count, value) in sorted.iter().enumerate() {
            if values.last() != Some(value) {
                values.push(*value);
                counts_before.push(count);
                sums_before.push(sum);
            }
            ranks.push(values.len() - 1);
            sum += u64::from(*value);
        }
        counts_before.push(sorted.len());
        sums_before.push(sum);
        let spread = spread_of_sorted(sorted, sum);
        Self { values, counts_before, sums_before, ranks, spread }
    }

    /// How many times there are.
    ///
    /// ```
    /// # use lindley_stats::TimeSample;
    /// assert_eq!(TimeSample::from_seconds(&[5, 5])?.len(), 2);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    #[expect(clippy::len_without_is_empty, reason = "a sample is never empty")]
    pub fn len(&self) -> usize {
        self.ranks.len()
    }

    /// How many distinct times there are: the most groups that can be made.
    ///
    /// ```
    /// # use lindley_stats::TimeSample;
    /// assert_eq!(TimeSample::from_seconds(&[5, 5])?.distinct(), 1);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn distinct(&self) -> usize {
        self.values.len()
    }

    /// Mean in seconds, the exact sum divided once.
    ///
    /// ```
    /// # use lindley_stats::TimeSample;
    /// assert!((TimeSample::from_seconds(&[0, 3])?.mean_seconds() - 1.5).abs() < 1e-12);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn mean_seconds(&self) -> f64 {
        self.sum(0, self.distinct()) as f64 / self.len() as f64
    }

    /// Standard deviation in seconds, divisor n, from exact sums.
    ///
    /// ```
    /// # use lindley_stats::TimeSample;
    /// assert!((TimeSample::from_seconds(&[0, 2])?.spread_seconds() - 1.0).abs() < 1e-12);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn spread_seconds(&self) -> f64 {
        self.spread
    }

    /// The distinct values, ascending.
    pub(super) fn values(&self) -> &[u32] {
        &self.values
    }

    /// The r-th smallest time, counting from 0.
    pub(super) fn at_rank(&self, rank: usize) -> u32 {
        self.values[self.ranks[rank]]
    }

    /// How many times lie in the distinct values `from..to`.
    pub(super) fn count(&self, from: usize, to: usize) -> usize {
        self.counts_before[to] - self.counts_before[from]
    }

    /// The sum of the times in the distinct values `from..to`.
    pub(super) fn sum(&self, from: usize, to: usize) -> u64 {
        self.sums_before[to] - self.sums_before[from]
    }

    /// The median of the distinct values `from..to`; of an even number of times the middle of the two in the middle.
    pub(super) fn median(&self, from: usize, to: usize) -> f64 {
        let (low, high) = self.middle(from, to);
        f64::midpoint(f64::from(low), f64::from(high))
    }

    /// The two times in the middle of the distinct values `from..to`; of an odd number of times the same one twice.
    pub(super) fn middle(&self, from: usize, to: usize) -> (u32, u32) {
        let (first, count) = (self.counts_before[from], self.count(from, to));
        (self.at_rank(first + (count - 1) / 2), self.at_rank(first + count / 2))
    }

    /// The sum of absolute errors of the distinct values `from..to` against their median. O(1).
    pub(super) fn absolute_error(&self, from: usize, to: usize) -> u64 {
        let middle = self.ranks[self.counts_before[from] + (self.count(from, to) - 1) / 2];
        let median = u64::from(self.values[middle]);
        let below = median * self.count(from, middle) as u64 - self.sum(from, middle);
        let above = self.sum(middle, to) - median * self.count(middle, to) as u64;
        below + above
    }
}

/// `n^2` times the variance is the whole number `n sum(x^2) - sum(x)^2`, so nothing is lost before the root.
fn spread_of_sorted(sorted: &[u32], sum: u64) -> f64 {
    let squares: u128 = sorted.iter().map(|value| u128::from(*value) * u128::from(*value)).sum();
    let count = sorted.len() as u128;
    let scaled = count * squares - u128::from(sum) * u128::from(sum);
    (scaled as f64 / (count * count) as f64).sqrt()
}

fn whole_seconds((index, seconds): (usize, &f64)) -> Result<u32, StatsError> {
    if !seconds.is_finite() {
        return Err(StatsError::NotFinite { index });
    }
    if *seconds < 0.0 {
        return Err(StatsError::Negative { index });
    }
    if seconds.fract() != 0.0 || *seconds > f64::from(u32::MAX) {
        return Err(StatsError::NotWholeSeconds { index });
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    let whole = *seconds as u32;
    Ok(whole)
}
