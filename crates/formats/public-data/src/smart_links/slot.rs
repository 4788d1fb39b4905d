//! A stretch of time in a schedule.

use lindley_time::{Instant, Span};
use serde::Deserialize;

use super::extension::{self, Extension};
use super::resource::{Kind, referenced};
use super::schedule::Reference;
use crate::RowError;

/// Whether a slot can be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotStatus {
    /// `free`
    Free,
    /// `busy`, `busy-tentative` or `busy-unavailable`.
    Busy,
}

/// A FHIR Slot, as far as scheduling needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its id in the feed.
    pub id: String,
    /// The id of its Schedule.
    pub schedule: String,
    /// Whether it can be booked.
    pub status: SlotStatus,
    /// When.
    pub span: Span,
    /// How many can be booked into it; 1 where the feed does not say.
    pub capacity: u16,
    /// Where to book it, where given.
    pub deep_link: Option<String>,
    /// The number to call, where given.
    pub phone: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Written {
    id: String,
    schedule: Reference,
    status: String,
    start: String,
    end: String,
    #[serde(default)]
    extension: Vec<Extension>,
}

impl Slot {
    pub(super) fn check(line: u64, written: Written) -> Result<Self, RowError> {
        let schedule =
            written.schedule.reference.as_deref().and_then(|text| referenced(Kind::Schedule, text));
        let schedule = schedule.ok_or_else(|| {
            let advice = "name the schedule, for example {\"reference\": \"Schedule/10\"}";
            RowError::new(line, "schedule", "not a reference to a Schedule", advice)
        })?;
        let start = moment(line, "start", &written.start)?;
        let end = moment(line, "end", &written.end)?;
        let span = Span::new(start, end)
            .map_err(|_| RowError::new(line, "end", "not after the start", "a slot ends after it starts"))?;
        let extensions = &written.extension;
        Ok(Self {
            schedule: schedule.to_owned(),
            status: status(line, &written.status)?,
            span,
            capacity: capacity(line, extensions)?,
            deep_link: extension::find(extensions, "booking-deep-link").and_then(Extension::text),
            phone: extension::find(extensions, "booking-phone").and_then(Extension::text),
            id: written.id,
        })
    }
}

fn moment(line: u64, field: &str, text: &str) -> Result<Instant, RowError> {
    Instant::parse(text).ok_or_else(|| {
        let advice = "write it with its offset, for example 2026-03-01T09:00:00-05:00";
        RowError::new(line, field, "not a moment", advice)
    })
}

fn status(line: u64, text: &str) -> Result<SlotStatus, RowError> {
    match text {
        "free" => Ok(SlotStatus::Free),
        "busy" | "busy-tentative" | "busy-unavailable" => Ok(SlotStatus::Busy),
        _ => Err(RowError::new(line, "status", "not a status of a published slot", "write free or busy")),
    }
}

fn capacity(line: u64, extensions: &[Extension]) -> Result<u16, RowError> {
    let Some(extension) = extension::find(extensions, "slot-capacity") else {
        return Ok(1);
    };
    let units = extension.integer().and_then(|number| u16::try_from(number).ok()).filter(|units| *units > 0);
    units.ok_or_else(|| {
        RowError::new(
            line,
            "slot-capacity",
            "not a whole number from 1 to 65535",
            "give how many can be booked",
        )
    })
}
