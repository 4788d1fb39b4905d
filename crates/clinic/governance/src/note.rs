//! Signed notes (c2sp.org/signed-note): text, a blank line, one signature per line.

use crate::encoding::{from_text, to_text};
use crate::error::ProofError;
use crate::key::{SigningKey, Verifier, is_key_name};

/// Longer notes are refused before anything else is done with them.
const LONGEST: usize = 64 * 1024;
const MOST_SIGNATURES: usize = 100;
const SIGNATURE_MARK: &str = "\u{2014} ";

/// Signs a text that ends in a newline and answers the whole note.
pub(crate) fn sign(text: &str, key: &SigningKey) -> Result<String, ProofError> {
    check_text(text)?;
    let mut signature = key.verifier().id().to_be_bytes().to_vec();
    signature.extend(key.sign(text.as_bytes()));
    Ok(format!("{text}\n{SIGNATURE_MARK}{} {}\n", key.name(), to_text(&signature)))
}

/// A note taken apart; nothing is verified yet.
#[derive(Debug)]
pub(crate) struct Note<'a> {
    pub(crate) text: &'a str,
    signatures: Vec<Signature<'a>>,
}

#[derive(Debug)]
struct Signature<'a> {
    name: &'a str,
    id: u32,
    bytes: Vec<u8>,
}

impl<'a> Note<'a> {
    pub(crate) fn parse(note: &'a str) -> Result<Self, ProofError> {
        if note.len() > LONGEST {
            return Err(ProofError::Note("it is longer than 64 KiB"));
        }
        let blank =
            note.rfind("\n\n").ok_or(ProofError::Note("there is no blank line before the signatures"))?;
        let (text, lines) = (&note[..=blank], &note[blank + 2..]);
        check_text(text)?;
        let lines = lines.strip_suffix('\n').ok_or(ProofError::Note("the last signature has no line end"))?;
        let signatures = lines.split('\n').map(Signature::parse).collect::<Result<Vec<_>, _>>()?;
        if signatures.len() > MOST_SIGNATURES {
            return Err(ProofError::Note("it has more than 100 signatures"));
        }
        Ok(Self { text, signatures })
    }

    /// Checks the signature of this key. The first line that names the key decides; other keys' lines are
    /// passed over, so that witnesses may add theirs.
    pub(crate) fn verify(&self, verifier: &Verifier) -> Result<(), ProofError> {
        let named = |line: &&Signature<'_>| line.name == verifier.name() && line.id == verifier.id();
        let Some(line) = self.signatures.iter().find(named) else {
            return Err(ProofError::NotSigned(verifier.label()));
        };
        if verifier.accepts(self.text.as_bytes(), &line.bytes) {
            Ok(())
        } else {
            Err(ProofError::WrongSignature(verifier.label()))
        }
    }

    /// Name and id of every key that says it signed.
    pub(crate) fn signers(&self) -> Vec<String> {
        self.signatures.iter().map(|line| format!("{}+{:08x}", line.name, line.id)).collect()
    }
}

impl<'a> Signature<'a> {
    fn parse(line: &'a str) -> Result<Self, ProofError> {
        let malformed = ProofError::Note("a signature line is written: dash, space, key name, space, base64");
        let parts = line.strip_prefix(SIGNATURE_MARK).and_then(|rest| rest.split_once(' '));
        let Some((name, signature)) = parts.filter(|(name, _)| is_key_name(name)) else {
            return Err(malformed);
        };
        let bytes = from_text(signature, "a signature")?;
        let Some((id, bytes)) = bytes.split_first_chunk::<4>().filter(|(_, rest)| !rest.is_empty()) else {
            return Err(malformed);
        };
        Ok(Self { name, id: u32::from_be_bytes(*id), bytes: bytes.to_vec() })
    }
}

fn check_text(text: &str) -> Result<(), ProofError> {
    if !text.ends_with('\n') {
        return Err(ProofError::Note("its text does not end in a newline"));
    }
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return Err(ProofError::Note("its text has a control character"));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
