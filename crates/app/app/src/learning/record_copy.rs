//! The forecasters' reading copy of a log: folded when first asked for, then kept up with it.

use std::sync::{RwLock, RwLockReadGuard};

use lindley_domain::record;
use lindley_forecast::record::ClinicRecord;
use lindley_ports::Log;

use crate::desk::damaged;
use crate::error::AppError;
use crate::log_check::read_checked;
use crate::replica::{ReplicaError, instant};

/// Entries read from the store at a time.
const PAGE: usize = 4096;

/// What forecasters know of one organisation in this process. A clinic that never asks for a forecast never pays for it.
#[derive(Default)]
pub(crate) struct RecordCopy {
    record: RwLock<ClinicRecord>,
}

impl RecordCopy {
    /// The record as of an event of the log at the earliest: what has been appended since the last call is folded first. Blocks.
    pub(crate) fn reaching(
        &self,
        log: &dyn Log,
        organisation: &str,
        head: u64,
    ) -> Result<RwLockReadGuard<'_, ClinicRecord>, AppError> {
        let known = self.record.read().map_err(|_| AppError::Stopped)?;
        if known.head() >= head {
            return Ok(known);
        }
        drop(known);
        let mut record = self.record.write().map_err(|_| AppError::Stopped)?;
        fold_on(&mut record, log, organisation, head)?;
        drop(record);
        self.record.read().map_err(|_| AppError::Stopped)
    }
}

/// The record of the first `head` events and of nothing after them.
pub(crate) fn record_at(log: &dyn Log, organisation: &str, head: u64) -> Result<ClinicRecord, AppError> {
    let mut record = ClinicRecord::default();
    fold_on(&mut record, log, organisation, head)?;
    Ok(record)
}

fn fold_on(record: &mut ClinicRecord, log: &dyn Log, organisation: &str, head: u64) -> Result<(), AppError> {
    while record.head() < head {
        let after = record.head();
        let wanted = usize::try_from(head - after).unwrap_or(PAGE).min(PAGE);
        let page = read_checked(log, organisation, after, wanted).map_err(damaged)?;
        if page.is_empty() {
            let witness = "what this server has read";
            return Err(damaged(ReplicaError::CutOff { stored: after, vouched: head, witness }));
        }
        for entry in page {
            let event = record::decode(&entry.kind, entry.version, &entry.body).map_err(|error| {
                damaged(ReplicaError::Unreadable { seq: entry.seq, problem: error.to_string() })
            })?;
            record.apply(entry.seq, &event, instant(entry.at_ms));
        }
    }
    Ok(())
}
