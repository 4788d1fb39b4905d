//! Secrets: making them, hashing them, and remembering for a moment whom they speak for.

use std::collections::HashMap;
use std::sync::RwLock;

use aws_lc_rs::digest::{SHA256, digest};

use crate::error::AppError;
use crate::principal::Principal;

/// How long a secret's principal is remembered without asking the store; a revocation elsewhere takes this long.
const REMEMBERED_MS: i64 = 30_000;
/// Most secrets remembered at once.
const REMEMBERED_MAX: usize = 100_000;

/// Whom a secret speaks for, and until when that may be believed.
#[derive(Clone)]
struct Known {
    principal: Principal,
    until_ms: i64,
}

/// The secrets seen lately, by digest.
#[derive(Default)]
pub(crate) struct KnownSecrets {
    by_digest: RwLock<HashMap<[u8; 32], Known>>,
}

impl KnownSecrets {
    pub(crate) fn principal(&self, digest: &[u8; 32], now_ms: i64) -> Option<Principal> {
        let known = self.by_digest.read().ok()?;
        known.get(digest).filter(|known| known.until_ms > now_ms).map(|known| known.principal.clone())
    }

    pub(crate) fn remember(
        &self,
        digest: [u8; 32],
        principal: Principal,
        expires_ms: Option<i64>,
        now_ms: i64,
    ) {
        let until_ms = (now_ms + REMEMBERED_MS).min(expires_ms.unwrap_or(i64::MAX));
        if let Ok(mut known) = self.by_digest.write() {
            if known.len() >= REMEMBERED_MAX {
                known.retain(|_, known| known.until_ms > now_ms);
            }
            if known.len() < REMEMBERED_MAX {
                known.insert(digest, Known { principal, until_ms });
            }
        }
    }

    pub(crate) fn forget(&self, digest: &[u8; 32]) {
        if let Ok(mut known) = self.by_digest.write() {
            known.remove(digest);
        }
    }
}

/// The digest under which a secret is stored.
pub(crate) fn digest_of(secret: &str) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes.copy_from_slice(digest(&SHA256, secret.as_bytes()).as_ref());
    bytes
}

/// A new secret with 256 bits of randomness, in hexadecimal behind a prefix that secret scanners can find.
pub(crate) fn new_secret(prefix: &str) -> Result<String, AppError> {
    let mut bytes = [0_u8; 32];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| AppError::Stopped)?;
    let mut secret = format!("{prefix}_");
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            secret.extend(char::from_digit(u32::from(half), 16));
        }
    }
    Ok(secret)
}
