//! The app: one door for writes, reads from memory, readiness.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

use lindley_domain::{Command, FindRequest, Opening, State, find_openings};
use lindley_governance::SigningKey;
use lindley_ports::{Entry, Store};
use tokio::sync::{Semaphore, broadcast};

use crate::clock::Clock;
use crate::desk::{Desk, Surroundings, damaged};
use crate::error::AppError;
use crate::idempotency::{IdempotencyKey, fingerprint};
use crate::log_check::read_checked;
use crate::principal::{Permission, Principal, permission_for};
use crate::receipt::Receipt;
use crate::replica::instant;
use crate::secrets::KnownSecrets;
use crate::session_plans;

/// How many commands `submit_in_order` has under way.
const IN_FLIGHT: usize = 1024;

/// How the app runs.
#[derive(Clone)]
pub struct Settings {
    /// Signs checkpoints; without it there are none.
    pub signing_key: Option<Arc<SigningKey>>,
    /// How often a checkpoint is signed at most.
    pub checkpoint_every: Duration,
    /// A snapshot is due after this many events; 0 means never.
    pub snapshot_every: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { signing_key: None, checkpoint_every: Duration::from_mins(1), snapshot_every: 50_000 }
    }
}

/// Whether the app can serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// Whether every organisation can be read and written.
    pub ready: bool,
    /// How many organisations are open here.
    pub organisations: usize,
    /// What is wrong, if anything.
    pub problem: Option<String>,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The openings.
    pub openings: Vec<Opening>,
    /// The log's head that they were found at.
    pub head: u64,
}

pub(crate) struct Inside {
    pub(crate) around: Surroundings,
    desks: RwLock<BTreeMap<Arc<str>, Arc<Desk>>>,
    pub(crate) known_secrets: KnownSecrets,
    /// Held while an account is changed: what was read must be what is changed.
    pub(crate) account_changes: Mutex<()>,
    /// Held while a session is planned.
    pub(crate) session_plans: Arc<Semaphore>,
}

/// The use cases. Cheap to clone.
#[derive(Clone)]
pub struct App {
    pub(crate) inside: Arc<Inside>,
}

impl App {
    /// Folds every organisation's log and starts their writers.
    pub fn open(store: Arc<dyn Store>, clock: Arc<dyn Clock>, settings: Settings) -> Result<Self, AppError> {
        let Settings { signing_key, checkpoint_every, snapshot_every } = settings;
        let around = Surroundings { store, clock, signing_key, checkpoint_every, snapshot_every };
        let desks = RwLock::new(BTreeMap::new());
        let (known_secrets, account_changes) = (KnownSecrets::default(), Mutex::default());
        let session_plans = session_plans::turns();
        let inside = Inside { around, desks, known_secrets, account_changes, session_plans };
        let app = Self { inside: Arc::new(inside) };
        for organisation in app.store().organisations()? {
            app.desk(&organisation)?;
        }
        Ok(app)
    }

    /// The clock.
    pub fn clock(&self) -> &dyn Clock {
        self.inside.around.clock.as_ref()
    }

