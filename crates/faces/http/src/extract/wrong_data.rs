//! From a reader's error message to a problem that names the place, and never repeats the caller's value.

use lindley_api::problem::catalogue as kinds;
use serde_path_to_error::{Path, Segment};

use crate::failure::Failure;

/// The problem behind a reader's message about the value at `path`.
pub(super) fn wrong_data(path: &Path, message: &str) -> Failure {
    let pointer = pointer(path);
    let named = |start: &str| message.strip_prefix(start)?.split('`').next();
    if let Some(field) = named("unknown field `") {
        let parent = pointer.strip_suffix(&format!("/{field}")).unwrap_or(&pointer);
        let place = format!("{parent}/{field}");
        return Failure::new(kinds::UNKNOWN_FIELD, format!("there is no field {field}")).at(place);
    }
    if let Some(field) = named("missing field `") {
        let detail = format!("the field {field} is missing");
        return Failure::invalid_field(&format!("{pointer}/{field}"), detail);
    }
    Failure::invalid_field(&pointer, without_value(message))
}

/// The value could be anything, a patient's name too: only what was expected is told.
fn without_value(message: &str) -> String {
    let expected = message.rsplit_once(", expected ").map(|(_, expected)| format!("expected {expected}"));
    expected.unwrap_or_else(|| message.to_owned())
}

fn pointer(path: &Path) -> String {
    let escape = |name: &str| name.replace('~', "~0").replace('/', "~1");
    let mut pointer = String::new();
    for segment in path {
        pointer.push('/');
        pointer.push_str(&match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } => escape(key),
            Segment::Enum { variant } => escape(variant),
            Segment::Unknown => "?".to_owned(),
        });
    }
    pointer
}
