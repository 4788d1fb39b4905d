//! Accounts of people and machines, and API tokens.

mod token_id;

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::AccountId;
use crate::moment::Moment;

pub use token_id::{NotATokenId, TokenId};

/// What an account is for; decides what it may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Founds organisations.
    PlatformAdmin,
    /// Everything inside the organisation.
    Admin,
    /// Runs hours, sessions, blocks and bookings.
    Planner,
    /// Books, moves and cancels.
    Clerk,
    /// Looks.
    Viewer,
    /// Brings in another system's history.
    Importer,
}

/// An account to be added.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"login": "front-desk", "password": "correct horse battery staple", "roles": ["clerk"]}))]
pub struct NewAccount {
    /// The name it signs in with, unique over the whole store.
    pub login: String,
    /// The password; left out for machines, which use tokens.
    #[serde(default)]
    #[schema(format = Password)]
    pub password: Option<String>,
    /// Its roles.
    pub roles: Vec<Role>,
    /// The key of another organisation than one's own, for platform administrators only: so a new organisation gets its
    /// first account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
}

impl fmt::Debug for NewAccount {
    /// Leaves the password out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewAccount")
            .field("login", &self.login)
            .field("roles", &self.roles)
            .finish_non_exhaustive()
    }
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The name it signs in with.
    pub login: String,
    /// Its roles.
    pub roles: Vec<Role>,
    /// A disabled account cannot sign in and its tokens do not count.
    pub disabled: bool,
}

/// What is to change about an account. What is left out stays as it is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"disabled": true}))]
pub struct AccountChange {
    /// Whether it is disabled. Disabling an account ends its browser sessions; its tokens count again when it is
    /// enabled.
    #[serde(default)]
    pub disabled: Option<bool>,
    /// Its roles, all of them.
    #[serde(default)]
    pub roles: Option<Vec<Role>>,
    /// Another password; ends the account's browser sessions.
    #[serde(default)]
    #[schema(format = Password)]
    pub password: Option<String>,
}

impl fmt::Debug for AccountChange {
    /// Leaves the password out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountChange")
            .field("disabled", &self.disabled)
            .field("roles", &self.roles)
            .finish_non_exhaustive()
    }
}

/// An API token as it may be shown: never its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TokenListing {
    /// Its id.
    pub id: TokenId,
    /// What its owner calls it.
    pub label: String,
    /// When it ends, or ended; never if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<Moment>,
}

/// An API token to be issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"label": "interface engine", "expires": "2027-11-30T00:00:00Z"}))]
pub struct NewToken {
    /// What its owner calls it.
    pub label: String,
    /// When it ends, in the future; never if left out.
    #[serde(default)]
    pub expires: Option<Moment>,
}

/// An API token, shown this once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Token {
    /// Its id, to revoke it by.
    pub id: TokenId,
    /// The secret: send it as `Authorization: Bearer …`. It cannot be shown again.
    pub token: String,
    /// The account it speaks for.
    pub account: AccountId,
    /// What its owner calls it.
    pub label: String,
    /// When it ends; never if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<Moment>,
}
