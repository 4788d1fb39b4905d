//! `lindley audit checkpoints`: the signed checkpoints of the store's logs.

use std::io::Write;

use indicatif::HumanCount;
use lindley_governance::{SignedCheckpoint, Verifier, hash_to_text};
use lindley_ports::Checkpoint;
use serde::Serialize;

use super::outcome::{Unable, Verdict, shown_time};
use super::{CheckpointsArgs, Surroundings};

pub(super) fn list(
    args: &CheckpointsArgs,
    around: &dyn Surroundings,
    out: &mut dyn Write,
) -> Result<Verdict, Unable> {
    let store = args.store.open(around)?;
    let verifiers = args.store.known_verifiers(around)?;
    let mut lines = Vec::new();
    for organisation in args.store.organisations(&*store)? {
        let stored = store.checkpoints(&organisation)?;
        if !args.json {
            let none = if stored.is_empty() { " no checkpoint yet" } else { "" };
            writeln!(out, "{organisation}:{none}")?;
        }
        for kept in stored {
            let line = Line::new(&organisation, kept, &verifiers);
            if !args.json {
                line.print(out)?;
            }
            lines.push(line);
        }
    }
    if args.json {
        serde_json::to_writer_pretty(&mut *out, &lines)?;
        writeln!(out)?;
    }
    let good = lines.iter().all(|line| !matches!(line.signature, Signature::Bad));
    Ok(if good { Verdict::Unaltered } else { Verdict::Altered })
}

/// One checkpoint.
#[derive(Serialize)]
struct Line {
    organisation: String,
    size: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    signed_at_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    root: Option<String>,
    signers: Vec<String>,
    signature: Signature,
    note: String,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Signature {
    Verified,
    /// None of the known keys signed it, or no key is known.
    NotChecked,
    /// It cannot be read, belongs to another log, or its signature is wrong.
    Bad,
}

impl Line {
    fn new(organisation: &str, kept: Checkpoint, verifiers: &[Verifier]) -> Self {
        let parsed = SignedCheckpoint::parse(&kept.note).ok().filter(|read| read.size() == kept.size);
        let signature = parsed.as_ref().map_or(Signature::Bad, |read| {
            let mut known = verifiers.iter().filter(|key| read.signers().contains(&key.label())).peekable();
            if known.peek().is_none() {
                return Signature::NotChecked;
            }
            let all = known.all(|key| read.verify(key, organisation).is_ok());
            if all { Signature::Verified } else { Signature::Bad }
        });
        Self {
            organisation: organisation.to_owned(),
            size: kept.size,
            signed_at_ms: parsed.as_ref().and_then(SignedCheckpoint::at_ms),
            root: parsed.as_ref().map(|read| hash_to_text(read.root())),
            signers: parsed.map(|read| read.signers().to_vec()).unwrap_or_default(),
            signature,
            note: kept.note,
        }
    }

    fn print(&self, out: &mut dyn Write) -> Result<(), Unable> {
        let signature = match self.signature {
            Signature::Verified => "verified",
            Signature::NotChecked => "not checked",
            Signature::Bad => "BAD",
        };
        let at = self.signed_at_ms.map_or_else(|| "-".to_owned(), shown_time);
        let root = self.root.as_deref().unwrap_or("-");
        let size = HumanCount(self.size).to_string();
        writeln!(
            out,
            "  {size:>13} events  {at:<20}  {root:<44}  {signature:<11}  {}",
            self.signers.join(", ")
        )?;
        Ok(())
    }
}
