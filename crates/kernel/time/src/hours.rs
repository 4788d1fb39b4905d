//! Working hours by weekly recurrence, with dated exceptions.

mod check;
mod error;
mod materialise;

use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};

use crate::{Span, SpanSet, Zone, written};

pub use error::HoursError;

/// When somebody or something works: rules that recur weekly, and dates on which they do not hold.
///
/// Local times belong to the zone of the site; the zone is handed in where instants are needed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeeklyHours {
    /// The rules; where two hold on one date, both openings count.
    #[serde(default)]
    pub rules: Vec<WeeklyRule>,
    /// Dates on which the rules do not hold.
    #[serde(default)]
    pub exceptions: Vec<HoursException>,
}

/// One recurring opening, for example Monday to Friday from 08:00 until 12:00.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeeklyRule {
    /// The weekdays on which the opening starts.
    #[serde(with = "written::as_weekdays")]
    pub weekdays: Vec<Weekday>,
    /// The local time of the first minute.
    #[serde(with = "written::as_time_of_day")]
    pub from: Time,
    /// The local time of the first minute after it. At or before `from` it lies on the next day; 00:00 is the end of
    /// the day.
    #[serde(with = "written::as_time_of_day")]
    pub until: Time,
    /// The first date on which the rule holds; without one it always held.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// The last date on which the rule holds; without one it holds for good.
    #[serde(default)]
    pub valid_until: Option<Date>,
}

/// A date on which the weekly rules do not hold.
///
/// An opening belongs to the date on which it starts: a night shift of the day before still runs to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoursException {
    /// The local date.
    pub date: Date,
    /// What holds instead, each from and until as in a [`WeeklyRule`]; empty means closed.
    #[serde(default, with = "written::as_stretches")]
    pub opening: Vec<(Time, Time)>,
}

impl WeeklyHours {
    /// Whether the hours make sense, or the first thing that does not.
    ///
    /// ```
    /// # use lindley_time::WeeklyHours;
    /// let hours: WeeklyHours = serde_json::from_str(
    ///     r#"{"rules": [{"weekdays": ["mon"], "from": "08:00", "until": "12:00"},
    ///                   {"weekdays": ["mon"], "from": "11:00", "until": "13:00"}]}"#,
    /// )?;
    /// let problem = hours.check().expect_err("the rules share an hour");
    /// assert!(problem.to_string().starts_with("rules 0 and 1 overlap on mon"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn check(&self) -> Result<(), HoursError> {
        check::check(self)
    }

    /// The instants within `range` at which the hours are open in `zone`.
    ///
    /// An opening that starts in a gap starts with the first instant after it; one wholly inside a gap does not take
    /// place. Where the clocks go back, an opening starts with the first and ends with the second showing of its local
    /// time, so that no minute is lost and, the result being a set, none is counted twice.
    pub fn spans(&self, zone: &Zone, range: Span) -> SpanSet {
        materialise::spans(self, zone, range)
    }
}

impl WeeklyRule {
    /// Whether openings of this rule start on the date.
    pub fn holds_on(&self, date: Date) -> bool {
        self.weekdays.contains(&date.weekday())
            && self.valid_from.is_none_or(|first| first <= date)
            && self.valid_until.is_none_or(|last| date <= last)
    }
}
