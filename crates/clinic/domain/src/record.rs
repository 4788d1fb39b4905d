//! Events as stored bytes: kind, version, JSON body; and the upcasters that lift old versions.

use serde_json::Value;

use crate::event::Event;

/// A stored event that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// No such kind of event.
    #[error("'{0}' is not a kind of event that this version knows")]
    UnknownKind(String),
    /// Written by a newer program.
    #[error("'{kind}' version {version} is newer than this version knows ({known}); update the program")]
    Newer {
        /// The kind.
        kind: String,
        /// The stored version.
        version: u16,
        /// The newest version known here.
        known: u16,
    },
    /// The body does not fit the kind.
    #[error("the body of '{kind}' cannot be read: {problem}")]
    Body {
        /// The kind.
        kind: String,
        /// What is wrong.
        problem: String,
    },
}

/// The kinds of event with the version that is written today.
pub const KINDS: &[(&str, u16)] = &[
    ("organisation_founded", 1),
    ("site_added", 1),
    ("service_added", 1),
    ("visit_type_added", 1),
    ("resource_added", 1),
    ("hours_set", 1),
    ("session_opened", 1),
    ("session_closed", 1),
    ("block_added", 1),
    ("block_lifted", 1),
    ("visit_requested", 1),
    ("hold_placed", 1),
    ("hold_renewed", 1),
    ("hold_released", 1),
    ("hold_lapsed", 1),
    ("hold_confirmed", 1),
    ("appointment_booked", 1),
    ("appointment_moved", 1),
    ("appointment_cancelled", 1),
    ("appointment_advanced", 1),
    ("past_visit_recorded", 1),
    ("template_proposed", 1),
    ("template_adopted", 1),
    ("template_declined", 1),
    ("template_retired", 1),
    ("template_release_set", 1),
    ("patient_described", 1),
    ("reminder_recorded", 1),
    ("signals_recorded", 1),
    ("special_days_recorded", 1),
    ("training_queued", 1),
    ("training_leased", 1),
    ("training_checkpointed", 1),
    ("model_filed", 1),
    ("training_failed", 1),
    ("model_promoted", 1),
    ("model_reverted", 1),
    ("predictions_kept", 2),
];

/// Lifts the body of one kind from version `from` to the next.
#[derive(Clone, Copy)]
pub struct Upcaster {
    /// The kind.
    pub kind: &'static str,
    /// The version it reads.
    pub from: u16,
    /// The change to the body.
    pub lift: fn(Value) -> Value,
}

/// The upcasters of all past versions, applied one after another.
pub const UPCASTERS: &[Upcaster] =
    &[Upcaster { kind: "predictions_kept", from: 1, lift: several_models_may_speak }];

/// The outlook of a session is made by two models: what was predicted is a subject of its own, and models are a list.
fn several_models_may_speak(mut body: Value) -> Value {
    let batch = body.pointer_mut("/predictions_kept/batch").and_then(Value::as_object_mut);
    if let Some(batch) = batch {
        if let Some(task) = batch.remove("task") {
            batch.insert("subject".to_owned(), task);
        }
        let models = batch.remove("model").into_iter().collect();
        batch.insert("models".to_owned(), Value::Array(models));
    }
    body
}

/// The event as kind, version and body.
pub fn encode(event: &Event) -> (&'static str, u16, Vec<u8>) {
    let mut body = Vec::new();
    let (kind, version) = encode_into(event, &mut body);
    (kind, version, body)
}

/// Writes the event's body in place of what `body` held, so that a writer needs one buffer for many events; answers
/// kind and version.
pub fn encode_into(event: &Event, body: &mut Vec<u8>) -> (&'static str, u16) {
    body.clear();
    // Writing plain data into memory cannot fail; an empty body would be refused by `decode`.
    let written = serde_json::to_writer(body, event);
    debug_assert!(written.is_ok(), "events are plain data");
    KINDS[kind_index(event)]
}

/// The event that was stored, lifted to today's version.
pub fn decode(kind: &str, version: u16, body: &[u8]) -> Result<Event, RecordError> {
    let known = KINDS.iter().find(|(name, _)| *name == kind).map(|(_, version)| *version);
    let known = known.ok_or_else(|| RecordError::UnknownKind(kind.to_owned()))?;
    decode_with(kind, version, known, UPCASTERS, body)
}

