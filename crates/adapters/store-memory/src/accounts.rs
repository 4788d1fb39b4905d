//! Accounts and credentials in memory.

use std::collections::{BTreeMap, HashMap};

use lindley_ports::{Account, AccountId, Accounts, Credential, NewAccount, PortError};

use crate::MemoryStore;

/// Accounts by number, credentials by digest.
#[derive(Default)]
pub(crate) struct AccountBook {
    accounts: BTreeMap<AccountId, Account>,
    by_login: HashMap<String, AccountId>,
    credentials: BTreeMap<[u8; 32], Credential>,
}

impl Accounts for MemoryStore {
    fn add_account(&self, account: &NewAccount) -> Result<AccountId, PortError> {
        let book = &mut self.contents().accounts;
        if book.by_login.contains_key(&account.login) {
            return Err(PortError::Taken(format!("the login {}", account.login)));
        }
        let id = book.accounts.last_key_value().map_or(1, |(last, _)| last + 1);
        book.by_login.insert(account.login.clone(), id);
        let added = Account {
            id,
            organisation: account.organisation.clone(),
            login: account.login.clone(),
            password_hash: account.password_hash.clone(),
            roles: account.roles.clone(),
            disabled: false,
        };
        book.accounts.insert(id, added);
        Ok(id)
    }

    fn account_by_login(&self, login: &str) -> Result<Option<Account>, PortError> {
        let book = &self.contents().accounts;
        Ok(book.by_login.get(login).and_then(|id| book.accounts.get(id)).cloned())
    }

    fn account(&self, id: AccountId) -> Result<Option<Account>, PortError> {
        Ok(self.contents().accounts.accounts.get(&id).cloned())
    }

    fn accounts(&self, organisation: &str) -> Result<Vec<Account>, PortError> {
        let book = &self.contents().accounts;
        let own = book.accounts.values().filter(|account| account.organisation == organisation);
        Ok(own.cloned().collect())
    }

    fn change_account(&self, account: &Account) -> Result<bool, PortError> {
        let book = &mut self.contents().accounts;
        let Some(kept) = book.accounts.get_mut(&account.id) else { return Ok(false) };
        kept.password_hash.clone_from(&account.password_hash);
        kept.roles.clone_from(&account.roles);
        kept.disabled = account.disabled;
        Ok(true)
    }

    fn add_credential(&self, credential: &Credential) -> Result<(), PortError> {
        let book = &mut self.contents().accounts;
        if book.credentials.contains_key(&credential.digest) {
            return Err(PortError::Taken("the credential's digest".to_owned()));
        }
        if !book.accounts.contains_key(&credential.account) {
            return Err(PortError::Malformed(format!("there is no account {}", credential.account)));
        }
        book.credentials.insert(credential.digest, credential.clone());
        Ok(())
    }

    fn credential(&self, digest: &[u8; 32]) -> Result<Option<Credential>, PortError> {
        Ok(self.contents().accounts.credentials.get(digest).cloned())
    }

    fn remove_credential(&self, digest: &[u8; 32]) -> Result<bool, PortError> {
        Ok(self.contents().accounts.credentials.remove(digest).is_some())
    }

    fn credentials_of(&self, account: AccountId) -> Result<Vec<Credential>, PortError> {
        let book = &self.contents().accounts;
        let mut own: Vec<Credential> =
            book.credentials.values().filter(|credential| credential.account == account).cloned().collect();
        own.sort_by(|a, b| a.label.cmp(&b.label));
        Ok(own)
    }
}
