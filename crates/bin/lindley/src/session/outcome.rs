//! What a plan comes to, beside what another does.

use lindley_session::{Evaluation, Weights};
use serde::Serialize;

use crate::table::table;

/// Means of a session: costs in minutes of weight one, all else in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Outcome {
    pub(super) cost: f64,
    /// Of all patients together.
    pub(super) wait: f64,
    pub(super) idle: f64,
    pub(super) overtime: f64,
    /// The standard deviation of the visits' mean waiting.
    pub(super) std_w: f64,
}

impl Outcome {
    pub(super) fn of(evaluation: &Evaluation, weights: &Weights) -> Self {
        let means = evaluation.totals.means(evaluation.scenarios);
        Self {
            cost: evaluation.totals.cost(weights, evaluation.scenarios),
            wait: means.wait,
            idle: means.idle,
            overtime: means.overtime,
            std_w: evaluation.std_waits(),
        }
    }
}

/// Plans of this many visits, one column each.
pub(super) fn side_by_side(plans: &[(&str, Outcome)], visits: usize) -> String {
    let header: Vec<&str> = [""].into_iter().chain(plans.iter().map(|(name, _)| *name)).collect();
    let row = |name: &str, value: &dyn Fn(&Outcome) -> f64| {
        let values = plans.iter().map(|(_, plan)| format!("{:.2}", value(plan)));
        [name.to_owned()].into_iter().chain(values).collect()
    };
    let rows: Vec<Vec<String>> = vec![
        row("cost", &|plan| plan.cost),
        row("waiting in all, min", &|plan| plan.wait),
        row("waiting a patient, min", &|plan| plan.wait / visits as f64),
        row("idling, min", &|plan| plan.idle),
        row("overtime, min", &|plan| plan.overtime),
        row("spread of waiting over the visits, min", &|plan| plan.std_w),
    ];
    table(&header, rows)
}
