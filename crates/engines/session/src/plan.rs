//! One session planned from service times: which order, what it costs, how far from the best it can be.

use lindley_seed::Seed;

use crate::branch::branch_and_bound;
use crate::composition::Composition;
use crate::enumerate::enumerate;
use crate::error::SessionError;
use crate::evaluate::{Evaluation, evaluate};
use crate::local_search::local_search;
use crate::rules::{Order, ServiceMoments, crg, moment_rules, tsc};
use crate::scenarios::Scenarios;
use crate::sequence::{Sequence, letter};
use crate::slots::Slots;
use crate::totals::Totals;
use crate::weights::Weights;
use lindley_crew::Crew;

/// Most sequences for which every one is scored; more are searched with a bound.
pub const ENUMERATED: u128 = 3_000_000;
/// Beginnings that are bounded to say how far a candidate can be from the best.
pub const BOUNDED: u64 = 64;

/// How the order is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The cheapest of all: every order is scored, or the search goes on until its proof or its budget ends.
    Exact,
    /// The cheapest of the repeated patterns of Feng et al. (2024), Algorithm 1.
    Crg,
    /// The cheapest of Cayirli's rules for two kinds.
    Tsc,
    /// The cheapest of the moment rules and their reversals.
    Moments,
    /// Exchanges and moves until none helps.
    Search,
}

/// What is to be planned.
#[derive(Clone, Debug)]
pub struct PlanRequest<'a> {
    /// How many visits of each kind.
    pub composition: &'a Composition,
    /// By kind: service times in seconds, at least two for every kind that has visits.
    pub service_times: &'a [Vec<u32>],
    /// When the visits are due.
    pub slots: &'a Slots,
    /// What a minute of each costs.
    pub weights: Weights,
    /// How the order is chosen.
    pub method: Method,
    /// How many scenarios are drawn.
    pub scenarios: usize,
    /// Where the draws begin.
    pub seed: Seed,
    /// Beginnings that an exact search may look at.
    pub most_beginnings: u64,
}

/// A planned session.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The order of the kinds.
    pub sequence: Sequence,
    /// What it came to.
    pub evaluation: Evaluation,
    /// Its mean cost in minutes of weight one.
    pub cost: f64,
    /// How far the cheapest order can lie below it at most, as a share of its cost.
    pub gap: f64,
}

/// Plans a session on a sample drawn from the service times.
///
/// ```
/// use lindley_seed::Seed;
/// use lindley_session::{Alone, Composition, Method, PlanRequest, Slots, Weights, plan};
/// let request = PlanRequest {
///     composition: &Composition::new(&[4, 4])?,
///     service_times: &[vec![900, 1_500, 1_800], vec![300, 600, 700]],
///     slots: &Slots::equal(8, 900)?,
///     weights: Weights::new(1.0, 5.0, 5.0)?,
///     method: Method::Exact,
///     scenarios: 1_000,
///     seed: Seed::from_u64(1),
///     most_beginnings: 10_000,
/// };
/// let best = plan(&request, &Alone)?;
/// let by_pattern = plan(&PlanRequest { method: Method::Crg, ..request }, &Alone)?;
/// assert_eq!(best.gap, 0.0);
/// assert!(best.cost <= by_pattern.cost && by_pattern.cost * (1.0 - by_pattern.gap) <= best.cost + 1e-9);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::FewServiceTimes`] for a kind with visits and fewer than two service times, [`SessionError::TwoKinds`] from
/// [`Method::Tsc`] for other than two kinds, and as [`Scenarios::draw`], [`enumerate`] and [`branch_and_bound`].
pub fn plan(request: &PlanRequest<'_>, crew: &dyn Crew) -> Result<Plan, SessionError> {
    let PlanRequest { composition, service_times, slots, weights, .. } = request;
    for (kind, visits) in composition.counts().iter().enumerate() {
        let found = service_times.get(kind).map_or(0, Vec::len);
        if *visits > 0 && found < 2 {
            return Err(SessionError::FewServiceTimes { kind: letter(kind as u8), found });
        }
    }
    let sample = Scenarios::draw(service_times, composition, request.scenarios, request.seed)?;
    let (sequence, gap) = match request.method {
        Method::Exact if composition.sequences() <= ENUMERATED => {
            (enumerate(composition, &sample, slots, crew)?.best(weights).0, Some(0.0))
        }
        Method::Exact => {
            let found =
                branch_and_bound(composition, &sample, slots, weights, request.most_beginnings, crew)?;
            (found.sequence, Some(found.gap))
        }
        Method::Search => (local_search(composition, &sample, slots, weights, crew)?.0, None),
        Method::Crg => (cheapest_of(&crg(composition, Order::Both)?, &sample, request)?, None),
        Method::Tsc => (cheapest_of(&tsc(composition)?, &sample, request)?, None),
        Method::Moments => {
            let moments: Vec<ServiceMoments> = service_times.iter().map(|times| moments(times)).collect();
            (cheapest_of(&moment_rules(composition, &moments)?, &sample, request)?, None)
        }
    };
    let evaluation = evaluate(&sequence, &sample, slots)?;
    let cost = evaluation.totals.cost(weights, sample.count());
    let gap = match gap {
        Some(gap) => gap,
        None => gap_of(&evaluation.totals, &sample, request, crew)?,
    };
    Ok(Plan { sequence, evaluation, cost, gap })
}

fn cheapest_of(
    candidates: &[Sequence],
    sample: &Scenarios,
    request: &PlanRequest<'_>,
) -> Result<Sequence, SessionError> {
    let mut best: Option<(f64, &Sequence)> = None;
    for candidate in candidates {
        let cost = evaluate(candidate, sample, request.slots)?.totals.weighted(&request.weights);
        if best.is_none_or(|(known, _)| cost < known) {
            best = Some((cost, candidate));
        }
    }
    let visits = request.composition.visits();
    best.map(|(_, sequence)| sequence.clone())
        .ok_or(SessionError::Size { visits, kinds: request.composition.kinds() })
}

/// The gap of a candidate: against the cheapest if that can be had by enumeration, else against a bound.
fn gap_of(
    totals: &Totals,
    sample: &Scenarios,
    request: &PlanRequest<'_>,
    crew: &dyn Crew,
) -> Result<f64, SessionError> {
    let PlanRequest { composition, slots, weights, .. } = request;
    let cost = totals.weighted(weights);
    let lowest = if composition.sequences() <= ENUMERATED {
        enumerate(composition, sample, slots, crew)?.best(weights).1.weighted(weights)
    } else {
        let found = branch_and_bound(composition, sample, slots, weights, BOUNDED, crew)?;
        found.totals.weighted(weights) * (1.0 - found.gap)
    };
    Ok(if cost > 0.0 { ((cost - lowest) / cost).max(0.0) } else { 0.0 })
}

fn moments(times: &[u32]) -> ServiceMoments {
    let values: Vec<f64> = times.iter().map(|time| f64::from(*time)).collect();
    let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
    ServiceMoments { mean, standard_deviation: crate::evaluate::sample_sd(&values) }
}
