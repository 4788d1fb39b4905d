//! Why a zone or a local time cannot be used.

use jiff::civil::DateTime;

/// Why a zone or a local time cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ZoneError {
    /// No such zone in the database.
    #[error("'{0}' is not a zone of the IANA database; use a name such as Europe/Berlin")]
    Unknown(String),
    /// The zone exists, but is written otherwise.
    #[error("'{given}' is not how the IANA database writes this zone; use {name}")]
    Misspelt {
        /// The name asked for.
        given: String,
        /// The name as the database writes it.
        name: &'static str,
    },
    /// The clocks skip this local time.
    #[error("{local} does not exist in {zone}: the clocks skip it; choose a time before or after the change")]
    Skipped {
        /// The local time asked for.
        local: DateTime,
        /// The zone's name.
        zone: String,
    },
    /// Outside the years this crate handles.
    #[error("{0} lies outside the years 1600 to 2400; check the year")]
    OutOfRange(DateTime),
}
