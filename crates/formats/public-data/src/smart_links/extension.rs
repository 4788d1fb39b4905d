//! The extensions of the specification, under both bases that it has been published with.

use serde::Deserialize;

const BASES: [&str; 2] = [
    "http://fhir-registry.smarthealthit.org/StructureDefinition/",
    "http://hl7.org/fhir/uv/smart-scheduling-links/StructureDefinition/",
];

/// An extension; values of other types than these are ignored.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Extension {
    url: String,
    value_integer: Option<i64>,
    value_url: Option<String>,
    value_string: Option<String>,
    value_coding: Option<ValueCoding>,
}

#[derive(Deserialize)]
struct ValueCoding {
    code: Option<String>,
    display: Option<String>,
}

/// The extension called `name` under either base.
pub(super) fn find<'a>(extensions: &'a [Extension], name: &str) -> Option<&'a Extension> {
    extensions.iter().find(|extension| {
        let secure = extension.url.strip_prefix("https://");
        BASES.iter().any(|base| {
            let plain = base.trim_start_matches("http://");
            let rest = secure.or_else(|| extension.url.strip_prefix("http://"));
            rest.and_then(|rest| rest.strip_prefix(plain)) == Some(name)
        })
    })
}

impl Extension {
    /// Its whole number.
    pub(super) fn integer(&self) -> Option<i64> {
        self.value_integer
    }

    /// Its text, whichever of the text types it has.
    pub(super) fn text(&self) -> Option<String> {
        let coding =
            self.value_coding.as_ref().and_then(|coding| coding.display.as_ref().or(coding.code.as_ref()));
        self.value_url.as_ref().or(self.value_string.as_ref()).or(coding).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extension(url: &str) -> Extension {
        Extension {
            url: url.to_owned(),
            value_integer: Some(3),
            value_url: None,
            value_string: None,
            value_coding: None,
        }
    }

    #[test]
    fn both_bases_are_known_and_no_third() {
        for base in BASES {
            assert!(find(&[extension(&format!("{base}slot-capacity"))], "slot-capacity").is_some());
        }
        let secure = "https://hl7.org/fhir/uv/smart-scheduling-links/StructureDefinition/slot-capacity";
        assert!(find(&[extension(secure)], "slot-capacity").is_some());
        assert!(find(&[extension("http://example.org/slot-capacity")], "slot-capacity").is_none());
    }
}
