//! How far ahead, and in which steps.

use serde::{Deserialize, Serialize};

use super::{DemandError, StepLength};

/// The farthest day that can be forecast; beyond six weeks only the season would speak.
const FARTHEST_DAY: u32 = 42;

/// The steps of one length that follow the moment until which a series is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Horizon {
    step: StepLength,
    steps: u32,
}

impl Horizon {
    /// The next quarter of an hour.
    pub const QUARTER_HOUR: Self = Self { step: StepLength::QUARTER_HOUR, steps: 1 };
    /// The next hour, by quarters.
    pub const HOUR: Self = Self { step: StepLength::QUARTER_HOUR, steps: 4 };
    /// The next four hours, by quarters.
    pub const FOUR_HOURS: Self = Self { step: StepLength::QUARTER_HOUR, steps: 16 };
    /// The next twelve hours, by the hour.
    pub const TWELVE_HOURS: Self = Self { step: StepLength::HOUR, steps: 12 };
    /// The next fortnight, by the day.
    pub const FOURTEEN_DAYS: Self = Self { step: StepLength::DAY, steps: 14 };
    /// The next three weeks, by the day.
    pub const THREE_WEEKS: Self = Self { step: StepLength::DAY, steps: 21 };

    /// So many steps; refused unless they are at least one and at most six weeks.
    ///
    /// ```
    /// # use lindley_forecast::demand::{Horizon, StepLength};
    /// assert_eq!(Horizon::new(StepLength::DAY, 14), Ok(Horizon::FOURTEEN_DAYS));
    /// assert!(Horizon::new(StepLength::DAY, 0).is_err() && Horizon::new(StepLength::DAY, 43).is_err());
    /// ```
    pub fn new(step: StepLength, steps: u32) -> Result<Self, DemandError> {
        let fits = (1..=FARTHEST_DAY * step.per_day()).contains(&steps);
        fits.then_some(Self { step, steps }).ok_or(DemandError::Horizon { steps, days: FARTHEST_DAY })
    }

    /// The length of its steps.
    ///
    /// ```
    /// # use lindley_forecast::demand::{Horizon, StepLength};
    /// assert_eq!(Horizon::TWELVE_HOURS.step(), StepLength::HOUR);
    /// ```
    pub fn step(self) -> StepLength {
        self.step
    }

    /// How many steps.
    ///
    /// ```
    /// # use lindley_forecast::demand::Horizon;
    /// assert_eq!(Horizon::THREE_WEEKS.steps(), 21);
    /// ```
    pub fn steps(self) -> u32 {
        self.steps
    }
}
