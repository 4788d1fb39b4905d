//! Figures of a part of the rows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Figure;

/// The name of the segment that holds every row.
pub const OVERALL: &str = "overall";

/// A part of the rows that were judged, and how the model did there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// What the rows are told apart by, such as `site`.
    pub grouping: String,
    /// Which of them, such as `Northside`.
    pub name: String,
    /// Rows judged.
    pub rows: u64,
    /// Whether it gathers groups that are too small to be judged by themselves.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pooled: bool,
    /// Figures by measure.
    pub measures: BTreeMap<String, Figure>,
}

impl Segment {
    /// The segment's name in gates and messages.
    ///
    /// ```
    /// # use lindley_registry::Segment;
    /// let measures = std::collections::BTreeMap::new();
    /// let (grouping, name) = ("sex".to_owned(), "women".to_owned());
    /// assert_eq!(Segment { grouping, name, rows: 10, pooled: false, measures }.label(), "sex: women");
    /// ```
    pub fn label(&self) -> String {
        format!("{}: {}", self.grouping, self.name)
    }
}
