//! A desk without threads: the real writer and the real publisher, driven one turn at a time.
//!
//! In the product a desk has threads of its own, and what happens in which order is up to the machine. Here the caller
//! says when the writer has its turn, when what it has written is shown and answered, and when the process dies. The
//! same calls give the same run, so a simulation can play a seed again.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, sync_channel};

use lindley_domain::{Command, State};
use lindley_governance::Hash;
use lindley_ports::Store;
use tokio::sync::oneshot;

use crate::app::Settings;
use crate::clock::Clock;
use crate::committer::{Committer, Job};
use crate::desk::{Shop, Surroundings, Waiting, damaged};
use crate::error::AppError;
use crate::idempotency::{IdempotencyKey, fingerprint};
use crate::log_check;
use crate::publisher::{Publication, show};
use crate::receipt::Receipt;
use crate::replica::{Loaded, load_noting_trust};

/// Batches that may wait to be shown: more than a writer can publish in its tries of one turn. One that finds no room
/// would wait for ever, since nobody else runs.
const BACKLOG: usize = 4096;

/// What a caller asks for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The command.
    pub command: Command,
    /// Who asks, as it stands in the log.
    pub actor: Arc<str>,
    /// The caller's key, if the answer is to be kept.
    pub key: Option<IdempotencyKey>,
}

/// The answer to one request.
pub type Answer = Result<Receipt, AppError>;

/// One process's desk, driven by hand. Dropping it is a crash: nothing is finished, signed or answered.
pub struct SteppedDesk {
    organisation: String,
    around: Surroundings,
    shop: Arc<Shop>,
    committer: Committer,
    publications: Receiver<Publication>,
    waiting: Vec<Waiting>,
    on_trust: u64,
}

impl SteppedDesk {
    /// Folds the log as a starting server does, from its newest usable snapshot.
    ///
    /// No snapshot is taken between turns, because that is a thread's work; `stop` takes one unless `snapshot_every`
    /// is 0.
    ///
    /// # Errors
    /// The store does not answer, or the log is damaged.
    pub fn open(
        organisation: &str,
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        settings: Settings,
    ) -> Result<Self, AppError> {
        let Settings { signing_key, checkpoint_every, snapshot_every } = settings;
        let snapshot_every = if snapshot_every == 0 { 0 } else { u64::MAX };
        let around = Surroundings { store, clock, signing_key, checkpoint_every, snapshot_every };
        let loaded = load_noting_trust(around.store.as_ref(), organisation).map_err(damaged)?;
        let Loaded { replica, on_trust } = loaded;
        let shop = Arc::new(Shop::new(replica.state.clone()));
        shop.checked.store(on_trust == 0, Ordering::Release);
        let (publisher, publications) = sync_channel(BACKLOG);
        let committer = Committer::new(organisation, around.clone(), Arc::clone(&shop), replica, publisher);
        let (organisation, waiting) = (organisation.to_owned(), Vec::new());
        Ok(Self { organisation, around, shop, committer, publications, waiting, on_trust })
    }

    /// So many entries were taken on trust from a snapshot when the desk was opened.
    pub fn on_trust(&self) -> u64 {
        self.on_trust
    }

    /// Checks what was taken on trust, as a server does beside its work; before that nothing is signed.
    ///
    /// # Errors
    /// No thread could be started.
    pub fn check_log(&self) -> Result<(), AppError> {
        match log_check::start(&self.organisation, &self.around, &self.shop, self.on_trust)? {
            // Nothing else runs meanwhile, so the order of things is the same in every run.
            Some(checking) => checking.join().map_err(|_| AppError::Stopped),
            None => Ok(()),
        }
    }

    /// The writer's turn with these requests. They are answered by the next `show`.
    ///
    /// # Errors
    /// A command cannot be written down; then none has been handed in.
    pub fn turn(&mut self, requests: Vec<Request>) -> Result<(), AppError> {
        let mut jobs = Vec::with_capacity(requests.len());
        let mut answers = Vec::with_capacity(requests.len());
        for Request { command, actor, key } in requests {
            let key = match key {
                Some(key) => Some((key.scoped(&actor), fingerprint(&command)?)),
                None => None,
            };
            let (reply, answer) = oneshot::channel();
            jobs.push(Job { command, actor, key, reply });
            answers.push(answer);
        }
        self.waiting.append(&mut answers);
        self.committer.turn(jobs, false, false);
        Ok(())
    }

    /// The writer's turn when another process is said to have appended.
    pub fn follow(&mut self) {
        self.committer.turn(Vec::new(), true, false);
    }

    /// The publisher's turn: brings the reading copy up to date; answers every request since the last call, in order.
    /// A request without an answer by then gets `Stopped`: its writer has lost it.
    pub fn show(&mut self) -> Vec<Answer> {
        for publication in self.publications.try_iter() {
            show(&self.shop, publication);
        }
        let answers = std::mem::take(&mut self.waiting).into_iter();
        answers.map(|mut answer| answer.try_recv().unwrap_or(Err(AppError::Stopped))).collect()
    }

    /// Both turns.
    ///
    /// # Errors
    /// As `turn`.
    pub fn step(&mut self, requests: Vec<Request>) -> Result<Vec<Answer>, AppError> {
        self.turn(requests)?;
        Ok(self.show())
    }

    /// An orderly end: what was written is shown and answered, the log is signed, a snapshot taken if it is worth it.
    pub fn stop(mut self) -> Vec<Answer> {
        self.committer.turn(Vec::new(), false, true);
        self.show()
    }

    /// A view of the reading copy. None if it has failed.
    pub fn reading<T>(&self, view: impl FnOnce(&State) -> T) -> Option<T> {
        self.shop.state.read().ok().map(|state| view(&state))
    }

    /// The tentative copy, which decides.
    pub fn tentative(&self) -> &State {
        &self.committer.replica().state
    }

    /// The leaf hash of the last entry of the tentative copy.
    pub fn last_hash(&self) -> Hash {
        self.committer.replica().chain.last
    }

    /// What keeps the writer from working, if anything.
    pub fn problem(&self) -> Option<String> {
        let damage = self.shop.damage.get().cloned();
        damage.or_else(|| self.shop.problem.lock().ok().and_then(|problem| problem.clone()))
    }
}
