//! Walking through a log in pages, with a progress bar when somebody watches.

use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use lindley_governance::{Audit, AuditReport, Record};
use lindley_ports::{Entry, PortError, Store};

use super::outcome::{Finding, Unable};

/// Entries read at once: enough to be quick, little enough to need no memory to speak of.
const PAGE: usize = 4096;

/// Hands the first `until` entries of a log to an audit, and each one that it took to `see`.
pub(super) fn walk(
    store: &dyn Store,
    organisation: &str,
    until: u64,
    mut audit: Audit,
    mut see: impl FnMut(&Entry),
) -> Result<Result<AuditReport, Finding>, Unable> {
    let bar = progress(organisation, until);
    let (mut after, mut page) = (0, PAGE);
    while after < until {
        let wanted = usize::try_from(until - after).unwrap_or(PAGE).min(page);
        let entries = match store.read(organisation, after, wanted) {
            Ok(entries) => entries,
            // Something before the unreadable row may be altered, and the first difference is what counts.
            Err(PortError::Corrupt { .. }) if wanted > 1 => {
                page = wanted / 2;
                continue;
            }
            Err(PortError::Corrupt { place, problem }) => {
                let problem = format!("{place} cannot be read: {problem}");
                return Ok(Err(Finding { event: after + 1, code: "event-unreadable", problem }));
            }
            Err(other) => return Err(other.into()),
        };
        let Some(last) = entries.last() else {
            let problem = format!("event {} is missing: the store says that there are {until}", after + 1);
            return Ok(Err(Finding { event: after + 1, code: "event-missing", problem }));
        };
        for entry in &entries {
            if let Err(difference) = audit.push(&as_record(organisation, entry), &entry.hash) {
                return Ok(Err(difference.into()));
            }
            see(entry);
        }
        after = last.seq;
        bar.set_position(after);
    }
    Ok(audit.finish().map_err(Finding::from))
}

/// An entry as its leaf hash is made from it.
pub(super) fn as_record<'a>(organisation: &'a str, entry: &'a Entry) -> Record<'a> {
    Record {
        organisation,
        seq: entry.seq,
        at_ms: entry.at_ms,
        actor: &entry.actor,
        kind: &entry.kind,
        version: entry.version,
        body: &entry.body,
    }
}

/// A bar on standard error; it hides itself when that is no terminal.
fn progress(organisation: &str, events: u64) -> ProgressBar {
    let style =
        ProgressStyle::with_template("{msg} {wide_bar} {human_pos} of {human_len} events, {eta} left")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(events).with_style(style).with_message(organisation.to_owned());
    bar.with_finish(ProgressFinish::AndClear)
}
