//! Answers that are not a success: from the app's errors to problems.

mod gates;
mod session_plan;
mod session_study;

use std::fmt::Display;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lindley_api::ids::{AppointmentId, ResourceId, SessionId};
use lindley_api::problem::catalogue as kinds;
use lindley_api::problem::{Blocking, Kind, Problem, kind};
use lindley_app::AppError;
use lindley_domain::Rejection;
use lindley_ports::PortError;

/// A request that was not done. The gate fills in the path and the request's id and writes the body.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) problem: Box<Problem>,
    pub(crate) retry_after_seconds: Option<u64>,
}

impl Failure {
    pub(crate) fn new(kind: &'static Kind, detail: impl Into<String>) -> Self {
        Self { problem: Box::new(Problem::new(kind, detail)), retry_after_seconds: None }
    }

    /// Names the place in the request that is wrong.
    pub(crate) fn at(mut self, pointer: impl Into<String>) -> Self {
        self.problem = Box::new(self.problem.at(pointer));
        self
    }

    /// What is wrong stands inside of this part of the request.
    pub(crate) fn under(mut self, part: &str) -> Self {
        for error in &mut self.problem.errors {
            error.pointer.insert_str(0, part);
        }
        self
    }

    /// Nothing has this id.
    pub(crate) fn no_such(id: impl Display) -> Self {
        Self::new(kinds::NOT_FOUND, format!("there is no {id}"))
    }

    /// A field has a value that it cannot have.
    pub(crate) fn invalid_field(pointer: &str, detail: impl Into<String>) -> Self {
        Self::new(kinds::INVALID_FIELD, detail).at(pointer)
    }

    /// The app answered a command with something that does not belong to it: a mistake of ours.
    pub(crate) fn odd_answer() -> Self {
        Self::new(kinds::INTERNAL, "the server could not make its answer")
    }

    /// The stable code.
    pub(crate) fn code(&self) -> &str {
        &self.problem.code
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        let headers = response.headers_mut();
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"lindley\""));
        }
        if let Some(seconds) = self.retry_after_seconds {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        let detail = error.to_string();
        match error {
            AppError::Rejected(rejection) => rejected(&rejection),
            AppError::NotSignedIn => Self::new(kinds::NOT_SIGNED_IN, detail),
            AppError::Forbidden { .. } => Self::new(kinds::FORBIDDEN, detail),
            AppError::WrongCredentials => Self::new(kinds::WRONG_CREDENTIALS, detail),
            AppError::KeyReused => Self::new(kinds::IDEMPOTENCY_KEY_REUSED, detail),
            AppError::TokenIssued { .. } => Self::new(kinds::TOKEN_ALREADY_ISSUED, detail),
            AppError::OwnAccount(_) => Self::new(kinds::OWN_ACCOUNT, detail),
            AppError::InvalidKey => Self::new(kinds::IDEMPOTENCY_KEY_INVALID, detail).at("Idempotency-Key"),
            AppError::Invalid { field, problem } => Self::invalid_field(&format!("/{field}"), problem),
            AppError::SessionPlan(refusal) => session_plan::refused(&refusal),
            AppError::SessionStudy(refusal) => session_study::refused(&refusal),
            AppError::DemandEvent { position, problem } => {
                Self::invalid_field(&format!("/events/{position}"), problem)
            }
            AppError::Learning(_) => Self::new(kinds::CANNOT_LEARN, detail),
            AppError::NotFound(_) => Self::new(kinds::NOT_FOUND, detail),
            AppError::UnknownOrganisation => Self::new(kinds::UNKNOWN_ORGANISATION, detail),
            AppError::Store(error) => store(&error),
            AppError::Damaged(_) => {
                tracing::error!(%detail, "the log is damaged");
                Self::new(kinds::STORE_CORRUPT, "the log cannot be read as it stands")
            }
            AppError::Busy | AppError::PlannerBusy => {
                Self { retry_after_seconds: Some(1), ..Self::new(kinds::BUSY, detail) }
            }
            AppError::Stopped => Self::new(kinds::STOPPING, detail),
            other => {
                tracing::error!(%other, "an error without a problem of its own");
                Self::new(kinds::INTERNAL, "the server met an error that it has no words for")
            }
        }
    }
}

/// The store's own words may hold addresses and paths: they go to the log, not to the caller.
fn store(error: &PortError) -> Failure {
    match error {
        PortError::Taken(name) => return Failure::new(kinds::NAME_TAKEN, format!("{name} is taken")),
        error => tracing::error!(%error, "the store failed"),
    }
    match error {
        PortError::Unavailable(_) => Failure::new(kinds::STORE_UNAVAILABLE, "the store did not answer"),
        PortError::Full(_) => Failure::new(kinds::STORE_FULL, "the store has no room left"),
        PortError::Corrupt { .. } => {
            Failure::new(kinds::STORE_CORRUPT, "the store has a row that cannot be read")
        }
        _ => Failure::new(kinds::INTERNAL, "the store failed in an unexpected way"),
    }
}

fn rejected(rejection: &Rejection) -> Failure {
    let kind = kind(rejection.code()).unwrap_or(kinds::INTERNAL);
    let mut failure = Failure::new(kind, rejection.reason());
    if let Rejection::Invalid { field, .. } = rejection {
        failure = failure.at(pointer(field));
    }
    failure.problem.blocking = blocking(rejection);
    failure
}

/// The field that a rule names, where the request has it: a reading's span is told as `from` and `until`.
fn pointer(field: &str) -> String {
    let field = field.strip_suffix(".span").map_or(field.to_owned(), |place| format!("{place}.until"));
    format!("/{}", field.replace('[', "/").replace(']', "").replace('.', "/"))
}

fn blocking(rejection: &Rejection) -> Option<Blocking> {
    let appointment = |id: lindley_domain::AppointmentId| Some(AppointmentId(id.0));
    let session = |id: lindley_domain::SessionId| Some(SessionId(id.0));
    let none = Blocking::default();
    match *rejection {
        Rejection::SlotTaken { resource, blocking } => Some(Blocking {
            resource: resource.map(|id| ResourceId(id.0)),
            appointment: blocking.and_then(appointment),
            ..none
        }),
        Rejection::PatientBusy { blocking } => Some(Blocking { appointment: appointment(blocking), ..none }),
        Rejection::StrandsAppointments { first, .. } => {
            Some(Blocking { appointment: appointment(first), ..none })
        }
        Rejection::SessionForOtherService { session: id } | Rejection::SessionOverlap { session: id } => {
            Some(Blocking { session: session(id), ..none })
        }
        _ => None,
    }
}
