//! Why no session could be studied, and at which field.

use lindley_api::problem::catalogue::{SESSION_PLAN_INVALID, UNKNOWN_REFERENCE};
use lindley_app::StudyRefusal;

use super::{Failure, session_plan};

pub(super) fn refused(refusal: &StudyRefusal) -> Failure {
    let kind = match refusal {
        StudyRefusal::UnknownService { .. } => UNKNOWN_REFERENCE,
        _ => SESSION_PLAN_INVALID,
    };
    places(refusal).into_iter().fold(Failure::new(kind, refusal.to_string()), Failure::at)
}

/// JSON pointers to what is to be corrected.
fn places(refusal: &StudyRefusal) -> Vec<String> {
    let place = match refusal {
        StudyRefusal::UnknownService { .. } | StudyRefusal::NoVisits { .. } => "/source/service".to_owned(),
        StudyRefusal::NoTimes | StudyRefusal::ManyTimes { .. } => "/source/minutes".to_owned(),
        StudyRefusal::TooManyGroups { .. }
        | StudyRefusal::FewVisitTypes { .. }
        | StudyRefusal::FewOfKind { .. } => "/groups".to_owned(),
        StudyRefusal::NoSuchKind { field: "composition", kind, .. } => format!("/composition/{kind}"),
        StudyRefusal::NoSuchKind { field, .. }
        | StudyRefusal::Unfilled { field, .. }
        | StudyRefusal::OtherVisits { field, .. } => format!("/{field}"),
        StudyRefusal::Plan(refusal) => return session_plan::places(refusal),
        _ => return Vec::new(),
    };
    vec![place]
}
