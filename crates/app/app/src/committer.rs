//! The writer of one organisation: takes what is waiting, decides it in memory, appends it in one transaction.
//!
//! Group commit: commands that arrive while an append is in flight wait, are decided one after another against the
//! tentative state, and go out together. A conflict takes the tentative changes back, follows the log and decides
//! again. Nobody is answered before the append is durable.

mod batch;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::time::Duration;

use lindley_domain::{Command, Event, apply, sweep};
use lindley_governance::SignedCheckpoint;
use lindley_ports::{AppendError, Batch, Checkpoint, Outcome, PortError};
use tokio::sync::oneshot;

use crate::desk::{Shop, Surroundings, damaged};
use crate::error::AppError;
use crate::idempotency::KeptAnswer;
use crate::publisher::Publication;
use crate::receipt::Receipt;
use crate::replica::{Replica, ReplicaError, instant};
use crate::snapshotter::Snapshotter;
pub(crate) use batch::Answer;
use batch::Trial;

/// Most commands of one append.
const BATCH_MAX: usize = 512;
/// How often a batch is decided again after conflicts before its callers are told to try later.
const TRIES_MAX: u32 = 1000;
/// How long the writer sleeps at most when nothing is waiting; holds are swept at this pace.
const IDLE: Duration = Duration::from_millis(500);
/// How often answers whose keys have expired are dropped.
const TIDY_EVERY_MS: i64 = 3_600_000;
/// Entries read at a time when following other processes.
const PAGE: usize = 4096;

/// A command waiting for its turn.
pub(crate) struct Job {
    pub(crate) command: Command,
    pub(crate) actor: Arc<str>,
    /// The scoped idempotency key and the command's fingerprint.
    pub(crate) key: Option<(Arc<str>, [u8; 32])>,
    pub(crate) reply: oneshot::Sender<Result<Receipt, AppError>>,
}

/// What the writer is told.
pub(crate) enum Message {
    Job(Box<Job>),
    /// Another process has appended.
    Follow,
    /// Finish what is waiting and end.
    Stop,
}

/// The writer's own things.
pub(crate) struct Committer {
    organisation: String,
    around: Surroundings,
    shop: Arc<Shop>,
    /// The tentative copy: ahead of the reading copy by what is being appended.
    replica: Replica,
    publisher: SyncSender<Publication>,
    snapshotter: Snapshotter,
    checkpointed: (u64, i64),
    tidied_ms: i64,
}

impl Committer {
    pub(crate) fn new(
        organisation: &str,
        around: Surroundings,
        shop: Arc<Shop>,
        replica: Replica,
        publisher: SyncSender<Publication>,
    ) -> Self {
        let snapshotter = Snapshotter::new(organisation, &around, replica.state.head());
        let tidied_ms = around.clock.now_ms();
        let checkpointed = (0, tidied_ms);
        Self {
            organisation: organisation.to_owned(),
            around,
            shop,
            replica,
            publisher,
            snapshotter,
            checkpointed,
            tidied_ms,
        }
    }

