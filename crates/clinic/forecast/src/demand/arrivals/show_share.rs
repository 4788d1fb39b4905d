//! How many visits of a service took place and how many were missed, as known at a moment.

use lindley_time::Instant;

use crate::record::{Visit, VisitOutcome};

/// The endings of a service's visits.
#[derive(Clone, Debug, Default)]
pub(super) struct Endings {
    came: Since,
    missed: Since,
}

/// Moments since which something is known of a visit, and those since which it is known to be none.
#[derive(Clone, Debug, Default)]
struct Since {
    known: Vec<Instant>,
    erased: Vec<Instant>,
}

impl Endings {
    pub(super) fn add(&mut self, visit: &Visit<'_>) {
        let Some(ending) = visit.ending() else { return };
        let since = match ending.outcome {
            VisitOutcome::Fulfilled => &mut self.came,
            VisitOutcome::NoShow => &mut self.missed,
            VisitOutcome::Cancelled | VisitOutcome::CalledOff => return,
        };
        since.known.push(ending.known);
        since.erased.extend(visit.erased().map(|erased| erased.max(ending.known)));
    }

    /// To be called when all are there.
    pub(super) fn sort(&mut self) {
        for since in [&mut self.came, &mut self.missed] {
            since.known.sort_unstable();
            since.erased.sort_unstable();
        }
    }

    /// The share of visits that took place among those that did or should have; 1 where nothing is known.
    pub(super) fn show_share(&self, as_of: Instant) -> f64 {
        let (came, missed) = (self.came.count(as_of), self.missed.count(as_of));
        if came + missed > 0.0 { came / (came + missed) } else { 1.0 }
    }
}

impl Since {
    fn count(&self, as_of: Instant) -> f64 {
        let by = |moments: &[Instant]| moments.partition_point(|moment| *moment <= as_of) as f64;
        by(&self.known) - by(&self.erased)
    }
}
