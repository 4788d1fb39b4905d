//! How much work one study may cause. It is counted as that of plans is.

use lindley_session::Composition;

use super::kinds::letter;
use super::{StudyRefusal, StudyRequest, TimesSource};
use crate::session_plans::PlanRefusal;
use crate::session_plans::limits::{
    MOST_SERVICE_TIMES, MOST_STEPS, MOST_VISITS, affordable_beginnings, check_costs, check_memory,
    check_scenarios, out, steps_of_descents, steps_of_search,
};

/// Most kinds.
const MOST_GROUPS: usize = 4;
/// Beginnings that bound the best order where there are too many orders to score every one: more bring the bound little nearer.
const USUAL_BEGINNINGS: u64 = 256;
/// Most steps of a search for other costs, and of the proof: somebody waits at a screen.
const MOST_OF_EACH: u128 = MOST_STEPS / 4;

/// Refuses numbers that no study may use, before anybody waits for a turn.
pub(super) fn check_inputs(request: &StudyRequest) -> Result<(), StudyRefusal> {
    if !(1..=MOST_GROUPS).contains(&request.groups) {
        out("groups", &request.groups, "visits are put into 1 to 4 kinds")?;
    }
    if !(1..=MOST_VISITS).contains(&request.slots) {
        out("slots", &request.slots, "one session has 1 to 60 slots")?;
    }
    check_scenarios(request.scenarios)?;
    check_costs(&request.costs)?;
    if let TimesSource::Measured(seconds) = &request.source
        && seconds.len() > MOST_SERVICE_TIMES
    {
        return Err(StudyRefusal::ManyTimes { found: seconds.len(), most: MOST_SERVICE_TIMES });
    }
    let Some(counts) = &request.counts else { return Ok(()) };
    if counts.len() > request.groups {
        let kind = letter(counts.len() - 1);
        return Err(StudyRefusal::NoSuchKind { field: "composition", kind, groups: request.groups });
    }
    let visits: usize = counts.iter().map(|count| usize::from(*count)).sum();
    if visits != request.slots {
        return Err(StudyRefusal::Unfilled { field: "composition", visits, slots: request.slots });
    }
    Ok(())
}

/// What a search may do where there are too many orders to score every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SearchBudget {
    /// Costs, besides those asked for, for which the best order is looked for.
    pub(super) costs: usize,
    /// Beginnings that are looked at to bound the best order at the costs asked for.
    pub(super) beginnings: u64,
}

/// Shares out what one request may do.
pub(super) fn search_budget(
    composition: &Composition,
    scenarios: usize,
    most_costs: usize,
) -> Result<SearchBudget, PlanRefusal> {
    check_memory(composition, scenarios)?;
    let descents = steps_of_descents(composition, scenarios);
    let beginning = steps_of_search(composition, scenarios, 1);
    let needed = descents.saturating_add(beginning);
    if needed > MOST_STEPS {
        let (what, unit, field) = ("the search", "steps", "scenarios");
        let advice = "use fewer scenarios, slots or groups";
        return Err(PlanRefusal::TooMuch { what, needed, unit, most: MOST_STEPS, advice, field });
    }
    let costs =
        usize::try_from(MOST_OF_EACH.saturating_sub(descents) / descents.max(1)).unwrap_or(usize::MAX);
    let beginnings = affordable_beginnings(composition, scenarios, MOST_OF_EACH);
    let (costs, beginnings) = (costs.min(most_costs), beginnings.clamp(1, USUAL_BEGINNINGS));
    Ok(SearchBudget { costs, beginnings })
}
