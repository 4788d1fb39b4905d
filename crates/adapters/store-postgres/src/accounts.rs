//! Accounts and credentials in PostgreSQL.

use lindley_ports::{Account, AccountId, Accounts, Credential, CredentialKind, NewAccount, PortError};
use postgres::Row;

use crate::failure::{broken_constraint, failure, is_missing_reference};
use crate::session::Values;
use crate::{PostgresStore, sql};

impl Accounts for PostgresStore {
    fn add_account(&self, account: &NewAccount) -> Result<AccountId, PortError> {
        let NewAccount { organisation, login, password_hash, roles } = account;
        self.with(|session| {
            match session.query(sql::ACCOUNT_ADD, &[organisation, login, password_hash, roles]) {
                Ok(rows) => number(rows.first().map_or(Ok(0), |row| row.try_get(0))),
                Err(error) if broken_constraint(&error).is_some() => {
                    Err(PortError::Taken(format!("the login {login}")))
                }
                Err(error) => Err(failure(&error)),
            }
        })
    }

    fn account_by_login(&self, login: &str) -> Result<Option<Account>, PortError> {
        Ok(self.all(sql::ACCOUNT_BY_LOGIN, &[&login], account)?.pop())
    }

    fn account(&self, id: AccountId) -> Result<Option<Account>, PortError> {
        let Ok(id) = i32::try_from(id) else { return Ok(None) };
        Ok(self.all(sql::ACCOUNT, &[&id], account)?.pop())
    }

    fn accounts(&self, organisation: &str) -> Result<Vec<Account>, PortError> {
        self.all(sql::ACCOUNTS, &[&organisation], account)
    }

    fn change_account(&self, account: &Account) -> Result<bool, PortError> {
        let Account { id, password_hash, roles, disabled, .. } = account;
        let Ok(id) = i32::try_from(*id) else { return Ok(false) };
        self.with(|session| {
            let changed = session.execute(sql::ACCOUNT_CHANGE, &[&id, password_hash, roles, disabled]);
            changed.map(|count| count == 1).map_err(|error| failure(&error))
        })
    }

    fn add_credential(&self, credential: &Credential) -> Result<(), PortError> {
        let nobody = || PortError::Malformed(format!("there is no account {}", credential.account));
        let account = i32::try_from(credential.account).map_err(|_| nobody())?;
        let kind = match credential.kind {
            CredentialKind::Session => "session",
            CredentialKind::Token => "token",
        };
        let digest = credential.digest.as_slice();
        self.once(|session| {
            let values: Values<'_> = &[&digest, &account, &kind, &credential.label, &credential.expires_ms];
            match session.execute(sql::CREDENTIAL_ADD, values) {
                Ok(_) => Ok(()),
                Err(error) if broken_constraint(&error).is_some() => {
                    Err(PortError::Taken("the credential's digest".to_owned()))
                }
                Err(error) if is_missing_reference(&error) => Err(nobody()),
                Err(error) => Err(failure(&error)),
            }
        })
    }

    fn credential(&self, digest: &[u8; 32]) -> Result<Option<Credential>, PortError> {
        Ok(self.all(sql::CREDENTIAL, &[&digest.as_slice()], credential)?.pop())
    }

    fn remove_credential(&self, digest: &[u8; 32]) -> Result<bool, PortError> {
        self.once(|session| {
            let removed = session.execute(sql::CREDENTIAL_REMOVE, &[&digest.as_slice()]);
            removed.map(|count| count == 1).map_err(|error| failure(&error))
        })
    }

    fn credentials_of(&self, account: AccountId) -> Result<Vec<Credential>, PortError> {
        let Ok(account) = i32::try_from(account) else { return Ok(Vec::new()) };
        self.all(sql::CREDENTIALS_OF, &[&account], credential)
    }
}

impl PostgresStore {
    fn all<T>(
        &self,
        statement: &'static str,
        values: Values<'_>,
        read: fn(&Row) -> Result<T, PortError>,
    ) -> Result<Vec<T>, PortError> {
        self.with(|session| {
            let rows = session.query(statement, values).map_err(|error| failure(&error))?;
            rows.iter().map(read).collect()
        })
    }
}

fn account(row: &Row) -> Result<Account, PortError> {
    Ok(Account {
        id: number(row.try_get(0))?,
        organisation: row.try_get(1).map_err(|error| failure(&error))?,
        login: row.try_get(2).map_err(|error| failure(&error))?,
        password_hash: row.try_get(3).map_err(|error| failure(&error))?,
        roles: row.try_get(4).map_err(|error| failure(&error))?,
        disabled: row.try_get(5).map_err(|error| failure(&error))?,
    })
}

fn credential(row: &Row) -> Result<Credential, PortError> {
    let digest: &[u8] = row.try_get(0).map_err(|error| failure(&error))?;
    let account = number(row.try_get(1))?;
    let damaged =
        |problem| PortError::Corrupt { place: format!("a credential of account {account}"), problem };
    let kind = match row.try_get(2).map_err(|error| failure(&error))? {
        "session" => CredentialKind::Session,
        "token" => CredentialKind::Token,
        other => return Err(damaged(format!("its kind is {other}"))),
    };
    Ok(Credential {
        digest: digest.try_into().map_err(|_| damaged(format!("its digest has {} bytes", digest.len())))?,
        account,
        kind,
        label: row.try_get(3).map_err(|error| failure(&error))?,
        expires_ms: row.try_get(4).map_err(|error| failure(&error))?,
    })
}

fn number(column: Result<i32, postgres::Error>) -> Result<AccountId, PortError> {
    let number = column.map_err(|error| failure(&error))?;
    AccountId::try_from(number).map_err(|_| PortError::Corrupt {
        place: "an account".to_owned(),
        problem: format!("its number is {number}"),
    })
}
