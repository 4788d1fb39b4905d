//! Signing in and out, and whom a secret speaks for. Accounts, passwords and tokens stand beneath.

mod managing;
mod once;
mod own_password;
mod password;
mod tokens;

use lindley_ports::{Account, Credential, CredentialKind};

use crate::app::App;
use crate::error::AppError;
use crate::principal::Principal;
use crate::secrets::{digest_of, new_secret};

pub use managing::{AccountChange, AccountWish};
pub use once::Once;
pub use tokens::{IssuedToken, ListedToken};

/// How long a browser session lasts: a long working day.
const SESSION_MS: i64 = 12 * 3600 * 1000;

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

impl App {
    /// Signs in with login and password.
    pub async fn sign_in(&self, login: &str, password: &str) -> Result<SignedIn, AppError> {
        let (login, password) = (login.to_owned(), password.to_owned());
        let app = self.clone();
        self.blocking(move || {
            let account = app.store().account_by_login(&login)?.filter(|account| !account.disabled);
            let hash = account.as_ref().and_then(|account| account.password_hash.as_ref());
            let signs_in = password::verify(&password, hash);
            let account = account.filter(|_| signs_in).ok_or(AppError::WrongCredentials)?;
            let principal = principal(&account);
            let secret = new_secret("lindley_session")?;
            let expires_ms = app.clock().now_ms() + SESSION_MS;
            let digest = digest_of(&secret);
            app.store().add_credential(&Credential {
                digest,
                account: account.id,
                kind: CredentialKind::Session,
                label: "browser".to_owned(),
                expires_ms: Some(expires_ms),
            })?;
            // Disabled or given another password meanwhile: whoever did it has not seen this session to end it.
            if app.store().account(account.id)?.is_none_or(|now| now != account) {
                app.store().remove_credential(&digest)?;
                return Err(AppError::WrongCredentials);
            }
            Ok(SignedIn { secret, principal, expires_ms })
        })
        .await
    }

    /// Ends a browser session.
    pub async fn sign_out(&self, secret: &str) -> Result<(), AppError> {
        let (app, digest) = (self.clone(), digest_of(secret));
        self.blocking(move || {
            app.store().remove_credential(&digest)?;
            app.inside.known_secrets.forget(&digest);
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
            let known = &app.inside.known_secrets;
            let forgettings = known.forgettings();
            let credential = app.store().credential(&digest)?.ok_or(AppError::NotSignedIn)?;
            if credential.expires_ms.is_some_and(|expires_ms| expires_ms <= now_ms) {
                return Err(AppError::NotSignedIn);
            }
            let account = app.store().account(credential.account)?.filter(|account| !account.disabled);
            let principal = principal(&account.ok_or(AppError::NotSignedIn)?);
            known.remember(digest, principal.clone(), credential.expires_ms, now_ms, forgettings);
            Ok(principal)
        })
        .await
    }
}

/// A role that this version does not know gives nothing.
fn principal(account: &Account) -> Principal {
    let roles = account.roles.iter().filter_map(|role| role.parse().ok()).collect();
    Principal::new(account.id, &account.login, &account.organisation, roles)
}
