//! Stretches of which nothing could be judged, and why.

use lindley_time::civil::Date;
use lindley_time::{Instant, Zone};

use super::super::Stretch;
use super::super::step_length::StepLength;
use super::rows::JudgedStretch;

/// A stretch of which no forecast was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnjudgedStretch {
    /// Which one.
    pub stretch: Stretch,
    /// Days from the one on which something is told to the end of the stretch, both counted.
    pub needed_days: u32,
    /// Days that there were to judge on.
    pub had_days: u32,
}

impl UnjudgedStretch {
    /// Why, in a sentence.
    ///
    /// ```
    /// use lindley_forecast::demand::{Stretch, UnjudgedStretch};
    /// let far = UnjudgedStretch { stretch: Stretch::Weeks3, needed_days: 22, had_days: 17 };
    /// assert_eq!(
    ///     far.reason(),
    ///     "Forecasts of 3w were not judged: that takes 22 days that the model has not seen, and there were 17."
    /// );
    /// ```
    pub fn reason(&self) -> String {
        let (stretch, needed) = (self.stretch.code(), self.needed_days);
        let days = |count: u32| if count == 1 { "1 day".to_owned() } else { format!("{count} days") };
        if self.had_days < needed {
            let (needed, had) = (days(needed), self.had_days);
            return format!(
                "Forecasts of {stretch} were not judged: that takes {needed} that the model has not seen, and there were {had}."
            );
        }
        format!(
            "Forecasts of {stretch} were not judged: on none of the days could what was told be held against what came."
        )
    }

    /// All stretches of which there is no row.
    pub(super) fn of(rows: &[JudgedStretch], zone: &Zone, first_day: Date, until: Instant) -> Vec<Self> {
        let day = |day: Date| StepLength::DAY.index_of(day.at(0, 0, 0, 0));
        let had = (day(zone.date_of(until)) - day(first_day)).max(0);
        let had_days = u32::try_from(had).unwrap_or(u32::MAX);
        let unjudged =
            Stretch::ALL.into_iter().filter(|stretch| !rows.iter().any(|row| row.said.stretch == *stretch));
        let of = |stretch: Stretch| {
            let needed_days = 1 + stretch.days_ahead().unwrap_or(0);
            Self { stretch, needed_days, had_days }
        };
        unjudged.map(of).collect()
    }
}
