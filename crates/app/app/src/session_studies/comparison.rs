//! Two orders of one session on scenarios that chose neither.

use std::time::Instant;

use lindley_seed::Seed;
use lindley_session::{Comparison, Composition, Evaluation, Sequence, compare, evaluate};

use super::kinds::{Kinds, letter};
use super::setup::{Setup, composition};
use super::{ComparisonRequest, StudiedTimes, StudyRefusal};

/// How sure the interval of the difference is.
const CONFIDENCE: f64 = 0.95;

/// Two orders compared.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionComparison {
    /// What the first comes to.
    pub first: Compared,
    /// What the second comes to.
    pub second: Compared,
    /// Costs, and their difference with its interval.
    pub comparison: Comparison,
    /// How sure the interval is.
    pub confidence: f64,
    /// Seconds on the clock of the wall.
    pub seconds: f64,
}

/// One of two orders.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// Its mean cost in minutes of weight one.
    pub cost: f64,
    /// What it comes to.
    pub evaluation: Evaluation,
}

/// Compares two orders.
pub(super) fn compared(
    times: &StudiedTimes,
    request: &ComparisonRequest,
) -> Result<SessionComparison, StudyRefusal> {
    let started = Instant::now();
    let session = &request.session;
    let kinds = Kinds::of(times, session.groups)?;
    let visits = match &session.counts {
        Some(_) => composition(&kinds, session)?,
        None => visits_of(&request.first, session.groups, session.slots)?,
    };
    for (field, order) in [("first", &request.first), ("second", &request.second)] {
        if order.composition(session.groups) != visits {
            let (sequence, composition) = (order.to_string(), visits.to_string());
            return Err(StudyRefusal::OtherVisits { field, sequence, composition });
        }
    }
    // Another child than any that a study draws from.
    let seed = Seed::from_u64(session.seed).child("comparison");
    let setup = Setup::of(&kinds, visits, session, seed)?;
    let Setup { slots, weights, sample, .. } = &setup;
    let plans = [(&request.first, slots), (&request.second, slots)];
    let comparison = compare(plans, sample, weights, CONFIDENCE)?;
    let scored = |order: &Sequence| {
        let evaluation = evaluate(order, sample, slots)?;
        let cost = evaluation.totals.cost(weights, evaluation.scenarios);
        Ok::<_, StudyRefusal>(Compared { cost, evaluation })
    };
    let (first, second) = (scored(&request.first)?, scored(&request.second)?);
    let seconds = started.elapsed().as_secs_f64();
    Ok(SessionComparison { first, second, comparison, confidence: CONFIDENCE, seconds })
}

/// The visits of an order, which must fill the session and be of its kinds.
fn visits_of(order: &Sequence, groups: usize, slots: usize) -> Result<Composition, StudyRefusal> {
    let composition = order.composition(groups);
    if composition.kinds() > groups {
        return Err(StudyRefusal::NoSuchKind {
            field: "first",
            kind: letter(composition.kinds() - 1),
            groups,
        });
    }
    let visits = composition.visits();
    if visits == slots {
        Ok(composition)
    } else {
        Err(StudyRefusal::Unfilled { field: "first", visits, slots })
    }
}
