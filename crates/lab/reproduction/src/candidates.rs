//! The sequences that each rule may choose from, with what they cost on a sample.

use lindley_session::{
    Composition, Crew, Enumeration, Means, Order, Scenarios, Sequence, SessionError, Slots, Totals, Weights,
    crg, enumerate, evaluate, moment_rules, tsc,
};

use crate::Classification;
use crate::gather::gather;

/// How sequences are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SequencingRule {
    /// The classical templates of two kinds.
    Tsc,
    /// Repeated patterns with a rest, in both orders.
    Crg,
    /// Every sequence there is.
    Enumerated,
    /// Kinds in blocks by a moment of their service times.
    Moments,
}

impl SequencingRule {
    /// All rules.
    pub const ALL: [Self; 4] = [Self::Tsc, Self::Crg, Self::Enumerated, Self::Moments];

    /// Its name in the study.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tsc => "TSC",
            Self::Crg => "CRG",
            Self::Enumerated => "Enum",
            Self::Moments => "MR",
        }
    }

    /// TSC knows two kinds only.
    pub fn serves(self, classification: &Classification) -> bool {
        self != Self::Tsc || classification.test_seconds.len() == 2
    }
}

/// The candidates of one rule and composition.
pub(crate) enum Candidates {
    Listed(Vec<(Sequence, Totals)>),
    All(Enumeration),
}

impl Candidates {
    /// Scores the candidates once; all settings of costs choose from them.
    pub(crate) fn of(
        rule: SequencingRule,
        classification: &Classification,
        composition: &Composition,
        sample: &Scenarios,
        crew: &dyn Crew,
    ) -> Result<Self, SessionError> {
        let slots = study_slots()?;
        let listed = match rule {
            SequencingRule::Enumerated => return enumerate(composition, sample, &slots, crew).map(Self::All),
            SequencingRule::Tsc => tsc(composition)?,
            SequencingRule::Crg => crg(composition, Order::Both)?,
            SequencingRule::Moments => moment_rules(composition, &classification.train_moments())?,
        };
        let score = |place: usize| evaluate(&listed[place], sample, &slots).map(|found| found.totals);
        let totals = gather(crew, listed.len(), score).into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(Self::Listed(listed.into_iter().zip(totals).collect()))
    }

    /// The cheapest; of several the first in the order of words.
    pub(crate) fn best(&self, weights: &Weights, scenarios: usize) -> (Sequence, Totals) {
        match self {
            Self::All(all) => all.best(weights),
            Self::Listed(listed) => {
                let cost = |totals: &Totals| totals.cost(weights, scenarios);
                let mut best = &listed[0];
                for candidate in listed {
                    if cost(&candidate.1) < cost(&best.1) {
                        best = candidate;
                    }
                }
                best.clone()
            }
        }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        match self {
            Self::Listed(listed) => listed.len(),
            Self::All(all) => all.totals().len(),
        }
    }
}

/// Sixteen slots of a quarter of an hour.
pub(crate) fn study_slots() -> Result<Slots, SessionError> {
    Slots::equal(usize::from(crate::classification::SLOTS), 900)
}

/// Means in minutes as `[waiting of all, idle, overtime]`.
pub(crate) fn triple(means: Means) -> [f64; 3] {
    [means.wait, means.idle, means.overtime]
}
