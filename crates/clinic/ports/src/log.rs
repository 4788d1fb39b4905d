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
    /// The event, as JSON.
    pub body: Vec<u8>,
    /// The leaf hash, which also covers the previous entry's leaf hash.
    pub hash: [u8; 32],
}

/// What a command with an idempotency key came to; written in the same transaction as its entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The principal and the client's key, for example `account-3:6f9b…`. Unique per organisation until it expires.
    pub key: String,
    /// Hash of the command, to tell a retry from another command under the same key.
    pub fingerprint: [u8; 32],
    /// The answer, in the app's encoding.
    pub answer: Vec<u8>,
    /// After this moment (milliseconds since the epoch) the record may be dropped.
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
    /// The outcomes to record.
    pub outcomes: &'a [Outcome],
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
    /// The organisations that have a log, in order of key.
    fn organisations(&self) -> Result<Vec<String>, PortError>;

    /// The number of the last entry; 0 for a log that does not exist.
    fn head(&self, organisation: &str) -> Result<u64, PortError>;

    /// Appends if the head is still the expected one, durably: when this returns `Ok`, the batch survives a crash.
    /// Key checks come after the head check.
    fn append(&self, batch: Batch<'_>) -> Result<(), AppendError>;

    /// Up to `limit` entries after `after`, in order. A hole or an unreadable row is `Corrupt`.
    fn read(&self, organisation: &str, after: u64, limit: usize) -> Result<Vec<Entry>, PortError>;

    /// The outcome under a key, if it has not expired at `now_ms`.
    fn outcome(&self, organisation: &str, key: &str, now_ms: i64) -> Result<Option<Outcome>, PortError>;

    /// Drops outcomes that have expired at `now_ms`; answers how many.
    fn drop_expired_outcomes(&self, now_ms: i64) -> Result<u64, PortError>;

    /// Waits until the head differs from `known` or `patience` is over; answers the head.
    fn await_head(&self, organisation: &str, known: u64, patience: Duration) -> Result<u64, PortError>;

    /// Saves a snapshot; older ones of the organisation may be dropped.
    fn save_snapshot(&self, organisation: &str, snapshot: &Snapshot) -> Result<(), PortError>;

    /// The newest snapshot.
    fn latest_snapshot(&self, organisation: &str) -> Result<Option<Snapshot>, PortError>;

    /// Saves a signed checkpoint. Saving the same size again keeps the first.
    fn save_checkpoint(&self, organisation: &str, checkpoint: &Checkpoint) -> Result<(), PortError>;

    /// All checkpoints in order of size.
    fn checkpoints(&self, organisation: &str) -> Result<Vec<Checkpoint>, PortError>;
}
