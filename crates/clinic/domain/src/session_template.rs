//! A session's template: which kinds of visit its time is kept for, slot by slot, and until when.

use std::collections::BTreeSet;

use lindley_time::{civil, written};
use serde::{Deserialize, Serialize};

use crate::ids::{ResourceId, VisitTypeId};

/// Typed slots that recur on some weekdays of some resources from one local time on.
///
/// While the template is adopted, a slot that has not been released is used only by a visit of its kind that begins with
/// it. Time between and around the slots is not touched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionTemplate {
    /// Name as staff say it.
    pub name: String,
    /// Whose sessions.
    pub resources: BTreeSet<ResourceId>,
    /// The weekdays on which the session begins; empty means every day.
    #[serde(with = "written::as_weekdays")]
    pub weekdays: Vec<civil::Weekday>,
    /// The local time at which the session begins.
    #[serde(with = "written::as_time_of_day")]
    pub starts_at: civil::Time,
    /// The kinds of visit that slots are kept for.
    pub kinds: Vec<SlotKind>,
    /// The slots, in order of time.
    pub slots: Vec<TypedSlot>,
    /// A slot is kept for its kind until so many days of 24 hours before it begins; 0 keeps it to the last.
    pub release_days: u16,
    /// What the template was chosen by, if a plan was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<PlanEvidence>,
}

/// A kind of visit, as the template tells them apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotKind {
    /// Its name, for example `A`.
    pub name: String,
    /// The visit types that belong to it; one may belong to several kinds.
    pub visit_types: BTreeSet<VisitTypeId>,
}

/// One slot of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedSlot {
    /// Its first minute, counted from the session's start.
    pub minute: u16,
    /// Its length in minutes.
    pub minutes: u16,
    /// Its kind, by place in the template's list.
    pub kind: u8,
}

/// The plan that a template was chosen by: enough to make it again and to see later what was known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanEvidence {
    /// How the order was chosen, for example `exact`.
    pub method: String,
    /// Where the service times came from.
    pub source: String,
    /// The log's head when they were read.
    pub head: u64,
    /// How many there were.
    pub service_times: u32,
    /// Scenarios drawn.
    pub scenarios: u32,
    /// Where the draws began.
    pub seed: u64,
    /// Cost of a minute's waiting, idling and overtime, in thousandths.
    pub costs_milli: [u32; 3],
    /// Expected waiting of all patients together, idling and overtime, in seconds.
    pub expected_s: [u32; 3],
    /// How far a cheaper order can lie below it at most, in millionths of its cost.
    pub gap_ppm: u32,
}

/// How far a template has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TemplateStatus {
    /// Somebody suggests it; it binds nobody.
    Proposed,
    /// It binds finding and booking.
    Adopted,
    /// It was turned down.
    Declined,
    /// It no longer binds.
    Retired,
}

impl TemplateStatus {
    /// The written form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Adopted => "adopted",
            Self::Declined => "declined",
            Self::Retired => "retired",
        }
    }

    /// Whether one may follow on the other.
    pub const fn may_become(self, to: Self) -> bool {
        matches!(
            (self, to),
            (Self::Proposed, Self::Adopted | Self::Declined) | (Self::Adopted, Self::Retired)
        )
    }
}

/// A template with what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledTemplate {
    /// The template.
    pub template: SessionTemplate,
    /// How far it has come.
    pub status: TemplateStatus,
    /// The reason given with the newest decision about it.
    pub reason: Option<String>,
}

impl SessionTemplate {
    /// The kind of a slot.
    pub fn kind_of(&self, slot: TypedSlot) -> Option<&SlotKind> {
        self.kinds.get(usize::from(slot.kind))
    }

    /// The first minute after the last slot, counted from the session's start.
    pub fn minutes(&self) -> u16 {
        self.slots.last().map_or(0, |slot| slot.minute.saturating_add(slot.minutes))
    }

    /// Whether a session begins on this weekday.
    pub fn begins_on(&self, weekday: civil::Weekday) -> bool {
        self.weekdays.is_empty() || self.weekdays.contains(&weekday)
    }
}
