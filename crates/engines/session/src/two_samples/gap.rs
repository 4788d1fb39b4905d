//! How far from the best of all a plan can be, the true distribution of service times taken for what was given.

use lindley_seed::Seed;

use super::{Estimate, check_count, check_level, one_sided};
use crate::branch::branch_and_bound;
use crate::composition::Composition;
use crate::enumerate::enumerate;
use crate::error::SessionError;
use crate::evaluate::evaluate;
use crate::scenario_costs::scenario_costs;
use crate::scenarios::Scenarios;
use crate::sequence::Sequence;
use crate::slots::Slots;
use crate::weights::Weights;
use lindley_crew::Crew;

/// Up to here every sequence of a replication is scored; larger ones are searched, and their proven bound counts.
const ENUMERATED: u128 = 3_000_000;

/// What a gap is estimated from.
#[derive(Clone, Debug)]
pub struct GapRequest<'a> {
    /// How many visits of each kind.
    pub composition: &'a Composition,
    /// By kind: service times in seconds, from which scenarios are drawn with replacement.
    pub service_times: &'a [Vec<u32>],
    /// When the visits are due.
    pub slots: &'a Slots,
    /// What a minute of each costs.
    pub weights: Weights,
    /// How many independent samples are solved: `M`, at least 2, better 10 or more.
    pub replications: usize,
    /// How many scenarios each of them has: the more, the lower the bias of the bound.
    pub scenarios: usize,
    /// How many fresh scenarios the candidate is scored on.
    pub scored: usize,
    /// The confidence of each one-sided limit, between 0.5 and 1.
    pub level: f64,
    /// Beginnings that the search of one replication may look at, where there are too many sequences to score all.
    pub most_beginnings: u64,
    /// Where the draws begin. Another than the one that the candidate was chosen with.
    pub seed: Seed,
}

/// How far a candidate can be from the best sequence, in minutes of weight one for each session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OptimalityGap {
    /// The mean of the cheapest costs of the replications: on average not above the cost of the best sequence.
    pub lower: f64,
    /// Below it by its one-sided error: the best sequence costs no less, with the confidence asked for.
    pub lower_limit: f64,
    /// The mean cost of the candidate on fresh scenarios.
    pub upper: f64,
    /// Above it by its one-sided error.
    pub upper_limit: f64,
    /// `upper - lower`, not below zero.
    pub gap: f64,
    /// `gap` and both errors. It holds with confidence `2 level - 1`, because either limit can fail.
    pub gap_limit: f64,
    /// The mean of candidate less cheapest on the same replication: common random numbers. Never below zero.
    pub paired: f64,
    /// `paired` and its one-sided error; it holds with the confidence asked for and is mostly the tighter limit.
    pub paired_limit: f64,
}

/// The optimality gap of a sequence by the multiple replications of Mak, Morton and Wood, *Monte Carlo bounding techniques
/// for determining solution quality in stochastic programs*, Operations Research Letters 24, 1999: `lower`, `upper` and `gap`
/// from independent samples, `paired` with common random numbers. The order is free, the times are fixed.
///
/// ```
/// use lindley_seed::Seed;
/// use lindley_session::{Alone, Composition, GapRequest, Slots, Weights, optimality_gap};
/// let request = GapRequest {
///     composition: &Composition::new(&[3, 3])?,
///     service_times: &[vec![1_200, 1_500, 2_400], vec![300, 600, 700]],
///     slots: &Slots::equal(6, 900)?,
///     weights: Weights::new(1.0, 1.0, 2.0)?,
///     replications: 10,
///     scenarios: 300,
///     scored: 5_000,
///     level: 0.95,
///     most_beginnings: 1_000,
///     seed: Seed::from_u64(7),
/// };
/// let good = optimality_gap(&"BBBAAA".parse()?, &request, &Alone)?;
/// let bad = optimality_gap(&"AAABBB".parse()?, &request, &Alone)?;
/// assert!(good.paired < bad.paired);
/// assert!(bad.gap_limit >= bad.gap && bad.paired_limit >= bad.paired);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::OtherComposition`] for a candidate of other visits, [`SessionError::Scenarios`] for fewer than two
/// replications or fresh scenarios, [`SessionError::OutOfRange`] for a level that does not lie between 0.5 and 1, and as
/// [`Scenarios::draw`], [`enumerate`](crate::enumerate()) and [`branch_and_bound`].
pub fn optimality_gap(
    candidate: &Sequence,
    request: &GapRequest<'_>,
    crew: &dyn Crew,
) -> Result<OptimalityGap, SessionError> {
    let GapRequest { composition, slots, weights, level, .. } = request;
    check_level(*level)?;
    check_count(request.replications)?;
    check_count(request.scored)?;
    if candidate.composition(composition.kinds()) != **composition {
        let (sequence, composition) = (candidate.to_string(), composition.to_string());
        return Err(SessionError::OtherComposition { sequence, composition });
    }
    let draw = |count, seed| Scenarios::draw(request.service_times, composition, count, seed);
    let mut optima = Vec::with_capacity(request.replications);
    let mut gaps = Vec::with_capacity(request.replications);
    for replication in 0..request.replications as u64 {
        let sample = draw(request.scenarios, request.seed.child_at("replication", replication))?;
        let lowest = lowest_cost(&sample, request, crew)?;
        let of_candidate = evaluate(candidate, &sample, slots)?.totals.cost(weights, sample.count());
        optima.push(lowest);
        // Bounds are rounded; no sequence costs less than the cheapest.
        gaps.push((of_candidate - lowest).max(0.0));
    }
    let fresh = draw(request.scored, request.seed.child("fresh"))?;
    let (lower, paired) = (Estimate::of(&optima), Estimate::of(&gaps));
    let upper = Estimate::of(&scenario_costs(candidate, &fresh, slots, weights)?);
    let of_replications = one_sided(request.replications, *level)?;
    let lower_limit = lower.mean - of_replications * lower.error;
    let upper_limit = upper.mean + one_sided(request.scored, *level)? * upper.error;
    let gap = (upper.mean - lower.mean).max(0.0);
    Ok(OptimalityGap {
        lower: lower.mean,
        lower_limit,
        upper: upper.mean,
        upper_limit,
        gap,
        gap_limit: gap + (lower.mean - lower_limit) + (upper_limit - upper.mean),
        paired: paired.mean,
        paired_limit: paired.mean + of_replications * paired.error,
    })
}

