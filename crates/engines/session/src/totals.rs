//! What a sequence came to over all scenarios.

use std::ops::AddAssign;

use crate::weights::Weights;

/// Sums over all scenarios of a sample, in whole seconds: exact, so that no order of adding can change them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Totals {
    /// Waiting of all patients, Feng et al. (2024) eq. (1): `W = sum of W_i`.
    pub wait: i64,
    /// Idling before the last visit: `I`.
    pub idle: i64,
    /// Work after the session's end: `O`.
    pub overtime: i64,
}

/// Means per session in minutes, and their cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Means {
    /// Waiting of all patients together.
    pub wait: f64,
    /// Idling.
    pub idle: f64,
    /// Overtime.
    pub overtime: f64,
}

impl Totals {
    /// The mean cost of a session, in minutes of weight one: `z` of eq. (3).
    ///
    /// ```
    /// use lindley_session::{Totals, Weights};
    /// let totals = Totals { wait: 1_200, idle: 600, overtime: 60 };
    /// assert_eq!(totals.cost(&Weights::new(1.0, 2.0, 10.0)?, 10), 5.0);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn cost(&self, weights: &Weights, scenarios: usize) -> f64 {
        self.weighted(weights) / (60.0 * scenarios as f64)
    }

    /// The cost before it is divided by scenarios and minutes: for comparing plans of one sample.
    pub(crate) fn weighted(&self, weights: &Weights) -> f64 {
        weights.wait * self.wait as f64
            + weights.idle * self.idle as f64
            + weights.overtime * self.overtime as f64
    }

    /// The means over this many scenarios, in minutes.
    ///
    /// ```
    /// let means = lindley_session::Totals { wait: 1_200, idle: 600, overtime: 60 }.means(10);
    /// assert_eq!((means.wait, means.idle, means.overtime), (2.0, 1.0, 0.1));
    /// ```
    pub fn means(&self, scenarios: usize) -> Means {
        let minutes = |seconds: i64| seconds as f64 / (60.0 * scenarios as f64);
        Means { wait: minutes(self.wait), idle: minutes(self.idle), overtime: minutes(self.overtime) }
    }
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        self.wait += other.wait;
        self.idle += other.idle;
        self.overtime += other.overtime;
    }
}
