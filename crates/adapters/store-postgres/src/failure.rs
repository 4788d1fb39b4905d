//! PostgreSQL's errors in the port's terms.

use lindley_ports::PortError;
use postgres::Error;
use postgres::error::{DbError, SqlState};

/// What an error means when it is not about one row.
pub(crate) fn failure(error: &Error) -> PortError {
    match error.as_db_error() {
        Some(error) => reported(error),
        None => PortError::Unavailable(described(error)),
    }
}

/// What an error means while connecting: whatever the server objects to, it cannot be used.
pub(crate) fn connection_failure(error: &Error) -> PortError {
    PortError::Unavailable(format!("cannot connect to PostgreSQL: {}", described(error)))
}

/// The unique constraint that a statement broke.
pub(crate) fn broken_constraint(error: &Error) -> Option<&str> {
    error.as_db_error().filter(|error| *error.code() == SqlState::UNIQUE_VIOLATION)?.constraint()
}

/// Whether a change was refused because what it refers to does not exist.
pub(crate) fn is_missing_reference(error: &Error) -> bool {
    error.code() == Some(&SqlState::FOREIGN_KEY_VIOLATION)
}

/// The server's message, or the driver's with its cause. Details are left out: they quote values.
fn described(error: &Error) -> String {
    match (error.as_db_error(), std::error::Error::source(error)) {
        (Some(error), _) => error.message().to_owned(),
        (None, Some(cause)) => format!("{error}: {cause}"),
        (None, None) => error.to_string(),
    }
}

fn reported(error: &DbError) -> PortError {
    let problem = error.message().to_owned();
    let code = error.code();
    if *code == SqlState::DISK_FULL {
        PortError::Full(problem)
    } else if *code == SqlState::DATA_CORRUPTED || *code == SqlState::INDEX_CORRUPTED {
        PortError::Corrupt { place: "the PostgreSQL database".to_owned(), problem }
    } else if code.code().starts_with("22") || code.code().starts_with("23") {
        // The data exception and constraint classes: what was handed in cannot be kept.
        PortError::Malformed(problem)
    } else {
        PortError::Unavailable(problem)
    }
}
