//! Two arms compared by a mixture sequential probability ratio test (mSPRT).

use crate::stats_error::{check_finite, check_level, check_positive};
use crate::{Interval, StatsError};

/// Which arm of a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arm {
    /// What is done now.
    Control,
    /// What may replace it.
    Treatment,
}

/// A trial of two arms that may be looked at after every row and stopped at will.
///
/// The likelihood of the difference of means is mixed over a normal law around no difference. If there is none, the p value
/// ever falls to 5 % in at most 5 of 100 trials. The variances are estimated, so this holds for arms of some size: nothing is
/// said before each has `least_rows` (30 or more; 100 where outcomes are rare). Assign each patient once; rows must be
/// independent of each other.
///
/// Source: R. Johari, P. Koomen, L. Pekelis and D. Walsh, "Always valid inference: continuous monitoring of A/B tests",
/// Operations Research 70 (2022): their mixture test for two streams, with estimated variances.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SequentialComparison {
    level: f64,
    /// Variance of the mixing law.
    mixing: f64,
    least_rows: u64,
    control: Moments,
    treatment: Moments,
    p_value: f64,
}

/// Count, mean and sum of squares around the mean, kept by B. P. Welford's recursion (Technometrics 4, 1962).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Moments {
    rows: u64,
    mean: f64,
    squares: f64,
}

impl Moments {
    fn add(&mut self, value: f64) {
        self.rows += 1;
        let off = value - self.mean;
        self.mean += off / self.rows as f64;
        self.squares += off * (value - self.mean);
    }

    /// The squared standard error of the mean, with divisor n - 1.
    fn squared_error(&self) -> f64 {
        self.squares / (self.rows as f64 - 1.0) / self.rows as f64
    }
}

impl SequentialComparison {
    /// For a level, the size of difference that one hopes for (in the unit of the outcomes; the test is quickest there), and
    /// the rows that each arm must have before anything is said.
    ///
    /// Refused unless the level lies strictly between 0 and 1, the difference is positive and finite, and there are at least
    /// two rows.
    ///
    /// ```
    /// # use lindley_stats::SequentialComparison;
    /// assert!(SequentialComparison::new(0.95, 0.05, 50).is_ok() && SequentialComparison::new(0.95, 0.05, 1).is_err());
    /// ```
    pub fn new(level: f64, hoped_difference: f64, least_rows: u64) -> Result<Self, StatsError> {
        check_level(level)?;
        check_positive("the difference hoped for", hoped_difference)?;
        if least_rows < 2 {
            return Err(StatsError::MustBePositive { name: "the number of rows, less one," });
        }
        Ok(Self {
            level,
            mixing: hoped_difference * hoped_difference,
            least_rows,
            control: Moments::default(),
            treatment: Moments::default(),
            p_value: 1.0,
        })
    }

    /// Takes in an outcome of an arm: O(1). Refused, and not counted, unless it is finite.
    ///
    /// ```
    /// # use lindley_stats::{Arm, SequentialComparison};
    /// let mut trial = SequentialComparison::new(0.95, 0.05, 50)?;
    /// assert!(trial.observe(Arm::Control, 12.5).is_ok() && trial.observe(Arm::Control, f64::NAN).is_err());
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn observe(&mut self, arm: Arm, outcome: f64) -> Result<(), StatsError> {
        check_finite(&[outcome])?;
        match arm {
            Arm::Control => self.control.add(outcome),
            Arm::Treatment => self.treatment.add(outcome),
        }
        if let Some((difference, error)) = self.difference_and_squared_error() {
            let both = error + self.mixing;
            let evidence =
                (error / both).ln() / 2.0 + self.mixing * difference * difference / (2.0 * error * both);
            self.p_value = self.p_value.min((-evidence).exp());
        }
        Ok(())
    }

    /// The always valid p value: the lowest so far. At or below one minus the level the arms differ, and the trial may end.
    ///
    /// ```
    /// # use lindley_stats::{Arm, SequentialComparison};
    /// let mut trial = SequentialComparison::new(0.95, 5.0, 30)?;
    /// for row in 0..60 {
    ///     trial.observe(Arm::Control, 20.0 + f64::from(row % 7))?;
    ///     trial.observe(Arm::Treatment, 15.0 + f64::from(row % 5))?;
    /// }
    /// assert!(trial.p_value() < 0.05 && trial.difference().high < 0.0);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn p_value(&self) -> f64 {
        self.p_value
    }

    /// Mean of the treatment minus mean of the control, with an interval that holds after all rows at once; the whole line
    /// while an arm has too few rows or nothing varies.
    ///
    /// ```
    /// # use lindley_stats::{Arm, SequentialComparison};
    /// let trial = SequentialComparison::new(0.95, 0.05, 50)?;
    /// assert!(trial.difference().high.is_infinite());
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn difference(&self) -> Interval {
        let estimate = self.treatment.mean - self.control.mean;
        let Some((_, error)) = self.difference_and_squared_error() else {
            return Interval { estimate, low: f64::NEG_INFINITY, high: f64::INFINITY };
        };
        let both = error + self.mixing;
        let price = -(1.0 - self.level).ln() + (both / error).ln() / 2.0;
        let half = (2.0 * error * both / self.mixing * price).sqrt();
        Interval { estimate, low: estimate - half, high: estimate + half }
    }

    /// None while an arm has too few rows or nothing varies.
    fn difference_and_squared_error(&self) -> Option<(f64, f64)> {
        if self.control.rows.min(self.treatment.rows) < self.least_rows {
            return None;
        }
        let error = self.control.squared_error() + self.treatment.squared_error();
        (error > 0.0).then_some((self.treatment.mean - self.control.mean, error))
    }
}
