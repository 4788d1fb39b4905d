//! The calendars of all resources: bits for searching, lists for the exact answer.

mod minute_bits;
mod resource_calendar;

pub(crate) use minute_bits::{clear_window, erode, shift_down};
pub(crate) use resource_calendar::{Busy, ResourceCalendar, SessionMark, TemplateMark};
