//! Secrets: making them, hashing them, and remembering for a moment whom they speak for.

use std::collections::HashMap;
use std::sync::RwLock;

use aws_lc_rs::digest::{SHA256, digest};
use lindley_ports::AccountId;

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
    seen: RwLock<Seen>,
}

#[derive(Default)]
struct Seen {
    by_digest: HashMap<[u8; 32], Known>,
    /// How often something was forgotten.
    forgettings: u64,
}

impl KnownSecrets {
    /// Whom a secret speaks for, if it was seen lately.
    pub(crate) fn principal(&self, digest: &[u8; 32], now_ms: i64) -> Option<Principal> {
        let seen = self.seen.read().ok()?;
        let known = seen.by_digest.get(digest).filter(|known| known.until_ms > now_ms);
        known.map(|known| known.principal.clone())
    }

    /// To be asked before the store is, and handed to `remember`.
    pub(crate) fn forgettings(&self) -> u64 {
        self.seen.read().map_or(0, |seen| seen.forgettings)
    }

    /// Remembers what the store said, unless something was forgotten meanwhile: it may have been this.
    pub(crate) fn remember(
        &self,
        digest: [u8; 32],
        principal: Principal,
        expires_ms: Option<i64>,
        now_ms: i64,
        forgettings: u64,
    ) {
        let until_ms = (now_ms + REMEMBERED_MS).min(expires_ms.unwrap_or(i64::MAX));
        let Ok(mut seen) = self.seen.write() else { return };
        if seen.forgettings != forgettings {
            return;
        }
        let known = &mut seen.by_digest;
        if known.len() >= REMEMBERED_MAX {
            known.retain(|_, known| known.until_ms > now_ms);
        }
        if known.len() < REMEMBERED_MAX {
            known.insert(digest, Known { principal, until_ms });
        }
    }

    /// Forgets a secret that has ended.
    pub(crate) fn forget(&self, digest: &[u8; 32]) {
        if let Ok(mut seen) = self.seen.write() {
            seen.forgettings += 1;
            seen.by_digest.remove(digest);
        }
    }

    /// Forgets every secret of an account that has changed.
    pub(crate) fn forget_account(&self, account: AccountId) {
        if let Ok(mut seen) = self.seen.write() {
            seen.forgettings += 1;
            seen.by_digest.retain(|_, known| known.principal.account != account);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::principal::Role;

    #[test]
    fn what_the_store_said_before_a_forgetting_is_not_remembered_after_it() {
        let (known, clerk) = (KnownSecrets::default(), Principal::new(5, "clerk", "demo", vec![Role::Clerk]));
        let end = |forget: &dyn Fn(&KnownSecrets)| {
            let asked = known.forgettings();
            forget(&known);
            known.remember([1; 32], clerk.clone(), None, 0, asked);
            known.principal(&[1; 32], 0).is_some()
        };
        assert!(!end(&|known| known.forget(&[1; 32])), "signed out meanwhile");
        assert!(!end(&|known| known.forget_account(5)), "disabled meanwhile");
        assert!(end(&|_| {}));
        known.forget_account(6);
        assert!(known.principal(&[1; 32], 0).is_some(), "another account's secrets stay");
        known.forget_account(5);
        assert!(known.principal(&[1; 32], 0).is_none());
    }
}
