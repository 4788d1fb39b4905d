//! Snapshots, taken by a replica of its own so that nobody waits for one.

use std::sync::Arc;
use std::thread::JoinHandle;

use lindley_ports::Store;

use crate::desk::{Surroundings, spawn};
use crate::replica::{Replica, ReplicaError, load};

/// Snapshots are at least this far apart: they cost a second or two of one core for a million events.
const PAUSE_MS: i64 = 600_000;
/// At shutdown a snapshot is worth its while after this many events.
const WORTH_AT_STOP: u64 = 2000;

/// Decides when a snapshot is due and has it taken.
pub(crate) struct Snapshotter {
    organisation: String,
    store: Arc<dyn Store>,
    every: u64,
    taken_at: u64,
    taken_ms: i64,
    running: Option<JoinHandle<()>>,
}

impl Snapshotter {
    pub(crate) fn new(organisation: &str, around: &Surroundings, head: u64) -> Self {
        let known = around.store.latest_snapshot(organisation).ok().flatten().map_or(0, |known| known.head);
        Self {
            organisation: organisation.to_owned(),
            store: Arc::clone(&around.store),
            every: around.snapshot_every,
            taken_at: known.min(head),
            taken_ms: around.clock.now_ms(),
            running: None,
        }
    }

    /// Takes a snapshot if it is due. At shutdown the writer's own replica is at hand and nobody waits any more.
    pub(crate) fn consider(&mut self, replica: &Replica, now_ms: i64, stopping: bool) {
        let head = replica.state.head();
        let behind = head.saturating_sub(self.taken_at);
        if self.every == 0 {
            return;
        }
        if stopping {
            if let Some(running) = self.running.take() {
                drop(running.join());
            }
            if behind >= WORTH_AT_STOP {
                told(&self.organisation, save(&self.organisation, self.store.as_ref(), replica));
            }
            return;
        }
        if behind < self.every || now_ms - self.taken_ms < PAUSE_MS {
            return;
        }
        (self.taken_at, self.taken_ms) = (head, now_ms);
        let (organisation, store) = (self.organisation.clone(), Arc::clone(&self.store));
        let body = move || {
            let taken = load(store.as_ref(), &organisation);
            told(&organisation, taken.and_then(|replica| save(&organisation, store.as_ref(), &replica)));
        };
        self.running = spawn("snapshot", body).ok();
    }
}

fn save(organisation: &str, store: &dyn Store, replica: &Replica) -> Result<(), ReplicaError> {
    Ok(store.save_snapshot(organisation, &replica.save()?)?)
}

/// A snapshot that could not be taken costs a slower start, nothing else.
fn told(organisation: &str, taken: Result<(), ReplicaError>) {
    if let Err(error) = taken {
        tracing::warn!(organisation, %error, "the snapshot was not taken");
    }
}
