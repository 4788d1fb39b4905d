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
    if message.starts_with("number too large") || message.starts_with("invalid digit") {
        return "expected a whole number within the range that the API's description gives".to_owned();
    }
    let expected = message.rsplit_once(", expected ").map(|(_, expected)| expected);
    expected.map_or_else(|| message.to_owned(), |expected| format!("expected {}", in_words(expected)))
}

/// What the reader expected, without the names of the program's own types.
fn in_words(expected: &str) -> &str {
    match expected {
        "u8" => "a whole number from 0 to 255",
        "u16" => "a whole number from 0 to 65535",
        "u32" => "a whole number from 0 to 4294967295",
        "u64" | "usize" => "a whole number, 0 or more",
        "i64" | "i32" => "a whole number",
        "a string" | "a borrowed string" | "string" | "str" => "a text",
        "a boolean" | "bool" => "true or false",
        "a sequence" => "a list",
        "a map" => "an object with named fields",
        expected if expected.starts_with("struct ") => "an object with named fields",
        expected if expected.starts_with("enum ") => "one of the values that the API's description names",
        expected => expected,
    }
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
