//! What a simple method does on the same rows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Figure;

/// A simple method and its figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// Its name, such as `one probability for all`.
    pub name: String,
    /// Figures by measure.
    pub measures: BTreeMap<String, Figure>,
}
