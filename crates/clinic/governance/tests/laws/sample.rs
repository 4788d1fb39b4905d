//! A small log to prove, audit and damage.

use lindley_governance::{
    Audit, AuditReport, Difference, GENESIS, Hash, ProofBundle, Record, SignedCheckpoint, SigningKey,
    inclusion_proof, leaf_hash, origin,
};

pub(crate) const ORGANISATION: &str = "demo";

/// An entry as a store keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) seq: u64,
    pub(crate) at_ms: i64,
    pub(crate) actor: String,
    pub(crate) kind: String,
    pub(crate) version: u16,
    pub(crate) body: Vec<u8>,
    pub(crate) hash: Hash,
}

impl Stored {
    pub(crate) fn record(&self) -> Record<'_> {
        Record {
            organisation: ORGANISATION,
            seq: self.seq,
            at_ms: self.at_ms,
            actor: &self.actor,
            kind: &self.kind,
            version: self.version,
            body: &self.body,
        }
    }
}

pub(crate) fn key() -> SigningKey {
    SigningKey::from_seed("clinic.example/lindley", &[7; 32]).unwrap()
}

/// A log of this many entries.
pub(crate) fn log(entries: u64) -> Vec<Stored> {
    let mut log = Vec::new();
    for seq in 1..=entries {
        let mut entry = Stored {
            seq,
            at_ms: 1_790_000_000_000 + i64::try_from(seq).unwrap() * 1000,
            actor: format!("account-{}", seq % 3),
            kind: if seq % 2 == 0 { "appointment_booked" } else { "hold_placed" }.to_owned(),
            version: 1,
            body: format!("{{\"appointment\":{seq}}}").into_bytes(),
            hash: GENESIS,
        };
        chain(&mut entry, log.last());
        log.push(entry);
    }
    log
}

/// Gives an entry the hash that its content and the entry before it ask for.
pub(crate) fn chain(entry: &mut Stored, before: Option<&Stored>) {
    entry.hash = leaf_hash(&before.map_or(GENESIS, |before| before.hash), &entry.record());
}

pub(crate) fn leaves(log: &[Stored]) -> Vec<Hash> {
    log.iter().map(|entry| entry.hash).collect()
}

/// A checkpoint over the first `size` entries.
pub(crate) fn checkpoint(log: &[Stored], size: usize) -> SignedCheckpoint {
    let root = crate::naive::root(&leaves(&log[..size]));
    let origin = origin(key().name(), ORGANISATION);
    SignedCheckpoint::sign(&key(), &origin, u64::try_from(size).unwrap(), &root, 1_790_000_100_000).unwrap()
}

/// A proof that entry `seq` is among the first `size`.
pub(crate) fn bundle(log: &[Stored], seq: usize, size: usize) -> ProofBundle {
    let entry = &log[seq - 1];
    let previous = if seq == 1 { GENESIS } else { log[seq - 2].hash };
    let wide = |number: usize| u64::try_from(number).unwrap();
    let inclusion = inclusion_proof(&leaves(log), wide(seq - 1), wide(size)).unwrap();
    ProofBundle::new(&entry.record(), previous, inclusion, &checkpoint(log, size), key().verifier())
}

/// Audits a log with the checkpoints given, knowing the key.
pub(crate) fn audit(log: &[Stored], checkpoints: &[SignedCheckpoint]) -> Result<AuditReport, Difference> {
    let notes = checkpoints.iter().map(|checkpoint| (checkpoint.size(), checkpoint.note().to_owned()));
    let mut audit = Audit::new(ORGANISATION, vec![key().verifier().clone()], notes.collect());
    for entry in log {
        audit.push(&entry.record(), &entry.hash)?;
    }
    audit.finish()
}
