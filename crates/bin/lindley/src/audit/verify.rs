//! `lindley audit verify`: recompute the chain and the tree, compare with every checkpoint, verify signatures.

use std::fs;
use std::io::Write;
use std::path::Path;

use indicatif::HumanCount;
use lindley_governance::{Audit, AuditReport, SignedCheckpoint, Verifier, hash_to_text};
use lindley_ports::Store;
use serde::Serialize;

use super::outcome::{Finding, Unable, Verdict};
use super::walk::walk;
use super::{Surroundings, VerifyArgs};

pub(super) fn verify(
    args: &VerifyArgs,
    around: &dyn Surroundings,
    out: &mut dyn Write,
) -> Result<Verdict, Unable> {
    let store = args.store.open(around)?;
    let organisations = args.store.organisations(&*store)?;
    let verifiers = args.store.known_verifiers(around)?;
    let kept = args.checkpoints.iter().map(|file| read_checkpoint(file)).collect::<Result<Vec<_>, _>>()?;
    if let Some(stray) = kept.iter().find(|kept| !organisations.iter().any(|one| belongs(kept, one))) {
        let log = stray.origin();
        return Err(Unable::Because(format!(
            "the checkpoint of {log} belongs to none of the logs asked about"
        )));
    }
    let mut logs = Vec::new();
    for organisation in organisations {
        let kept = kept.iter().filter(|kept| belongs(kept, &organisation));
        let result = verify_log(&*store, &organisation, &verifiers, kept)?;
        if !args.json {
            print(&organisation, &result, out)?;
        }
        logs.push(Log::new(organisation, result));
    }
    let altered = logs.iter().any(|log| log.altered.is_some());
    if args.json {
        serde_json::to_writer_pretty(&mut *out, &Answer { altered, logs })?;
        writeln!(out)?;
    }
    Ok(if altered { Verdict::Altered } else { Verdict::Unaltered })
}

fn verify_log<'a>(
    store: &dyn Store,
    organisation: &str,
    verifiers: &[Verifier],
    kept: impl Iterator<Item = &'a SignedCheckpoint>,
) -> Result<Result<AuditReport, Finding>, Unable> {
    // Checkpoints before the head: the log may grow meanwhile, and a checkpoint must not be ahead of what is read.
    let stored = store.checkpoints(organisation)?.into_iter().map(|stored| (stored.size, stored.note));
    let notes = stored.chain(kept.map(|kept| (kept.size(), kept.note().to_owned()))).collect();
    let head = store.head(organisation)?;
    walk(store, organisation, head, Audit::new(organisation, verifiers.to_vec(), notes), |_| ())
}

fn read_checkpoint(file: &Path) -> Result<SignedCheckpoint, Unable> {
    let place = file.display();
    let note = fs::read_to_string(file)
        .map_err(|error| Unable::Because(format!("the checkpoint {place} cannot be read: {error}")))?;
    SignedCheckpoint::parse(&note).map_err(|error| Unable::Because(format!("{place}: {error}")))
}

fn belongs(checkpoint: &SignedCheckpoint, organisation: &str) -> bool {
    checkpoint.origin().rsplit_once('/').is_some_and(|(_, last)| last == organisation)
}

fn print(
    organisation: &str,
    result: &Result<AuditReport, Finding>,
    out: &mut dyn Write,
) -> Result<(), Unable> {
    match result {
        Ok(report) => print_good(organisation, report, out),
        Err(finding) => print_bad(organisation, finding, out),
    }
}

fn print_good(organisation: &str, report: &AuditReport, out: &mut dyn Write) -> Result<(), Unable> {
    writeln!(out, "{organisation}: {} events, nothing altered", HumanCount(report.entries))?;
    writeln!(out, "  root         {}", hash_to_text(&report.root))?;
    let newer = report.entries - report.sealed;
    let sealed = match report.checkpoints_checked {
        0 => "none yet: the events are protected by their chain only".to_owned(),
        count if newer == 0 => format!("{} agree, the last covers every event", HumanCount(count)),
        count => format!(
            "{} agree, the last covers {} events; {} newer ones are protected by their chain only",
            HumanCount(count),
            HumanCount(report.sealed),
            HumanCount(newer)
        ),
    };
    writeln!(out, "  checkpoints  {sealed}")?;
    let signatures = match (report.signatures_checked, report.checkpoints_checked) {
        (_, 0) => return Ok(()),
        (0, _) => "NOT CHECKED: no public key is known here; give it with --verifier".to_owned(),
        (count, _) => format!("{} verified, by {}", HumanCount(count), report.key_ids.join(", ")),
    };
    writeln!(out, "  signatures   {signatures}")?;
    Ok(())
}

fn print_bad(organisation: &str, finding: &Finding, out: &mut dyn Write) -> Result<(), Unable> {
    writeln!(out, "{organisation}: ALTERED at event {}", finding.event)?;
    writeln!(out, "  what         {} ({})", finding.problem, finding.code)?;
    let before = finding.event.saturating_sub(1);
    writeln!(out, "  before it    {} events give the hashes that they carry", HumanCount(before))?;
    writeln!(
        out,
        "  what to do   keep a copy of the store as it is now, then compare with the last good backup"
    )?;
    Ok(())
}

/// The whole answer as JSON.
#[derive(Serialize)]
struct Answer {
    altered: bool,
    logs: Vec<Log>,
}

/// One organisation's part of it: the report or what is altered.
#[derive(Serialize)]
struct Log {
    organisation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    unaltered: Option<Unaltered>,
    #[serde(skip_serializing_if = "Option::is_none")]
    altered: Option<Finding>,
}

#[derive(Serialize)]
struct Unaltered {
    events: u64,
    root: String,
    checkpoints_checked: u64,
    signatures_checked: u64,
    keys: Vec<String>,
    events_covered: u64,
}

impl Log {
    fn new(organisation: String, result: Result<AuditReport, Finding>) -> Self {
        let (report, altered) = match result {
            Ok(report) => (Some(report), None),
            Err(finding) => (None, Some(finding)),
        };
        let unaltered = report.map(|report| Unaltered {
            events: report.entries,
            root: hash_to_text(&report.root),
            checkpoints_checked: report.checkpoints_checked,
            signatures_checked: report.signatures_checked,
            keys: report.key_ids,
            events_covered: report.sealed,
        });
        Self { organisation, unaltered, altered }
    }
}
