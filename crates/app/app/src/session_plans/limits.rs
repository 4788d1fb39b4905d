//! How much work and memory one request may cause.
//!
//! Work is counted in steps: one visit of one scenario. An ordinary core does about ten thousand million in a second, whatever
//! the method (measured with `lindley session plan --threads 1` on a machine that was busy besides), so the most that is allowed
//! takes about ten seconds of one core.

use std::fmt::Display;

use lindley_session::{BOUNDED, Composition, ENUMERATED, Method, Weights, search_work};

use super::{PlanRefusal, SessionPlanRequest};

/// Longest session in visits. The engine plans longer ones; a request does not.
pub(crate) const MOST_VISITS: usize = 60;
/// Most service times of one kind.
pub(crate) const MOST_SERVICE_TIMES: usize = 100_000;
/// Most scenarios.
const MOST_SCENARIOS: usize = 10_000;
/// Most beginnings that a search may look at; also what it looks at if it is not said and the work allows it.
const MOST_BEGINNINGS: u64 = 100_000;
const USUAL_BEGINNINGS: u64 = 2_000;
/// Highest cost of a minute: above it sums lose their small parts.
const MOST_COST: f64 = 1e6;
/// Most steps.
pub(crate) const MOST_STEPS: u128 = 100_000_000_000;
/// A step of the bound's prices in ordinary steps (measured as those are).
const PRICED: u128 = 10;
/// Most memory.
const MOST_MEBIBYTES: u128 = 512;
/// The engine works on so many scenarios together, and on no fewer.
const TILE: u128 = lindley_session::TILE as u128;

/// Refuses numbers that no request may use, before anybody waits for a turn.
pub(super) fn check_inputs(request: &SessionPlanRequest) -> Result<(), PlanRefusal> {
    let visits: usize = request.counts.iter().map(|count| usize::from(*count)).sum();
    if visits > MOST_VISITS {
        return out("composition", &visits, "one request plans 1 to 60 visits");
    }
    check_scenarios(request.scenarios)?;
    if let Some(beginnings) = request.beginnings.filter(|given| !(1..=MOST_BEGINNINGS).contains(given)) {
        return out("beginnings", &beginnings, "give 1 to 100,000");
    }
    check_costs(&request.costs)?;
    for (kind, times) in ('A'..='Z').zip(&request.service_times) {
        if times.len() > MOST_SERVICE_TIMES {
            let (found, most) = (times.len(), MOST_SERVICE_TIMES);
            return Err(PlanRefusal::ManyServiceTimes { kind, found, most });
        }
    }
    Ok(())
}

/// Refuses no scenario, or too many.
pub(crate) fn check_scenarios(scenarios: usize) -> Result<(), PlanRefusal> {
    if (1..=MOST_SCENARIOS).contains(&scenarios) {
        return Ok(());
    }
    out("scenarios", &scenarios, "give 1 to 10,000")
}

/// Refuses costs that no plan could be chosen by.
pub(crate) fn check_costs(costs: &Weights) -> Result<(), PlanRefusal> {
    let named = [("cost_wait", costs.wait), ("cost_idle", costs.idle), ("cost_overtime", costs.overtime)];
    match named.into_iter().find(|(_, cost)| !(0.0..=MOST_COST).contains(cost)) {
        Some((name, cost)) => out(name, &cost, "a cost lies between 0 and 1,000,000"),
        None => Ok(()),
    }
}

/// Refuses a number.
pub(crate) fn out(name: &'static str, value: &dyn Display, allowed: &'static str) -> Result<(), PlanRefusal> {
    Err(PlanRefusal::OutOfRange { name, value: value.to_string(), allowed })
}

/// Refuses what would take too long or too much memory.
pub(super) fn check_work(request: &SessionPlanRequest, composition: &Composition) -> Result<(), PlanRefusal> {
    check_memory(composition, request.scenarios)?;
    let fixed = fixed_steps(request, composition);
    let least = match request.method {
        _ if !searched(composition) => fixed,
        Method::Exact => fixed.saturating_add(steps_of_search(
            composition,
            request.scenarios,
            request.beginnings.unwrap_or(1),
        )),
        _ => fixed.saturating_add(steps_of_search(composition, request.scenarios, BOUNDED)),
    };
    if least <= MOST_STEPS {
        return Ok(());
    }
    let (what, advice, field) = if fixed > MOST_STEPS {
        ("this method", "use fewer scenarios, visits or kinds, or another method", "scenarios")
    } else if request.method == Method::Exact && request.beginnings.is_some() {
        ("the search", "use fewer beginnings or scenarios", "beginnings")
    } else {
        ("the search", "use fewer scenarios, visits or kinds", "scenarios")
    };
    Err(PlanRefusal::TooMuch { what, needed: least, unit: "steps", most: MOST_STEPS, advice, field })
}

