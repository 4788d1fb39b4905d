//! API tokens: issuing, listing, revoking.

use std::fmt::Write as _;

use lindley_ports::{AccountId, Credential, CredentialKind};

use super::managing::may_give;
use super::once::{Once, Request};
use super::principal;
use crate::app::App;
use crate::error::AppError;
use crate::idempotency::IdempotencyKey;
use crate::principal::{Permission, Principal};
use crate::secrets::{digest_of, new_secret};

/// Bytes of a token's digest that name it: enough that no two tokens of an account share a name.
const NAMING_BYTES: usize = 8;

/// A token that is being issued. The secret is known only now.
#[derive(Clone)]
pub struct IssuedToken {
    /// What names it.
    pub id: String,
    /// The secret.
    pub secret: String,
}

/// A token as it may be shown: never its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedToken {
    /// What names it: the first 16 hexadecimal digits of its digest.
    pub id: String,
    /// What its owner calls it.
    pub label: String,
    /// When it ends, in milliseconds since the epoch; never if none.
    pub expires_ms: Option<i64>,
}

impl App {
    /// Makes an API token; it is shown this once and only its digest is stored.
    pub async fn issue_token(
        &self,
        by: &Principal,
        account: AccountId,
        label: &str,
        expires_ms: Option<i64>,
    ) -> Result<String, AppError> {
        Ok(self.issue_token_once(by, account, label, expires_ms, None).await?.secret)
    }

    /// Makes an API token, at most one for each key: the secret is kept nowhere, so a retry is told which token the
    /// key has made ([`AppError::TokenIssued`]).
    pub async fn issue_token_once(
        &self,
        by: &Principal,
        account: AccountId,
        label: &str,
        expires_ms: Option<i64>,
        key: Option<IdempotencyKey>,
    ) -> Result<IssuedToken, AppError> {
        by.require(Permission::ManageAccounts)?;
        let (app, by, label) = (self.clone(), by.clone(), label.to_owned());
        self.blocking(move || {
            let asked = ("issue-token", account, &label, expires_ms);
            let request = Request::new(&by, key.as_ref(), &asked, &[])?;
            app.issue(&by, account, &label, expires_ms, request.as_ref())
        })
        .await
    }

    fn issue(
        &self,
        by: &Principal,
        account: AccountId,
        label: &str,
        expires_ms: Option<i64>,
        request: Option<&Request>,
    ) -> Result<IssuedToken, AppError> {
        if let Some(request) = request {
            self.refuse_a_second(request)?;
        }
        // A token never gives more than its maker has.
        may_give(by, &principal(&self.account_of(&by.organisation, account)?).roles)?;
        if label.trim().is_empty() || label.len() > 120 {
            let problem = "must have 1 to 120 characters".to_owned();
            return Err(AppError::Invalid { field: "label", problem });
        }
        if expires_ms.is_some_and(|expires_ms| expires_ms <= self.clock().now_ms()) {
            let problem = "must lie in the future".to_owned();
            return Err(AppError::Invalid { field: "expires", problem });
        }
        let secret = new_secret("lindley_token")?;
        let digest = digest_of(&secret);
        let id = name_of(&digest);
        // The key is used up before the token lives: whatever breaks down in between, no retry makes a second one.
        if let Some(request) = request
            && !self.keep(request, &id)?
        {
            self.refuse_a_second(request)?;
            return Err(AppError::Busy);
        }
        let (kind, label) = (CredentialKind::Token, label.to_owned());
        self.store().add_credential(&Credential { digest, account, kind, label, expires_ms })?;
        Ok(IssuedToken { id, secret })
    }

    fn refuse_a_second(&self, request: &Request) -> Result<(), AppError> {
        self.kept(request)?.map_or(Ok(()), |id| Err(AppError::TokenIssued { id }))
    }

    /// The tokens of an account of the principal's organisation, those that have run out too, in order of id.
    pub async fn tokens(&self, by: &Principal, account: AccountId) -> Result<Vec<ListedToken>, AppError> {
        by.require(Permission::ManageAccounts)?;
        let (app, by) = (self.clone(), by.clone());
        self.blocking(move || {
            app.account_of(&by.organisation, account)?;
            let listed = |token: Credential| ListedToken {
                id: name_of(&token.digest),
                label: token.label,
                expires_ms: token.expires_ms,
            };
            let mut tokens: Vec<_> = app.tokens_of(account)?.map(listed).collect();
            tokens.sort_by(|one, other| one.id.cmp(&other.id));
            Ok(tokens)
        })
        .await
    }

    /// Ends a token, at once here and within half a minute in other processes.
    pub async fn revoke_token(
        &self,
        by: &Principal,
        account: AccountId,
        token: &str,
        key: Option<IdempotencyKey>,
    ) -> Result<Once<()>, AppError> {
        by.require(Permission::ManageAccounts)?;
        let (app, by, token) = (self.clone(), by.clone(), token.to_owned());
        self.blocking(move || {
            let request = Request::new(&by, key.as_ref(), &("revoke-token", account, &token), &[])?;
            app.once(request.as_ref(), || {
                may_give(&by, &principal(&app.account_of(&by.organisation, account)?).roles)?;
                let named = app.tokens_of(account)?.find(|known| name_of(&known.digest) == token);
                let named = named.ok_or_else(|| AppError::NotFound(format!("token {token}")))?;
                app.store().remove_credential(&named.digest)?;
                app.inside.known_secrets.forget(&named.digest);
                Ok(())
            })
        })
        .await
    }

    fn tokens_of(&self, account: AccountId) -> Result<impl Iterator<Item = Credential> + use<>, AppError> {
        let credentials = self.store().credentials_of(account)?;
        Ok(credentials.into_iter().filter(|credential| credential.kind == CredentialKind::Token))
    }
}

fn name_of(digest: &[u8; 32]) -> String {
    let mut name = String::with_capacity(2 * NAMING_BYTES);
    for byte in &digest[..NAMING_BYTES] {
        // Writing to a string cannot fail.
        _ = write!(name, "{byte:02x}");
    }
    name
}
