//! Working on a training: leased, judged, checkpointed, learnt, filed; or told why not.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lindley_domain::{Checkpoint, Command, ModelTask, Rejection, Training, TrainingId, TrainingStage};
use lindley_forecast::record::ClinicRecord;
use lindley_registry::{Manifest, SignedManifest, intended_use, limits};
use lindley_seed::Seed;
use lindley_time::Instant;
use serde::{Deserialize, Serialize};

use super::blob_shelf::{get, put};
use super::record_copy::record_at;
use super::task::{self, Judged, Lesson, TaskProblem};
use crate::app::App;
use crate::desk::Desk;
use crate::error::AppError;
use crate::principal::Principal;
use crate::replica::instant;
use crate::threads::Threads;

/// Seconds that a worker has for one part of a training before another may take it.
const LEASE_SECONDS: u32 = 300;
/// So many workers may try before a training is given up: what crashes three of them will crash the fourth.
const MOST_ATTEMPTS: u16 = 3;
/// The part that is kept between the two parts of a training.
const JUDGED: &str = "judged";

/// What became of a training that this worker took up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worked {
    /// It made a model.
    Filed(TrainingId),
    /// It made none; the champion stays.
    Failed(TrainingId, String),
}

/// What is kept of the first part.
#[derive(Serialize, Deserialize)]
struct Kept {
    twin: lindley_domain::BlobHash,
    judged: Judged,
}

/// Why a worker stopped.
enum Stopped {
    /// The training cannot come to a model.
    Problem(String),
    /// The store, or another worker: the training stays as it is, for whoever has its lease next.
    App(AppError),
}

impl From<AppError> for Stopped {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<TaskProblem> for Stopped {
    fn from(problem: TaskProblem) -> Self {
        Self::Problem(problem.0)
    }
}

/// One worker at one training.
struct Worker<'a> {
    app: &'a App,
    by: &'a Principal,
    desk: &'a Desk,
    name: &'a str,
    id: TrainingId,
}

impl App {
    /// Works on the oldest training that waits for a worker; none if nothing waits. Blocks for as long as it takes.
    ///
    /// `worker` names whoever works, once in the whole installation: it is how a lease knows its holder.
    ///
    /// # Errors
    /// The store's failures. A training that cannot come to a model is no error: it is told as failed, and in the log.
    pub fn work_on_training(
        &self,
        organisation: &str,
        worker: &str,
        threads: Threads,
    ) -> Result<Option<Worked>, AppError> {
        let by = Principal::system(organisation);
        let desk = self.desk_of(&by)?;
        let now = instant(self.clock().now_ms());
        let waiting = {
            let state = desk.state()?;
            let trainings = state.learning().trainings.iter();
            let mut free = trainings.filter(|(_, training)| is_free(training, now));
            free.next().map(|(id, training)| (*id, training.clone()))
        };
        let Some((id, training)) = waiting else { return Ok(None) };
        let worker = Worker { app: self, by: &by, desk: &desk, name: worker, id };
        match worker.lease() {
            // Another worker was quicker.
            Err(AppError::Rejected(Rejection::TrainingTaken { .. } | Rejection::TrainingEnded)) => Ok(None),
            Err(error) => Err(error),
            Ok(()) => worker.work(&training, threads).map(Some),
        }
    }
}

fn is_free(training: &Training, now: Instant) -> bool {
    match &training.stage {
        TrainingStage::Queued => true,
        TrainingStage::Leased { until, .. } => *until <= now,
        TrainingStage::Finished { .. } | TrainingStage::Failed { .. } => false,
    }
}

