//! The traits that stores implement, their error type, and (feature `contract`) the tests every store passes.
//!
//! Ports speak bytes and numbers, never a driver's types and never the booking rules. They block: the app
//! calls them from threads of its own.

pub mod accounts;
pub mod blobs;
#[cfg(feature = "contract")]
pub mod contract;
pub mod error;
pub mod feed;
pub mod log;
pub mod watch;

pub use accounts::{Account, AccountId, Accounts, Credential, CredentialKind, NewAccount};
pub use blobs::Blobs;
pub use error::PortError;
pub use feed::{Feed, FeedDay, FeedError, FeedReading, FeedRow, Fetched, RefusalReason, RefusedRow};
pub use log::{AppendError, Batch, Checkpoint, Entry, Log, Outcome, Snapshot};
pub use watch::Watch;

/// Everything the app needs from a store.
pub trait Store: Log + Accounts + Blobs {}

impl<T: Log + Accounts + Blobs> Store for T {}
