//! The entry inside a proof file, with its body as text where it is text.

use serde::{Deserialize, Serialize};

use crate::encoding::{from_text, to_text};
use crate::error::ProofError;
use crate::record::Record;

/// All fields of an entry that its leaf hash covers, owned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct ProvedRecord {
    /// The organisation's key.
    pub organisation: String,
    /// The entry's number; the first is 1.
    pub seq: u64,
    /// When it was decided, in milliseconds since the epoch.
    pub at_ms: i64,
    /// Who asked.
    pub actor: String,
    /// The event's kind.
    pub kind: String,
    /// The version of the event's schema.
    pub version: u16,
    /// The event, byte for byte.
    pub body: Vec<u8>,
}

impl ProvedRecord {
    /// The record as its leaf hash is made from it.
    pub fn as_record(&self) -> Record<'_> {
        Record {
            organisation: &self.organisation,
            seq: self.seq,
            at_ms: self.at_ms,
            actor: &self.actor,
            kind: &self.kind,
            version: self.version,
            body: &self.body,
        }
    }
}

impl From<&Record<'_>> for ProvedRecord {
    fn from(record: &Record<'_>) -> Self {
        Self {
            organisation: record.organisation.to_owned(),
            seq: record.seq,
            at_ms: record.at_ms,
            actor: record.actor.to_owned(),
            kind: record.kind.to_owned(),
            version: record.version,
            body: record.body.to_vec(),
        }
    }
}

/// The form in JSON: `body` when it is UTF-8, `body_base64` when it is not.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    organisation: String,
    seq: u64,
    at_ms: i64,
    actor: String,
    kind: String,
    version: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body_base64: Option<String>,
}

impl From<ProvedRecord> for Written {
    fn from(record: ProvedRecord) -> Self {
        let (body, body_base64) = match String::from_utf8(record.body) {
            Ok(text) => (Some(text), None),
            Err(bytes) => (None, Some(to_text(bytes.as_bytes()))),
        };
        Self {
            organisation: record.organisation,
            seq: record.seq,
            at_ms: record.at_ms,
            actor: record.actor,
            kind: record.kind,
            version: record.version,
            body,
            body_base64,
        }
    }
}

impl TryFrom<Written> for ProvedRecord {
    type Error = ProofError;

    fn try_from(written: Written) -> Result<Self, ProofError> {
        let body = match (written.body, written.body_base64) {
            (Some(text), None) => text.into_bytes(),
            (None, Some(base64)) => from_text(&base64, "the body")?,
            _ => return Err(ProofError::Contradiction("the record needs either body or body_base64")),
        };
        Ok(Self {
            organisation: written.organisation,
            seq: written.seq,
            at_ms: written.at_ms,
            actor: written.actor,
            kind: written.kind,
            version: written.version,
            body,
        })
    }
}
