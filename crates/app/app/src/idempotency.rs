//! Idempotency keys: a retry gets the first answer, another command under the same key is refused.

use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use lindley_domain::{Appointment, Rejection};
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::receipt::Subject;

/// A client's key for one write: 1 to 255 visible ASCII characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads a key.
    pub fn parse(text: &str) -> Result<Self, AppError> {
        let visible = (1..=255).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        if visible { Ok(Self(text.to_owned())) } else { Err(AppError::InvalidKey) }
    }

    /// The key as the store knows it: keys of different principals never meet.
    pub(crate) fn scoped(&self, actor: &str) -> Arc<str> {
        Arc::from(format!("{actor}:{}", self.0))
    }
}

/// How long a key is remembered.
pub(crate) const KEPT_MS: i64 = 48 * 3600 * 1000;

/// Tells a retry from another command or request.
pub(crate) fn fingerprint(asked: &impl Serialize) -> Result<[u8; 32], AppError> {
    let bytes = serde_json::to_vec(asked).map_err(|error| AppError::Damaged(error.to_string()))?;
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, &bytes).as_ref());
    Ok(hash)
}

/// The answer kept under a key. Refusals by the rules are kept too: a retry must not turn into a booking later.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KeptAnswer {
    Done { head: u64, subject: Subject },
    Refused { rejection: Rejection },
}

/// First byte of an answer in the compact encoding, which appointments have because there are so many of them.
const APPOINTMENT: u8 = b'A';
/// First byte of an answer in JSON.
const JSON: u8 = b'J';

impl KeptAnswer {
    /// Writes the answer as the store keeps it, in place of what `bytes` held.
    pub(crate) fn write_into(&self, bytes: &mut Vec<u8>) {
        bytes.clear();
        let written = match self {
            Self::Done { head, subject: Subject::Appointment(appointment) } => {
                bytes.push(APPOINTMENT);
                postcard::to_io(&(head, appointment), &mut *bytes).is_ok()
            }
            other => {
                bytes.push(JSON);
                serde_json::to_writer(&mut *bytes, other).is_ok()
            }
        };
        debug_assert!(written, "answers are plain data, and writing plain data into memory cannot fail");
    }

    /// The answer that `to_bytes` wrote.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, AppError> {
        let damaged = |problem: String| AppError::Damaged(format!("a kept answer cannot be read: {problem}"));
        match bytes.split_first() {
            Some((&APPOINTMENT, rest)) => {
                let (head, appointment): (u64, Appointment) =
                    postcard::from_bytes(rest).map_err(|error| damaged(error.to_string()))?;
                Ok(Self::Done { head, subject: Subject::Appointment(appointment) })
            }
            Some((&JSON, rest)) => serde_json::from_slice(rest).map_err(|error| damaged(error.to_string())),
            _ => Err(damaged("its encoding is unknown".to_owned())),
        }
    }
}
