//! Sessions that are to be planned: letters become numbers, minutes become seconds. The app checks the rest.

use std::collections::BTreeMap;

use lindley_api::problem::catalogue::SESSION_PLAN_INVALID;
use lindley_api::session_plans as wire;
use lindley_app::SessionPlanRequest;
use lindley_session::{Method, Weights};

use crate::failure::Failure;

/// Longest slot in seconds: the longest session has no more.
const LONGEST_SLOT_S: u16 = u16::MAX;

pub(crate) fn session_plan(asked: wire::SessionPlanRequest) -> Result<SessionPlanRequest, Failure> {
    Ok(SessionPlanRequest {
        counts: by_kind("/composition", asked.composition)?,
        service_times: by_kind("/service_times", asked.service_times)?,
        slot_s: slot_s(asked.slot_minutes)?,
        slots: asked.slots.map(usize::from),
        costs: Weights { wait: asked.cost_wait, idle: asked.cost_idle, overtime: asked.cost_overtime },
        method: method(asked.method),
        scenarios: usize::try_from(asked.scenarios).unwrap_or(usize::MAX),
        seed: asked.seed,
        beginnings: asked.beginnings,
    })
}

/// A list with a place for every kind up to the last one named.
pub(super) fn by_kind<T: Default + Clone>(
    pointer: &str,
    named: BTreeMap<String, T>,
) -> Result<Vec<T>, Failure> {
    let mut list = Vec::new();
    for (name, value) in named {
        let &[letter @ b'A'..=b'Z'] = name.as_bytes() else {
            let place = name.replace('~', "~0").replace('/', "~1");
            return Err(invalid("a kind is one letter from A to Z").at(format!("{pointer}/{place}")));
        };
        let kind = usize::from(letter - b'A');
        if list.len() <= kind {
            list.resize(kind + 1, T::default());
        }
        list[kind] = value;
    }
    Ok(list)
}

pub(super) fn slot_s(minutes: f64) -> Result<u32, Failure> {
    let seconds = minutes * 60.0;
    // Minutes such as 0.1 have no exact binary form: what is nearest to a whole second is meant.
    let whole = seconds.round();
    if !(1.0..=f64::from(LONGEST_SLOT_S)).contains(&whole) || (seconds - whole).abs() > 1e-6 {
        let detail = "slot_minutes is a whole number of seconds between 1 second and 18 hours";
        return Err(invalid(detail).at("/slot_minutes"));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was checked")]
    Ok(whole as u32)
}

const fn method(method: wire::PlanMethod) -> Method {
    match method {
        wire::PlanMethod::Exact => Method::Exact,
        wire::PlanMethod::Crg => Method::Crg,
        wire::PlanMethod::Tsc => Method::Tsc,
        wire::PlanMethod::Moments => Method::Moments,
        wire::PlanMethod::Search => Method::Search,
    }
}

pub(super) fn invalid(detail: &str) -> Failure {
    Failure::new(SESSION_PLAN_INVALID, detail)
}
