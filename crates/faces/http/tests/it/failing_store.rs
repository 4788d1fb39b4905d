//! A store that can be told to fail.

use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;

use lindley_ports::{
    Account, AccountId, Accounts, AppendError, Batch, Blobs, Checkpoint, Credential, Entry, Log, NewAccount,
    Outcome, PortError, Snapshot,
};
use lindley_store_memory::MemoryStore;

/// How the store fails.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Trouble {
    Unavailable,
    Full,
    Corrupt,
}

#[derive(Clone, Default)]
pub(crate) struct FailingStore {
    inner: MemoryStore,
    trouble: Arc<Mutex<Option<Trouble>>>,
}

impl FailingStore {
    /// From now on every append fails like this; none makes the store well again.
    pub(crate) fn fail(&self, trouble: Option<Trouble>) {
        *self.trouble.lock().unwrap() = trouble;
    }

    fn check(&self) -> Result<(), PortError> {
        let secret = "host=db.internal password=hush".to_owned();
        match *self.trouble.lock().unwrap() {
            None => Ok(()),
            Some(Trouble::Unavailable) => Err(PortError::Unavailable(secret)),
            Some(Trouble::Full) => Err(PortError::Full(secret)),
            Some(Trouble::Corrupt) => Err(PortError::Corrupt { place: secret, problem: "torn".into() }),
        }
    }
}

impl Log for FailingStore {
    fn organisations(&self) -> Result<Vec<String>, PortError> {
        self.inner.organisations()
    }
    fn head(&self, organisation: &str) -> Result<u64, PortError> {
        self.inner.head(organisation)
    }
    fn append(&self, batch: Batch<'_>) -> Result<(), AppendError> {
        self.check()?;
        self.inner.append(batch)
    }
    fn read(&self, organisation: &str, after: u64, limit: usize) -> Result<Vec<Entry>, PortError> {
        if matches!(*self.trouble.lock().unwrap(), Some(Trouble::Corrupt)) {
            self.check()?;
        }
        self.inner.read(organisation, after, limit)
    }
    fn outcome(&self, organisation: &str, key: &str, now_ms: i64) -> Result<Option<Outcome>, PortError> {
        self.inner.outcome(organisation, key, now_ms)
    }
    fn drop_expired_outcomes(&self, now_ms: i64) -> Result<u64, PortError> {
        self.inner.drop_expired_outcomes(now_ms)
    }
    fn await_head(&self, organisation: &str, known: u64, patience: Duration) -> Result<u64, PortError> {
        self.inner.await_head(organisation, known, patience)
    }
    fn save_snapshot(&self, organisation: &str, snapshot: &Snapshot) -> Result<(), PortError> {
        self.inner.save_snapshot(organisation, snapshot)
    }
    fn latest_snapshot(&self, organisation: &str) -> Result<Option<Snapshot>, PortError> {
        self.inner.latest_snapshot(organisation)
    }
    fn save_checkpoint(&self, organisation: &str, checkpoint: &Checkpoint) -> Result<(), PortError> {
        self.inner.save_checkpoint(organisation, checkpoint)
    }
    fn latest_checkpoint(&self, organisation: &str) -> Result<Option<Checkpoint>, PortError> {
        self.inner.latest_checkpoint(organisation)
    }

    fn checkpoints(&self, organisation: &str) -> Result<Vec<Checkpoint>, PortError> {
        self.inner.checkpoints(organisation)
    }
}

impl Accounts for FailingStore {
    fn add_account(&self, account: &NewAccount) -> Result<AccountId, PortError> {
        self.inner.add_account(account)
    }
    fn account_by_login(&self, login: &str) -> Result<Option<Account>, PortError> {
        self.check()?;
        self.inner.account_by_login(login)
    }
    fn account(&self, id: AccountId) -> Result<Option<Account>, PortError> {
        self.inner.account(id)
    }
    fn accounts(&self, organisation: &str) -> Result<Vec<Account>, PortError> {
        self.inner.accounts(organisation)
    }
    fn change_account(&self, account: &Account) -> Result<bool, PortError> {
        self.inner.change_account(account)
    }
    fn add_credential(&self, credential: &Credential) -> Result<(), PortError> {
        self.inner.add_credential(credential)
    }
    fn credential(&self, digest: &[u8; 32]) -> Result<Option<Credential>, PortError> {
        self.inner.credential(digest)
    }
    fn remove_credential(&self, digest: &[u8; 32]) -> Result<bool, PortError> {
        self.inner.remove_credential(digest)
    }
    fn credentials_of(&self, account: AccountId) -> Result<Vec<Credential>, PortError> {
        self.inner.credentials_of(account)
    }
}

impl Blobs for FailingStore {
    fn put_blob(&self, organisation: &str, hash: &[u8; 32], bytes: &[u8]) -> Result<(), PortError> {
        self.check()?;
        self.inner.put_blob(organisation, hash, bytes)
    }
    fn blob(&self, organisation: &str, hash: &[u8; 32]) -> Result<Option<Vec<u8>>, PortError> {
        self.inner.blob(organisation, hash)
    }
}
