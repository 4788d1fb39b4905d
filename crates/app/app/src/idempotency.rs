//! Idempotency keys: a retry gets the first answer, another command under the same key is refused.

use aws_lc_rs::digest::{SHA256, digest};
use lindley_domain::{Command, Rejection};
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
    pub(crate) fn scoped(&self, actor: &str) -> String {
        format!("{actor}:{}", self.0)
    }
}

/// How long a key is remembered.
pub(crate) const KEPT_MS: i64 = 48 * 3600 * 1000;

/// Tells a retry from another command.
pub(crate) fn fingerprint(command: &Command) -> Result<[u8; 32], AppError> {
    let bytes = serde_json::to_vec(command).map_err(|error| AppError::Damaged(error.to_string()))?;
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
