//! Entries, outcomes and batches for the rules.

use std::sync::Arc;

use crate::{AppendError, Batch, Entry, Outcome, Store};

/// The organisation of most rules.
pub const CLINIC: &str = "clinic";
/// The clock of most rules, in milliseconds.
pub const NOW_MS: i64 = 1_790_000_000_000;

/// Entry `seq` with contents that differ from its neighbours'.
pub fn entry(seq: u64) -> Entry {
    Entry {
        seq,
        at_ms: NOW_MS + seq.cast_signed(),
        actor: Arc::from(if seq.is_multiple_of(3) { "system" } else { "account-7" }),
        kind: if seq.is_multiple_of(2) { "appointment_booked".into() } else { "hold_lapsed".into() },
        version: 1 + u16::try_from(seq % 3).expect("a remainder is small"),
        body: format!("{{\"appointment\":{seq}}}").into_bytes().into(),
        hash: [u8::try_from(seq % 251).expect("a remainder is small"); 32],
    }
}

/// Entries `first` to `last`.
pub fn entries(first: u64, last: u64) -> Vec<Entry> {
    (first..=last).map(entry).collect()
}

/// An outcome that expires an hour after [`NOW_MS`].
pub fn outcome(key: &str) -> Outcome {
    Outcome {
        key: key.into(),
        fingerprint: [key.bytes().fold(0, u8::wrapping_add); 32],
        answer: format!("answer to {key}").into_bytes().into(),
        expires_ms: NOW_MS + 3_600_000,
    }
}

/// Appends to [`CLINIC`] at [`NOW_MS`].
pub fn append(
    store: &dyn Store,
    expected_head: u64,
    entries: &[Entry],
    outcomes: &[Outcome],
) -> Result<(), AppendError> {
    append_to(store, CLINIC, expected_head, entries, outcomes)
}

/// Appends to an organisation at [`NOW_MS`].
pub fn append_to(
    store: &dyn Store,
    organisation: &str,
    expected_head: u64,
    entries: &[Entry],
    outcomes: &[Outcome],
) -> Result<(), AppendError> {
    store.append(Batch { organisation, expected_head, entries, outcomes, now_ms: NOW_MS })
}

/// The organisation's whole log.
pub fn whole_log(store: &dyn Store, organisation: &str) -> Vec<Entry> {
    store.read(organisation, 0, usize::MAX).expect("the log can be read")
}
