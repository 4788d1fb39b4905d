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
    /// The grouping and the group, such as `sex: women` or `site: Northside`.
    pub name: String,
    /// Rows judged.
    pub rows: u64,
    /// Figures by measure.
    pub measures: BTreeMap<String, Figure>,
}

impl Segment {
    /// What the rows are grouped by: the name up to its colon.
    ///
    /// ```
    /// # use lindley_registry::Segment;
    /// let segment = Segment { name: "sex: women".to_owned(), rows: 10, measures: Default::default() };
    /// assert_eq!(segment.grouping(), Some("sex"));
    /// ```
    pub fn grouping(&self) -> Option<&str> {
        self.name.split_once(':').map(|(grouping, _)| grouping)
    }
}
