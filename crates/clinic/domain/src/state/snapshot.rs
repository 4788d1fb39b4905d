//! A state as bytes, so that a start need not fold the whole log. A cache: a format that is not known is ignored.

use std::borrow::Cow;
use std::sync::Arc;

use lindley_time::Instant;
use serde::{Deserialize, Serialize};

use super::horizon::Horizon;
use super::{Counters, Learning, State};
use crate::appointment::Appointment;
use crate::calendar::ResourceCalendar;
use crate::catalogue::{Block, Catalogue, Session};
use crate::ids::{BlockId, ResourceId, SessionId, TemplateId};
use crate::session_template::FiledTemplate;

/// The version of the encoding below; raised whenever a stored type changes its shape.
pub const FORMAT: u32 = 5;

/// The bytes are not a snapshot of this format.
#[derive(Debug, thiserror::Error)]
#[error("the snapshot cannot be read: {0}")]
pub struct UnreadableSnapshot(String);

/// What changes rarely, as JSON: its types leave out empty fields, which the compact encoding cannot.
#[derive(Serialize, Deserialize)]
struct Rare<'a> {
    catalogue: Cow<'a, Catalogue>,
    sessions: Vec<(SessionId, Cow<'a, Session>)>,
    blocks: Vec<(BlockId, Cow<'a, Block>)>,
    templates: Vec<(TemplateId, Cow<'a, FiledTemplate>)>,
    learning: Cow<'a, Learning>,
}

#[derive(Serialize, Deserialize)]
struct Parts<'a> {
    counters: Counters,
    rare: Cow<'a, [u8]>,
    sources: Vec<(Cow<'a, str>, u64)>,
    appointments: Vec<Cow<'a, Appointment>>,
}

/// The state as bytes. The same state gives the same bytes.
pub fn encode(state: &State) -> Result<Vec<u8>, UnreadableSnapshot> {
    let unreadable = |error: &dyn std::fmt::Display| UnreadableSnapshot(error.to_string());
    let rare = Rare {
        catalogue: Cow::Borrowed(&state.catalogue),
        sessions: state.sessions.iter().map(|(id, session)| (*id, Cow::Borrowed(session))).collect(),
        blocks: state.blocks.iter().map(|(id, block)| (*id, Cow::Borrowed(block))).collect(),
        templates: state.templates.iter().map(|(id, filed)| (*id, Cow::Borrowed(filed))).collect(),
        learning: Cow::Borrowed(&state.learning),
    };
    let rare = serde_json::to_vec(&rare).map_err(|error| unreadable(&error))?;
    let mut sources: Vec<(Cow<'_, str>, u64)> =
        state.sources.iter().map(|(key, id)| (Cow::Borrowed(&**key), *id)).collect();
    sources.sort_unstable();
    let parts = Parts {
        counters: state.counters,
        rare: Cow::Owned(rare),
        sources,
        appointments: state.appointments.iter().map(Cow::Borrowed).collect(),
    };
    postcard::to_stdvec(&parts).map_err(|error| unreadable(&error))
}

/// The state that `encode` was given.
pub fn decode(bytes: &[u8]) -> Result<State, UnreadableSnapshot> {
    let parts: Parts<'_> =
        postcard::from_bytes(bytes).map_err(|error| UnreadableSnapshot(error.to_string()))?;
    let rare: Rare<'_> =
        serde_json::from_slice(&parts.rare).map_err(|error| UnreadableSnapshot(error.to_string()))?;
    let latest = Instant::try_from(parts.counters.latest);
    let latest = latest.map_err(|error| UnreadableSnapshot(error.to_string()))?;
    let horizon = Horizon::around(latest, i64::from(rare.catalogue.horizon_days));
    let Horizon { start, end } = horizon;
    let mut state = State {
        counters: parts.counters,
        catalogue: Arc::new(rare.catalogue.into_owned()),
        horizon,
        learning: Arc::new(rare.learning.into_owned()),
        blocks: rare.blocks.into_iter().map(|(id, block)| (id, block.into_owned())).collect(),
        sources: parts.sources.into_iter().map(|(key, id)| (key.into(), id)).collect(),
        ..State::default()
    };
    let resources: Vec<(ResourceId, u16)> =
        state.catalogue.resources.iter().map(|(id, resource)| (*id, resource.capacity_units)).collect();
    state.calendars =
        resources.iter().map(|(_, capacity)| ResourceCalendar::closed(*capacity, start, end)).collect();
    for (id, session) in rare.sessions {
        state.mark_session(id, &session);
        state.sessions.insert(id, session.into_owned());
    }
    for (id, filed) in rare.templates {
        state.mark_template(id, &filed);
        state.templates.insert(id, filed.into_owned());
    }
    for (id, _) in resources {
        state.rework_all(id);
    }
    state.replan();
    for appointment in parts.appointments {
        let appointment = appointment.into_owned();
        state.occupy(&appointment);
        state.append_appointment(appointment);
    }
    Ok(state)
}
