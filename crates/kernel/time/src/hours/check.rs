//! What makes weekly hours senseless.

use jiff::civil::Date;

use super::WeeklyHours;

/// Why weekly hours cannot be used. Rules and openings are counted from 0, as in the list that was given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HoursError {
    /// Two exceptions for one date.
    #[error("there are two exceptions for {date}; join their openings into one")]
    DuplicateException {
        /// The date.
        date: Date,
    },
}

pub(super) fn check(_hours: &WeeklyHours) -> Result<(), HoursError> {
    Ok(())
}
