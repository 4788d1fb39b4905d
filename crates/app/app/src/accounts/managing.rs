//! Adding, listing and changing accounts.

use std::sync::Arc;

use lindley_ports::{Account, AccountId, NewAccount};
use serde::{Deserialize, Serialize};

use super::once::{Once, Request};
use super::{password, principal};
use crate::app::App;
use crate::error::AppError;
use crate::idempotency::IdempotencyKey;
use crate::principal::{Permission, Principal, Role};

/// An account that somebody wants added.
#[derive(Clone, Serialize)]
pub struct AccountWish {
    /// The organisation; the asker's own if none. Platform administrators may name another.
    pub organisation: Option<String>,
    /// The name it signs in with.
    pub login: String,
    /// Its password; without one it can only use tokens.
    #[serde(skip)]
    pub password: Option<String>,
    /// Its roles.
    pub roles: Vec<Role>,
}

/// What is to change about an account. What is none stays.
#[derive(Clone, Default, Serialize)]
pub struct AccountChange {
    /// Whether it is disabled.
    pub disabled: Option<bool>,
    /// Its roles.
    pub roles: Option<Vec<Role>>,
    /// Its password.
    #[serde(skip)]
    pub password: Option<String>,
}

/// An account as it is kept for retries: without its password's hash.
#[derive(Serialize, Deserialize)]
struct Shown {
    id: AccountId,
    organisation: String,
    login: String,
    roles: Vec<String>,
    disabled: bool,
}

impl From<Account> for Shown {
    fn from(account: Account) -> Self {
        let Account { id, organisation, login, roles, disabled, .. } = account;
        Self { id, organisation, login, roles, disabled }
    }
}

impl Once<Shown> {
    fn account(self) -> Once<Account> {
        let Shown { id, organisation, login, roles, disabled } = self.value;
        let value = Account { id, organisation, login, password_hash: None, roles, disabled };
        Once { value, replayed: self.replayed }
    }
}

impl App {
    /// The principal at work in another organisation: the platform's administrators give a new one its first account.
    fn acting_in(&self, by: &Principal, organisation: Option<&str>) -> Result<Principal, AppError> {
        let Some(organisation) = organisation.filter(|organisation| **organisation != *by.organisation)
        else {
            return Ok(by.clone());
        };
        by.require(Permission::FoundOrganisation)?;
        if self.store().head(organisation)? == 0 {
            return Err(AppError::UnknownOrganisation);
        }
        Ok(by.at(organisation))
    }

    /// Adds an account to the principal's organisation; without a password it can only use tokens.
    pub async fn add_account(
        &self,
        by: &Principal,
        login: &str,
        password: Option<&str>,
        roles: &[Role],
    ) -> Result<Account, AppError> {
        let (login, password) = (login.to_owned(), password.map(str::to_owned));
        let wish = AccountWish { organisation: None, login, password, roles: roles.to_vec() };
        Ok(self.add_account_once(by, wish, None).await?.value)
    }

    /// Adds an account; a retry with the same key gets the same answer. The answer has no password hash.
    pub async fn add_account_once(
        &self,
        by: &Principal,
        wish: AccountWish,
        key: Option<IdempotencyKey>,
    ) -> Result<Once<Account>, AppError> {
        by.require(Permission::ManageAccounts)?;
        let (app, by) = (self.clone(), by.clone());
        self.blocking(move || {
            let there = app.acting_in(&by, wish.organisation.as_deref())?;
            may_give(&by, &wish.roles)?;
            check_login(&wish.login)?;
            wish.password.as_deref().map_or(Ok(()), password::check)?;
            let secret: Vec<&str> = wish.password.as_deref().into_iter().collect();
            let request = Request::new(&by, key.as_ref(), &("add-account", &wish), &secret)?;
            let added = app.once(request.as_ref(), || app.add(&there, &wish))?;
            Ok(added.account())
        })
        .await
    }

    fn add(&self, there: &Principal, wish: &AccountWish) -> Result<Shown, AppError> {
        let account = NewAccount {
            organisation: there.organisation.to_string(),
            login: wish.login.clone(),
            password_hash: wish.password.as_deref().map(password::hash).transpose()?,
            roles: names(&wish.roles),
        };
        let id = self.store().add_account(&account)?;
        let NewAccount { organisation, login, roles, .. } = account;
        Ok(Shown { id, organisation, login, roles, disabled: false })
    }

