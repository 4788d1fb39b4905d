//! A replica: a state and its place in the hash chain, folded from the log.

use lindley_domain::{Event, Inapplicable, State, apply, record, snapshot};
use lindley_governance::{Frontier, GENESIS, Hash, Record, leaf_hash};
use lindley_ports::{Entry, Log, PortError, Snapshot};
use lindley_time::Instant;
use serde::{Deserialize, Serialize};

/// Entries read from the store at a time.
const PAGE: usize = 4096;

/// The version of a stored snapshot: this file's framing and the domain's encoding together.
const FORMAT: u32 = 100 + snapshot::FORMAT;

/// Why a log cannot be folded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReplicaError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] PortError),
    /// An entry's bytes cannot be read as an event.
    #[error("event {seq} cannot be read: {problem}")]
    Unreadable {
        /// The event's number.
        seq: u64,
        /// What is wrong.
        problem: String,
    },
    /// An entry does not have the hash that its content and the entry before it give.
    #[error("event {seq} does not match the hash chain: it or an earlier event was altered")]
    BrokenChain {
        /// The event's number.
        seq: u64,
    },
    /// An event does not fit the state.
    #[error(transparent)]
    Inapplicable(#[from] Inapplicable),
}

/// Where a log stands in its hash chain and Merkle tree.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Chain {
    pub(crate) last: Hash,
    pub(crate) frontier: Frontier,
}

impl Default for Chain {
    fn default() -> Self {
        Self { last: GENESIS, frontier: Frontier::default() }
    }
}

impl Chain {
    /// Adds the next entry's content; answers its leaf hash.
    pub(crate) fn extend(&mut self, organisation: &str, entry: &Entry) -> Hash {
        let Entry { seq, at_ms, actor, kind, version, body, .. } = entry;
        let (seq, at_ms, version) = (*seq, *at_ms, *version);
        let record = Record { organisation, seq, at_ms, actor, kind, version, body };
        self.last = leaf_hash(&self.last, &record);
        self.frontier.push(self.last);
        self.last
    }
}

/// A state folded from the log, and its chain.
#[derive(Clone, Debug, Default)]
pub struct Replica {
    /// The state.
    pub state: State,
    pub(crate) chain: Chain,
}

#[derive(Serialize, Deserialize)]
struct Saved {
    chain: Chain,
    state: Vec<u8>,
}

impl Replica {
    /// Checks and applies the next entry; answers its event.
    pub(crate) fn follow(&mut self, organisation: &str, entry: &Entry) -> Result<Event, ReplicaError> {
        let seq = entry.seq;
        if seq != self.state.head() + 1 || self.chain.extend(organisation, entry) != entry.hash {
            return Err(ReplicaError::BrokenChain { seq });
        }
        let event = record::decode(&entry.kind, entry.version, &entry.body)
            .map_err(|error| ReplicaError::Unreadable { seq, problem: error.to_string() })?;
        apply(&mut self.state, &event, instant(entry.at_ms))?;
        Ok(event)
    }

    /// The replica as a snapshot.
    pub(crate) fn save(&self) -> Result<Snapshot, ReplicaError> {
        let head = self.state.head();
        let unreadable = |problem: String| ReplicaError::Unreadable { seq: head, problem };
        let state = snapshot::encode(&self.state).map_err(|error| unreadable(error.to_string()))?;
        let saved = Saved { chain: self.chain.clone(), state };
        let bytes = postcard::to_stdvec(&saved).map_err(|error| unreadable(error.to_string()))?;
        Ok(Snapshot { head, format: FORMAT, bytes })
    }

    /// The replica that a snapshot holds; none if it is of another format or cannot be read.
    fn restore(snapshot: &Snapshot) -> Option<Self> {
        if snapshot.format != FORMAT {
            return None;
        }
        let saved: Saved = postcard::from_bytes(&snapshot.bytes).ok()?;
        let state = snapshot::decode(&saved.state).ok()?;
        let whole = state.head() == snapshot.head && saved.chain.frontier.size() == snapshot.head;
        whole.then_some(Self { state, chain: saved.chain })
    }
}

/// The instant of an entry's time.
pub(crate) const fn instant(at_ms: i64) -> Instant {
    Instant::from_seconds(at_ms.div_euclid(1000))
}

/// Folds an organisation's log: from its newest usable snapshot, or from the start.
pub fn load(log: &dyn Log, organisation: &str) -> Result<Replica, ReplicaError> {
    let snapshot = log.latest_snapshot(organisation)?;
    let mut replica = snapshot.as_ref().and_then(Replica::restore).unwrap_or_default();
    loop {
        let page = log.read(organisation, replica.state.head(), PAGE)?;
        for entry in &page {
            replica.follow(organisation, entry)?;
        }
        if page.len() < PAGE {
            return Ok(replica);
        }
    }
}