/// What no sequence costs less than on this sample.
fn lowest_cost(sample: &Scenarios, request: &GapRequest<'_>, crew: &dyn Crew) -> Result<f64, SessionError> {
    let GapRequest { composition, slots, weights, .. } = request;
    if composition.sequences() <= ENUMERATED {
        let (_, totals) = enumerate(composition, sample, slots, crew)?.best(weights);
        return Ok(totals.cost(weights, sample.count()));
    }
    let found = branch_and_bound(composition, sample, slots, weights, request.most_beginnings, crew)?;
    Ok(found.totals.cost(weights, sample.count()) * (1.0 - found.gap))
}

#[cfg(test)]
mod tests {
    use super::*;
    use lindley_crew::Alone;

    fn gap(candidate: &str, replications: usize, level: f64) -> Result<OptimalityGap, SessionError> {
        let request = GapRequest {
            composition: &Composition::new(&[3, 3]).unwrap(),
            service_times: &[vec![1_200, 1_500, 2_400], vec![300, 600, 700]],
            slots: &Slots::equal(6, 900).unwrap(),
            weights: Weights::new(1.0, 1.0, 2.0).unwrap(),
            replications,
            scenarios: 200,
            scored: 4_000,
            level,
            most_beginnings: 1_000,
            seed: Seed::from_u64(11),
        };
        optimality_gap(&candidate.parse().unwrap(), &request, &Alone)
    }

    /// The costs of all sequences on a sample so large that its error is small beside what is tested.
    fn true_costs() -> Vec<(String, f64)> {
        let composition = Composition::new(&[3, 3]).unwrap();
        let times = [vec![1_200, 1_500, 2_400], vec![300, 600, 700]];
        let sample = Scenarios::draw(&times, &composition, 200_000, Seed::from_u64(99)).unwrap();
        let all = enumerate(&composition, &sample, &Slots::equal(6, 900).unwrap(), &Alone).unwrap();
        let weights = Weights::new(1.0, 1.0, 2.0).unwrap();
        let cost = |place: usize| all.totals()[place].cost(&weights, 200_000);
        (0..all.totals().len()).map(|place| (all.sequence(place).to_string(), cost(place))).collect()
    }

    #[test]
    fn the_limits_hold_for_every_sequence() {
        let costs = true_costs();
        let cheapest = costs.iter().map(|(_, cost)| *cost).fold(f64::INFINITY, f64::min);
        for (sequence, cost) in &costs {
            // 99.9 %: of twenty sequences none should fail.
            let found = gap(sequence, 12, 0.999).unwrap();
            let slack = 0.05;
            assert!(
                found.lower_limit <= cheapest + slack && found.upper_limit >= cost - slack,
                "{sequence}: {found:?}"
            );
            assert!(found.gap_limit + slack >= cost - cheapest, "{sequence}: {found:?}");
            assert!(found.paired_limit + slack >= cost - cheapest, "{sequence}: {found:?}");
        }
    }

    #[test]
    fn what_tells_nothing_is_refused() {
        assert_eq!(gap("AAABBB", 1, 0.95), Err(SessionError::Scenarios { found: 1, expected: 2 }));
        assert!(matches!(gap("AAABBB", 2, 0.4), Err(SessionError::OutOfRange { name: "the level", .. })));
        assert!(matches!(gap("AABB", 2, 0.95), Err(SessionError::OtherComposition { .. })));
    }
}
