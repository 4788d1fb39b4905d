//! A store that fails when told to, around any store.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use lindley_ports::{
    Account, AccountId, Accounts, AppendError, Batch, Blobs, Checkpoint, Credential, Entry, Log, NewAccount,
    Outcome, PortError, Snapshot,
};

/// What happens to an append.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The request never arrives: nothing is written.
    LostRequest,
    /// The batch is written, but the answer is lost.
    LostAnswer,
    /// The batch is written, the answer is lost, and the store stays away until told otherwise.
    LostAnswerThenDown,
    /// The batch arrives twice; the first answer counts.
    Duplicate,
    /// There is no room left: nothing is written.
    Full,
    /// A lie that no store may tell: the answer says written, and nothing is. It shows that a simulation notices.
    Unwritten,
    /// A lie that no store may tell: the entries are written, the kept answers are not.
    AnswersForgotten,
}

#[derive(Debug, Default)]
struct Faults {
    next: VecDeque<Fault>,
    down: bool,
    damaged: Option<String>,
    back_at: Option<u64>,
    blobs_left: Option<u64>,
    blobs_altered: bool,
    conflicts: u64,
}

/// A store with faults.
#[derive(Debug, Default)]
pub struct FaultyLog<S> {
    inner: S,
    faults: Mutex<Faults>,
}

impl<S> FaultyLog<S> {
    /// A store that works until told otherwise.
    pub fn new(inner: S) -> Self {
        Self { inner, faults: Mutex::default() }
    }

    /// The store behind the faults.
    pub fn inner(&self) -> &S {
        &self.inner
    }

    /// The next append that no earlier fault is waiting for fails like this.
    pub fn fail_next_append(&self, fault: Fault) {
        self.faults().next.push_back(fault);
    }

    /// Whether nothing can be reached at all.
    pub fn set_down(&self, down: bool) {
        self.faults().down = down;
    }

    /// Every read of entries answers that this place is damaged, until it is called with nothing.
    pub fn set_damaged(&self, place: Option<&str>) {
        self.faults().damaged = place.map(str::to_owned);
    }

    /// The store is back where every log had at most so many entries, as after a restore from an old backup.
    pub fn set_back_at(&self, head: Option<u64>) {
        self.faults().back_at = head;
    }

    /// So many blobs are still kept; then there is no room for another.
    pub fn set_blobs_left(&self, left: Option<u64>) {
        self.faults().blobs_left = left;
    }

    /// Every blob that is handed out has one bit turned over.
    pub fn set_blobs_altered(&self, altered: bool) {
        self.faults().blobs_altered = altered;
    }

    /// From now on everything works.
    pub fn mend(&self) {
        let mut faults = self.faults();
        let conflicts = faults.conflicts;
        *faults = Faults { conflicts, ..Faults::default() };
    }

    /// Whether anything fails or is waiting to fail.
    pub fn is_failing(&self) -> bool {
        let faults = self.faults();
        faults.down || faults.damaged.is_some() || faults.back_at.is_some() || !faults.next.is_empty()
    }

    /// How often an append has found that the head had moved.
    pub fn conflicts(&self) -> u64 {
        self.faults().conflicts
    }

    fn faults(&self) -> MutexGuard<'_, Faults> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reach(&self) -> Result<&S, PortError> {
        if self.faults().down { Err(away()) } else { Ok(&self.inner) }
    }
}

fn away() -> PortError {
    PortError::Unavailable("the simulated store does not answer".to_owned())
}

impl<S: Log> FaultyLog<S> {
    fn append_or_fail(&self, batch: Batch<'_>) -> Result<(), AppendError> {
        let inner = self.reach()?;
        if let Some(head) = self.faults().back_at
            && head < batch.expected_head
        {
            return Err(AppendError::Conflict { head });
        }
        let Some(fault) = self.faults().next.pop_front() else { return inner.append(batch) };
        match fault {
            Fault::LostRequest => Err(away().into()),
            Fault::Full => Err(PortError::Full("the simulated disk has no room".to_owned()).into()),
            Fault::LostAnswer => inner.append(batch).and_then(|()| Err(away().into())),
            Fault::LostAnswerThenDown => {
                self.set_down(true);
                inner.append(batch).and_then(|()| Err(away().into()))
            }
            Fault::Duplicate => {
                let first = inner.append(batch);
                // The second delivery must bounce off the head that the first has moved, or off its keys.
                let again = inner.append(batch).is_err();
                let moved = !batch.entries.is_empty() || !batch.outcomes.is_empty();
                assert!(again || first.is_err() || !moved, "a batch was written twice");
                first
            }
            Fault::Unwritten => Ok(()),
            Fault::AnswersForgotten => inner.append(Batch { outcomes: &[], ..batch }),
        }
    }
}

