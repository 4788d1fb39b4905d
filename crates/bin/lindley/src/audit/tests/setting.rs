//! A store with a log in it, a key, and a way to ask the command.

use std::path::Path;
use std::sync::Arc;

use clap::Parser;
use lindley_governance::{Frontier, GENESIS, SignedCheckpoint, SigningKey, Verifier, leaf_hash, origin};
use lindley_ports::{Batch, Checkpoint, Entry, Store};

use crate::audit::outcome::{Unable, Verdict};
use crate::audit::walk::as_record;
use crate::audit::{AuditArgs, Surroundings, answer};

pub(super) const NOW_MS: i64 = 1_790_000_000_000;

#[derive(Parser)]
struct CommandLine {
    #[command(flatten)]
    audit: AuditArgs,
}

pub(super) struct Setting {
    pub(super) store: Arc<dyn Store>,
    pub(super) recorded: Vec<Verifier>,
}

impl Setting {
    pub(super) fn new(store: impl Store) -> Setting {
        Setting { store: Arc::new(store), recorded: vec![key().verifier().clone()] }
    }

    pub(super) fn append(&self, organisation: &str, entries: &[Entry]) {
        let expected_head = self.store.head(organisation).unwrap();
        self.store
            .append(Batch { organisation, expected_head, entries, outcomes: &[], now_ms: NOW_MS })
            .unwrap();
    }

    /// Signs a checkpoint over the first `size` events as they are stored.
    pub(super) fn sign(&self, organisation: &str, size: u64) -> SignedCheckpoint {
        let entries = self.store.read(organisation, 0, usize::try_from(size).unwrap()).unwrap();
        let signed = checkpoint_over(organisation, &entries);
        let kept = Checkpoint { size, note: signed.note().to_owned() };
        self.store.save_checkpoint(organisation, &kept).unwrap();
        signed
    }

    /// Runs `lindley audit WORDS` and answers how it ended and what it printed.
    pub(super) fn ask(&self, words: &[&str]) -> (Result<Verdict, Unable>, String) {
        let words = ["audit"].iter().chain(words);
        let args = CommandLine::try_parse_from(words).unwrap().audit;
        let mut out = Vec::new();
        let verdict = answer(args, self, &mut out);
        (verdict, String::from_utf8(out).unwrap())
    }

    /// Why the command cannot answer.
    pub(super) fn refusal(&self, words: &[&str]) -> String {
        match self.ask(words).0 {
            Err(Unable::Because(reason)) => reason,
            other => panic!("it was answered: {other:?}"),
        }
    }
}

impl Surroundings for Setting {
    fn open_store(&self, named: &str) -> Result<Arc<dyn Store>, String> {
        match named {
            "sqlite:./lindley-data" => Ok(Arc::clone(&self.store)),
            other => Err(format!("no such store: {other}")),
        }
    }

    fn recorded_verifiers(&self, _named: &str) -> Result<Vec<Verifier>, String> {
        Ok(self.recorded.clone())
    }

    fn read_signing_key(&self, _file: &Path) -> Result<SigningKey, String> {
        Ok(key())
    }

    fn now_ms(&self) -> i64 {
        NOW_MS
    }
}

fn key() -> SigningKey {
    SigningKey::from_seed("clinic.example/lindley", &[7; 32]).unwrap()
}

/// The public key that goes with the log's signatures.
pub(super) fn vkey() -> String {
    key().verifier().to_string()
}

/// The first events of an organisation's log.
pub(super) fn entries(organisation: &str, count: u64) -> Vec<Entry> {
    let mut entries: Vec<Entry> = (1..=count)
        .map(|seq| Entry {
            seq,
            at_ms: NOW_MS,
            actor: Arc::from("account-1"),
            kind: "appointment_booked".into(),
            version: 1,
            body: format!("{{\"appointment\":{seq}}}").into_bytes().into(),
            hash: GENESIS,
        })
        .collect();
    rechain(organisation, &mut entries);
    entries
}

/// Gives every entry the hash that its content asks for.
pub(super) fn rechain(organisation: &str, entries: &mut [Entry]) {
    let mut previous = GENESIS;
    for entry in entries {
        previous = leaf_hash(&previous, &as_record(organisation, entry));
        entry.hash = previous;
    }
}

pub(super) fn checkpoint_over(organisation: &str, entries: &[Entry]) -> SignedCheckpoint {
    let tree: Frontier = entries.iter().map(|entry| entry.hash).collect();
    let log = origin(key().name(), organisation);
    SignedCheckpoint::sign(&key(), &log, tree.size(), &tree.root(), NOW_MS).unwrap()
}
