//! Planned sessions.

use lindley_api::session_plans::SessionPlan;
use lindley_app::PlannedSession;

pub(crate) fn session_plan(planned: &PlannedSession, seed: u64) -> SessionPlan {
    let PlannedSession { plan, seconds } = planned;
    let means = plan.evaluation.totals.means(plan.evaluation.scenarios);
    SessionPlan {
        sequence: plan.sequence.to_string(),
        cost: plan.cost,
        wait: means.wait,
        idle: means.idle,
        overtime: means.overtime,
        std_w: plan.evaluation.std_waits(),
        gap: plan.gap,
        seconds: *seconds,
        slot_waits: plan.evaluation.mean_waits(),
        scenarios: u32::try_from(plan.evaluation.scenarios).unwrap_or(u32::MAX),
        seed,
    }
}