    /// Works until told to stop or until nobody can send any more.
    pub(crate) fn run(mut self, messages: &Receiver<Message>) {
        let mut stop = false;
        while !stop {
            let mut jobs = Vec::new();
            let mut follow = false;
            let mut take = |message| match message {
                Message::Job(job) => jobs.push(*job),
                Message::Follow => follow = true,
                Message::Stop => stop = true,
            };
            match messages.recv_timeout(IDLE) {
                Ok(message) => take(message),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            for _ in 1..BATCH_MAX {
                let Ok(message) = messages.try_recv() else { break };
                take(message);
            }
            self.turn(jobs, follow, stop);
        }
        // What was sent after the stop gets an answer too.
        let late: Vec<Job> = messages
            .try_iter()
            .filter_map(|m| if let Message::Job(job) = m { Some(*job) } else { None })
            .collect();
        answer_all(late, || AppError::Stopped);
    }

    /// One turn: follows other processes if need be, decides and appends what is waiting, looks after the log.
    pub(crate) fn turn(&mut self, jobs: Vec<Job>, follow: bool, stopping: bool) {
        self.look_ahead();
        // A writer that has failed asks again by itself: nobody sends commands to a server that is not ready.
        if follow || self.has_problem() {
            let followed = self.catch_up();
            self.report(followed.as_ref().err());
        }
        if !jobs.is_empty() || self.holds_are_due() {
            self.commit(jobs);
        }
        self.look_after_the_log(stopping);
    }

    /// The tentative copy.
    #[cfg(feature = "simulation")]
    pub(crate) fn replica(&self) -> &Replica {
        &self.replica
    }

    /// Keeps the reading copy's calendars ahead of the clock when no event does.
    fn look_ahead(&self) {
        let now = instant(self.around.clock.now_ms());
        if self.shop.state.read().is_ok_and(|shown| !shown.reaches(now))
            && let Ok(mut shown) = self.shop.state.write()
        {
            shown.reach(now);
        }
    }

    fn has_problem(&self) -> bool {
        self.shop.problem.lock().is_ok_and(|problem| problem.is_some())
    }

    fn holds_are_due(&self) -> bool {
        let now = instant(self.around.clock.now_ms());
        self.replica.state.next_lapse().is_some_and(|lapse| lapse <= now)
    }

    /// Decides and appends until it succeeds or cannot.
    fn commit(&mut self, mut jobs: Vec<Job>) {
        for _ in 0..TRIES_MAX {
            if let Some(damage) = self.shop.damage.get() {
                return answer_all(jobs, || AppError::Damaged(damage.clone()));
            }
            let trial = self.decide(&jobs);
            if trial.entries.is_empty() && trial.outcomes.is_empty() {
                self.replica.state.keep();
                return finish(jobs, trial.answers);
            }
            let batch = Batch {
                organisation: &self.organisation,
                expected_head: trial.before,
                entries: &trial.entries,
                outcomes: &trial.outcomes,
                now_ms: trial.at_ms,
            };
            match self.around.store.append(batch) {
                Ok(()) => return self.publish(jobs, trial),
                Err(AppendError::Conflict { head }) => {
                    let vouched = trial.before;
                    self.take_back(trial);
                    if head < vouched {
                        let witness = "what this server has read";
                        let cut_off = ReplicaError::CutOff { stored: head, vouched, witness };
                        self.shop.condemn(&self.organisation, &cut_off);
                    } else if let Err(error) = self.catch_up() {
                        self.report(Some(&error));
                        return answer_all(jobs, || again(&error));
                    }
                }
                Err(AppendError::KeysUsed(keys)) => {
                    self.take_back(trial);
                    jobs = self.answer_from_store(jobs, &keys);
                }
                Err(AppendError::Store(error)) => match self.after_failure(trial, error) {
                    Ok(trial) => return self.publish(jobs, *trial),
                    Err(error) => return answer_all(jobs, || again(&error)),
                },
            }
        }
        answer_all(jobs, || AppError::Busy);
    }

    /// Decides every command in turn against the tentative state.
    fn decide(&mut self, jobs: &[Job]) -> Trial {
        let at_ms = self.around.clock.now_ms();
        self.replica.state.reach(instant(at_ms));
        let mut trial = Trial::new(self.replica.state.head(), self.replica.chain.clone(), at_ms, jobs.len());
        self.replica.state.begin();
        let due = sweep(&self.replica.state, instant(at_ms));
        for event in due {
            self.apply_own(&mut trial, event, &Arc::from("system"));
        }
        for (place, job) in jobs.iter().enumerate() {
            let answer = self.decide_one(&mut trial, job, jobs);
            if let (Some((key, fingerprint)), Answer::Fresh(answer)) = (&job.key, &answer) {
                trial.remember(key, *fingerprint, answer, place);
            }
            trial.answers.push(answer);
        }
        trial
    }

    fn decide_one(&mut self, trial: &mut Trial, job: &Job, jobs: &[Job]) -> Answer {
        if let Some((key, fingerprint)) = &job.key
            && let Some(first) = trial.keys.get(key)
        {
            let same = jobs.get(*first).and_then(|job| job.key.as_ref()).is_some_and(|k| k.1 == *fingerprint);
            return if same { Answer::SameAs(*first) } else { Answer::KeyReused };
        }
        let swept = trial.entries.len();
        if matches!(job.command, Command::SweepHolds) {
            return Answer::Fresh(Trial::done(&[], swept, &self.replica.state));
        }
        match lindley_domain::decide(&self.replica.state, &job.command, instant(trial.at_ms)) {
            Ok(events) => {
                for event in events {
                    self.apply_own(trial, event, &job.actor);
                }
                Answer::Fresh(Trial::done(&trial.events[swept..], swept, &self.replica.state))
            }
            Err(rejection) => Answer::Fresh(KeptAnswer::Refused { rejection }),
        }
    }

    /// Applies a decided event to the tentative copy and adds it to the batch.
    fn apply_own(&mut self, trial: &mut Trial, event: Event, actor: &Arc<str>) {
        let applied = apply(&mut self.replica.state, &event, instant(trial.at_ms));
        assert!(applied.is_ok(), "a decided event must fit the state it was decided against: {applied:?}");
        let mut entry = trial.entry(&event, actor);
        entry.hash = self.replica.chain.extend(&self.organisation, &entry);
        trial.entries.push(entry);
        trial.events.push(event);
    }

    fn take_back(&mut self, trial: Trial) {
        self.replica.state.roll_back();
        self.replica.chain = trial.chain_before;
    }

    /// The batch is durable: show it to readers, feed it to followers, answer the callers.
    fn publish(&mut self, jobs: Vec<Job>, trial: Trial) {
        self.replica.state.keep();
        let Trial { events, entries, answers, at_ms, .. } = trial;
        let at = instant(at_ms);
        let events = events.into_iter().map(|event| (event, at)).collect();
        self.report(None);
        self.show(Publication { events, entries, jobs, answers });
    }

    fn show(&self, publication: Publication) {
        // A publisher that has ended has failed; its callers learn that their answers will not come.
        if self.publisher.send(publication).is_err()
            && let Ok(mut problem) = self.shop.problem.lock()
        {
            *problem = Some("the reading copy has failed; restart this server".to_owned());
        }
    }

    /// Follows what other processes have appended.
    fn catch_up(&mut self) -> Result<(), ReplicaError> {
        loop {
            let page = self.around.store.read(&self.organisation, self.replica.state.head(), PAGE)?;
            let full = page.len() == PAGE;
            let mut events = Vec::with_capacity(page.len());
            let mut refused = None;
            for entry in &page {
                match self.replica.follow(&self.organisation, entry) {
                    Ok(event) => events.push((event, instant(entry.at_ms))),
                    Err(error) => {
                        refused = Some(error);
                        break;
                    }
                }
            }
            // What came before a bad entry is shown: the reading copy never falls behind the tentative one.
            let entries = page.into_iter().take(events.len()).collect();
            self.show(Publication { events, entries, jobs: Vec::new(), answers: Vec::new() });
            match refused {
                Some(error) => return Err(error),
                None if !full => return Ok(()),
                None => {}
            }
        }
    }

    /// After a failed append: was it written before the connection broke? Compares the log's end with the batch.
    fn after_failure(&mut self, trial: Trial, error: PortError) -> Result<Box<Trial>, ReplicaError> {
        let written = matches!(error, PortError::Unavailable(_))
            && self
                .around
                .store
                .read(&self.organisation, trial.before, trial.entries.len().max(1))
                .is_ok_and(|stored| !trial.entries.is_empty() && stored == trial.entries);
        if written {
            return Ok(Box::new(trial));
        }
        self.take_back(trial);
        let error = ReplicaError::Store(error);
        self.report(Some(&error));
        Err(error)
    }

    /// Answers the commands whose keys are already used; gives back the others.
    fn answer_from_store(&mut self, jobs: Vec<Job>, used: &[String]) -> Vec<Job> {
        let now_ms = self.around.clock.now_ms();
        let mut kept: HashMap<&str, Option<Outcome>> = HashMap::new();
        for key in used {
            let outcome = self.around.store.outcome(&self.organisation, key, now_ms).ok().flatten();
            kept.insert(key, outcome);
        }
        let mut rest = Vec::with_capacity(jobs.len());
        for job in jobs {
            let known = job.key.as_ref().and_then(|(key, fingerprint)| {
                kept.get(&**key).and_then(Option::as_ref).map(|outcome| (outcome, *fingerprint))
            });
            match known {
                Some((outcome, fingerprint)) => {
                    let answer = batch::kept_answer(outcome, fingerprint);
                    drop(job.reply.send(answer));
                }
                None => rest.push(job),
            }
        }
        rest
    }

    /// Checkpoints and snapshots, in their own time.
    fn look_after_the_log(&mut self, stopping: bool) {
        let (size, at_ms) = self.checkpointed;
        let (head, now_ms) = (self.replica.state.head(), self.around.clock.now_ms());
        let due =
            now_ms - at_ms >= i64::try_from(self.around.checkpoint_every.as_millis()).unwrap_or(i64::MAX);
        let trusted = self.shop.checked.load(Ordering::Acquire) && self.shop.damage.get().is_none();
        if head > size && (due || stopping) && trusted {
            self.checkpointed = (head, now_ms);
            if let Err(error) = self.sign_checkpoint(now_ms) {
                tracing::warn!(organisation = self.organisation, %error, "the checkpoint was not written");
            }
        }
        if now_ms - self.tidied_ms >= TIDY_EVERY_MS {
            self.tidied_ms = now_ms;
            if let Err(error) = self.around.store.drop_expired_outcomes(now_ms) {
                tracing::warn!(organisation = self.organisation, %error, "expired answers were not dropped");
            }
        }
        if self.shop.damage.get().is_some() {
            return;
        }
        self.snapshotter.consider(&self.replica, now_ms, stopping);
    }

    fn sign_checkpoint(&self, now_ms: i64) -> Result<(), Box<dyn std::error::Error>> {
        let Some(key) = &self.around.signing_key else { return Ok(()) };
        let frontier = &self.replica.chain.frontier;
        let origin = lindley_governance::origin(key.name(), &self.organisation);
        let signed = SignedCheckpoint::sign(key, &origin, frontier.size(), &frontier.root(), now_ms)?;
        let checkpoint = Checkpoint { size: frontier.size(), note: signed.note().to_owned() };
        Ok(self.around.store.save_checkpoint(&self.organisation, &checkpoint)?)
    }

    fn report(&self, error: Option<&ReplicaError>) {
        let Ok(mut problem) = self.shop.problem.lock() else { return };
        let told = error.map(ToString::to_string);
        if *problem == told {
            return;
        }
        if let Some(error) = &told {
            tracing::error!(organisation = self.organisation, %error, "the log could not be written or followed");
        } else {
            tracing::info!(organisation = self.organisation, "the log can be written and followed again");
        }
        *problem = told;
    }
}

/// Answers every caller of a durable batch.
pub(crate) fn finish(jobs: Vec<Job>, answers: Vec<Answer>) {
    for (job, answer) in jobs.into_iter().zip(batch::resolve(answers)) {
        // A caller that has gone away has its answer in the log all the same.
        drop(job.reply.send(answer));
    }
}

fn answer_all(jobs: Vec<Job>, error: impl Fn() -> AppError) {
    for job in jobs {
        drop(job.reply.send(Err(error())));
    }
}

/// The same failure for each caller.
fn again(error: &ReplicaError) -> AppError {
    damaged(match error {
        ReplicaError::Store(PortError::Unavailable(what)) => PortError::Unavailable(what.clone()).into(),
        ReplicaError::Store(PortError::Full(what)) => PortError::Full(what.clone()).into(),
        ReplicaError::Store(PortError::Corrupt { place, problem }) => {
            PortError::Corrupt { place: place.clone(), problem: problem.clone() }.into()
        }
        other => return AppError::Damaged(other.to_string()),
    })
}
