//! Trainings: queued, leased by one worker at a time, checkpointed, ended with a model or without.

use lindley_time::Instant;

use super::catalogue::check_name;
use crate::command::Command;
use crate::event::Event;
use crate::ids::{ModelId, TrainingId};
use crate::learning::{FiledModel, ModelTask, Training, TrainingCause, TrainingStage};
use crate::rejection::Rejection;
use crate::state::State;

pub(super) fn decide(state: &State, command: &Command, now: Instant) -> Result<Vec<Event>, Rejection> {
    match command {
        Command::QueueTraining { task, cause, seed } => queue(state, *task, *cause, *seed),
        Command::LeaseTraining { training, worker, lease_seconds } => {
            lease(state, *training, worker, *lease_seconds, now)
        }
        Command::CheckpointTraining { training, worker, checkpoint } => {
            check_name("part", &checkpoint.part)?;
            held(state, *training, worker)?;
            Ok(vec![Event::TrainingCheckpointed { id: *training, checkpoint: checkpoint.clone() }])
        }
        Command::FileModel { training, worker, blob, manifest } => {
            let task = held(state, *training, worker)?.task;
            let id = ModelId(state.counters.models + 1);
            let (blob, manifest, training) = (*blob, *manifest, *training);
            Ok(vec![Event::ModelFiled {
                id,
                model: FiledModel { task, blob, manifest, training, filed: now },
            }])
        }
        Command::FailTraining { training, worker, problem } => {
            held(state, *training, worker)?;
            let told: String = problem.chars().filter(|letter| !letter.is_control()).take(400).collect();
            Ok(vec![Event::TrainingFailed { id: *training, problem: told.into() }])
        }
        _ => Err(Rejection::invalid("command", "not about a training")),
    }
}

/// One training of a task at a time: a second would learn the same from the same log.
fn queue(state: &State, task: ModelTask, cause: TrainingCause, seed: u64) -> Result<Vec<Event>, Rejection> {
    let mut unfinished =
        state.learning().trainings.iter().filter(|(_, other)| other.task == task && other.is_unfinished());
    if let Some((training, _)) = unfinished.next() {
        return Err(Rejection::TrainingUnfinished { training: *training });
    }
    let id = TrainingId(state.counters.trainings + 1);
    Ok(vec![Event::TrainingQueued { id, task, cause, seed, head: state.head() }])
}

/// A lease is for whoever has it already, or for anybody once it has run out.
fn lease(
    state: &State,
    id: TrainingId,
    worker: &str,
    seconds: u32,
    now: Instant,
) -> Result<Vec<Event>, Rejection> {
    check_name("worker", worker)?;
    if !(30..=3600).contains(&seconds) {
        return Err(Rejection::invalid("lease_seconds", "must be 30 to 3600"));
    }
    let training = unfinished(state, id)?;
    if let TrainingStage::Leased { worker: other, until } = &training.stage
        && **other != *worker
        && *until > now
    {
        return Err(Rejection::TrainingTaken { until: *until });
    }
    let until = now.plus_seconds(i64::from(seconds));
    Ok(vec![Event::TrainingLeased { id, worker: worker.into(), until }])
}

/// The training, if this worker has it. A lease that has run out still counts while nobody else has taken it.
fn held<'a>(state: &'a State, id: TrainingId, worker: &str) -> Result<&'a Training, Rejection> {
    let training = unfinished(state, id)?;
    match &training.stage {
        TrainingStage::Leased { worker: other, .. } if **other == *worker => Ok(training),
        TrainingStage::Leased { until, .. } => Err(Rejection::TrainingTaken { until: *until }),
        _ => Err(Rejection::TrainingNotHeld),
    }
}

fn unfinished(state: &State, id: TrainingId) -> Result<&Training, Rejection> {
    let training = state.learning().trainings.get(&id).ok_or_else(|| Rejection::unknown(id))?;
    if training.is_unfinished() { Ok(training) } else { Err(Rejection::TrainingEnded) }
}
