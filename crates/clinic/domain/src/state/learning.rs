//! Trainings, models and kept predictions in the state, and what their events do.

use std::collections::BTreeMap;
use std::sync::Arc;

use lindley_time::Instant;
use serde::{Deserialize, Serialize};

use super::State;
use super::apply::{known, next_number};
use super::journal::Undo;
use crate::event::Event;
use crate::ids::{ModelId, PredictionId, TrainingId};
use crate::learning::{FiledModel, ModelChange, ModelTask, PredictionBatch, Training, TrainingStage};

/// Everything about learning. It changes a few times a day, so it stands behind one pointer and an undo is a pointer swap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learning {
    /// Trainings by id.
    pub trainings: BTreeMap<TrainingId, Training>,
    /// Models by id.
    pub models: BTreeMap<ModelId, FiledModel>,
    /// Every change of a champion, in order of time.
    pub changes: Vec<(ModelTask, ModelChange)>,
    /// Champions by task, the present one last; reverting takes it away.
    pub champions: BTreeMap<ModelTask, Vec<ModelId>>,
    /// Kept predictions by id.
    pub predictions: BTreeMap<PredictionId, PredictionBatch>,
}

impl Learning {
    /// The model that speaks for a task.
    pub fn champion(&self, task: ModelTask) -> Option<ModelId> {
        self.champions.get(&task)?.last().copied()
    }

    /// The champion that a revert would bring back.
    pub fn champion_before(&self, task: ModelTask) -> Option<ModelId> {
        self.champions.get(&task)?.iter().rev().nth(1).copied()
    }

    /// The newest model of a task that was filed after its champion: the one to be looked at.
    pub fn challenger(&self, task: ModelTask) -> Option<ModelId> {
        let newest = self.models.iter().rev().find(|(_, model)| model.task == task).map(|(id, _)| *id)?;
        let spoken = self.changes.iter().any(|(_, change)| change.model == newest);
        (!spoken).then_some(newest)
    }
}

impl State {
    /// Trainings, models and kept predictions.
    pub fn learning(&self) -> &Learning {
        &self.learning
    }

    pub(super) fn apply_to_learning(&mut self, event: &Event, at: Instant) -> Result<(), &'static str> {
        match event {
            Event::TrainingQueued { id, task, cause, seed, head } => {
                known(*head <= self.counters.head, "a training on events that are not there")?;
                next_number(&mut self.counters.trainings, id.0)?;
                let (stage, checkpoint, attempts) = (TrainingStage::Queued, None, 0);
                let (task, cause, seed, head) = (*task, *cause, *seed, *head);
                let queued = Training { task, cause, seed, head, queued: at, stage, checkpoint, attempts };
                self.change_learning(|learning| {
                    learning.trainings.insert(*id, queued);
                });
            }
            Event::TrainingLeased { id, worker, until } => {
                let mut training = self.unfinished_training(*id)?;
                let renewed = matches!(&training.stage, TrainingStage::Leased { worker: holder, .. } if holder == worker);
                training.attempts += u16::from(!renewed);
                training.stage = TrainingStage::Leased { worker: worker.clone(), until: *until };
                self.put_training(*id, training);
            }
            Event::TrainingCheckpointed { id, checkpoint } => {
                let mut training = self.unfinished_training(*id)?;
                training.checkpoint = Some(checkpoint.clone());
                self.put_training(*id, training);
            }
            Event::TrainingFailed { id, problem } => {
                let mut training = self.unfinished_training(*id)?;
                training.stage = TrainingStage::Failed { problem: problem.clone() };
                self.put_training(*id, training);
            }
            Event::ModelFiled { id, model } => {
                let mut training = self.unfinished_training(model.training)?;
                known(training.task == model.task, "a model of another task than its training")?;
                next_number(&mut self.counters.models, id.0)?;
                training.stage = TrainingStage::Finished { model: *id };
                self.put_training(model.training, training);
                self.change_learning(|learning| {
                    learning.models.insert(*id, model.clone());
                });
            }
            _ => return self.apply_to_champions(event, at),
        }
        Ok(())
    }

    fn apply_to_champions(&mut self, event: &Event, at: Instant) -> Result<(), &'static str> {
        match event {
            Event::ModelPromoted { id, reason, .. } => {
                let task = self.learning.models.get(id).ok_or("a promotion of an unknown model")?.task;
                let before = self.learning.champion(task);
                let change = ModelChange { model: *id, before, reverted: false, reason: reason.clone(), at };
                self.change_learning(|learning| {
                    learning.champions.entry(task).or_default().push(*id);
                    learning.changes.push((task, change));
                });
            }
            Event::ModelReverted { task, to, reason } => {
                known(self.learning.champion_before(*task) == Some(*to), "it was not the champion before")?;
                let before = self.learning.champion(*task);
                let change = ModelChange { model: *to, before, reverted: true, reason: reason.clone(), at };
                self.change_learning(|learning| {
                    learning.champions.entry(*task).or_default().pop();
                    learning.changes.push((*task, change));
                });
            }
            Event::PredictionsKept { id, batch } => {
                known(batch.head <= self.counters.head, "predictions from events that are not there")?;
                next_number(&mut self.counters.predictions, id.0)?;
                self.change_learning(|learning| {
                    learning.predictions.insert(*id, batch.clone());
                });
            }
            _ => return Err("not an event about models"),
        }
        Ok(())
    }

    fn unfinished_training(&self, id: TrainingId) -> Result<Training, &'static str> {
        let training = self.learning.trainings.get(&id).ok_or("no such training")?;
        known(training.is_unfinished(), "the training has ended")?;
        Ok(training.clone())
    }

    fn put_training(&mut self, id: TrainingId, training: Training) {
        self.change_learning(|learning| {
            learning.trainings.insert(id, training);
        });
    }

    fn change_learning(&mut self, change: impl FnOnce(&mut Learning)) {
        self.note(|state| Undo::Learning(Arc::clone(&state.learning)));
        change(Arc::make_mut(&mut self.learning));
    }

    pub(super) fn restore_learning(&mut self, before: Arc<Learning>) {
        self.learning = before;
    }
}
