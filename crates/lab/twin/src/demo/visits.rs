//! The visit types: ordered steps, each with the resources that it needs.

mod everyday;
mod specialist;

use lindley_domain::ResourceKind::{self, Bed, Device, Lab, Practitioner, Room};

/// A visit type before it has ids.
pub(super) struct Visit {
    pub(super) name: &'static str,
    pub(super) service: &'static str,
    /// The role whose resource's day is filled with such visits.
    pub(super) lead: &'static str,
    /// How often it is booked, relative to the lead's other visit types.
    pub(super) share: f64,
    /// Starts are offered at multiples of this many minutes past the hour.
    pub(super) every: u16,
    /// Youngest and oldest age.
    pub(super) ages: (Option<u8>, Option<u8>),
    pub(super) steps: &'static [Step],
}

/// A step: its name, its minutes, what it needs.
pub(super) type Step = (&'static str, u16, u16, &'static [Need]);
/// A need: role, kind, attribute.
pub(super) type Need = (&'static str, ResourceKind, &'static str);

const ANY_AGE: (Option<u8>, Option<u8>) = (None, None);
const CHILD: (Option<u8>, Option<u8>) = (None, Some(17));
const ADULT: (Option<u8>, Option<u8>) = (Some(18), None);

const CONSULT: Need = ("room", Room, "consult");
const NURSE: Need = ("nurse", Practitioner, "nurse");

const fn physician(skill: &'static str) -> Need {
    ("physician", Practitioner, skill)
}

const fn technologist(skill: &'static str) -> Need {
    ("technologist", Practitioner, skill)
}

const fn device(attribute: &'static str) -> Need {
    ("device", Device, attribute)
}

const fn room(attribute: &'static str) -> Need {
    ("room", Room, attribute)
}

const fn bed(attribute: &'static str) -> Need {
    ("bed", Bed, attribute)
}

const BLOOD_DRAW: Need = ("lab", Lab, "blood-draw");

/// All visit types, in the order of their ids.
pub(super) fn all() -> impl Iterator<Item = &'static Visit> {
    everyday::VISITS.iter().chain(&specialist::VISITS)
}
