//! `lindley audit prove`: one event, its way to a signed root and the key, in a file that needs no store.

use std::fs;
use std::io::Write;

use indicatif::HumanCount;
use lindley_governance::{
    Audit, GENESIS, Hash, InclusionProver, ProofBundle, SignedCheckpoint, Verifier, check_against, origin,
};
use lindley_ports::{Checkpoint, Entry, Store};

use super::outcome::{Finding, Unable, Verdict};
use super::walk::{as_record, walk};
use super::{ProveArgs, Surroundings};

pub(super) fn prove(
    args: &ProveArgs,
    around: &dyn Surroundings,
    out: &mut dyn Write,
) -> Result<Verdict, Unable> {
    let store = args.store.open(around)?;
    let organisation = args.store.organisation(&*store)?;
    let verifiers = args.store.known_verifiers(around)?;
    let head = store.head(&organisation)?;
    if args.event > head {
        let reason = format!("there is no event {} of {organisation}: its last one is {head}", args.event);
        return Err(Unable::Because(reason));
    }
    let covering = Covering::find(&store.checkpoints(&organisation)?, &organisation, args.event, &verifiers);
    let (key, size) = match (&covering, &args.signing_key) {
        (Covering::Signed(checkpoint, _), _) => (None, checkpoint.size()),
        (_, Some(file)) => (around.read_signing_key(file).map(Some).map_err(Unable::Because)?, head),
        _ => return Err(Unable::Because(covering.advice(args.event))),
    };
    let walked = match gather(&*store, &organisation, args.event, size)? {
        Ok(walked) => walked,
        Err(finding) => {
            eprintln!(
                "lindley audit: {organisation} is altered at event {}: {}",
                finding.event, finding.problem
            );
            return Ok(Verdict::Altered);
        }
    };
    let (checkpoint, verifier) = match (covering, key) {
        (Covering::Signed(checkpoint, verifier), _) => (checkpoint, verifier),
        (_, Some(key)) => {
            let log = origin(key.name(), &organisation);
            let signed = SignedCheckpoint::sign(&key, &log, size, &walked.root, around.now_ms())?;
            let kept = Checkpoint { size, note: signed.note().to_owned() };
            store.save_checkpoint(&organisation, &kept)?;
            (signed, key.verifier().clone())
        }
        (other, None) => return Err(Unable::Because(other.advice(args.event))),
    };
    let record = as_record(&organisation, &walked.entry);
    let json = ProofBundle::new(&record, walked.previous, walked.inclusion, &checkpoint, &verifier).to_json();
    check_against(&json, &verifier)?;
    match &args.out {
        None => out.write_all(json.as_bytes())?,
        Some(file) => {
            let place = file.display();
            fs::write(file, json)
                .map_err(|error| Unable::Because(format!("cannot write {place}: {error}")))?;
            let (event, size) = (HumanCount(args.event), HumanCount(size));
            writeln!(
                out,
                "{place} proves event {event} of {organisation} by a checkpoint over {size} events"
            )?;
            writeln!(out, "  check it with: lindley audit check {place} --verifier {verifier}")?;
        }
    }
    Ok(Verdict::Unaltered)
}

/// What a proof needs from the log.
struct Walked {
    entry: Entry,
    previous: Hash,
    inclusion: Vec<Hash>,
    root: Hash,
}

/// Walks through the first `size` entries, which are audited on the way: nothing altered is ever proved.
fn gather(
    store: &dyn Store,
    organisation: &str,
    event: u64,
    size: u64,
) -> Result<Result<Walked, Finding>, Unable> {
    let mut prover = InclusionProver::new(event - 1, size)?;
    let (mut previous, mut found) = (GENESIS, None);
    let checkpoints =
        store.checkpoints(organisation)?.into_iter().filter(|checkpoint| checkpoint.size <= size);
    let notes = checkpoints.map(|checkpoint| (checkpoint.size, checkpoint.note)).collect();
    let report = walk(store, organisation, size, Audit::new(organisation, Vec::new(), notes), |entry| {
        prover.push(entry.hash);
        if entry.seq + 1 == event {
            previous = entry.hash;
        } else if entry.seq == event {
            found = Some(entry.clone());
        }
    })?;
    let report = match report {
        Ok(report) => report,
        Err(finding) => return Ok(Err(finding)),
    };
    let entry = found.ok_or_else(|| Unable::Because(format!("event {event} was not found in the log")))?;
    Ok(Ok(Walked { entry, previous, inclusion: prover.finish()?, root: report.root }))
}

/// The checkpoint that a proof can stand on.
enum Covering {
    /// The smallest one that covers the event and is signed by a key we know.
    Signed(SignedCheckpoint, Verifier),
    /// One covers it, but its keys are unknown here.
    UnknownKey { size: u64, signers: Vec<String> },
    /// The largest covers this many events only.
    TooSmall { largest: u64 },
}

impl Covering {
    fn find(stored: &[Checkpoint], organisation: &str, event: u64, verifiers: &[Verifier]) -> Self {
        let mut unknown = None;
        for kept in stored.iter().filter(|kept| kept.size >= event) {
            let Ok(checkpoint) = SignedCheckpoint::parse(&kept.note) else { continue };
            let signed = |key: &&Verifier| checkpoint.verify(key, organisation).is_ok();
            if let Some(verifier) = verifiers.iter().find(signed) {
                return Self::Signed(checkpoint.clone(), verifier.clone());
            }
            let signers = checkpoint.signers().to_vec();
            unknown.get_or_insert(Self::UnknownKey { size: kept.size, signers });
        }
        unknown.unwrap_or(Self::TooSmall { largest: stored.iter().map(|kept| kept.size).max().unwrap_or(0) })
    }

    fn advice(&self, event: u64) -> String {
        match self {
            Self::UnknownKey { size, signers } => format!(
                "the checkpoint over {size} events covers event {event}, but its key {} is not known here; \
                 give it with --verifier",
                signers.join(", ")
            ),
            Self::TooSmall { largest } => format!(
                "no signed checkpoint covers event {event} yet (the largest covers {largest} events); wait for \
                 the server's next one, or sign one now with --signing-key FILE"
            ),
            Self::Signed(checkpoint, _) => format!("a checkpoint covers {} events", checkpoint.size()),
        }
    }
}
