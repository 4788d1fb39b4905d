//! Changing one's own password.

use lindley_ports::{AccountId, CredentialKind};

use super::once::{Once, Request};
use super::password;
use crate::app::App;
use crate::error::AppError;
use crate::idempotency::IdempotencyKey;
use crate::principal::Principal;
use crate::secrets::digest_of;

impl App {
    /// Gives the principal's own account another password and ends its browser sessions, except the one of `secret`.
    pub async fn change_own_password(
        &self,
        by: &Principal,
        secret: &str,
        current: &str,
        new: &str,
        key: Option<IdempotencyKey>,
    ) -> Result<Once<()>, AppError> {
        let (app, by, asking) = (self.clone(), by.clone(), digest_of(secret));
        let (current, new) = (current.to_owned(), new.to_owned());
        self.blocking(move || {
            let request = Request::new(&by, key.as_ref(), &"own-password", &[&current, &new])?;
            app.once(request.as_ref(), || {
                let mut account = app.account_of(&by.organisation, by.account)?;
                if !password::verify(&current, account.password_hash.as_ref()) {
                    let problem = "is not the present password".to_owned();
                    return Err(AppError::Invalid { field: "current", problem });
                }
                password::check(&new)?;
                account.password_hash = Some(password::hash(&new)?);
                app.store().change_account(&account)?;
                app.end_sign_ins(account.id, Some(&asking))
            })
        })
        .await
    }

    /// Ends an account's browser sessions, except one.
    pub(super) fn end_sign_ins(&self, account: AccountId, except: Option<&[u8; 32]>) -> Result<(), AppError> {
        for credential in self.store().credentials_of(account)? {
            if credential.kind == CredentialKind::Session && Some(&credential.digest) != except {
                self.store().remove_credential(&credential.digest)?;
                self.inside.known_secrets.forget(&credential.digest);
            }
        }
        Ok(())
    }
}
