//! Problems (RFC 9457): what an answer that is not a success looks like.

pub mod catalogue;
pub mod page;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::{AppointmentId, ResourceId, SessionId};
use crate::models::Gate;

pub use catalogue::{CATALOGUE, Kind, kind};

/// One thing that is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldError {
    /// What is wrong with it.
    pub detail: String,
    /// Where: a JSON pointer into the body (`/steps/0/name`), or the name of a query parameter or header.
    pub pointer: String,
}

/// What stands in the way. Never says whose appointment it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Blocking {
    /// A resource that is busy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<ResourceId>,
    /// An appointment that stands in the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appointment: Option<AppointmentId>,
    /// A session that stands in the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
}

/// Why a request was not done, and what to do next (RFC 9457, `application/problem+json`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({
    "type": "https://lindley.health/problems/slot-taken", "title": "The time is taken", "status": 409,
    "detail": "the time is taken", "instance": "/v1/appointments", "code": "slot-taken",
    "advice": "Search again: the next openings are up to date.",
    "trace_id": "0192f0c1a2b34c5d", "blocking": {"resource": "resource-1", "appointment": "appointment-12"}
}))]
pub struct Problem {
    /// A stable address that names the kind of problem.
    #[serde(rename = "type")]
    pub kind: Cow<'static, str>,
    /// The kind of problem in words.
    #[schema(value_type = String)]
    pub title: Cow<'static, str>,
    /// The HTTP status.
    pub status: u16,
    /// What was wrong this time. Never names a patient.
    pub detail: String,
    /// The path that was asked for.
    pub instance: String,
    /// The stable code to branch on.
    #[schema(value_type = String)]
    pub code: Cow<'static, str>,
    /// What to do next.
    #[schema(value_type = String)]
    pub advice: Cow<'static, str>,
    /// The request's id; also in the `X-Request-Id` header and in the server's log.
    pub trace_id: String,
    /// Each thing that is wrong with the request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// What stands in the way of a booking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocking: Option<Blocking>,
    /// The gates that a challenger has to pass, as they stood when it was refused: those that failed have `passed: false`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<Gate>,
    /// The rate limits that were reached.
    #[serde(rename = "violated-policies", default, skip_serializing_if = "Vec::is_empty")]
    pub violated_policies: Vec<String>,
}

impl Problem {
    /// A problem of this kind. The path and the request's id are filled in where the answer is made.
    pub fn new(kind: &'static Kind, detail: impl Into<String>) -> Self {
        Self {
            kind: kind.address(),
            title: kind.title.into(),
            status: kind.status,
            detail: detail.into(),
            instance: String::new(),
            code: kind.code.into(),
            advice: kind.advice.into(),
            trace_id: String::new(),
            errors: Vec::new(),
            blocking: None,
            gates: Vec::new(),
            violated_policies: Vec::new(),
        }
    }

    /// Names the place in the request that is wrong.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.errors.push(FieldError { detail: self.detail.clone(), pointer: pointer.into() });
        self
    }
}
