//! The event stream: what happened, in order, live.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::moment::Moment;

/// The `data` of one server-sent event; the event's `id` is `seq` and its name is `kind`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EventRecord<'a> {
    /// The event's number in the organisation's log; there are no holes.
    pub seq: u64,
    /// When it was decided.
    pub at: Moment,
    /// What happened, for example `appointment_booked`.
    #[schema(example = "appointment_booked")]
    pub kind: &'a str,
    /// The event itself; its fields depend on the kind.
    #[schema(value_type = Object)]
    #[serde(borrow)]
    pub body: &'a serde_json::value::RawValue,
}

/// From where to follow the stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EventsQuery {
    /// Send events after this number; from now on if left out. The header `Last-Event-ID` comes first.
    pub after: Option<u64>,
}

/// The header by which a browser resumes a stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[into_params(parameter_in = Header)]
pub struct LastEventId {
    /// The `id` of the last event received: the stream goes on after it.
    #[serde(rename = "Last-Event-ID")]
    #[param(rename = "Last-Event-ID")]
    pub last_event_id: Option<u64>,
}
