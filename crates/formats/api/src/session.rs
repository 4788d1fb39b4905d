//! Signing in, and who is signed in.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::Role;
use crate::ids::AccountId;
use crate::moment::Moment;

/// A login and its password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"login": "clerk", "password": "correct horse battery staple"}))]
pub struct SignIn {
    /// The name to sign in with.
    pub login: String,
    /// The password.
    #[schema(format = Password)]
    pub password: String,
}

impl fmt::Debug for SignIn {
    /// Leaves the password out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn").field("login", &self.login).finish_non_exhaustive()
    }
}

/// One's own password, and the next one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"current": "correct horse battery staple", "password": "staple battery horse correct"}))]
pub struct PasswordChange {
    /// The present password.
    #[schema(format = Password)]
    pub current: String,
    /// The next one, at least 10 characters.
    #[schema(format = Password)]
    pub password: String,
}

impl fmt::Debug for PasswordChange {
    /// Leaves both passwords out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PasswordChange").finish_non_exhaustive()
    }
}

/// What a principal may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Permission {
    /// See the schedule.
    ReadSchedule,
    /// Hold, book, move, cancel.
    Book,
    /// Change hours, sessions and blocks.
    RunSchedule,
    /// Change sites, services, visit types and resources.
    ChangeCatalogue,
    /// Import another system's history.
    Import,
    /// Add, change and disable accounts; issue and revoke tokens.
    ManageAccounts,
    /// Read the audit trail and the metrics.
    ReadAudit,
    /// See what is expected of appointments, sessions and demand, and the models behind it.
    ReadPredictions,
    /// Train, promote and revert models.
    ManageModels,
    /// Found organisations.
    FoundOrganisation,
}

/// Who is asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Principal {
    /// The account.
    pub account: AccountId,
    /// The name it signs in with.
    pub login: String,
    /// The organisation it belongs to.
    pub organisation: String,
    /// Its roles.
    pub roles: Vec<Role>,
    /// What its roles let it do.
    pub permissions: Vec<Permission>,
    /// When the browser session ends; told when signing in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<Moment>,
}
