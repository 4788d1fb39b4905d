//! Weekly working hours with dated exceptions, and the working time that follows from them.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::moment::{ClockTime, LocalDate, Moment};

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Weekday {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

/// Hours that repeat every week, on the clock of the resource's site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WeeklyRule {
    /// The days on which the hours begin.
    pub weekdays: Vec<Weekday>,
    /// When work begins.
    pub from: ClockTime,
    /// When work ends. At or before `from`, work runs past midnight into the next day.
    pub until: ClockTime,
    /// First date on which the rule counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<LocalDate>,
    /// Last date on which the rule counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<LocalDate>,
}

/// One stretch of opening on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClockSpan {
    /// When it opens.
    pub from: ClockTime,
    /// When it closes.
    pub until: ClockTime,
}

/// What differs on one date: either `closed: true` or the hours in `open`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoursException {
    /// The date.
    pub date: LocalDate,
    /// True: no work on this date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<bool>,
    /// The hours of this date, instead of the weekly ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<Vec<ClockSpan>>,
}

/// A resource's hours: rules that repeat every week, and the dates that differ.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "rules": [{"weekdays": ["mon", "tue", "wed", "thu", "fri"], "from": "08:00", "until": "16:30"}],
    "exceptions": [{"date": "2026-12-25", "closed": true},
                   {"date": "2026-12-24", "open": [{"from": "08:00", "until": "12:00"}]}]
}))]
pub struct WeeklyHours {
    /// What repeats every week.
    pub rules: Vec<WeeklyRule>,
    /// What differs on single dates.
    #[serde(default)]
    pub exceptions: Vec<HoursException>,
}

/// A stretch of time: the start belongs to it, the end does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TimeSpan {
    /// First moment.
    pub start: Moment,
    /// First moment after it.
    pub end: Moment,
}

/// Which stretch of time to look at, at most 92 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WorkingQuery {
    /// First moment.
    pub from: Moment,
    /// First moment after it.
    pub until: Moment,
}

/// A resource's working time: hours and sessions without blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WorkingTime {
    /// Stretches in time order that neither overlap nor touch.
    pub items: Vec<TimeSpan>,
}
