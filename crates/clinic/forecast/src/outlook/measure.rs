//! What is foretold of a session.

use serde::{Deserialize, Serialize};

use super::SessionTotals;

/// A number of a whole session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Measure {
    /// Patients who come.
    Comes,
    /// Mean wait of those who come, in seconds.
    MeanWait,
    /// Time without a patient before the last one who comes begins, in seconds.
    Idle,
    /// Time worked after the working span, in seconds.
    Overtime,
    /// Share of the working span in which a patient is seen, from 0 to 1.
    Utilisation,
    /// Length of all visits as a share of the working span; above 1 if there is more work than time.
    Fill,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 6] =
        [Self::Comes, Self::MeanWait, Self::Idle, Self::Overtime, Self::Utilisation, Self::Fill];

    /// Its value in a session; none if it has no meaning there: nobody waits where nobody comes.
    ///
    /// ```
    /// use lindley_forecast::outlook::{Measure, SessionTotals};
    /// assert_eq!(Measure::MeanWait.of(&SessionTotals::of(3_600.0, &[])?), None);
    /// # Ok::<(), lindley_forecast::outlook::OutlookError>(())
    /// ```
    pub fn of(self, totals: &SessionTotals) -> Option<f64> {
        match self {
            Self::Comes => Some(totals.comes as f64),
            Self::MeanWait => totals.mean_wait,
            Self::Idle => Some(totals.idle),
            Self::Overtime => Some(totals.overtime),
            Self::Utilisation => Some(totals.utilisation),
            Self::Fill => Some(totals.fill),
        }
    }

    /// The written form.
    ///
    /// ```
    /// assert_eq!(lindley_forecast::outlook::Measure::MeanWait.code(), "mean-wait");
    /// ```
    pub const fn code(self) -> &'static str {
        match self {
            Self::Comes => "comes",
            Self::MeanWait => "mean-wait",
            Self::Idle => "idle",
            Self::Overtime => "overtime",
            Self::Utilisation => "utilisation",
            Self::Fill => "fill",
        }
    }

    /// The least and the greatest value that can be, of so many appointments.
    pub(super) fn range(self, appointments: usize) -> (f64, f64) {
        match self {
            Self::Comes => (0.0, appointments as f64),
            Self::Utilisation => (0.0, 1.0),
            Self::MeanWait | Self::Idle | Self::Overtime | Self::Fill => (0.0, f64::INFINITY),
        }
    }

    /// What misses are measured in when they are compared across sessions of so many appointments: patients as a share of the
    /// booked, times in seconds, shares as they are.
    pub(super) fn unit(self, appointments: usize) -> f64 {
        match self {
            Self::Comes => appointments as f64,
            Self::MeanWait | Self::Idle | Self::Overtime | Self::Utilisation | Self::Fill => 1.0,
        }
    }
}
