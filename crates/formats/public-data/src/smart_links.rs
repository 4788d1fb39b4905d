//! SMART Scheduling Links: Location, Schedule and Slot as FHIR resources, one JSON object a line, and the
//! manifest that lists the files.
//!
//! Fields beyond those of the specification are ignored, as FHIR asks of its readers; a `modifierExtension`
//! changes a resource's meaning and so its line is refused. Extensions are known under both published bases.

mod extension;
mod location;
mod manifest;
mod resource;
mod schedule;
mod slot;

use std::io::Read;

pub use location::Location;
pub use manifest::{Manifest, ManifestFile, read_manifest};
pub use resource::Kind;
pub use schedule::{Coding, Schedule};
pub use slot::{Slot, SlotStatus};

use crate::lines::Lines;
use crate::{Row, RowError};

/// One line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resource {
    /// A place.
    Location(Location),
    /// Something at a place that has slots.
    Schedule(Schedule),
    /// A stretch of time in a schedule.
    Slot(Slot),
}

/// Reads one file of one kind of resource.
pub struct Reader<R> {
    lines: Lines<R>,
    kind: Kind,
}

impl<R: Read> Reader<R> {
    /// A reader of a file that should hold resources of `kind` only. An empty file is a file without rows.
    pub fn new(input: R, kind: Kind) -> Self {
        Self { lines: Lines::new(input), kind }
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Row<Resource>, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let kind = self.kind;
        let line = self.lines.next_line()?;
        Some(line.and_then(|(line, text)| Ok(Row { line, value: resource::read(line, text, kind)? })))
    }
}
