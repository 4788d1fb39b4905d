//! The desk of one organisation in this process: its reading copy, its writer's inbox, its live feed.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, OnceLock, RwLock, RwLockReadGuard};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lindley_domain::{Command, State};
use lindley_governance::SigningKey;
use lindley_ports::{Entry, Store};
use tokio::sync::{broadcast, oneshot};

use crate::clock::Clock;
use crate::committer::{Committer, Job, Message};
use crate::error::AppError;
use crate::learning::{ModelShelf, RecordCopy, SpeakingModels};
use crate::receipt::Receipt;
use crate::replica::{Loaded, ReplicaError, load_noting_trust};
use crate::{log_check, publisher};

/// Commands that may wait for the writer; more are refused as `Busy`.
const INBOX: usize = 16_384;
/// Batches a slow subscriber may fall behind before it must read the store instead.
const FEED: usize = 1024;
/// How often another process's appends are looked for at most.
const FOLLOW_PAUSE: Duration = Duration::from_millis(50);

/// An answer on its way.
pub(crate) type Waiting = oneshot::Receiver<Result<Receipt, AppError>>;

/// What every desk of the process shares.
#[derive(Clone)]
pub(crate) struct Surroundings {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) signing_key: Option<Arc<SigningKey>>,
    pub(crate) checkpoint_every: Duration,
    pub(crate) snapshot_every: u64,
}

/// What the writer shows to readers.
pub(crate) struct Shop {
    pub(crate) state: RwLock<State>,
    pub(crate) head: AtomicU64,
    pub(crate) feed: broadcast::Sender<Arc<Vec<Entry>>>,
    pub(crate) stopping: AtomicBool,
    /// What keeps the writer from working, if anything.
    pub(crate) problem: Mutex<Option<String>>,
    /// Whether every entry of the log has been checked; before that nothing is signed.
    pub(crate) checked: AtomicBool,
    /// Why the log cannot be trusted any more. Nothing is written after that.
    pub(crate) damage: OnceLock<String>,
}

impl Shop {
    pub(crate) fn new(state: State) -> Self {
        Self {
            head: AtomicU64::new(state.head()),
            state: RwLock::new(state),
            feed: broadcast::channel(FEED).0,
            stopping: AtomicBool::new(false),
            problem: Mutex::new(None),
            checked: AtomicBool::new(false),
            damage: OnceLock::new(),
        }
    }

    /// The log has been found damaged: nothing is written from now on.
    pub(crate) fn condemn(&self, organisation: &str, found: &ReplicaError) {
        tracing::error!(organisation, %found, "the log is damaged; nothing is written any more");
        // The first finding stands.
        drop(self.damage.set(found.to_string()));
    }
}

