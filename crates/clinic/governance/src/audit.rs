//! Recomputing a whole log: every hash, the tree, and every checkpoint, from entries that pass by in order.

mod difference;

use std::collections::BTreeSet;

pub use difference::Difference;

use crate::checkpoint::SignedCheckpoint;
use crate::error::ProofError;
use crate::frontier::Frontier;
use crate::key::Verifier;
use crate::record::{GENESIS, Record, leaf_hash};
use crate::tree::Hash;

/// What an audit that found nothing wrong has seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditReport {
    /// How many entries the log has.
    pub entries: u64,
    /// The root hash of their tree.
    pub root: Hash,
    /// How many checkpoints have the root that the entries give.
    pub checkpoints_checked: u64,
    /// How many of them carry a signature that was verified. Without verifiers it is 0.
    pub signatures_checked: u64,
    /// Name and id of the keys whose signatures were verified.
    pub key_ids: Vec<String>,
    /// How many entries the largest checkpoint covers; later ones are protected by their chain only.
    pub sealed: u64,
}

/// A verifier that is handed the entries of one organisation's log in order.
///
/// The first difference ends the audit. An entry that does not have its hash is reported with the next entry,
/// because only that one shows whether a field or the hash was altered.
#[derive(Clone, Debug)]
pub struct Audit {
    organisation: String,
    verifiers: Vec<Verifier>,
    /// Sizes and notes, the largest first, so that the next one is at the end.
    checkpoints: Vec<(u64, String)>,
    tree: Frontier,
    previous: Hash,
    suspect: Option<Suspect>,
    report: AuditReport,
}

/// An entry whose stored hash is not the one that its fields give.
#[derive(Clone, Debug)]
struct Suspect {
    seq: u64,
    stored: Hash,
    computed: Hash,
}

impl Audit {
    /// Starts an audit of an organisation's log. `checkpoints` are sizes and signed notes in any order, from the
    /// store or kept elsewhere. If there are verifiers, each checkpoint must be signed by one of them.
    pub fn new(organisation: &str, verifiers: Vec<Verifier>, mut checkpoints: Vec<(u64, String)>) -> Self {
        checkpoints.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
        let tree = Frontier::default();
        let report = AuditReport {
            entries: 0,
            root: tree.root(),
            checkpoints_checked: 0,
            signatures_checked: 0,
            key_ids: Vec::new(),
            sealed: 0,
        };
        let organisation = organisation.to_owned();
        Self { organisation, verifiers, checkpoints, tree, previous: GENESIS, suspect: None, report }
    }

    /// Takes the next entry and the hash that is stored with it.
    pub fn push(&mut self, record: &Record<'_>, stored: &Hash) -> Result<(), Difference> {
        if let Some(suspect) = self.suspect.take() {
            return Err(suspect.judge(record, stored));
        }
        self.compare_checkpoints()?;
        let expected = self.tree.size() + 1;
        if record.seq > expected {
            return Err(Difference::Missing { first: expected, found: record.seq });
        }
        if record.seq < expected {
            return Err(Difference::Repeated { seq: record.seq, expected });
        }
        let computed = leaf_hash(&self.previous, record);
        if computed != *stored {
            self.suspect = Some(Suspect { seq: record.seq, stored: *stored, computed });
            return Ok(());
        }
        self.tree.push(computed);
        self.previous = computed;
        Ok(())
    }

    /// Ends the log and tells what was seen.
    pub fn finish(mut self) -> Result<AuditReport, Difference> {
        if let Some(suspect) = self.suspect {
            return Err(Difference::Altered { seq: suspect.seq });
        }
        self.compare_checkpoints()?;
        let head = self.tree.size();
        if let Some((size, _)) = self.checkpoints.last() {
            return Err(Difference::Truncated { head, size: *size });
        }
        Ok(AuditReport { entries: head, root: self.tree.root(), ..self.report })
    }

    /// Compares the checkpoints of the present size with the tree.
    fn compare_checkpoints(&mut self) -> Result<(), Difference> {
        let size = self.tree.size();
        while let Some((_, note)) = self.checkpoints.pop_if(|(next, _)| *next <= size) {
            let signer =
                self.verify_note(size, &note).map_err(|problem| Difference::Checkpoint { size, problem })?;
            let checkpoint = SignedCheckpoint::parse(&note);
            let same = checkpoint.is_ok_and(|checkpoint| *checkpoint.root() == self.tree.root());
            if !same {
                return Err(Difference::Rewritten { after: self.report.sealed, until: size });
            }
            self.report.checkpoints_checked += 1;
            self.report.sealed = size;
            if let Some(label) = signer {
                self.report.signatures_checked += 1;
                let keys: BTreeSet<String> = self.report.key_ids.drain(..).chain([label]).collect();
                self.report.key_ids = keys.into_iter().collect();
            }
        }
        Ok(())
    }

    /// Checks all of a checkpoint but its root; answers the label of the key that signed, if keys are known.
    fn verify_note(&self, size: u64, note: &str) -> Result<Option<String>, ProofError> {
        let checkpoint = SignedCheckpoint::parse(note)?;
        if checkpoint.size() != size {
            return Err(ProofError::Checkpoint("it is kept under another size than its own"));
        }
        if self.verifiers.is_empty() {
            let ours =
                checkpoint.origin().rsplit_once('/').is_some_and(|(_, last)| last == self.organisation);
            let (expected, found) = (self.organisation.clone(), checkpoint.origin().to_owned());
            return if ours { Ok(None) } else { Err(ProofError::Origin { expected, found }) };
        }
        let named = |key: &&Verifier| checkpoint.signers().contains(&key.label());
        let Some(verifier) = self.verifiers.iter().find(named) else {
            let known: Vec<String> = self.verifiers.iter().map(Verifier::label).collect();
            return Err(ProofError::NotSigned(known.join(" or ")));
        };
        checkpoint.verify(verifier, &self.organisation)?;
        Ok(Some(verifier.label()))
    }
}

impl Suspect {
    /// The next entry's hash covers the hash before it: whichever makes it come out is the true one.
    fn judge(&self, next: &Record<'_>, stored: &Hash) -> Difference {
        let seq = self.seq;
        if leaf_hash(&self.stored, next) == *stored {
            Difference::FieldAltered { seq }
        } else if leaf_hash(&self.computed, next) == *stored {
            Difference::HashAltered { seq }
        } else {
            Difference::Altered { seq }
        }
    }
}
