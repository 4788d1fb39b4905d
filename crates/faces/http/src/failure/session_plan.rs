//! Why no session could be planned, and at which field.

use lindley_api::problem::catalogue::SESSION_PLAN_INVALID;
use lindley_app::PlanRefusal;
use lindley_session::SessionError;

use super::Failure;

pub(super) fn refused(refusal: &PlanRefusal) -> Failure {
    let failure = Failure::new(SESSION_PLAN_INVALID, refusal.to_string());
    places(refusal).into_iter().fold(failure, Failure::at)
}

/// JSON pointers to what is to be corrected; none where the whole request is.
pub(super) fn places(refusal: &PlanRefusal) -> Vec<String> {
    let field = |name: &str| vec![format!("/{name}")];
    match refusal {
        PlanRefusal::Session(error) => session(error),
        PlanRefusal::OutOfRange { name, .. } | PlanRefusal::TooMuch { field: name, .. } => field(name),
        PlanRefusal::ManyServiceTimes { kind, .. } => vec![format!("/service_times/{kind}")],
        _ => Vec::new(),
    }
}

fn session(error: &SessionError) -> Vec<String> {
    let field = |name: &str| vec![format!("/{name}")];
    match error {
        SessionError::Size { .. } | SessionError::TooManySequences { .. } => field("composition"),
        SessionError::Unfilled { .. } => field("slots"),
        SessionError::NoServiceTimes { kind } | SessionError::FewServiceTimes { kind, .. } => {
            vec![format!("/service_times/{kind}")]
        }
        SessionError::ServiceTime { kind, place, .. } => {
            vec![format!("/service_times/{kind}/{}", place - 1)]
        }
        SessionError::Length { .. } => field("slot_minutes"),
        SessionError::Weight { name: "waiting", .. } => field("cost_wait"),
        SessionError::Weight { name: "idling", .. } => field("cost_idle"),
        SessionError::Weight { name: "overtime", .. } => field("cost_overtime"),
        // All are zero: any of them could be raised.
        SessionError::Weight { .. } => {
            ["/cost_wait", "/cost_idle", "/cost_overtime"].map(str::to_owned).into()
        }
        SessionError::TwoKinds { .. } => field("method"),
        SessionError::Scenarios { .. } | SessionError::TooLarge { .. } => field("scenarios"),
        _ => Vec::new(),
    }
}