/// The handle to one organisation.
pub(crate) struct Desk {
    pub(crate) shop: Arc<Shop>,
    /// What forecasters know.
    pub(crate) record: RecordCopy,
    /// What is known of models.
    pub(crate) models: ModelShelf,
    /// Models that have been read.
    pub(crate) speaking: SpeakingModels,
    inbox: SyncSender<Message>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Desk {
    /// Folds the log and starts the writer, the publisher and the follower.
    pub(crate) fn open(organisation: &str, around: &Surroundings) -> Result<Self, AppError> {
        let loaded = load_noting_trust(around.store.as_ref(), organisation).map_err(damaged)?;
        let Loaded { replica, on_trust } = loaded;
        let shop = Arc::new(Shop::new(replica.state.clone()));
        let (inbox, messages) = sync_channel(INBOX);
        let (publisher, publications) = sync_channel(publisher::BACKLOG);
        let shower = spawn(&format!("show {organisation}"), {
            let shop = Arc::clone(&shop);
            move || publisher::run(&shop, &publications)
        })?;
        let committer = Committer::new(organisation, around.clone(), Arc::clone(&shop), replica, publisher);
        let writer = spawn(&format!("log {organisation}"), move || committer.run(&messages))?;
        let follower = spawn(&format!("follow {organisation}"), {
            let (organisation, store) = (organisation.to_owned(), Arc::clone(&around.store));
            let (shop, inbox) = (Arc::clone(&shop), inbox.clone());
            move || follow(&organisation, store.as_ref(), &shop, &inbox)
        })?;
        let mut threads = vec![writer, shower, follower];
        threads.extend(log_check::start(organisation, around, &shop, on_trust)?);
        let (record, models, speaking) = Default::default();
        Ok(Self { shop, record, models, speaking, inbox, threads: Mutex::new(threads) })
    }

    /// Hands a command to the writer and waits for its durable answer.
    pub(crate) async fn submit(
        &self,
        actor: &Arc<str>,
        command: Command,
        key: Option<(Arc<str>, [u8; 32])>,
    ) -> Result<Receipt, AppError> {
        Self::answer(self.hand_in(actor, command, key)?).await
    }

    /// Waits for the durable answer to a command.
    pub(crate) async fn answer(waiting: Waiting) -> Result<Receipt, AppError> {
        waiting.await.unwrap_or(Err(AppError::Stopped))
    }

    /// Hands a command to the writer; it is decided after those handed in before.
    pub(crate) fn hand_in(
        &self,
        actor: &Arc<str>,
        command: Command,
        key: Option<(Arc<str>, [u8; 32])>,
    ) -> Result<Waiting, AppError> {
        let (reply, answer) = oneshot::channel();
        let job = Job { command, actor: Arc::clone(actor), key, reply };
        self.inbox.try_send(Message::Job(Box::new(job))).map_err(|error| match error {
            TrySendError::Full(_) => AppError::Busy,
            TrySendError::Disconnected(_) => AppError::Stopped,
        })?;
        Ok(answer)
    }

    /// The committed state.
    pub(crate) fn state(&self) -> Result<RwLockReadGuard<'_, State>, AppError> {
        self.shop.state.read().map_err(|_| AppError::Stopped)
    }

    /// What keeps the desk from working, if anything.
    pub(crate) fn problem(&self) -> Option<String> {
        if let Some(damage) = self.shop.damage.get() {
            return Some(damage.clone());
        }
        match self.shop.problem.lock() {
            Ok(problem) => problem.clone(),
            Err(_) => Some("the writer has failed".to_owned()),
        }
    }

    /// Finishes what is waiting, then ends the threads.
    pub(crate) fn stop(&self) {
        self.shop.stopping.store(true, Ordering::Release);
        // A writer that has already ended has nothing left to finish.
        drop(self.inbox.send(Message::Stop));
        let threads = self.threads.lock().map(|mut threads| std::mem::take(&mut *threads));
        for thread in threads.unwrap_or_default() {
            drop(thread.join());
        }
    }
}

/// Watches for appends of other processes and tells the writer.
fn follow(organisation: &str, store: &dyn Store, shop: &Shop, inbox: &SyncSender<Message>) {
    while !shop.stopping.load(Ordering::Acquire) {
        let known = shop.head.load(Ordering::Acquire);
        match store.await_head(organisation, known, Duration::from_millis(500)) {
            Ok(head) if head > shop.head.load(Ordering::Acquire) => {
                if inbox.send(Message::Follow).is_err() {
                    return;
                }
            }
            // What was durable is gone: a file put back from a backup, a database that went back in time.
            Ok(stored) if stored < known => {
                let witness = "what this server has read";
                shop.condemn(organisation, &ReplicaError::CutOff { stored, vouched: known, witness });
                return;
            }
            // A store that does not answer is the writer's news to tell; here it only means to ask again later.
            Ok(_) | Err(_) => {}
        }
        thread::sleep(FOLLOW_PAUSE);
    }
}

pub(crate) fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, AppError> {
    thread::Builder::new().name(name.to_owned()).spawn(body).map_err(|error| {
        AppError::Store(lindley_ports::PortError::Unavailable(format!("no thread could be started: {error}")))
    })
}

pub(crate) fn damaged(error: ReplicaError) -> AppError {
    match error {
        ReplicaError::Store(error) => AppError::Store(error),
        other => AppError::Damaged(other.to_string()),
    }
}
