//! One JSON line: its type, its id, and what every kind of resource shares.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Location, Resource, Schedule, Slot};
use crate::RowError;

/// The kinds of resource of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `Location`
    Location,
    /// `Schedule`
    Schedule,
    /// `Slot`
    Slot,
}

impl Kind {
    /// Every kind, in the order in which a reader needs them.
    pub const ALL: [Self; 3] = [Self::Location, Self::Schedule, Self::Slot];

    /// FHIR's name for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Location => "Location",
            Self::Schedule => "Schedule",
            Self::Slot => "Slot",
        }
    }

    /// The kind with this FHIR name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Reads one line as a resource of `kind`.
pub(super) fn read(line: u64, text: &str, kind: Kind) -> Result<Resource, RowError> {
    let value: Value = serde_json::from_str(text).map_err(|error| not_json(line, &error))?;
    let Value::Object(fields) = &value else {
        return Err(RowError::new(line, "line", "not a JSON object", "write one resource per line"));
    };
    if fields.get("resourceType").and_then(Value::as_str) != Some(kind.name()) {
        let problem = format!("not a {}", kind.name());
        return Err(RowError::new(line, "resourceType", problem, "keep one kind of resource per file"));
    }
    if fields.contains_key("modifierExtension") {
        let problem = "present: it changes the meaning of the resource in a way this reader does not know";
        return Err(RowError::new(line, "modifierExtension", problem, "publish the resource without it"));
    }
    if !fields.get("id").and_then(Value::as_str).is_some_and(is_fhir_id) {
        let advice = "give 1 to 64 characters of A-Z a-z 0-9 . -";
        return Err(RowError::new(line, "id", "missing or not an id", advice));
    }
    match kind {
        Kind::Location => Ok(Resource::Location(Location::from_written(typed(line, value)?))),
        Kind::Schedule => Schedule::check(line, typed(line, value)?).map(Resource::Schedule),
        Kind::Slot => Slot::check(line, typed(line, value)?).map(Resource::Slot),
    }
}

/// The id in a reference such as `Location/12`, relative or absolute, to a resource of `kind`.
pub(super) fn referenced(kind: Kind, reference: &str) -> Option<&str> {
    let mut parts = reference.rsplit('/');
    let id = parts.next().filter(|id| is_fhir_id(id))?;
    (parts.next() == Some(kind.name())).then_some(id)
}

fn is_fhir_id(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
}

fn typed<T: DeserializeOwned>(line: u64, value: Value) -> Result<T, RowError> {
    serde_json::from_value(value).map_err(|error| {
        let problem = without_values(&error);
        RowError::new(line, "line", problem, "compare it with the SMART Scheduling Links specification")
    })
}

fn not_json(line: u64, error: &serde_json::Error) -> RowError {
    let problem = if error.is_eof() { "the JSON ends too early" } else { "not JSON" };
    let advice = "if this is the last line, the file was cut off: get it again";
    RowError::new(line, "line", format!("{problem}, at character {}", error.column()), advice)
}

/// serde's message may repeat a value (`invalid type: string "…"`); only which field is missing is kept.
fn without_values(error: &serde_json::Error) -> String {
    let message = error.to_string();
    if message.starts_with("missing field") { message } else { "a field has the wrong type".to_owned() }
}
