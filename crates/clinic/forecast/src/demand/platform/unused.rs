//! Events of a platform's question that move nothing, and why.

use lindley_time::Instant;

use super::super::{DemandEventKind, DemandQuestion};
use super::PlatformQuestion;
use super::specialties::Specialties;

/// An event that moved nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedEvent {
    /// Its place in the question, from 0.
    pub position: usize,
    /// Why, in a sentence.
    pub reason: &'static str,
}

/// Those of a question that is answered up to a moment; `inner` is what was asked of services.
pub(super) fn events(
    question: &PlatformQuestion,
    specialties: &Specialties,
    inner: &DemandQuestion,
    until: Instant,
) -> Vec<UnusedEvent> {
    let unused = question.events.iter().enumerate().filter_map(|(position, (kind, at, specialty))| {
        let is_strange = specialty.as_ref().is_some_and(|name| specialties.services(name).is_empty());
        let is_visit = *kind != DemandEventKind::IntakeSubmitted;
        let reason = if is_visit && !(question.as_of..until).contains(at) {
            "The visit does not lie in the hours that are told of; who waits now belongs in current_queue."
        } else if is_strange && *kind != DemandEventKind::VisitScheduled {
            "No service here has this specialty: there is no forecast that it could move."
        } else if specialty.is_none() && inner.services.is_empty() {
            "It names no specialty, and none of those asked about is a service here."
        } else {
            return None;
        };
        Some(UnusedEvent { position, reason })
    });
    unused.collect()
}
