//! The length of a step, and steps numbered along the local calendar.

use std::time::Duration;

use lindley_time::civil::{Date, DateTime, date};
use serde::{Deserialize, Serialize};

use super::DemandError;

const MINUTES_OF_DAY: u32 = 1_440;
/// Steps and days are counted from here: a Monday, long before any clinic's log.
const EPOCH: Date = date(1900, 1, 1);

/// How long a step of a series is; it divides a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct StepLength {
    minutes: u32,
}

impl StepLength {
    /// A minute: what local times are counted in.
    pub(super) const MINUTE: Self = Self { minutes: 1 };
    /// A quarter of an hour.
    pub const QUARTER_HOUR: Self = Self { minutes: 15 };
    /// An hour.
    pub const HOUR: Self = Self { minutes: 60 };
    /// Four hours.
    pub const FOUR_HOURS: Self = Self { minutes: 240 };
    /// Half a day.
    pub const TWELVE_HOURS: Self = Self { minutes: 720 };
    /// A day.
    pub const DAY: Self = Self { minutes: MINUTES_OF_DAY };

    /// A step of this many minutes; refused unless it divides a day.
    ///
    /// ```
    /// # use lindley_forecast::demand::StepLength;
    /// assert_eq!(StepLength::of_minutes(60), Ok(StepLength::HOUR));
    /// assert!(StepLength::of_minutes(7).is_err() && StepLength::of_minutes(0).is_err());
    /// ```
    pub fn of_minutes(minutes: u32) -> Result<Self, DemandError> {
        let divides = minutes > 0 && MINUTES_OF_DAY.is_multiple_of(minutes);
        divides.then_some(Self { minutes }).ok_or(DemandError::StepLength { minutes })
    }

    /// Reads `15min`, `4h` or `1d`; none if it is neither, or does not divide a day.
    ///
    /// ```
    /// # use lindley_forecast::demand::StepLength;
    /// assert_eq!(StepLength::parse("15min"), Some(StepLength::QUARTER_HOUR));
    /// assert_eq!(StepLength::parse("fortnight"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.find(|c: char| !c.is_ascii_digit())?;
        let (number, unit) = text.split_at(digits);
        let minutes = match unit {
            "min" => 1,
            "h" => 60,
            "d" => MINUTES_OF_DAY,
            _ => return None,
        };
        number.parse::<u32>().ok()?.checked_mul(minutes).and_then(|minutes| Self::of_minutes(minutes).ok())
    }

    /// Its length in minutes.
    ///
    /// ```
    /// # use lindley_forecast::demand::StepLength;
    /// assert_eq!(StepLength::FOUR_HOURS.minutes(), 240);
    /// ```
    pub fn minutes(self) -> u32 {
        self.minutes
    }

    /// How many steps a day has.
    ///
    /// ```
    /// # use lindley_forecast::demand::StepLength;
    /// assert_eq!(StepLength::QUARTER_HOUR.per_day(), 96);
    /// ```
    pub fn per_day(self) -> u32 {
        MINUTES_OF_DAY / self.minutes
    }

    /// Where the step that holds this moment starts; steps are counted from midnight.
    ///
    /// ```
    /// # use lindley_forecast::demand::StepLength;
    /// # use lindley_time::civil::date;
    /// let day = date(2026, 3, 2);
    /// assert_eq!(StepLength::QUARTER_HOUR.start(day.at(7, 44, 59, 0)), day.at(7, 30, 0, 0));
    /// ```
    pub fn start(self, at: DateTime) -> DateTime {
        self.start_of(self.index_of(at))
    }

    /// The number of the step that holds this moment.
    pub(super) fn index_of(self, at: DateTime) -> i64 {
        at.duration_since(EPOCH.at(0, 0, 0, 0)).as_mins().div_euclid(i64::from(self.minutes))
    }

    /// Where a step starts; the end of the calendar for steps beyond it.
    pub(super) fn start_of(self, index: i64) -> DateTime {
        let minutes = u64::try_from(index).unwrap_or(0) * u64::from(self.minutes);
        EPOCH.at(0, 0, 0, 0).saturating_add(Duration::from_secs(minutes * 60))
    }

    /// The day of a step, and its slot within the day.
    pub(super) fn day_and_slot(self, index: i64) -> (i64, usize) {
        let per_day = i64::from(self.per_day());
        (index.div_euclid(per_day), usize::try_from(index.rem_euclid(per_day)).unwrap_or(0))
    }
}

/// The date of a day's number.
pub(super) fn date_of(day: i64) -> Date {
    StepLength::DAY.start_of(day).date()
}

/// The weekday of a day's number; Monday is 0.
pub(super) fn weekday_of(day: i64) -> usize {
    usize::try_from(day.rem_euclid(7)).unwrap_or(0)
}

impl TryFrom<u32> for StepLength {
    type Error = DemandError;

    fn try_from(minutes: u32) -> Result<Self, DemandError> {
        Self::of_minutes(minutes)
    }
}

impl From<StepLength> for u32 {
    fn from(step: StepLength) -> Self {
        step.minutes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_numbered_along_the_calendar() {
        let monday = date(2026, 1, 5);
        let index = StepLength::HOUR.index_of(monday.at(13, 59, 59, 0));
        assert_eq!(StepLength::HOUR.start_of(index), monday.at(13, 0, 0, 0));
        assert_eq!(
            StepLength::HOUR.day_and_slot(index),
            (StepLength::DAY.index_of(monday.at(0, 0, 0, 0)), 13)
        );
        let (day, _) = StepLength::HOUR.day_and_slot(index);
        assert_eq!((weekday_of(day), date_of(day)), (0, monday));
    }
}
