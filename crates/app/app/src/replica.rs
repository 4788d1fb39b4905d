//! A replica: a state and its place in the hash chain, folded from the log.

use aws_lc_rs::digest::{SHA256, digest};
use lindley_domain::{Event, Inapplicable, State, apply, record, snapshot};
use lindley_governance::{Frontier, GENESIS, Hash, Record, SignedCheckpoint, leaf_hash};
use lindley_ports::{Checkpoint, Entry, Log, PortError, Snapshot};
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
    /// Something vouches for more entries than there are.
    #[error("the log ends at event {stored}, but {witness} covers {vouched}: entries were cut off its end")]
    CutOff {
        /// The log's last event.
        stored: u64,
        /// How many events there have been.
        vouched: u64,
        /// What says so.
        witness: &'static str,
    },
    /// A checkpoint was signed for other entries, or it cannot be read.
    #[error("the checkpoint of the first {size} events does not fit them: {problem}")]
    OtherThanSigned {
        /// How many events it covers.
        size: u64,
        /// What does not fit.
        problem: &'static str,
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
        leaf_after(&self.last, organisation, entry)
    }

    fn push(&mut self, leaf: Hash) {
        self.last = leaf;
        self.frontier.push(leaf);
    }

    /// Adds an entry of the store, whose hash must be the one that its content gives.
    pub(crate) fn check(&mut self, organisation: &str, entry: &Entry) -> Result<(), ReplicaError> {
        let leaf = self.leaf(organisation, entry);
        if entry.seq != self.frontier.size() + 1 || leaf != entry.hash {
            return Err(ReplicaError::BrokenChain { seq: entry.seq });
        }
        self.push(leaf);
        Ok(())
    }

    /// Compares a checkpoint that covers just the entries so far.
    pub(crate) fn compare(&self, signed: &Checkpoint) -> Result<(), ReplicaError> {
        let other = |problem| Err(ReplicaError::OtherThanSigned { size: signed.size, problem });
        match SignedCheckpoint::parse(&signed.note) {
            Err(_) => other("its note cannot be read"),
            Ok(note) if note.size() != signed.size => other("its note tells another size"),
            Ok(note) if *note.root() != self.frontier.root() => {
                other("they have another root hash, so one of them was altered")
            }
            Ok(_) => Ok(()),
        }
    }

    /// Adds the next entry's content; answers its leaf hash.
    pub(crate) fn extend(&mut self, organisation: &str, entry: &Entry) -> Hash {
        let leaf = self.leaf(organisation, entry);
        self.push(leaf);
        leaf
    }
}

/// The leaf hash that an entry's content gives after the entry with the leaf hash `last`.
pub(crate) fn leaf_after(last: &Hash, organisation: &str, entry: &Entry) -> Hash {
    let Entry { seq, at_ms, actor, kind, version, body, .. } = entry;
    let (seq, at_ms, version) = (*seq, *at_ms, *version);
    leaf_hash(last, &Record { organisation, seq, at_ms, actor, kind, version, body })
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
    pub fn save(&self) -> Result<Snapshot, ReplicaError> {
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

/// A replica as the store gives it.
pub(crate) struct Loaded {
    pub(crate) replica: Replica,
    /// So many entries were taken on trust from a snapshot: only what came after them was read.
    pub(crate) on_trust: u64,
}

/// Folds an organisation's log: from its newest usable snapshot, or from the start.
pub fn load(log: &dyn Log, organisation: &str) -> Result<Replica, ReplicaError> {
    Ok(load_noting_trust(log, organisation)?.replica)
}

/// Folds an organisation's log and tells how much of it was not read.
pub(crate) fn load_noting_trust(log: &dyn Log, organisation: &str) -> Result<Loaded, ReplicaError> {
    // Read first: another process may append and sign while this one reads.
    let signed = log.latest_checkpoint(organisation)?;
    let snapshot = log.latest_snapshot(organisation)?;
    let mut replica = snapshot.as_ref().and_then(Replica::restore).unwrap_or_default();
    let on_trust = replica.state.head();
    if on_trust > 0 {
        expect_last(log, organisation, &replica)?;
    }
    loop {
        let page = log.read(organisation, replica.state.head(), PAGE)?;
        for entry in &page {
            replica.follow(organisation, entry)?;
            if let Some(signed) = signed.as_ref().filter(|signed| signed.size == entry.seq) {
                replica.chain.compare(signed)?;
            }
        }
        if page.len() < PAGE {
            break;
        }
    }
    let stored = replica.state.head();
    match signed.map_or(0, |signed| signed.size) {
        vouched if vouched > stored => {
            Err(ReplicaError::CutOff { stored, vouched, witness: "a signed checkpoint" })
        }
        _ => Ok(Loaded { replica, on_trust }),
    }
}

/// The log must still have the entry at which the snapshot was taken.
fn expect_last(log: &dyn Log, organisation: &str, replica: &Replica) -> Result<(), ReplicaError> {
    let vouched = replica.state.head();
    match log.read(organisation, vouched - 1, 1)?.first() {
        Some(entry) if entry.hash == replica.chain.last => Ok(()),
        Some(_) => Err(ReplicaError::BrokenChain { seq: vouched }),
        None => {
            let stored = log.head(organisation)?;
            Err(ReplicaError::CutOff { stored, vouched, witness: "a saved snapshot" })
        }
    }
}
