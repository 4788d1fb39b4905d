//! A replica: a state and its place in the hash chain, folded from the log.

use aws_lc_rs::digest::{SHA256, digest};
use lindley_domain::{Event, Inapplicable, State, apply, record, snapshot};
use lindley_governance::{Frontier, GENESIS, Hash, Record, leaf_hash};
use lindley_ports::{Entry, Log, PortError, Snapshot};
use lindley_time::Instant;
use serde::{Deserialize, Serialize};

/// Entries read from the store at a time.
const PAGE: usize = 4096;

/// The version of a stored snapshot: this file's framing and the domain's encoding together.
const FORMAT: u32 = 200 + snapshot::FORMAT;

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
    /// The leaf hash that the next entry's content gives.
    fn leaf(&self, organisation: &str, entry: &Entry) -> Hash {
        let Entry { seq, at_ms, actor, kind, version, body, .. } = entry;
        let (seq, at_ms, version) = (*seq, *at_ms, *version);
        leaf_hash(&self.last, &Record { organisation, seq, at_ms, actor, kind, version, body })
    }

    fn push(&mut self, leaf: Hash) {
        self.last = leaf;
        self.frontier.push(leaf);
    }

    /// Adds the next entry's content; answers its leaf hash.
    pub(crate) fn extend(&mut self, organisation: &str, entry: &Entry) -> Hash {
        let leaf = self.leaf(organisation, entry);
        self.push(leaf);
        leaf
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

/// The stored bytes: the digest finds a flipped bit, which might otherwise be read as another state.
#[derive(Serialize, Deserialize)]
struct Sealed {
    digest: [u8; 32],
    saved: Vec<u8>,
}

impl Replica {
    /// Checks and applies the next entry; answers its event. An entry that is refused changes nothing, so that it can
    /// be tried again when the store has been repaired.
    pub(crate) fn follow(&mut self, organisation: &str, entry: &Entry) -> Result<Event, ReplicaError> {
        let seq = entry.seq;
        let leaf = self.chain.leaf(organisation, entry);
        if seq != self.state.head() + 1 || leaf != entry.hash {
            return Err(ReplicaError::BrokenChain { seq });
        }
        let event = record::decode(&entry.kind, entry.version, &entry.body)
            .map_err(|error| ReplicaError::Unreadable { seq, problem: error.to_string() })?;
        apply(&mut self.state, &event, instant(entry.at_ms))?;
        self.chain.push(leaf);
        Ok(event)
    }

    /// The replica as a snapshot.
    pub(crate) fn save(&self) -> Result<Snapshot, ReplicaError> {
        let head = self.state.head();
        let unreadable = |problem: String| ReplicaError::Unreadable { seq: head, problem };
        let state = snapshot::encode(&self.state).map_err(|error| unreadable(error.to_string()))?;
        let saved = Saved { chain: self.chain.clone(), state };
        let saved = postcard::to_stdvec(&saved).map_err(|error| unreadable(error.to_string()))?;
        let sealed = Sealed { digest: digest_of(&saved), saved };
        let bytes = postcard::to_stdvec(&sealed).map_err(|error| unreadable(error.to_string()))?;
        Ok(Snapshot { head, format: FORMAT, bytes })
    }

    /// The replica that a snapshot holds; none if it is of another format or cannot be read.
    fn restore(snapshot: &Snapshot) -> Option<Self> {
        if snapshot.format != FORMAT {
            return None;
        }
        let sealed: Sealed = postcard::from_bytes(&snapshot.bytes).ok()?;
        if digest_of(&sealed.saved) != sealed.digest {
            return None;
        }
        let saved: Saved = postcard::from_bytes(&sealed.saved).ok()?;
        let state = snapshot::decode(&saved.state).ok()?;
        let whole = state.head() == snapshot.head && saved.chain.frontier.size() == snapshot.head;
        whole.then_some(Self { state, chain: saved.chain })
    }
}

fn digest_of(bytes: &[u8]) -> [u8; 32] {
    let mut sum = [0; 32];
    sum.copy_from_slice(digest(&SHA256, bytes).as_ref());
    sum
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
