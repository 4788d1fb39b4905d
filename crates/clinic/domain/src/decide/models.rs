//! Which model speaks: promoting through gates, reverting; and keeping what was predicted.

use std::collections::BTreeSet;

use lindley_time::Instant;

use super::catalogue::check_name;
use crate::event::Event;
use crate::ids::{ModelId, PredictionId};
use crate::learning::{FiledModel, GateResult, ModelTask, PredictionBatch};
use crate::rejection::Rejection;
use crate::state::State;

/// A challenger passes every gate, or stays a challenger. The gates must have been measured against the present champion.
pub(super) fn promote(
    state: &State,
    id: ModelId,
    against: Option<ModelId>,
    gates: &[GateResult],
    reason: &str,
) -> Result<Vec<Event>, Rejection> {
    check_name("reason", reason)?;
    let model = filed(state, id)?;
    let champion = state.learning().champion(model.task);
    if champion == Some(id) {
        return Err(Rejection::AlreadyChampion);
    }
    if champion != against {
        return Err(Rejection::ChampionChanged { champion });
    }
    if let Some(failed) = gates.iter().find(|gate| !gate.passed) {
        let count = u32::try_from(gates.iter().filter(|gate| !gate.passed).count()).unwrap_or(u32::MAX);
        return Err(Rejection::GateFailed { segment: failed.segment.clone(), count });
    }
    if gates.is_empty() && champion.is_some() {
        return Err(Rejection::GateFailed { segment: "no comparison with the champion".into(), count: 1 });
    }
    Ok(vec![Event::ModelPromoted { id, reason: reason.to_owned(), gates: gates.to_vec() }])
}

/// The champion before the present one comes back; reverting twice goes back twice.
pub(super) fn revert(state: &State, task: ModelTask, reason: &str) -> Result<Vec<Event>, Rejection> {
    check_name("reason", reason)?;
    let before = state.learning().champion_before(task).ok_or(Rejection::NoEarlierChampion)?;
    Ok(vec![Event::ModelReverted { task, to: before, reason: reason.to_owned() }])
}

pub(super) fn keep_predictions(
    state: &State,
    batch: &PredictionBatch,
    now: Instant,
) -> Result<Vec<Event>, Rejection> {
    if batch.head > state.head() {
        return Err(Rejection::invalid("head", "lies beyond the log"));
    }
    if batch.as_of > now {
        return Err(Rejection::invalid("as_of", "lies in the future"));
    }
    if batch.question.is_empty() || batch.question.len() > 32_768 {
        return Err(Rejection::invalid("question", "must have 1 to 32768 bytes"));
    }
    check_models(state, batch)?;
    let id = PredictionId(state.counters.predictions + 1);
    Ok(vec![Event::PredictionsKept { id, batch: batch.clone() }])
}

/// Only models of the subject's tasks spoke, and one of each at most.
fn check_models(state: &State, batch: &PredictionBatch) -> Result<(), Rejection> {
    let mut spoken_for = BTreeSet::new();
    for model in &batch.models {
        let task = filed(state, *model)?.task;
        if !batch.subject.tasks().contains(&task) {
            return Err(Rejection::invalid("models", "predict something else"));
        }
        if !spoken_for.insert(task) {
            return Err(Rejection::invalid("models", "speak twice for one task"));
        }
    }
    Ok(())
}

fn filed(state: &State, id: ModelId) -> Result<&FiledModel, Rejection> {
    state.learning().models.get(&id).ok_or_else(|| Rejection::unknown(id))
}
