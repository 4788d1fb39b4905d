//! The mean of numbers in a known range, with an interval that holds at all times.

use crate::stats_error::{check_level, check_positive};
use crate::{Interval, StatsError};

/// Watches the mean of numbers that come one by one and lie in a known range, such as 0 and 1.
///
/// With at least the level the mean lies in the interval after every row, however often one looks and whenever one stops;
/// nothing is assumed but the range and that the mean does not change. (The predictable plug-in empirical Bernstein confidence
/// sequence, intersected over time.)
///
/// Source: I. Waudby-Smith and A. Ramdas, "Estimating means of bounded random variables by betting", JRSS B 86 (2024),
/// Theorem 2 with the bets recommended after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoundedMean {
    least: f64,
    range: f64,
    /// `ln(2 / miss rate)`.
    price: f64,
    rows: u64,
    sum: f64,
    /// Sum of squared distances from the mean known before each row.
    squares: f64,
    bets: f64,
    bet_sum: f64,
    risk: f64,
    low: f64,
    high: f64,
}

/// No bet is higher, so that none can lose all.
const HIGHEST_BET: f64 = 0.5;

impl BoundedMean {
    /// For numbers from `least` to `most` and a level. Refused unless the range is a range of finite numbers, its ends
    /// differ, and the level lies strictly between 0 and 1.
    ///
    /// ```
    /// # use lindley_stats::BoundedMean;
    /// assert!(BoundedMean::new(0.0, 1.0, 0.95).is_ok() && BoundedMean::new(1.0, 1.0, 0.95).is_err());
    /// ```
    pub fn new(least: f64, most: f64, level: f64) -> Result<Self, StatsError> {
        if !(least < most && least.is_finite() && most.is_finite()) {
            return Err(StatsError::UpsideDown { low: least, high: most });
        }
        check_level(level)?;
        check_positive("the range", most - least)?;
        Ok(Self {
            least,
            range: most - least,
            price: (2.0 / (1.0 - level)).ln(),
            rows: 0,
            sum: 0.0,
            squares: 0.0,
            bets: 0.0,
            bet_sum: 0.0,
            risk: 0.0,
            low: 0.0,
            high: 1.0,
        })
    }

    /// Takes in the next number: O(1). Refused, and not counted, if it lies outside the range.
    ///
    /// ```
    /// # use lindley_stats::BoundedMean;
    /// let mut waits = BoundedMean::new(0.0, 120.0, 0.95)?;
    /// assert!(waits.observe(30.0).is_ok() && waits.observe(121.0).is_err() && waits.rows() == 1);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn observe(&mut self, value: f64) -> Result<(), StatsError> {
        if !(self.least <= value && value <= self.least + self.range) {
            return Err(StatsError::OutsideRange { low: self.least, high: self.least + self.range });
        }
        let value = (value - self.least) / self.range;
        let before = self.rows as f64;
        // Both as if one row of one half had come first.
        let mean = (0.5 + self.sum) / (before + 1.0);
        let variance = (0.25 + self.squares) / (before + 1.0);
        let row = before + 1.0;
        let bet = (2.0 * self.price / (variance * row * row.ln_1p())).sqrt().min(HIGHEST_BET);
        self.bets += bet;
        self.bet_sum += bet * value;
        self.risk += (value - mean).powi(2) * (-(-bet).ln_1p() - bet);
        self.rows += 1;
        self.sum += value;
        self.squares += (value - (0.5 + self.sum) / (row + 1.0)).powi(2);
        let (centre, half) = (self.bet_sum / self.bets, (self.price + self.risk) / self.bets);
        let (low, high) = (self.low.max(centre - half), self.high.min(centre + half));
        // An empty intersection means that the mean has changed; the narrowest interval so far stands then.
        if low <= high {
            (self.low, self.high) = (low, high);
        }
        Ok(())
    }

    /// The mean so far and the interval, in the unit of the numbers; the whole range before the first row, with its middle.
    ///
    /// ```
    /// # use lindley_stats::BoundedMean;
    /// let mut shows = BoundedMean::new(0.0, 1.0, 0.95)?;
    /// for row in 0..1_000 {
    ///     shows.observe(f64::from(u8::from(row % 5 > 0)))?;
    /// }
    /// let found = shows.interval();
    /// assert!((found.estimate - 0.8).abs() < 1e-12 && found.low > 0.7 && found.high < 0.9);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn interval(&self) -> Interval {
        let estimate = if self.rows == 0 { 0.5 } else { self.sum / self.rows as f64 };
        let of_range = |share: f64| self.least + share * self.range;
        Interval { estimate: of_range(estimate), low: of_range(self.low), high: of_range(self.high) }
    }

    /// How many numbers have come.
    ///
    /// ```
    /// # use lindley_stats::BoundedMean;
    /// assert_eq!(BoundedMean::new(0.0, 1.0, 0.95)?.rows(), 0);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn rows(&self) -> u64 {
        self.rows
    }
}
