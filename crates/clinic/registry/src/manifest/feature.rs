//! A feature as a manifest names it.

use serde::{Deserialize, Serialize};

/// What a model looks at: one named, versioned transformation of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestFeature {
    /// Its name, such as `lead_days`.
    pub name: String,
    /// Counts changes of its meaning, from 1.
    pub version: u16,
    /// The unit of its values.
    pub unit: String,
    /// What stands in where it is not known.
    pub default: String,
    /// From where it is taken.
    pub source: String,
}

impl ManifestFeature {
    /// The name of its column in a model: `name@version`.
    pub fn column(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }
}