impl Worker<'_> {
    fn work(&self, training: &Training, threads: Threads) -> Result<Worked, AppError> {
        let stopped = if training.attempts >= MOST_ATTEMPTS {
            Err(Stopped::Problem(format!(
                "given up: {MOST_ATTEMPTS} workers have begun it and none has ended it"
            )))
        } else {
            // A defect in learning must not take the server down, nor leave the training without an end.
            let made = catch_unwind(AssertUnwindSafe(|| self.make(training, threads)));
            made.unwrap_or_else(|_| Err(Stopped::Problem("the program failed while learning".to_owned())))
        };
        match stopped {
            Ok(()) => Ok(Worked::Filed(self.id)),
            Err(Stopped::Problem(problem)) => {
                let (training, worker) = (self.id, self.name.into());
                self.submit(Command::FailTraining { training, worker, problem: problem.as_str().into() })?;
                Ok(Worked::Failed(self.id, problem))
            }
            Err(Stopped::App(error)) => Err(error),
        }
    }

    /// Both parts, and the model filed.
    fn make(&self, training: &Training, threads: Threads) -> Result<(), Stopped> {
        let store = self.app.store().as_ref();
        let record = record_at(store, &self.by.organisation, training.head)?;
        let lesson = lesson(&record, training, &threads)?;
        let task = task::of(training.task);
        let kept = self.judged(training, &lesson)?;
        self.lease()?;
        let model = put(store, &self.by.organisation, &task.learn(&lesson)?)?;
        let manifest = self.manifest(training, kept, model)?;
        let manifest = put(store, &self.by.organisation, manifest.text().as_bytes())?;
        let (training, worker) = (self.id, self.name.into());
        self.submit(Command::FileModel { training, worker, blob: model, manifest })?;
        Ok(())
    }

    /// The first part: taken from the checkpoint if an earlier worker has left one.
    fn judged(&self, training: &Training, lesson: &Lesson<'_>) -> Result<Kept, Stopped> {
        let (store, organisation) = (self.app.store().as_ref(), &*self.by.organisation);
        if let Some(checkpoint) = training.checkpoint.as_ref().filter(|kept| &*kept.part == JUDGED)
            && let Ok(bytes) = get(store, organisation, checkpoint.blob)
            && let Ok(kept) = serde_json::from_slice(&bytes)
        {
            return Ok(kept);
        }
        let judged = task::of(training.task).judge(lesson)?;
        let kept = Kept { twin: put(store, organisation, &judged.twin)?, judged };
        let bytes = serde_json::to_vec(&kept).map_err(|error| TaskProblem::of(&error))?;
        let checkpoint = Checkpoint { part: JUDGED.into(), blob: put(store, organisation, &bytes)? };
        let (training, worker) = (self.id, self.name.into());
        self.submit(Command::CheckpointTraining { training, worker, checkpoint })?;
        Ok(kept)
    }

    fn manifest(
        &self,
        training: &Training,
        kept: Kept,
        model: lindley_domain::BlobHash,
    ) -> Result<SignedManifest, Stopped> {
        let about = task::of(training.task).about();
        let Kept { twin, judged: Judged { report, from, until, rows, features, .. } } = kept;
        let manifest = Manifest {
            task: training.task,
            model,
            twin,
            head: training.head,
            from,
            until,
            rows,
            features,
            method: about.method.to_owned(),
            code_version: env!("CARGO_PKG_VERSION").to_owned(),
            seed: training.seed,
            calibration: about.calibration.to_owned(),
            intended_use: intended_use(training.task).to_owned(),
            limits: limits(training.task).iter().map(|limit| (*limit).to_owned()).collect(),
            report,
            made: training.queued,
        };
        let key = self.app.inside.around.signing_key.as_ref().ok_or_else(|| {
            let problem =
                "models are signed, and this server has no signing key: name one with --signing-key";
            Stopped::Problem(problem.to_owned())
        })?;
        SignedManifest::sign(&manifest, &self.by.organisation, key)
            .map_err(|error| TaskProblem::of(&error).into())
    }

    fn lease(&self) -> Result<(), AppError> {
        let (training, worker) = (self.id, self.name.into());
        self.submit(Command::LeaseTraining { training, worker, lease_seconds: LEASE_SECONDS })
    }

    fn submit(&self, command: Command) -> Result<(), AppError> {
        let waiting = self.desk.hand_in(self.by.actor(), command, None)?;
        waiting.blocking_recv().unwrap_or(Err(AppError::Stopped)).map(drop)
    }
}

fn lesson<'a>(
    record: &'a ClinicRecord,
    training: &Training,
    threads: &'a Threads,
) -> Result<Lesson<'a>, TaskProblem> {
    let until = record.latest().ok_or_else(|| TaskProblem("the log is empty".to_owned()))?;
    Ok(Lesson { record, until, seed: seed(training.task, training.seed), crew: threads })
}

/// Each task draws from a stream of its own.
fn seed(task: ModelTask, number: u64) -> Seed {
    Seed::from_u64(number).child(task.code())
}
