//! Local accounts and their credentials. Only digests and password hashes are stored.

use crate::error::PortError;

/// An account's number.
pub type AccountId = u32;

/// A person or a machine that may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its number, unique over the whole store.
    pub id: AccountId,
    /// The organisation it belongs to.
    pub organisation: String,
    /// The name it signs in with, unique over the whole store.
    pub login: String,
    /// The argon2id hash in PHC form; none for machines.
    pub password_hash: Option<String>,
    /// Role names, for example `clerk`: words without blanks.
    pub roles: Vec<String>,
    /// A disabled account cannot sign in and its credentials do not count.
    pub disabled: bool,
}

/// An account to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
    /// The organisation it belongs to.
    pub organisation: String,
    /// The name it signs in with.
    pub login: String,
    /// The argon2id hash in PHC form; none for machines.
    pub password_hash: Option<String>,
    /// Role names.
    pub roles: Vec<String>,
}

/// What a credential is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialKind {
    /// A browser session.
    Session,
    /// A machine's API token.
    Token,
}

/// A secret's digest and whom it speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// SHA-256 of the secret.
    pub digest: [u8; 32],
    /// Whom it speaks for.
    pub account: AccountId,
    /// What it is for.
    pub kind: CredentialKind,
    /// What its owner calls it.
    pub label: String,
    /// After this moment (milliseconds since the epoch) it does not count.
    pub expires_ms: Option<i64>,
}

/// Accounts and credentials.
pub trait Accounts: Send + Sync + 'static {
    /// Adds an account; `Taken` if the login exists.
    fn add_account(&self, account: &NewAccount) -> Result<AccountId, PortError>;
    /// The account with this login.
    fn account_by_login(&self, login: &str) -> Result<Option<Account>, PortError>;
    /// The account with this number.
    fn account(&self, id: AccountId) -> Result<Option<Account>, PortError>;
    /// All accounts of an organisation, by number.
    fn accounts(&self, organisation: &str) -> Result<Vec<Account>, PortError>;
    /// Replaces an account's password hash, roles and whether it is disabled (its login and organisation stay);
    /// answers whether it exists.
    fn change_account(&self, account: &Account) -> Result<bool, PortError>;
    /// Stores a credential; `Taken` if the digest exists, `Malformed` if the account does not.
    fn add_credential(&self, credential: &Credential) -> Result<(), PortError>;
    /// The credential with this digest, expired or not.
    fn credential(&self, digest: &[u8; 32]) -> Result<Option<Credential>, PortError>;
    /// Removes a credential; answers whether it existed.
    fn remove_credential(&self, digest: &[u8; 32]) -> Result<bool, PortError>;
    /// The credentials of an account, in order of label, then digest.
    fn credentials_of(&self, account: AccountId) -> Result<Vec<Credential>, PortError>;
}
