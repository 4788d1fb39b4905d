//! Individual-block appointment schedules: how many patients are due at the start of each interval.

mod descent;
mod recursion;

pub use descent::BlockSchedule;

use crate::error::SessionError;
use crate::ranges::{check_above_zero, check_no_show, check_slots, check_weights};
use crate::schedules::{SlotBySlot, cheapest};
use crate::shows::comers;

/// What a session of intervals is; times are in any one unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BlockSettings {
    /// How many patients are booked: 1 to 255.
    pub patients: u8,
    /// How many intervals there are: 1 to 60.
    pub intervals: u8,
    /// How long an interval is.
    pub interval_length: f64,
    /// The mean of the service times, which are exponential.
    pub mean_service: f64,
    /// The probability that a patient does not come; below 1.
    pub no_show: f64,
}

/// The weights of the three means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BlockWeights {
    /// Of the mean wait of a patient who comes.
    pub waiting: f64,
    /// Of the physician's mean idle time until the session is over.
    pub idle: f64,
    /// Of the mean tardiness beyond the last interval.
    pub tardiness: f64,
}

/// The three means of a schedule, in the unit of the settings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BlockMeans {
    /// The mean wait of a patient who comes.
    pub waiting: f64,
    /// The physician's mean idle time, from the start until all are served, and at least until the last interval ends.
    pub idle: f64,
    /// By how much the last patient leaves after the end of the last interval, on average.
    pub tardiness: f64,
}

impl BlockMeans {
    /// The weighted sum of the three, in the unit of the means.
    ///
    /// ```
    /// use lindley_session::{BlockMeans, BlockWeights};
    ///
    /// let means = BlockMeans { waiting: 7.0, idle: 20.0, tardiness: 5.0 };
    /// let cost = means.cost(BlockWeights { waiting: 1.0, idle: 0.2, tardiness: 1.0 });
    /// assert!((cost - 16.0).abs() < 1e-12);
    /// ```
    pub fn cost(&self, weights: BlockWeights) -> f64 {
        weights.waiting * self.waiting + weights.idle * self.idle + weights.tardiness * self.tardiness
    }
}

/// A session of equal intervals with exponential service times, evaluated exactly.
///
/// Patients are due at the starts of the intervals; each comes punctually or not at all. The number in the system at an
/// interval's start is followed as a distribution: comers are binomial, departures within an interval are Poisson,
/// truncated at the number present. Source: Kaandorp and Koole (2007), *Optimal outpatient appointment scheduling*.
#[derive(Clone, Debug)]
pub struct IndividualBlock {
    settings: BlockSettings,
    /// The probabilities of 0, 1, ... departures in an interval in which enough patients are there.
    departures: Vec<f64>,
    comers: Vec<Vec<f64>>,
}

impl IndividualBlock {
    /// A session with these settings.
    ///
    /// ```
    /// use lindley_session::{BlockSettings, IndividualBlock};
    ///
    /// let settings =
    ///     BlockSettings { patients: 4, intervals: 4, interval_length: 15.0, mean_service: 15.0, no_show: 1.0 };
    /// let error = IndividualBlock::new(settings).unwrap_err();
    /// assert_eq!(error.to_string(), "the no-show probability is 1: it must be at least 0 and below 1");
    /// ```
    ///
    /// # Errors
    /// [`SessionError::Size`] without a patient, [`SessionError::OutOfRange`] unless there are 1 to 60 intervals, their
    /// length and the mean service time are above zero and finite, and the no-show probability lies between 0 and 1.
    pub fn new(settings: BlockSettings) -> Result<Self, SessionError> {
        let BlockSettings { patients, intervals, interval_length, mean_service, no_show } = settings;
        check_slots(intervals)?;
        if patients == 0 {
            return Err(SessionError::Size { visits: 0, kinds: 1 });
        }
        check_above_zero("the interval's length", interval_length)?;
        check_above_zero("the mean service time", mean_service)?;
        check_no_show(no_show)?;
        let departures = recursion::poisson(interval_length / mean_service, patients);
        Ok(Self { settings, departures, comers: comers(patients, 1.0 - no_show) })
    }

    /// The means of a schedule: how many patients are due at the start of each interval.
    ///
    /// ```
    /// use lindley_session::{BlockSettings, IndividualBlock};
    ///
    /// let settings =
    ///     BlockSettings { patients: 4, intervals: 4, interval_length: 15.0, mean_service: 15.0, no_show: 0.0 };
    /// let means = IndividualBlock::new(settings)?.means(&[1, 1, 1, 1])?;
    /// assert!((means.waiting - 7.008_829_74).abs() < 1e-8);
    /// assert!((means.tardiness - 15.869_379_45).abs() < 1e-8);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    ///
    /// # Errors
    /// [`SessionError::OtherSchedule`] unless it has the session's intervals and patients.
    pub fn means(&self, schedule: &[u8]) -> Result<BlockMeans, SessionError> {
        self.check(schedule)?;
        // The weights play no part in the means.
        let weights = BlockWeights { waiting: 1.0, idle: 1.0, tardiness: 1.0 };
        let weighted = recursion::Weighted { session: self, weights };
        Ok(weighted.means(&weighted.follow(schedule)))
    }

    /// The cheapest schedule, found by looking at all of them.
    ///
    /// ```
    /// use lindley_session::{BlockSettings, BlockWeights, IndividualBlock};
    ///
    /// let settings =
    ///     BlockSettings { patients: 6, intervals: 6, interval_length: 15.0, mean_service: 12.0, no_show: 0.2 };
    /// let weights = BlockWeights { waiting: 1.0, idle: 0.2, tardiness: 1.0 };
    /// let best = IndividualBlock::new(settings)?.enumerate(weights)?;
    /// assert_eq!(best.patients, [2, 1, 1, 1, 1, 0]); // the rule of Bailey and Welch
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    ///
    /// # Errors
    /// [`SessionError::TooManySchedules`] above five million, [`SessionError::Weight`] for weights that are negative or
    /// not finite, or all zero.
    pub fn enumerate(&self, weights: BlockWeights) -> Result<BlockSchedule, SessionError> {
        check_block_weights(weights)?;
        let (patients, cost) =
            cheapest(&recursion::Weighted { session: self, weights }, self.settings.patients)?;
        let slots = usize::from(self.settings.intervals);
        let evaluations = crate::schedules::schedules(self.settings.patients, slots);
        Ok(BlockSchedule {
            patients,
            cost,
            evaluations: u64::try_from(evaluations).unwrap_or(u64::MAX),
            optimal: true,
        })
    }

    fn check(&self, schedule: &[u8]) -> Result<(), SessionError> {
        let patients = schedule.iter().map(|patients| usize::from(*patients)).sum();
        let expected = (usize::from(self.settings.patients), usize::from(self.settings.intervals));
        if (patients, schedule.len()) == expected {
            return Ok(());
        }
        let (expected_patients, expected_slots) = expected;
        Err(SessionError::OtherSchedule {
            patients,
            slots: schedule.len(),
            expected_patients,
            expected_slots,
        })
    }
}

fn check_block_weights(weights: BlockWeights) -> Result<(), SessionError> {
    let BlockWeights { waiting, idle, tardiness } = weights;
    check_weights(&[("waiting", waiting), ("idle time", idle), ("tardiness", tardiness)])
}

#[cfg(test)]
mod tests;