    /// The accounts of the principal's organisation.
    pub async fn accounts(&self, by: &Principal) -> Result<Vec<Account>, AppError> {
        by.require(Permission::ManageAccounts)?;
        let (app, organisation) = (self.clone(), Arc::clone(&by.organisation));
        self.blocking(move || Ok(app.store().accounts(&organisation)?)).await
    }

    /// One account of the principal's organisation.
    pub async fn account(&self, by: &Principal, id: AccountId) -> Result<Account, AppError> {
        by.require(Permission::ManageAccounts)?;
        let (app, by) = (self.clone(), by.clone());
        self.blocking(move || app.account_of(&by.organisation, id)).await
    }

    /// Disables or enables an account, gives it other roles or another password.
    ///
    /// It counts at once here and within half a minute in other processes. Disabling an account and giving it another
    /// password end its browser sessions.
    pub async fn change_account(
        &self,
        by: &Principal,
        id: AccountId,
        change: AccountChange,
        key: Option<IdempotencyKey>,
    ) -> Result<Once<Account>, AppError> {
        by.require(Permission::ManageAccounts)?;
        let (app, by) = (self.clone(), by.clone());
        self.blocking(move || {
            change.password.as_deref().map_or(Ok(()), password::check)?;
            let secret: Vec<&str> = change.password.as_deref().into_iter().collect();
            let request = Request::new(&by, key.as_ref(), &("change-account", id, &change), &secret)?;
            let changed = app.once(request.as_ref(), || app.change(&by, id, &change))?;
            Ok(changed.account())
        })
        .await
    }

    fn change(&self, by: &Principal, id: AccountId, change: &AccountChange) -> Result<Shown, AppError> {
        let mut account = self.account_of(&by.organisation, id)?;
        // Whoever changes an account could take it over: it may have nothing that they lack.
        may_give(by, &principal(&account).roles)?;
        may_give(by, change.roles.as_deref().unwrap_or_default())?;
        keeps_the_door_open(by, id, change)?;
        if let Some(password) = &change.password {
            account.password_hash = Some(password::hash(password)?);
        }
        if let Some(roles) = &change.roles {
            account.roles = names(roles);
        }
        account.disabled = change.disabled.unwrap_or(account.disabled);
        if !self.store().change_account(&account)? {
            return Err(no_such(id));
        }
        if change.password.is_some() || account.disabled {
            self.end_sign_ins(id, None)?;
        }
        self.inside.known_secrets.forget_account(id);
        Ok(account.into())
    }

    /// The account, if it belongs to the organisation.
    pub(super) fn account_of(&self, organisation: &str, id: AccountId) -> Result<Account, AppError> {
        let account = self.store().account(id)?;
        account.filter(|account| account.organisation == organisation).ok_or_else(|| no_such(id))
    }
}

fn no_such(id: AccountId) -> AppError {
    AppError::NotFound(format!("account-{id}"))
}

/// Nobody gives more than they have.
pub(super) fn may_give(by: &Principal, roles: &[Role]) -> Result<(), AppError> {
    roles.iter().flat_map(|role| role.permissions()).try_for_each(|permission| by.require(*permission))
}

/// Nobody locks themselves out, and nobody changes their own password without knowing it.
fn keeps_the_door_open(by: &Principal, id: AccountId, change: &AccountChange) -> Result<(), AppError> {
    if by.account != id {
        return Ok(());
    }
    let manages = |role: &Role| role.permissions().contains(&Permission::ManageAccounts);
    if change.disabled == Some(true) {
        return Err(AppError::OwnAccount("you cannot disable your own account"));
    }
    if change.roles.as_ref().is_some_and(|roles| !roles.iter().any(manages)) {
        return Err(AppError::OwnAccount(
            "you cannot take the last administrator's role from your own account",
        ));
    }
    if change.password.is_some() {
        return Err(AppError::OwnAccount("change your own password with POST /v1/session/password"));
    }
    Ok(())
}

fn names(roles: &[Role]) -> Vec<String> {
    roles.iter().map(|role| role.as_str().to_owned()).collect()
}

fn check_login(login: &str) -> Result<(), AppError> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '@');
    if (1..=80).contains(&login.len()) && login.chars().all(allowed) {
        return Ok(());
    }
    Err(AppError::Invalid {
        field: "login",
        problem: "must have 1 to 80 characters of A-Z a-z 0-9 . _ - @".to_owned(),
    })
}
