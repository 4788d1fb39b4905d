//! `lindley audit check`: a proof file, verified with nothing but the file and a public key.

use std::io::{Read, Write};
use std::path::Path;
use std::{fs, io};

use indicatif::HumanCount;
use lindley_governance::{Checked, ProofError, hash_to_text};
use serde_json::json;

use super::CheckArgs;
use super::outcome::{Unable, Verdict, shown_time};

/// Larger files are no proofs.
const LARGEST: u64 = 64 * 1024 * 1024;

pub(super) fn check(args: &CheckArgs, out: &mut dyn Write) -> Result<Verdict, Unable> {
    let checked = String::from_utf8(read(&args.file)?)
        .map_err(|error| ProofError::Bundle(error.utf8_error().to_string()))
        .and_then(|text| match &args.verifier {
            Some(trusted) => lindley_governance::check_against(&text, trusted),
            None => lindley_governance::check(&text),
        });
    if args.json {
        serde_json::to_writer_pretty(&mut *out, &as_json(&checked))?;
        writeln!(out)?;
    } else {
        print(&checked, out)?;
    }
    Ok(if checked.is_ok() { Verdict::Unaltered } else { Verdict::Altered })
}

fn read(file: &Path) -> Result<Vec<u8>, Unable> {
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        io::stdin().take(LARGEST).read_to_end(&mut bytes)
    } else {
        fs::File::open(file).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes))
    };
    read.map_err(|error| Unable::Because(format!("{} cannot be read: {error}", file.display())))?;
    Ok(bytes)
}

fn print(checked: &Result<Checked, ProofError>, out: &mut dyn Write) -> Result<(), Unable> {
    let checked = match checked {
        Ok(checked) => checked,
        Err(error) => {
            writeln!(out, "The proof does not hold.")?;
            writeln!(out, "  why      {error} ({})", error.code())?;
            return Ok(());
        }
    };
    let (record, checkpoint) = (&checked.record, &checked.checkpoint);
    writeln!(out, "The proof holds.")?;
    let at = shown_time(record.at_ms);
    let (event, organisation) = (HumanCount(record.seq), plain(&record.organisation));
    writeln!(out, "  event    {event} of {organisation}: {} at {at}", plain(&record.kind))?;
    writeln!(out, "  actor    {}", plain(&record.actor))?;
    writeln!(out, "  content  {}", plain(&String::from_utf8_lossy(&record.body)))?;
    writeln!(out, "  log      {}, {} events", checkpoint.origin(), HumanCount(checkpoint.size()))?;
    writeln!(out, "  root     {}", hash_to_text(checkpoint.root()))?;
    let signed = checkpoint.at_ms().map_or_else(String::new, |at_ms| format!(" at {}", shown_time(at_ms)));
    writeln!(out, "  signed   by {}{signed}", checked.verifier.label())?;
    if checked.trusted {
        writeln!(out, "  key      the one given")?;
    } else {
        writeln!(out, "  key      {}", checked.verifier)?;
        writeln!(
            out,
            "           named by the file itself: compare it with the key that the organisation publishes,"
        )?;
        writeln!(out, "           or give that one with --verifier")?;
    }
    Ok(())
}

/// Text from the file without characters that would steer a terminal.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

fn as_json(checked: &Result<Checked, ProofError>) -> serde_json::Value {
    match checked {
        Err(error) => json!({ "holds": false, "code": error.code(), "problem": error.to_string() }),
        Ok(checked) => json!({
            "holds": true,
            "record": checked.record,
            "log": checked.checkpoint.origin(),
            "size": checked.checkpoint.size(),
            "root": hash_to_text(checked.checkpoint.root()),
            "signed_at_ms": checked.checkpoint.at_ms(),
            "verifier": checked.verifier.to_string(),
            "trusted": checked.trusted,
        }),
    }
}
