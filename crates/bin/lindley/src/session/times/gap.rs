//! How far appointment times can be from the best: what times found anew on other samples save there.
//!
//! The replications of Mak, Morton and Wood, *Monte Carlo bounding techniques for determining solution quality in stochastic
//! programs*, Operations Research Letters 24, 1999, with common random numbers. With a given order, or few, the bound of every
//! replication is proven; where there are many orders to choose from it is the best that was found, and the gap an estimate.

use std::sync::Mutex;

use anyhow::{Context, Result};
use lindley_session::{
    Alone, Covers, Crew, Scenarios, Sequence, SessionError, Timed, evaluate, optimise_times,
    sequence_and_times,
};
use lindley_stats::StudentT;

use super::super::inputs::Session;

/// Scenarios of one replication.
const SCENARIOS: usize = 1_000;
/// The confidence of the upper limit.
const LEVEL: f64 = 0.95;

/// A gap as a share of the cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TimesGap {
    /// The mean over the replications.
    pub(super) share: f64,
    /// Above it by its one-sided error.
    pub(super) limit: f64,
}

/// Solves every replication anew. With an order the order stays.
pub(super) fn times_gap(
    timed: &Timed,
    order: Option<&Sequence>,
    session: &Session,
    step: u32,
    replications: usize,
    crew: &dyn Crew,
) -> Result<TimesGap> {
    let solved: Vec<Mutex<Option<Result<f64, SessionError>>>> =
        (0..replications).map(|_| Mutex::new(None)).collect();
    crew.each(replications, &|replication| {
        let share = share_saved(timed, order, session, step, replication as u64);
        // A poisoned lock would mean that a worker failed, and that failure is on its way already.
        if let Ok(mut slot) = solved[replication].lock() {
            *slot = Some(share);
        }
    });
    let solved = solved.into_iter().filter_map(|slot| slot.into_inner().ok().flatten());
    let shares = solved.collect::<Result<Vec<f64>, _>>()?;
    let count = shares.len() as f64;
    let share = shares.iter().sum::<f64>() / count;
    let variance = shares.iter().map(|one| (one - share).powi(2)).sum::<f64>() / (count - 1.0);
    // What lies within on both sides with this probability lies within on one with `LEVEL`.
    let both_sides = 2.0 * LEVEL - 1.0;
    let within = StudentT::new(count - 1.0).and_then(|distribution| distribution.within(both_sides));
    let error = within.context("the error of the gap")? * (variance / count).sqrt();
    Ok(TimesGap { share, limit: (share + error).min(1.0) })
}

/// The share of its cost on one further sample that the plan would save if it had been found there.
fn share_saved(
    timed: &Timed,
    order: Option<&Sequence>,
    session: &Session,
    step: u32,
    replication: u64,
) -> Result<f64, SessionError> {
    let Session { composition, service_times, slots, weights, .. } = session;
    let seed = session.seed.child_at("replication", replication);
    let sample = Scenarios::draw(service_times, composition, SCENARIOS, seed)?;
    let cost = evaluate(&timed.sequence, &sample, &timed.slots)?.totals.cost(weights, SCENARIOS);
    let anew = optimise_times(&timed.sequence, &sample, &timed.slots, step, weights, &Alone)?;
    let proven = |timed: &Timed| timed.cost * (1.0 - timed.gap);
    let lowest = if order.is_some() {
        proven(&anew)
    } else {
        let together = sequence_and_times(composition, &sample, slots, step, weights, &Alone)?;
        match together.covers {
            Covers::AllOrders => proven(&together),
            Covers::ThisOrder => anew.cost.min(together.cost),
        }
    };
    Ok(if cost > 0.0 { ((cost - lowest) / cost).max(0.0) } else { 0.0 })
}