    /// The store.
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.inside.around.store
    }

    /// The organisations open here.
    pub fn organisations(&self) -> Vec<Arc<str>> {
        self.inside.desks.read().map(|desks| desks.keys().cloned().collect()).unwrap_or_default()
    }

    /// Whether the app can serve.
    pub fn readiness(&self) -> Readiness {
        let desks = self.inside.desks.read();
        let Ok(desks) = desks else {
            return Readiness {
                ready: false,
                organisations: 0,
                problem: Some("a writer has failed".to_owned()),
            };
        };
        let problem = desks.values().find_map(|desk| desk.problem());
        Readiness { ready: problem.is_none(), organisations: desks.len(), problem }
    }

    /// Finishes what is waiting, signs and saves, and ends the writers. Blocks.
    pub fn shutdown(&self) {
        let desks = self.inside.desks.read().map(|desks| desks.values().cloned().collect::<Vec<_>>());
        for desk in desks.unwrap_or_default() {
            desk.stop();
        }
    }

    /// The one door for writes: authorise, decide, append, publish.
    pub async fn submit(
        &self,
        by: &Principal,
        command: Command,
        key: Option<IdempotencyKey>,
    ) -> Result<Receipt, AppError> {
        by.require(permission_for(&command))?;
        let desk = self.desk_of(by)?;
        let key = match key {
            Some(key) => Some((key.scoped(by.actor()), fingerprint(&command)?)),
            None => None,
        };
        desk.submit(by.actor(), command, key).await
    }

    /// Submits commands one after another without waiting for each answer, so that they share appends.
    ///
    /// The writer takes them in this order. Answers come in the same order.
    pub async fn submit_in_order(
        &self,
        by: &Principal,
        commands: Vec<Command>,
    ) -> Result<Vec<Result<Receipt, AppError>>, AppError> {
        for command in &commands {
            by.require(permission_for(command))?;
        }
        let desk = self.desk_of(by)?;
        let mut answers = Vec::with_capacity(commands.len());
        let mut waiting = std::collections::VecDeque::new();
        for command in commands {
            if waiting.len() >= IN_FLIGHT
                && let Some(first) = waiting.pop_front()
            {
                answers.push(Desk::answer(first).await);
            }
            waiting.push_back(desk.hand_in(by.actor(), command, None)?);
        }
        for rest in waiting {
            answers.push(Desk::answer(rest).await);
        }
        Ok(answers)
    }

    /// How many events an organisation's log has in the store; 0 if it has not been founded.
    pub async fn log_length(&self, organisation: &str) -> Result<u64, AppError> {
        let (store, organisation) = (Arc::clone(self.store()), organisation.to_owned());
        self.blocking(move || Ok(store.head(&organisation)?)).await
    }

    /// Founds an organisation under a new key, 1 to 40 characters of `a-z 0-9 -`.
    pub async fn found_organisation(
        &self,
        by: &Principal,
        slug: &str,
        name: &str,
        horizon_days: u16,
    ) -> Result<Receipt, AppError> {
        self.found_organisation_once(by, slug, name, horizon_days, None).await
    }

    /// Founds an organisation; a retry with the same key gets the same answer.
    pub async fn found_organisation_once(
        &self,
        by: &Principal,
        slug: &str,
        name: &str,
        horizon_days: u16,
        key: Option<IdempotencyKey>,
    ) -> Result<Receipt, AppError> {
        by.require(Permission::FoundOrganisation)?;
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if slug.is_empty() || slug.len() > 40 || !slug.chars().all(allowed) {
            let problem = "must have 1 to 40 characters of a-z 0-9 -".to_owned();
            return Err(AppError::Invalid { field: "slug", problem });
        }
        let desk = self.desk(slug)?;
        let command = Command::FoundOrganisation { name: name.to_owned(), horizon_days };
        let key = match key {
            Some(key) => Some((key.scoped(by.actor()), fingerprint(&command)?)),
            None => None,
        };
        desk.submit(by.actor(), command, key).await
    }

    /// Openings at this moment.
    pub async fn find_openings(&self, by: &Principal, request: &FindRequest) -> Result<Found, AppError> {
        by.require(Permission::ReadSchedule)?;
        let desk = self.desk_of(by)?;
        let now = instant(self.clock().now_ms());
        let due = {
            let state = desk.state()?;
            state.next_lapse().is_some_and(|lapse| lapse <= now) || !state.reaches(now)
        };
        if due {
            // Holds that have run out must not hide openings. If the store is down they do, and nothing else breaks.
            drop(desk.submit(by.actor(), Command::SweepHolds, None).await);
        }
        let state = desk.state()?;
        let openings = find_openings(&state, request, now)?;
        Ok(Found { openings, head: state.head() })
    }

    /// A view of the committed state.
    pub fn read<T>(
        &self,
        by: &Principal,
        permission: Permission,
        view: impl FnOnce(&State) -> T,
    ) -> Result<T, AppError> {
        by.require(permission)?;
        let desk = self.desk_of(by)?;
        let state = desk.state()?;
        Ok(view(&state))
    }

    /// Committed entries as they come, in batches. A subscriber that lags reads the store with `entries_after`.
    pub fn subscribe(&self, by: &Principal) -> Result<broadcast::Receiver<Arc<Vec<Entry>>>, AppError> {
        by.require(Permission::ReadSchedule)?;
        Ok(self.desk_of(by)?.shop.feed.subscribe())
    }

    /// Committed entries from the store, each checked against the hash of the one before it.
    pub async fn entries_after(
        &self,
        by: &Principal,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Entry>, AppError> {
        by.require(Permission::ReadSchedule)?;
        let (store, organisation) = (Arc::clone(self.store()), Arc::clone(&by.organisation));
        let read = move || read_checked(store.as_ref(), &organisation, after, limit).map_err(damaged);
        self.blocking(read).await
    }

    /// Runs a store call where it may block.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        call: impl FnOnce() -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        tokio::task::spawn_blocking(call).await.unwrap_or(Err(AppError::Stopped))
    }

    /// The desk of the principal's organisation, which must be founded.
    pub(crate) fn desk_of(&self, by: &Principal) -> Result<Arc<Desk>, AppError> {
        if let Some(desk) = self.open_desk(&by.organisation)? {
            return Ok(desk);
        }
        // Another process may have founded it since this one started.
        if apart(|| Ok(self.store().head(&by.organisation)?))? == 0 {
            return Err(AppError::UnknownOrganisation);
        }
        self.desk(&by.organisation)
    }

    fn open_desk(&self, organisation: &str) -> Result<Option<Arc<Desk>>, AppError> {
        Ok(self.inside.desks.read().map_err(|_| AppError::Stopped)?.get(organisation).cloned())
    }

    /// The desk of an organisation, opened if need be.
    fn desk(&self, organisation: &str) -> Result<Arc<Desk>, AppError> {
        if let Some(desk) = self.open_desk(organisation)? {
            return Ok(desk);
        }
        let mut desks = self.inside.desks.write().map_err(|_| AppError::Stopped)?;
        if let Some(desk) = desks.get(organisation) {
            return Ok(Arc::clone(desk));
        }
        let open = || Desk::open(organisation, &self.inside.around);
        let desk = Arc::new(apart(open)?);
        desks.insert(organisation.into(), Arc::clone(&desk));
        Ok(desk)
    }
}

/// Runs a store call on a thread of its own and waits: stores block, which a task's thread must not.
pub(crate) fn apart<T: Send>(call: impl FnOnce() -> Result<T, AppError> + Send) -> Result<T, AppError> {
    std::thread::scope(|scope| scope.spawn(call).join()).unwrap_or(Err(AppError::Stopped))
}
