//! Checks what a start from a snapshot has taken on trust: that the entries before it are whole and unaltered, and that
//! they are what every checkpoint was signed for.
//!
//! It runs beside the serving threads, so that a start stays quick. Until it has found the log whole this process signs
//! nothing; if it finds damage, nothing is written any more and the server is not ready.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::JoinHandle;

use lindley_governance::GENESIS;
use lindley_ports::{Entry, Log};

use crate::desk::{Shop, Surroundings, spawn};
use crate::error::AppError;
use crate::replica::{Chain, ReplicaError, leaf_after};

/// Entries read at a time.
const PAGE: usize = 1024;

/// Checks the first `on_trust` entries in a thread of its own; none if there is nothing to check.
pub(crate) fn start(
    organisation: &str,
    around: &Surroundings,
    shop: &Arc<Shop>,
    on_trust: u64,
) -> Result<Option<JoinHandle<()>>, AppError> {
    if on_trust == 0 {
        shop.checked.store(true, Ordering::Release);
        return Ok(None);
    }
    let (organisation, store, shop) = (organisation.to_owned(), Arc::clone(&around.store), Arc::clone(shop));
    let name = format!("check {organisation}");
    spawn(&name, move || {
        let stopping = || shop.stopping.load(Ordering::Acquire);
        match check(store.as_ref(), &organisation, on_trust, stopping) {
            Ok(true) => shop.checked.store(true, Ordering::Release),
            Ok(false) => {}
            // A store that does not answer is no damage; the log stays unchecked, and unsigned, until the next start.
            Err(ReplicaError::Store(error)) if !matches!(error, lindley_ports::PortError::Corrupt { .. }) => {
                tracing::warn!(organisation, %error, "the older part of the log could not be checked");
            }
            Err(error) => shop.condemn(&organisation, &error),
        }
    })
    .map(Some)
}

/// Walks the first `until` entries; false if it was stopped on the way.
fn check(
    log: &dyn Log,
    organisation: &str,
    until: u64,
    stopping: impl Fn() -> bool,
) -> Result<bool, ReplicaError> {
    let signed = log.checkpoints(organisation)?;
    let mut signed = signed.iter().peekable();
    let mut chain = Chain::default();
    while chain.frontier.size() < until {
        if stopping() {
            return Ok(false);
        }
        let page = log.read(organisation, chain.frontier.size(), PAGE)?;
        if page.is_empty() {
            let (stored, witness) = (chain.frontier.size(), "a saved snapshot");
            return Err(ReplicaError::CutOff { stored, vouched: until, witness });
        }
        for entry in &page {
            chain.check(organisation, entry)?;
            while let Some(signed) = signed.next_if(|signed| signed.size <= entry.seq) {
                chain.compare(signed)?;
            }
        }
    }
    Ok(true)
}

/// Up to `limit` entries after `after`; one that does not have the hash that its content and the entry before it give
/// is an error.
pub(crate) fn read_checked(
    log: &dyn Log,
    organisation: &str,
    after: u64,
    limit: usize,
) -> Result<Vec<Entry>, ReplicaError> {
    let (from, before) = if after == 0 { (0, 0) } else { (after - 1, 1) };
    let mut entries = log.read(organisation, from, limit + before)?;
    let mut last = if before == 0 { GENESIS } else { entries.first().map_or(GENESIS, |entry| entry.hash) };
    entries.drain(..before.min(entries.len()));
    for entry in &entries {
        last = leaf_after(&last, organisation, entry);
        if last != entry.hash {
            return Err(ReplicaError::BrokenChain { seq: entry.seq });
        }
    }
    Ok(entries)
}
