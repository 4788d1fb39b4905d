//! Logs, outcomes, snapshots and checkpoints in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use foldhash::fast::RandomState;
use hashbrown::HashMap;
use lindley_ports::{AppendError, Batch, Checkpoint, Entry, Log, Outcome, PortError, Snapshot};

use crate::MemoryStore;
use crate::entries::Entries;

/// The log of each organisation.
pub(crate) type Logs = BTreeMap<String, OrganisationLog>;

/// Everything the store keeps for one organisation.
#[derive(Default)]
pub(crate) struct OrganisationLog {
    entries: Entries,
    outcomes: HashMap<Arc<str>, RecordedOutcome, RandomState>,
    snapshot: Option<Snapshot>,
    checkpoints: BTreeMap<u64, String>,
}

struct RecordedOutcome {
    fingerprint: [u8; 32],
    answer: Arc<[u8]>,
    expires_ms: i64,
}

impl OrganisationLog {
    fn append(&mut self, batch: Batch<'_>) -> Result<(), AppendError> {
        let head = self.entries.head();
        if head != batch.expected_head {
            return Err(AppendError::Conflict { head });
        }
        let used = self.keys_used(batch);
        if !used.is_empty() {
            return Err(AppendError::KeysUsed(used));
        }
        self.entries.extend(batch.entries);
        self.outcomes.extend(batch.outcomes.iter().map(|outcome| {
            let recorded = RecordedOutcome {
                fingerprint: outcome.fingerprint,
                answer: Arc::clone(&outcome.answer),
                expires_ms: outcome.expires_ms,
            };
            (Arc::clone(&outcome.key), recorded)
        }));
        Ok(())
    }

    fn keys_used(&self, batch: Batch<'_>) -> Vec<String> {
        let used = |outcome: &&Outcome| {
            self.outcomes.get(&outcome.key).is_some_and(|recorded| recorded.expires_ms >= batch.now_ms)
        };
        batch.outcomes.iter().filter(used).map(|outcome| outcome.key.to_string()).collect()
    }

    fn drop_expired(&mut self, now_ms: i64) -> u64 {
        let before = self.outcomes.len();
        self.outcomes.retain(|_, recorded| recorded.expires_ms >= now_ms);
        (before - self.outcomes.len()) as u64
    }
}

impl Log for MemoryStore {
    fn organisations(&self) -> Result<Vec<String>, PortError> {
        let contents = self.contents();
        let with_entries = contents.logs.iter().filter(|(_, log)| log.entries.head() > 0);
        Ok(with_entries.map(|(organisation, _)| organisation.clone()).collect())
    }

    fn head(&self, organisation: &str) -> Result<u64, PortError> {
        Ok(self.contents().logs.get(organisation).map_or(0, |log| log.entries.head()))
    }

    fn append(&self, batch: Batch<'_>) -> Result<(), AppendError> {
        batch.check()?;
        let mut contents = self.contents();
        match contents.logs.get_mut(batch.organisation) {
            Some(log) => log.append(batch)?,
            None => contents.logs.entry(batch.organisation.to_owned()).or_default().append(batch)?,
        }
        drop(contents);
        self.shared.moved.notify_all();
        Ok(())
    }

    fn read(&self, organisation: &str, after: u64, limit: usize) -> Result<Vec<Entry>, PortError> {
        let contents = self.contents();
        Ok(contents.logs.get(organisation).map_or_else(Vec::new, |log| log.entries.after(after, limit)))
    }

    fn outcome(&self, organisation: &str, key: &str, now_ms: i64) -> Result<Option<Outcome>, PortError> {
        let contents = self.contents();
        let recorded = contents.logs.get(organisation).and_then(|log| log.outcomes.get(key));
        Ok(recorded.filter(|recorded| recorded.expires_ms >= now_ms).map(|recorded| Outcome {
            key: Arc::from(key),
            fingerprint: recorded.fingerprint,
            answer: recorded.answer.clone(),
            expires_ms: recorded.expires_ms,
        }))
    }

    fn drop_expired_outcomes(&self, now_ms: i64) -> Result<u64, PortError> {
        Ok(self.contents().logs.values_mut().map(|log| log.drop_expired(now_ms)).sum())
    }

    fn await_head(&self, organisation: &str, known: u64, patience: Duration) -> Result<u64, PortError> {
        let head = |logs: &Logs| logs.get(organisation).map_or(0, |log| log.entries.head());
        let (contents, _) = self
            .shared
            .moved
            .wait_timeout_while(self.contents(), patience, |contents| head(&contents.logs) == known)
            .unwrap_or_else(PoisonError::into_inner);
        Ok(head(&contents.logs))
    }

    fn save_snapshot(&self, organisation: &str, snapshot: &Snapshot) -> Result<(), PortError> {
        let mut contents = self.contents();
        let log = contents.logs.entry(organisation.to_owned()).or_default();
        if log.snapshot.as_ref().is_none_or(|newest| newest.head <= snapshot.head) {
            log.snapshot = Some(snapshot.clone());
        }
        Ok(())
    }

    fn latest_snapshot(&self, organisation: &str) -> Result<Option<Snapshot>, PortError> {
        Ok(self.contents().logs.get(organisation).and_then(|log| log.snapshot.clone()))
    }

    fn save_checkpoint(&self, organisation: &str, checkpoint: &Checkpoint) -> Result<(), PortError> {
        let mut contents = self.contents();
        let log = contents.logs.entry(organisation.to_owned()).or_default();
        log.checkpoints.entry(checkpoint.size).or_insert_with(|| checkpoint.note.clone());
        Ok(())
    }

    fn latest_checkpoint(&self, organisation: &str) -> Result<Option<Checkpoint>, PortError> {
        let contents = self.contents();
        let newest = contents.logs.get(organisation).and_then(|log| log.checkpoints.last_key_value());
        Ok(newest.map(|(size, note)| Checkpoint { size: *size, note: note.clone() }))
    }

    fn checkpoints(&self, organisation: &str) -> Result<Vec<Checkpoint>, PortError> {
        let contents = self.contents();
        let saved = contents.logs.get(organisation).into_iter().flat_map(|log| &log.checkpoints);
        Ok(saved.map(|(size, note)| Checkpoint { size: *size, note: note.clone() }).collect())
    }
}
