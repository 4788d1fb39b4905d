//! SQLite's errors in the port's terms.

use std::path::Path;

use lindley_ports::PortError;
use rusqlite::{Error, ErrorCode};

use crate::DATABASE_FILE;

/// What an error means when it is not about one row.
#[expect(clippy::needless_pass_by_value, reason = "it stands in map_err")]
pub(crate) fn failure(error: Error) -> PortError {
    classify(&error, DATABASE_FILE.to_owned())
}

/// What an error means while opening the file at `path`.
pub(crate) fn failure_at(error: &Error, path: &Path) -> PortError {
    match classify(error, path.display().to_string()) {
        PortError::Unavailable(problem) => PortError::Unavailable(format!("{}: {problem}", path.display())),
        other => other,
    }
}

/// What an error means while reading the row that `place` names.
pub(crate) fn failure_in_row(error: &Error, place: String) -> PortError {
    classify(error, place)
}

/// Whether a change was refused because a unique value exists already.
pub(crate) fn is_unique_violation(error: &Error) -> bool {
    matches!(
        extended(error),
        Some(rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY)
    )
}

/// Whether a change was refused because what it refers to does not exist.
pub(crate) fn is_missing_reference(error: &Error) -> bool {
    extended(error) == Some(rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY)
}

fn extended(error: &Error) -> Option<i32> {
    error.sqlite_error().map(|error| error.extended_code)
}

fn classify(error: &Error, place: String) -> PortError {
    match error {
        Error::FromSqlConversionFailure(..)
        | Error::IntegralValueOutOfRange(..)
        | Error::InvalidColumnType(..)
        | Error::Utf8Error(..) => PortError::Corrupt { place, problem: error.to_string() },
        _ => match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => PortError::Full(error.to_string()),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                PortError::Corrupt { place, problem: error.to_string() }
            }
            Some(ErrorCode::TooBig | ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch) => {
                PortError::Malformed(error.to_string())
            }
            _ => PortError::Unavailable(error.to_string()),
        },
    }
}
