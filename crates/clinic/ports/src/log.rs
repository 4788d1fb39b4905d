//! The log: compare-and-append, read, follow; snapshots and checkpoints beside it.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use crate::error::PortError;

/// One entry of an organisation's log, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number; the first entry is 1 and there are no holes.
    pub seq: u64,
    /// When it was decided, in milliseconds since the epoch.
    pub at_ms: i64,
    /// Who asked: an account's written id, or `system`.
    pub actor: Arc<str>,
    /// The event's kind, for example `appointment_booked`.
    pub kind: Cow<'static, str>,
    /// The version of the event's schema.
    pub version: u16,
    /// The event, as JSON. Shared by the writer, the store and those who follow.
    pub body: Arc<[u8]>,
    /// The leaf hash, which also covers the previous entry's leaf hash.
    pub hash: [u8; 32],
}

/// What a command with an idempotency key came to; written in the same transaction as its entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The principal and the client's key, for example `account-3:6f9b…`. Unique per organisation until it expires.
    pub key: Arc<str>,
    /// Hash of the command, to tell a retry from another command under the same key.
    pub fingerprint: [u8; 32],
    /// The answer, in the app's encoding.
    pub answer: Arc<[u8]>,
    /// After this moment (milliseconds since the epoch) the record does not count and may be dropped.
    pub expires_ms: i64,
}

/// Entries and outcomes that are written together or not at all.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    /// The organisation's key.
    pub organisation: &'a str,
    /// The head the writer has seen; 0 for a new log.
    pub expected_head: u64,
    /// The new entries, numbered from `expected_head + 1`; may be empty when only outcomes are recorded.
    pub entries: &'a [Entry],
    /// The outcomes to record. A key may stand here once.
    pub outcomes: &'a [Outcome],
    /// The writer's clock (milliseconds since the epoch): a recorded outcome that expired before it does not
    /// count as used and is replaced. Stores have no clock of their own, so that a simulated one works too.
    pub now_ms: i64,
}

impl Batch<'_> {
    /// The head after this batch.
    pub fn new_head(&self) -> u64 {
        self.expected_head + self.entries.len() as u64
    }

    /// Refuses a batch whose entries are not numbered from `expected_head + 1` without holes or whose outcomes
    /// name a key twice. Every store calls this before anything else.
    ///
    /// # Errors
    /// [`PortError::Malformed`] with the first fault.
    pub fn check(&self) -> Result<(), PortError> {
        for (expected, entry) in (self.expected_head + 1..).zip(self.entries) {
            if entry.seq != expected {
                let problem = format!(
                    "an entry for {} is numbered {} where {expected} is next",
                    self.organisation, entry.seq
                );
                return Err(PortError::Malformed(problem));
            }
        }
        let mut keys: Vec<&str> = self.outcomes.iter().map(|outcome| &*outcome.key).collect();
        keys.sort_unstable();
        match keys.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(_) => Err(PortError::Malformed("a batch names one idempotency key twice".to_owned())),
            None => Ok(()),
        }
    }
}

/// Why an append did not happen. In every case nothing at all was written.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// The head has moved.
    #[error("the log's head is {head}, not the expected one")]
    Conflict {
        /// The present head.
        head: u64,
    },
    /// Outcomes under these keys already exist and have not expired.
    #[error("{} idempotency keys are already used", .0.len())]
    KeysUsed(Vec<String>),
    /// The store failed. If it is `Unavailable`, the caller must read the head to learn whether the batch was
    /// written before the connection broke.
    #[error(transparent)]
    Store(#[from] PortError),
}

/// A saved state. A cache: it can always be made again from the entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The head it was taken at.
    pub head: u64,
    /// Version of the encoding; one that the program does not know is ignored.
    pub format: u32,
    /// The state.
    pub bytes: Vec<u8>,
}

/// A signed statement of the log's size and root hash, as the text of a signed note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// How many entries it covers.
    pub size: u64,
    /// The signed note.
    pub note: String,
}

/// An append-only log per organisation.
pub trait Log: Send + Sync + 'static {
    /// The organisations that have at least one entry, in order of key (by bytes).
    fn organisations(&self) -> Result<Vec<String>, PortError>;

    /// The number of the last entry; 0 for a log that does not exist.
    fn head(&self, organisation: &str) -> Result<u64, PortError>;

    /// Appends if the head is still the expected one, durably: when this returns `Ok`, the batch survives a crash.
    /// The batch is checked ([`Batch::check`]) first, then the head, then the keys.
    fn append(&self, batch: Batch<'_>) -> Result<(), AppendError>;

    /// Up to `limit` entries after `after`, in order; fewer only when the log ends there. A hole or an unreadable
    /// row is `Corrupt`, and its place names the event.
    fn read(&self, organisation: &str, after: u64, limit: usize) -> Result<Vec<Entry>, PortError>;

    /// The outcome under a key, unless it expired before `now_ms`.
    fn outcome(&self, organisation: &str, key: &str, now_ms: i64) -> Result<Option<Outcome>, PortError>;

    /// Drops outcomes that expired before `now_ms`; answers how many.
    fn drop_expired_outcomes(&self, now_ms: i64) -> Result<u64, PortError>;

    /// Waits until the head differs from `known` or `patience` is over; answers the head.
    fn await_head(&self, organisation: &str, known: u64, patience: Duration) -> Result<u64, PortError>;

    /// Saves a snapshot. One with an older head than the newest is ignored; those that are older may be dropped.
    fn save_snapshot(&self, organisation: &str, snapshot: &Snapshot) -> Result<(), PortError>;

    /// The snapshot with the highest head.
    fn latest_snapshot(&self, organisation: &str) -> Result<Option<Snapshot>, PortError>;

    /// Saves a signed checkpoint. Saving the same size again keeps the first.
    fn save_checkpoint(&self, organisation: &str, checkpoint: &Checkpoint) -> Result<(), PortError>;

    /// The checkpoint that covers most.
    fn latest_checkpoint(&self, organisation: &str) -> Result<Option<Checkpoint>, PortError>;

    /// All checkpoints in order of size.
    fn checkpoints(&self, organisation: &str) -> Result<Vec<Checkpoint>, PortError>;
}
