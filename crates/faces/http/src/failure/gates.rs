//! A promotion that the gates refused, with the gates.

use lindley_app::MeasuredGates;

use super::Failure;
use crate::view;

impl Failure {
    /// Tells the gates with the refusal, and in words the first that failed. A kept refusal may be older than these gates: if
    /// they would let the model pass now, its own words stay.
    pub(crate) fn with_gates(mut self, found: &MeasuredGates) -> Self {
        self.problem.gates = view::model_gates(found).gates;
        if let Some(first) = view::refusals(found).first() {
            self.problem.detail.clone_from(first);
        }
        self
    }
}
