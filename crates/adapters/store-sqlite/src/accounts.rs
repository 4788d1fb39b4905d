//! Accounts and credentials in SQLite.

use lindley_ports::{Account, AccountId, Accounts, Credential, CredentialKind, NewAccount, PortError};
use rusqlite::types::Type;
use rusqlite::{Error, OptionalExtension, Params, Row, params};

use crate::failure::{failure, is_missing_reference, is_unique_violation};
use crate::{SqliteStore, sql};

impl Accounts for SqliteStore {
    fn add_account(&self, account: &NewAccount) -> Result<AccountId, PortError> {
        let NewAccount { organisation, login, password_hash, roles } = account;
        let added = self.write(|transaction| {
            let mut statement = transaction.prepare_cached(sql::ACCOUNT_ADD)?;
            let values = params![organisation, login, password_hash, roles_to_text(roles)];
            Ok(match statement.query_row(values, |row| row.get(0)) {
                Err(error) if is_unique_violation(&error) => None,
                other => Some(other?),
            })
        })?;
        added.ok_or_else(|| PortError::Taken(format!("the login {login}")))
    }

    fn account_by_login(&self, login: &str) -> Result<Option<Account>, PortError> {
        self.one(sql::ACCOUNT_BY_LOGIN, [login], account)
    }

    fn account(&self, id: AccountId) -> Result<Option<Account>, PortError> {
        self.one(sql::ACCOUNT, [id], account)
    }

    fn accounts(&self, organisation: &str) -> Result<Vec<Account>, PortError> {
        self.all(sql::ACCOUNTS, [organisation], account)
    }

    fn change_account(&self, account: &Account) -> Result<bool, PortError> {
        let Account { id, password_hash, roles, disabled, .. } = account;
        let changed = self.write(|transaction| {
            let mut statement = transaction.prepare_cached(sql::ACCOUNT_CHANGE)?;
            statement.execute(params![id, password_hash, roles_to_text(roles), disabled])
        })?;
        Ok(changed == 1)
    }

    fn add_credential(&self, credential: &Credential) -> Result<(), PortError> {
        let Credential { digest, account, kind, label, expires_ms } = credential;
        let refused = self.write(|transaction| {
            let mut statement = transaction.prepare_cached(sql::CREDENTIAL_ADD)?;
            match statement.execute(params![digest, account, kind_to_text(*kind), label, expires_ms]) {
                Err(error) if is_unique_violation(&error) => {
                    Ok(Some(PortError::Taken("the credential's digest".to_owned())))
                }
                Err(error) if is_missing_reference(&error) => {
                    Ok(Some(PortError::Malformed(format!("there is no account {account}"))))
                }
                other => other.map(|_| None),
            }
        })?;
        refused.map_or(Ok(()), Err)
    }

    fn credential(&self, digest: &[u8; 32]) -> Result<Option<Credential>, PortError> {
        self.one(sql::CREDENTIAL, [digest], credential)
    }

    fn remove_credential(&self, digest: &[u8; 32]) -> Result<bool, PortError> {
        let removed =
            self.write(|transaction| transaction.prepare_cached(sql::CREDENTIAL_REMOVE)?.execute([digest]))?;
        Ok(removed == 1)
    }

    fn credentials_of(&self, account: AccountId) -> Result<Vec<Credential>, PortError> {
        self.all(sql::CREDENTIALS_OF, [account], credential)
    }
}

impl SqliteStore {
    fn one<T>(
        &self,
        statement: &str,
        values: impl Params,
        read: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, PortError> {
        self.read_with(|connection| {
            let mut statement = connection.prepare_cached(statement).map_err(failure)?;
            statement.query_row(values, read).optional().map_err(failure)
        })
    }

    fn all<T>(
        &self,
        statement: &str,
        values: impl Params,
        read: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, PortError> {
        self.read_with(|connection| {
            let mut statement = connection.prepare_cached(statement).map_err(failure)?;
            let rows = statement.query_map(values, read).map_err(failure)?;
            rows.collect::<rusqlite::Result<_>>().map_err(failure)
        })
    }
}

fn account(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        id: row.get(0)?,
        organisation: row.get(1)?,
        login: row.get(2)?,
        password_hash: row.get(3)?,
        roles: roles_from_text(row.get_ref(4)?.as_str()?),
        disabled: row.get(5)?,
    })
}

fn credential(row: &Row<'_>) -> rusqlite::Result<Credential> {
    let kind = match row.get_ref(2)?.as_str()? {
        "session" => CredentialKind::Session,
        "token" => CredentialKind::Token,
        other => {
            let problem = format!("a credential of the unknown kind {other}");
            return Err(Error::FromSqlConversionFailure(2, Type::Text, problem.into()));
        }
    };
    Ok(Credential {
        digest: row.get(0)?,
        account: row.get(1)?,
        kind,
        label: row.get(3)?,
        expires_ms: row.get(4)?,
    })
}

fn kind_to_text(kind: CredentialKind) -> &'static str {
    match kind {
        CredentialKind::Session => "session",
        CredentialKind::Token => "token",
    }
}

/// Role names are words without blanks.
fn roles_to_text(roles: &[String]) -> String {
    roles.join(" ")
}

fn roles_from_text(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}