fn decode_with(
    kind: &str,
    version: u16,
    known: u16,
    upcasters: &[Upcaster],
    body: &[u8],
) -> Result<Event, RecordError> {
    let unreadable = |problem: &dyn std::fmt::Display| RecordError::Body {
        kind: kind.to_owned(),
        problem: problem.to_string(),
    };
    if version > known {
        return Err(RecordError::Newer { kind: kind.to_owned(), version, known });
    }
    let event: Event = if version == known {
        serde_json::from_slice(body).map_err(|error| unreadable(&error))?
    } else {
        let mut value: Value = serde_json::from_slice(body).map_err(|error| unreadable(&error))?;
        for from in version..known {
            let upcaster = upcasters.iter().find(|upcaster| upcaster.kind == kind && upcaster.from == from);
            let upcaster = upcaster.ok_or_else(|| unreadable(&format!("version {from} has no upcaster")))?;
            value = (upcaster.lift)(value);
        }
        serde_json::from_value(value).map_err(|error| unreadable(&error))?
    };
    if KINDS[kind_index(&event)].0 != kind {
        return Err(unreadable(&"it is an event of another kind"));
    }
    Ok(event)
}

fn kind_index(event: &Event) -> usize {
    match event {
        Event::OrganisationFounded { .. } => 0,
        Event::SiteAdded { .. } => 1,
        Event::ServiceAdded { .. } => 2,
        Event::VisitTypeAdded { .. } => 3,
        Event::ResourceAdded { .. } => 4,
        Event::HoursSet { .. } => 5,
        Event::SessionOpened { .. } => 6,
        Event::SessionClosed { .. } => 7,
        Event::BlockAdded { .. } => 8,
        Event::BlockLifted { .. } => 9,
        Event::VisitRequested { .. } => 10,
        Event::HoldPlaced { .. } => 11,
        Event::HoldRenewed { .. } => 12,
        Event::HoldReleased { .. } => 13,
        Event::HoldLapsed { .. } => 14,
        Event::HoldConfirmed { .. } => 15,
        Event::AppointmentBooked { .. } => 16,
        Event::AppointmentMoved { .. } => 17,
        Event::AppointmentCancelled { .. } => 18,
        Event::AppointmentAdvanced { .. } => 19,
        Event::PastVisitRecorded { .. } => 20,
        Event::TemplateProposed { .. } => 21,
        Event::TemplateAdopted { .. } => 22,
        Event::TemplateDeclined { .. } => 23,
        Event::TemplateRetired { .. } => 24,
        Event::TemplateReleaseSet { .. } => 25,
        Event::PatientDescribed { .. } => 26,
        Event::ReminderRecorded { .. } => 27,
        Event::SignalsRecorded { .. } => 28,
        Event::SpecialDaysRecorded { .. } => 29,
        Event::TrainingQueued { .. } => 30,
        Event::TrainingLeased { .. } => 31,
        Event::TrainingCheckpointed { .. } => 32,
        Event::ModelFiled { .. } => 33,
        Event::TrainingFailed { .. } => 34,
        Event::ModelPromoted { .. } => 35,
        Event::ModelReverted { .. } => 36,
        Event::PredictionsKept { .. } => 37,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::BlockId;

    #[test]
    fn an_old_version_is_lifted_step_by_step() {
        let upcasters = [
            Upcaster {
                kind: "block_lifted",
                from: 1,
                lift: |_| serde_json::json!({"block_lifted": {"number": 7}}),
            },
            Upcaster {
                kind: "block_lifted",
                from: 2,
                lift: |old| serde_json::json!({"block_lifted": {"id": old["block_lifted"]["number"]}}),
            },
        ];
        let event = decode_with("block_lifted", 1, 3, &upcasters, b"{}");
        assert_eq!(event, Ok(Event::BlockLifted { id: BlockId(7) }));
        let missing = decode_with("block_lifted", 1, 3, &upcasters[1..], b"{}");
        assert!(missing.is_err(), "a gap in the chain of upcasters is an error, not a guess");
    }

    #[test]
    fn unknown_newer_and_mismatched_records_are_refused() {
        assert!(matches!(decode("no_such", 1, b"{}"), Err(RecordError::UnknownKind(_))));
        assert!(matches!(decode("block_lifted", 2, b"{}"), Err(RecordError::Newer { .. })));
        assert!(matches!(decode("block_lifted", 1, b"{"), Err(RecordError::Body { .. })));
        let (_, _, body) = encode(&Event::BlockLifted { id: BlockId(1) });
        assert!(matches!(decode("hold_lapsed", 1, &body), Err(RecordError::Body { .. })));
    }
}
