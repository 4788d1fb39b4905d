//! Why weekly hours cannot be used, and what to do about it.

use jiff::civil::{Date, Weekday};

use crate::written;

/// Why weekly hours cannot be used. Rules and openings are counted from 0, as in the list that was given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HoursError {
    /// A rule that never holds.
    #[error("rule {rule} names no weekday; name at least one or remove the rule")]
    NoWeekday {
        /// Position of the rule.
        rule: usize,
    },
    /// One weekday twice in a rule.
    #[error("rule {rule} names {} twice; name it once", written::weekday(*.weekday))]
    RepeatedWeekday {
        /// Position of the rule.
        rule: usize,
        /// The weekday.
        weekday: Weekday,
    },
    /// A rule that starts and ends with the same minute.
    #[error("rule {rule} ends when it starts; for a whole day write from 00:00 until 00:00")]
    ZeroLength {
        /// Position of the rule.
        rule: usize,
    },
    /// A rule with seconds.
    #[error("rule {rule} does not start and end on a whole minute; write HH:MM")]
    NotWholeMinutes {
        /// Position of the rule.
        rule: usize,
    },
    /// A rule that stops holding before it starts to.
    #[error("rule {rule} is valid until a date before it is valid from; swap the dates or remove the rule")]
    EndsBeforeItStarts {
        /// Position of the rule.
        rule: usize,
    },
    /// Two rules that open the same minutes.
    #[error(
        "rules {first} and {second} overlap on {}; shorten one, or end its validity before the other's starts",
        written::weekday(*.weekday)
    )]
    Overlap {
        /// Position of the rule that comes first in the list.
        first: usize,
        /// Position of the other rule.
        second: usize,
        /// A weekday on which an opening of `first` overlaps one of `second`.
        weekday: Weekday,
    },
    /// Two exceptions for one date.
    #[error("exceptions {first} and {second} are both for {date}; join their openings into one")]
    DuplicateException {
        /// Position of the first exception for the date.
        first: usize,
        /// Position of the second.
        second: usize,
        /// The date.
        date: Date,
    },
    /// An opening of an exception that starts and ends with the same minute.
    #[error("opening {opening} on {date} ends when it starts; for a whole day write from 00:00 until 00:00")]
    ExceptionZeroLength {
        /// The date.
        date: Date,
        /// Position of the opening.
        opening: usize,
    },
    /// An opening of an exception with seconds.
    #[error("opening {opening} on {date} does not start and end on a whole minute; write HH:MM")]
    ExceptionNotWholeMinutes {
        /// The date.
        date: Date,
        /// Position of the opening.
        opening: usize,
    },
    /// Two openings of one exception that share minutes.
    #[error("openings {first} and {second} on {date} overlap; join them or shorten one")]
    ExceptionOverlap {
        /// The date.
        date: Date,
        /// Position of the opening that comes first in the list.
        first: usize,
        /// Position of the other.
        second: usize,
    },
}