/// Refuses more than there is memory for: the sub-compositions, and what a search keeps about them.
pub(crate) fn check_memory(composition: &Composition, scenarios: usize) -> Result<(), PlanRefusal> {
    let needed = mebibytes(composition, scenarios);
    if needed <= MOST_MEBIBYTES {
        return Ok(());
    }
    let advice = "use fewer scenarios, visits or kinds";
    let (what, unit, most, field) = ("the sub-compositions", "MiB", MOST_MEBIBYTES, "scenarios");
    Err(PlanRefusal::TooMuch { what, needed, unit, most, advice, field })
}

/// The beginnings to look at: those asked for, or what is left of the work that one request may cause.
pub(super) fn beginnings(request: &SessionPlanRequest, composition: &Composition) -> u64 {
    request.beginnings.unwrap_or_else(|| {
        let left = MOST_STEPS.saturating_sub(fixed_steps(request, composition));
        affordable_beginnings(composition, request.scenarios, left).clamp(1, USUAL_BEGINNINGS)
    })
}

/// Whether there are too many orders to score every one.
pub(crate) fn searched(composition: &Composition) -> bool {
    composition.sequences() > ENUMERATED
}

/// Everything but the search beginning by beginning.
fn fixed_steps(request: &SessionPlanRequest, composition: &Composition) -> u128 {
    let lanes = lanes(request.scenarios);
    let visits = composition.visits() as u128;
    let descents = steps_of_descents(composition, request.scenarios);
    let by_the_method = match request.method {
        Method::Exact | Method::Tsc | Method::Moments => 0,
        Method::Search => descents,
        Method::Crg => patterns(composition).saturating_mul(visits).saturating_mul(lanes),
    };
    // The proof: every order, whose last visits are done two at a time; or the descents that the search begins with.
    let proof =
        if searched(composition) { descents } else { composition.sequences().saturating_mul(2 * lanes) };
    by_the_method.saturating_add(proof)
}

/// Every exchange and move of two visits, about half as often as there are visits, from three starts.
pub(crate) fn steps_of_descents(composition: &Composition, scenarios: usize) -> u128 {
    lanes(scenarios).saturating_mul((composition.visits() as u128).pow(4) * 3 / 2)
}

/// What a search takes that looks at so many beginnings, beside its descents.
pub(crate) fn steps_of_search(composition: &Composition, scenarios: usize, beginnings: u64) -> u128 {
    search_work(composition, scenarios).steps(beginnings).saturating_mul(PRICED)
}

/// As many beginnings as so many steps allow.
pub(crate) fn affordable_beginnings(composition: &Composition, scenarios: usize, steps: u128) -> u64 {
    search_work(composition, scenarios).affordable(steps / PRICED)
}

/// No fewer than the sequences that the rule of repeated patterns writes down: every part of the composition, its kinds and
/// those of the rest in every order, before and after.
fn patterns(composition: &Composition) -> u128 {
    let present = || composition.counts().iter().filter(|count| **count > 0);
    let parts = present().fold(1_u128, |product, count| product.saturating_mul(u128::from(*count)));
    let orders = (1..=present().count() as u128).fold(1_u128, u128::saturating_mul);
    parts.saturating_mul(orders).saturating_mul(orders).saturating_mul(2)
}

fn points(composition: &Composition) -> u128 {
    let counts = composition.counts().iter();
    counts.fold(1, |product, count| product.saturating_mul(u128::from(*count) + 1))
}

pub(crate) fn lanes(scenarios: usize) -> u128 {
    (scenarios as u128).div_ceil(TILE) * TILE
}

fn mebibytes(composition: &Composition, scenarios: usize) -> u128 {
    let slacks = points(composition).saturating_mul(lanes(scenarios)).saturating_mul(2);
    let searched = searched(composition).then(|| u128::from(search_work(composition, scenarios).bytes));
    searched.unwrap_or(0).max(slacks) >> 20
}

#[cfg(test)]
mod tests;
