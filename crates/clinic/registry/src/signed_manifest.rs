//! A manifest with a signature that can be checked offline.
//!
//! The manifest is the only entry of a small log of its own, named `ORGANISATION:model-manifest`, and what is signed is a
//! checkpoint of that log. So keys, signed notes and hashes are those of the organisation's log, a manifest may be longer
//! than a note, and neither can pass for the other: the name of an organisation has no colon.
//!
//! The text is the manifest's one line of canonical JSON, then the signed note.

use lindley_governance::{GENESIS, Record, SignedCheckpoint, SigningKey, Verifier, leaf_hash, origin};
use lindley_time::Instant;

use crate::manifest::{Manifest, ManifestError};

/// The layout's version in the entry that is signed.
const VERSION: u16 = 1;

/// A manifest and the signed note about it.
#[derive(Clone, Debug, PartialEq)]
pub struct SignedManifest {
    manifest: Manifest,
    checkpoint: SignedCheckpoint,
    text: String,
}

impl SignedManifest {
    /// Signs a manifest for an organisation, at the moment when the model was made.
    ///
    /// Refused if the manifest cannot be written, or the organisation's name has a control character.
    pub fn sign(manifest: &Manifest, organisation: &str, key: &SigningKey) -> Result<Self, ManifestError> {
        let line = manifest.to_bytes()?;
        let at_ms = manifest.made.seconds().saturating_mul(1_000);
        let log = log_name(organisation);
        let leaf = leaf(&log, at_ms, &line);
        let checkpoint = SignedCheckpoint::sign(key, &origin(key.name(), &log), 1, &leaf, at_ms)?;
        let line = String::from_utf8_lossy(&line).into_owned();
        Self::from_text(&format!("{line}\n{}", checkpoint.note()))
    }

    /// Reads a signed manifest. Its hash is checked against the one in the note; who signed it is not:
    /// [`SignedManifest::verify`] does that.
    pub fn from_text(text: &str) -> Result<Self, ManifestError> {
        let Some((line, note)) = text.split_once('\n') else {
            Manifest::from_bytes(text.as_bytes())?;
            return Err(ManifestError::Unsigned);
        };
        let checkpoint = SignedCheckpoint::parse(note)?;
        let log = checkpoint.origin().rsplit_once('/').map_or("", |(_, log)| log);
        let at_ms = checkpoint.at_ms().ok_or(ManifestError::HashMismatch)?;
        if checkpoint.size() != 1 || *checkpoint.root() != leaf(log, at_ms, line.as_bytes()) {
            return Err(ManifestError::HashMismatch);
        }
        let manifest = Manifest::from_bytes(line.as_bytes())?;
        Ok(Self { manifest, checkpoint, text: text.to_owned() })
    }

    /// The same from bytes, as they come out of a store.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ManifestError> {
        let text = std::str::from_utf8(bytes);
        Self::from_text(text.map_err(|_| ManifestError::NotAManifest("they are no text".to_owned()))?)
    }

    /// Checks that this key signed the manifest for this organisation, and hands it out.
    pub fn verify(&self, verifier: &Verifier, organisation: &str) -> Result<&Manifest, ManifestError> {
        self.checkpoint.verify(verifier, &log_name(organisation))?;
        Ok(&self.manifest)
    }

    /// The manifest, whoever signed it.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Name and id of the keys that say they signed.
    pub fn signers(&self) -> &[String] {
        self.checkpoint.signers()
    }

    /// When it was signed, as the note says; whole seconds.
    pub fn signed_at(&self) -> Option<Instant> {
        self.checkpoint.at_ms().map(|at_ms| Instant::from_seconds(at_ms.div_euclid(1_000)))
    }

    /// The text that is kept and handed out.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// The name of the log that holds an organisation's manifest.
fn log_name(organisation: &str) -> String {
    format!("{organisation}:model-manifest")
}

/// The hash of the manifest as the only entry of its log, which is the root of its tree as well.
fn leaf(log: &str, at_ms: i64, line: &[u8]) -> [u8; 32] {
    let (actor, kind) = ("system", "model-manifest");
    let record = Record { organisation: log, seq: 1, at_ms, actor, kind, version: VERSION, body: line };
    leaf_hash(&GENESIS, &record)
}

#[cfg(test)]
mod tests;
