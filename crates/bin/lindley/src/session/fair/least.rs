//! How fair an order can be at all.

use std::sync::Mutex;

use anyhow::Result;
use lindley_session::{Crew, Scenarios, SessionError, evaluate, unfairness};

use super::Candidates;
use crate::session::inputs::Session;

/// Orders that one part of the work looks at.
const STRETCH: usize = 256;

/// The least unfairness of some orders in minutes, each by another order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Least {
    pub(super) std_wait: f64,
    pub(super) worst_visit: f64,
    pub(super) worst_kind: f64,
}

/// Simulates every candidate.
pub(super) fn least(
    candidates: &Candidates,
    session: &Session,
    sample: &Scenarios,
    crew: &dyn Crew,
) -> Result<Least> {
    let nothing = Least { std_wait: f64::INFINITY, worst_visit: f64::INFINITY, worst_kind: f64::INFINITY };
    let found: Mutex<Result<Least, SessionError>> = Mutex::new(Ok(nothing));
    let count = usize::try_from(candidates.count()).unwrap_or(usize::MAX);
    crew.each(count.div_ceil(STRETCH), &|part| {
        for place in part * STRETCH..count.min((part + 1) * STRETCH) {
            let sequence = candidates.at(place, &session.composition);
            let one = evaluate(&sequence, sample, &session.slots).map(|found| unfairness(&sequence, &found));
            // A poisoned lock would mean that a worker failed, and that failure is on its way already.
            let Ok(mut found) = found.lock() else { return };
            *found = found.clone().and_then(|known| {
                one.map(|one| Least {
                    std_wait: known.std_wait.min(one.std_wait),
                    worst_visit: known.worst_visit.min(one.worst_visit),
                    worst_kind: known.worst_kind.min(one.worst_kind),
                })
            });
        }
    });
    Ok(found.into_inner().unwrap_or(Ok(nothing))?)
}
