//! IANA zones: civil local times to instants and back, with an explicit answer to gaps and folds.

use std::fmt;

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use serde::{Deserialize, Serialize};

use crate::{Instant, Span};

/// A zone of the IANA database, by name; the database is shipped inside the program.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone {
    zone: TimeZone,
    name: String,
}

/// What to do with a local time that the clocks skip (spring forward).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapPolicy {
    /// Refuse it: nobody can be asked to come at a time that does not exist.
    Reject,
    /// Move to the first instant after the gap: a shift that opens in the gap opens when it ends.
    FirstAfter,
}

/// Which of two instants a repeated local time means (fall back).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldPolicy {
    /// The first time the clock shows it.
    Earlier,
    /// The second time the clock shows it.
    Later,
}

/// Why a zone or a local time cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ZoneError {
    /// No such zone in the database.
    #[error("'{0}' is not a zone of the IANA database; use a name such as Europe/Berlin")]
    Unknown(String),
    /// The clocks skip this local time.
    #[error("{local} does not exist in {zone}: the clocks skip it")]
    Skipped {
        /// The local time asked for.
        local: DateTime,
        /// The zone's name.
        zone: String,
    },
    /// Outside the years this crate handles.
    #[error("{0} lies outside the years 1600 to 2400")]
    OutOfRange(DateTime),
}
