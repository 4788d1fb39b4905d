//! Retries of changes to accounts: what a key came to stands beside the log, as it does for commands.

use std::sync::{Arc, PoisonError};

use lindley_ports::{AppendError, Batch, Outcome, PortError};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::password::stretch;
use crate::app::App;
use crate::error::AppError;
use crate::idempotency::{IdempotencyKey, KEPT_MS, fingerprint};
use crate::principal::Principal;

/// How often an outcome is offered again to a log whose head moves.
const TRIES_MAX: u32 = 1000;

/// An answer, and whether an earlier request with the same key got it first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Once<T> {
    /// The answer.
    pub value: T,
    /// True when this is the kept answer to an earlier request under the same key.
    pub replayed: bool,
}

/// One request under its key.
pub(super) struct Request {
    organisation: Arc<str>,
    key: Arc<str>,
    fingerprint: [u8; 32],
}

impl Request {
    /// The request `asked` of this principal; none without a key. Passwords go into the fingerprint slowly hashed,
    /// because fingerprints are stored.
    pub(super) fn new(
        by: &Principal,
        key: Option<&IdempotencyKey>,
        asked: &impl Serialize,
        passwords: &[&str],
    ) -> Result<Option<Self>, AppError> {
        let Some(key) = key else { return Ok(None) };
        let key = key.scoped(by.actor());
        let words = serde_json::to_string(passwords).map_err(|error| unwritable(&error))?;
        let secret = if passwords.is_empty() { None } else { Some(stretch(&words, &key)?) };
        let fingerprint = fingerprint(&(asked, secret))?;
        Ok(Some(Self { organisation: Arc::clone(&by.organisation), key, fingerprint }))
    }

    fn outcome(&self, answer: &impl Serialize, now_ms: i64) -> Result<Outcome, AppError> {
        let answer = serde_json::to_vec(answer).map_err(|error| unwritable(&error))?.into();
        let (key, fingerprint) = (Arc::clone(&self.key), self.fingerprint);
        Ok(Outcome { key, fingerprint, answer, expires_ms: now_ms + KEPT_MS })
    }
}

fn unwritable(error: &serde_json::Error) -> AppError {
    AppError::Damaged(format!("an answer cannot be written: {error}"))
}

impl App {
    /// Makes a change of accounts, one at a time in this process, unless its key has an answer already. Blocks.
    ///
    /// Failures are not kept: nothing has happened, and a retry may succeed. Accounts and the log's outcomes are not
    /// one transaction: if the program dies between the change and its outcome, a retry makes the change again, which
    /// changes nothing more, or is told that the login is taken.
    pub(super) fn once<T: Serialize + DeserializeOwned>(
        &self,
        request: Option<&Request>,
        change: impl FnOnce() -> Result<T, AppError>,
    ) -> Result<Once<T>, AppError> {
        // The lock guards no data, only the order: a change that panicked leaves nothing broken behind.
        let _turn = self.inside.account_changes.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(request) = request else { return change().map(|value| Once { value, replayed: false }) };
        if let Some(value) = self.kept(request)? {
            return Ok(Once { value, replayed: true });
        }
        let value = change()?;
        // The change stands. Only a later retry would miss the outcome, and this caller has its answer.
        if let Err(error) = self.keep(request, &value) {
            tracing::warn!(%error, "the answer to a change of accounts was not kept for retries");
        }
        Ok(Once { value, replayed: false })
    }

    /// The answer that an earlier request left under the key.
    pub(super) fn kept<T: DeserializeOwned>(&self, request: &Request) -> Result<Option<T>, AppError> {
        let now_ms = self.clock().now_ms();
        let Some(kept) = self.store().outcome(&request.organisation, &request.key, now_ms)? else {
            return Ok(None);
        };
        if kept.fingerprint != request.fingerprint {
            return Err(AppError::KeyReused);
        }
        let read = serde_json::from_slice(&kept.answer);
        read.map(Some).map_err(|error| AppError::Damaged(format!("a kept answer cannot be read: {error}")))
    }

    /// Writes the answer under the key. False when the key has an outcome already.
    pub(super) fn keep(&self, request: &Request, answer: &impl Serialize) -> Result<bool, AppError> {
        let (organisation, now_ms) = (&*request.organisation, self.clock().now_ms());
        let outcome = request.outcome(answer, now_ms)?;
        let mut expected_head = self.store().head(organisation)?;
        for _ in 0..TRIES_MAX {
            let outcomes = std::slice::from_ref(&outcome);
            match self.store().append(Batch { organisation, expected_head, entries: &[], outcomes, now_ms }) {
                Ok(()) => return Ok(true),
                Err(AppendError::Conflict { head }) => expected_head = head,
                Err(AppendError::KeysUsed(_)) => return Ok(false),
                Err(AppendError::Store(error)) => {
                    // The answer may have been lost on the way back, not the outcome.
                    let unclear = matches!(error, PortError::Unavailable(_));
                    let stored = || self.store().outcome(organisation, &request.key, now_ms).ok().flatten();
                    let written = unclear && stored().is_some_and(|stored| stored == outcome);
                    return if written { Ok(true) } else { Err(error.into()) };
                }
            }
        }
        Err(AppError::Busy)
    }
}
