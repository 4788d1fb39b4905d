//! What the world outside tells the clinic: readings of feeds and special days.

use lindley_time::{Span, civil};
use serde::{Deserialize, Serialize};

use crate::ids::SiteId;

/// One reading of an outside signal. It counts from the moment at which the log learnt it, not from the one it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignalReading {
    /// The signal, for example `rain` or `influenza`.
    pub signal: Box<str>,
    /// Its unit, for example `mm`.
    pub unit: Box<str>,
    /// The site it is about; none means all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// When it holds. It may lie ahead: a weather forecast does.
    pub span: Span,
    /// Its value in thousandths of the unit.
    pub value_milli: i64,
}

/// A day unlike others of its weekday: a holiday, a school's vacation, an event in town.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDay {
    /// The local day.
    pub day: civil::Date,
    /// The site it is about; none means all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// Its kind, for example `holiday` or `school-vacation`: days of one kind are alike. Empty makes the day ordinary again.
    pub kind: Box<str>,
}