impl<S: Log> Log for FaultyLog<S> {
    fn append(&self, batch: Batch<'_>) -> Result<(), AppendError> {
        let appended = self.append_or_fail(batch);
        if matches!(appended, Err(AppendError::Conflict { .. })) {
            self.faults().conflicts += 1;
        }
        appended
    }

    fn organisations(&self) -> Result<Vec<String>, PortError> {
        self.reach()?.organisations()
    }

    fn head(&self, organisation: &str) -> Result<u64, PortError> {
        let head = self.reach()?.head(organisation)?;
        Ok(self.faults().back_at.map_or(head, |back_at| head.min(back_at)))
    }

    fn read(&self, organisation: &str, after: u64, limit: usize) -> Result<Vec<Entry>, PortError> {
        if let Some(place) = self.faults().damaged.clone() {
            return Err(PortError::Corrupt { place, problem: "the simulated row is damaged".to_owned() });
        }
        self.reach()?.read(organisation, after, limit)
    }

    fn outcome(&self, organisation: &str, key: &str, now_ms: i64) -> Result<Option<Outcome>, PortError> {
        self.reach()?.outcome(organisation, key, now_ms)
    }

    fn drop_expired_outcomes(&self, now_ms: i64) -> Result<u64, PortError> {
        self.reach()?.drop_expired_outcomes(now_ms)
    }

    fn await_head(&self, organisation: &str, known: u64, patience: Duration) -> Result<u64, PortError> {
        self.reach()?.await_head(organisation, known, patience)
    }

    fn save_snapshot(&self, organisation: &str, snapshot: &Snapshot) -> Result<(), PortError> {
        self.reach()?.save_snapshot(organisation, snapshot)
    }

    fn latest_snapshot(&self, organisation: &str) -> Result<Option<Snapshot>, PortError> {
        self.reach()?.latest_snapshot(organisation)
    }

    fn save_checkpoint(&self, organisation: &str, checkpoint: &Checkpoint) -> Result<(), PortError> {
        self.reach()?.save_checkpoint(organisation, checkpoint)
    }

    fn latest_checkpoint(&self, organisation: &str) -> Result<Option<Checkpoint>, PortError> {
        self.reach()?.latest_checkpoint(organisation)
    }

    fn checkpoints(&self, organisation: &str) -> Result<Vec<Checkpoint>, PortError> {
        self.reach()?.checkpoints(organisation)
    }
}

impl<S: Accounts> Accounts for FaultyLog<S> {
    fn add_account(&self, account: &NewAccount) -> Result<AccountId, PortError> {
        self.reach()?.add_account(account)
    }

    fn account_by_login(&self, login: &str) -> Result<Option<Account>, PortError> {
        self.reach()?.account_by_login(login)
    }

    fn account(&self, id: AccountId) -> Result<Option<Account>, PortError> {
        self.reach()?.account(id)
    }

    fn accounts(&self, organisation: &str) -> Result<Vec<Account>, PortError> {
        self.reach()?.accounts(organisation)
    }

    fn change_account(&self, account: &Account) -> Result<bool, PortError> {
        self.reach()?.change_account(account)
    }

    fn add_credential(&self, credential: &Credential) -> Result<(), PortError> {
        self.reach()?.add_credential(credential)
    }

    fn credential(&self, digest: &[u8; 32]) -> Result<Option<Credential>, PortError> {
        self.reach()?.credential(digest)
    }

    fn remove_credential(&self, digest: &[u8; 32]) -> Result<bool, PortError> {
        self.reach()?.remove_credential(digest)
    }

    fn credentials_of(&self, account: AccountId) -> Result<Vec<Credential>, PortError> {
        self.reach()?.credentials_of(account)
    }
}

impl<S: Blobs> Blobs for FaultyLog<S> {
    fn put_blob(&self, organisation: &str, hash: &[u8; 32], bytes: &[u8]) -> Result<(), PortError> {
        let inner = self.reach()?;
        let room = match &mut self.faults().blobs_left {
            None => true,
            Some(0) => false,
            Some(left) => {
                *left -= 1;
                true
            }
        };
        if room {
            inner.put_blob(organisation, hash, bytes)
        } else {
            Err(PortError::Full("the simulated disk has no room".to_owned()))
        }
    }

    fn blob(&self, organisation: &str, hash: &[u8; 32]) -> Result<Option<Vec<u8>>, PortError> {
        let mut found = self.reach()?.blob(organisation, hash)?;
        if self.faults().blobs_altered
            && let Some(first) = found.as_mut().and_then(|bytes| bytes.first_mut())
        {
            *first ^= 1;
        }
        Ok(found)
    }
}
