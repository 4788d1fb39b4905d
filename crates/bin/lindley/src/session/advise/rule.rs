//! Rules by which a classification's groups are ordered, from the simplest on.

use anyhow::Result;
use lindley_session::{
    Crew, ENUMERATED, Enumeration, Order, Scenarios, Sequence, ServiceMoments, SessionError, Slots, Totals,
    Weights, crg, enumerate, evaluate, local_search, moment_rules, tsc,
};

use super::classification::Classification;

/// Most repeated patterns that are scored.
pub(in crate::session) const MOST_PATTERNS: usize = 60_000;

/// A rule and the orders that it leaves to choose from.
pub(super) enum Rule {
    /// One group: every order is the same.
    Any(Sequence),
    /// Each group in one block.
    Blocks(Vec<Sequence>),
    /// Cayirli's rules for two groups.
    Two(Vec<Sequence>),
    /// Repeated patterns.
    Patterns(Vec<Sequence>),
    /// Every order is scored.
    Every,
    /// There are too many orders: exchanges and moves.
    Search,
}

impl Rule {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Any(_) => "any order",
            Self::Blocks(_) => "blocks",
            Self::Two(_) => "rules for two kinds (TSC)",
            Self::Patterns(_) => "repeated patterns (CRG)",
            Self::Every => "the best of all orders",
            Self::Search => "a searched order",
        }
    }

    /// How hard the rule is to follow.
    pub(super) fn effort(&self) -> u32 {
        match self {
            Self::Any(_) => 0,
            Self::Blocks(_) => 1,
            Self::Two(_) => 2,
            Self::Patterns(_) => 3,
            Self::Every | Self::Search => 4,
        }
    }
}

/// The rules that a classification allows. `times` are the service times of each group.
pub(super) fn rules(classification: &Classification, times: &[Vec<u32>]) -> Result<Vec<Rule>> {
    let composition = &classification.composition;
    if classification.groups.len() == 1 {
        return Ok(vec![Rule::Any(composition.sequence_at(0))]);
    }
    let moments: Vec<ServiceMoments> = times.iter().map(|times| moments(times)).collect();
    let mut rules = vec![Rule::Blocks(moment_rules(composition, &moments)?)];
    if classification.groups.len() == 2 {
        rules.push(Rule::Two(tsc(composition)?));
    }
    match crg(composition, Order::Both) {
        Ok(patterns) if patterns.len() <= MOST_PATTERNS => rules.push(Rule::Patterns(patterns)),
        // So many kinds have more patterns than anybody would write down: that rule is no simpler than a search.
        Ok(_) | Err(SessionError::TooManySequences { .. }) => {}
        Err(problem) => return Err(problem.into()),
    }
    rules.push(if composition.sequences() <= ENUMERATED { Rule::Every } else { Rule::Search });
    Ok(rules)
}

fn moments(times: &[u32]) -> ServiceMoments {
    let count = times.len() as f64;
    let mean = times.iter().map(|time| f64::from(*time)).sum::<f64>() / count;
    let squares: f64 = times.iter().map(|time| (f64::from(*time) - mean).powi(2)).sum();
    ServiceMoments { mean, standard_deviation: (squares / (count - 1.0).max(1.0)).sqrt() }
}

/// What a rule leaves to choose from, scored on a sample: the choice depends on the weights.
pub(super) enum Choices<'a> {
    Some(Vec<(Sequence, Totals)>, usize),
    All(Enumeration),
    Sought { classification: &'a Classification, sample: &'a Scenarios, slots: &'a Slots, crew: &'a dyn Crew },
}

impl<'a> Choices<'a> {
    pub(super) fn of(
        rule: &Rule,
        classification: &'a Classification,
        sample: &'a Scenarios,
        slots: &'a Slots,
        crew: &'a dyn Crew,
    ) -> Result<Self> {
        Ok(match rule {
            Rule::Any(one) => Self::scored(std::slice::from_ref(one), sample, slots)?,
            Rule::Blocks(some) | Rule::Two(some) | Rule::Patterns(some) => Self::scored(some, sample, slots)?,
            Rule::Every => Self::All(enumerate(&classification.composition, sample, slots, crew)?),
            Rule::Search => Self::Sought { classification, sample, slots, crew },
        })
    }

    fn scored(candidates: &[Sequence], sample: &Scenarios, slots: &Slots) -> Result<Self> {
        let score = |sequence: &Sequence| {
            evaluate(sequence, sample, slots).map(|found| (sequence.clone(), found.totals))
        };
        let scored = candidates.iter().map(score).collect::<Result<Vec<_>, _>>()?;
        Ok(Self::Some(scored, sample.count()))
    }

    /// The cheapest at these weights; of equals the first.
    pub(super) fn cheapest(&self, weights: &Weights) -> Result<Sequence> {
        match self {
            Self::Some(scored, scenarios) => {
                let cost = |(_, totals): &&(Sequence, Totals)| totals.cost(weights, *scenarios);
                let least = scored.iter().min_by(|a, b| cost(a).total_cmp(&cost(b)));
                Ok(least
                    .map(|(sequence, _)| sequence.clone())
                    .ok_or(SessionError::Size { visits: 0, kinds: 0 })?)
            }
            Self::All(all) => Ok(all.best(weights).0),
            Self::Sought { classification, sample, slots, crew } => {
                Ok(local_search(&classification.composition, sample, slots, weights, *crew)?.0)
            }
        }
    }
}
