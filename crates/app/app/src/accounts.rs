//! Signing in and out, accounts and API tokens.

use std::sync::{Arc, LazyLock};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use lindley_ports::{Account, AccountId, Credential, CredentialKind, NewAccount};

use crate::app::{App, apart};
use crate::error::AppError;
use crate::principal::{Permission, Principal, Role};
use crate::secrets::{digest_of, new_secret};

/// How long a browser session lasts: a long working day.
const SESSION_MS: i64 = 12 * 3600 * 1000;
/// Shortest password.
const PASSWORD_MIN: usize = 10;

/// A fresh browser session.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The cookie's value. It is not stored anywhere.
    pub secret: String,
    /// Who signed in.
    pub principal: Principal,
    /// When the session ends, in milliseconds since the epoch.
    pub expires_ms: i64,
}

/// Verified when a login does not exist, so that the answer takes as long as for one that does.
static NOBODYS_HASH: LazyLock<Option<String>> =
    LazyLock::new(|| hash_password("nobody signs in with this").ok());

impl App {
    /// Signs in with login and password.
    pub async fn sign_in(&self, login: &str, password: &str) -> Result<SignedIn, AppError> {
        let (login, password) = (login.to_owned(), password.to_owned());
        let app = self.clone();
        self.blocking(move || {
            let account = app.store().account_by_login(&login)?.filter(|account| !account.disabled);
            let hash = account.as_ref().and_then(|account| account.password_hash.as_ref());
            let genuine = verify_password(&password, hash.or(NOBODYS_HASH.as_ref()));
            let signs_in = genuine && hash.is_some();
            let account = account.filter(|_| signs_in).ok_or(AppError::WrongCredentials)?;
            let principal = principal(&account);
            let secret = new_secret("lindley_session")?;
            let expires_ms = app.clock().now_ms() + SESSION_MS;
            app.store().add_credential(&Credential {
                digest: digest_of(&secret),
                account: account.id,
                kind: CredentialKind::Session,
                label: "browser".to_owned(),
                expires_ms: Some(expires_ms),
            })?;
            Ok(SignedIn { secret, principal, expires_ms })
        })
        .await
    }

    /// Ends a browser session.
    pub async fn sign_out(&self, secret: &str) -> Result<(), AppError> {
        let (app, digest) = (self.clone(), digest_of(secret));
        self.inside.known_secrets.forget(&digest);
        self.blocking(move || {
            app.store().remove_credential(&digest)?;
            Ok(())
        })
        .await
    }

    /// Whom a browser session or API token speaks for.
    pub async fn authenticate(&self, secret: &str) -> Result<Principal, AppError> {
        let (digest, now_ms) = (digest_of(secret), self.clock().now_ms());
        if let Some(principal) = self.inside.known_secrets.principal(&digest, now_ms) {
            return Ok(principal);
        }
        let app = self.clone();
        self.blocking(move || {
            let credential = app.store().credential(&digest)?.ok_or(AppError::NotSignedIn)?;
            if credential.expires_ms.is_some_and(|expires_ms| expires_ms <= now_ms) {
                return Err(AppError::NotSignedIn);
            }
            let account = app.store().account(credential.account)?.filter(|account| !account.disabled);
            let principal = principal(&account.ok_or(AppError::NotSignedIn)?);
            app.inside.known_secrets.remember(digest, principal.clone(), credential.expires_ms, now_ms);
            Ok(principal)
        })
        .await
    }

    /// The principal at work in another organisation: the platform's administrators give a new one its first account.
    pub fn acting_in(&self, by: &Principal, organisation: &str) -> Result<Principal, AppError> {
        if *by.organisation == *organisation {
            return Ok(by.clone());
        }
        by.require(Permission::FoundOrganisation)?;
        if apart(|| Ok(self.store().head(organisation)?))? == 0 {
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
        by.require(Permission::ManageAccounts)?;
        if roles.contains(&Role::PlatformAdmin) {
            by.require(Permission::FoundOrganisation)?;
        }
        check_login(login)?;
        if password.is_some_and(|password| password.chars().count() < PASSWORD_MIN || password.len() > 1024) {
            let problem = format!("must have at least {PASSWORD_MIN} characters");
            return Err(AppError::Invalid { field: "password", problem });
        }
        let (app, password) = (self.clone(), password.map(str::to_owned));
        let mut account = NewAccount {
            organisation: by.organisation.to_string(),
            login: login.to_owned(),
            password_hash: None,
            roles: roles.iter().map(|role| role.as_str().to_owned()).collect(),
        };
        self.blocking(move || {
            account.password_hash = password.as_deref().map(hash_password).transpose()?;
            let id = app.store().add_account(&account)?;
            let NewAccount { organisation, login, password_hash, roles } = account;
            Ok(Account { id, organisation, login, password_hash, roles, disabled: false })
        })
        .await
    }

    /// The accounts of the principal's organisation.
    pub async fn accounts(&self, by: &Principal) -> Result<Vec<Account>, AppError> {
        by.require(Permission::ManageAccounts)?;
        let (app, organisation) = (self.clone(), Arc::clone(&by.organisation));
        self.blocking(move || Ok(app.store().accounts(&organisation)?)).await
    }

    /// Makes an API token; it is shown this once and only its digest is stored.
    pub async fn issue_token(
        &self,
        by: &Principal,
        account: AccountId,
        label: &str,
        expires_ms: Option<i64>,
    ) -> Result<String, AppError> {
        by.require(Permission::ManageAccounts)?;
        if label.trim().is_empty() || label.len() > 120 {
            let problem = "must have 1 to 120 characters".to_owned();
            return Err(AppError::Invalid { field: "label", problem });
        }
        let (app, by, label) = (self.clone(), by.clone(), label.to_owned());
        self.blocking(move || {
            let known = app.store().account(account)?;
            let known = known.filter(|known| known.organisation == *by.organisation);
            let known = known.ok_or_else(|| AppError::NotFound(format!("account-{account}")))?;
            // A token never gives more than its maker has.
            for role in principal(&known).roles {
                role.permissions().iter().try_for_each(|permission| by.require(*permission))?;
            }
            let secret = new_secret("lindley_token")?;
            let (digest, kind) = (digest_of(&secret), CredentialKind::Token);
            app.store().add_credential(&Credential { digest, account, kind, label, expires_ms })?;
            Ok(secret)
        })
        .await
    }
}

/// A role that this version does not know gives nothing.
fn principal(account: &Account) -> Principal {
    let roles = account.roles.iter().filter_map(|role| role.parse().ok()).collect();
    Principal::new(account.id, &account.login, &account.organisation, roles)
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

/// Argon2id with 19 MiB, 2 passes, 1 lane: OWASP's first recommendation.
fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

fn hash_password(password: &str) -> Result<String, AppError> {
    let mut salt = [0_u8; 16];
    aws_lc_rs::rand::fill(&mut salt).map_err(|_| AppError::Stopped)?;
    let hash = hasher().hash_password_with_salt(password.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|error| AppError::Damaged(format!("argon2: {error}")))
}

fn verify_password(password: &str, hash: Option<&String>) -> bool {
    let parsed = hash.and_then(|hash| PasswordHash::new(hash).ok());
    parsed.is_some_and(|parsed| hasher().verify_password(password.as_bytes(), &parsed).is_ok())
}
