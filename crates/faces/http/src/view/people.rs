//! Principals and accounts.

use lindley_api as wire;
use lindley_api::accounts::{Role as WireRole, TokenId, TokenListing};
use lindley_api::ids::AccountId;
use lindley_api::moment::Moment;
use lindley_api::session::Permission as WirePermission;
use lindley_app::{ListedToken, Permission, Principal, Role};
use lindley_ports::Account;
use lindley_time::Instant;

use crate::answer::Outcome;
use crate::failure::Failure;

pub(crate) fn principal(principal: &Principal, expires_ms: Option<i64>) -> wire::session::Principal {
    let mut permissions: Vec<WirePermission> =
        principal.roles.iter().flat_map(|role| role.permissions()).copied().map(permission).collect();
    permissions.sort_unstable();
    permissions.dedup();
    wire::session::Principal {
        account: AccountId(principal.account),
        login: principal.login.to_string(),
        organisation: principal.organisation.to_string(),
        roles: principal.roles.iter().copied().map(role).collect(),
        permissions,
        expires: expires_ms.map(|ms| Moment(Instant::from_seconds(ms.div_euclid(1000)))),
    }
}

/// A role that this version does not know gives nothing and is not shown.
pub(crate) fn account(account: &Account) -> wire::accounts::Account {
    let known = |name: &String| name.parse().ok().map(role);
    wire::accounts::Account {
        id: AccountId(account.id),
        login: account.login.clone(),
        roles: account.roles.iter().filter_map(known).collect(),
        disabled: account.disabled,
    }
}

/// A token without its secret.
pub(crate) fn token(token: &ListedToken) -> Outcome<TokenListing> {
    let expires = token.expires_ms.map(|ms| Moment(Instant::from_seconds(ms.div_euclid(1000))));
    Ok(TokenListing { id: token_id(&token.id)?, label: token.label.clone(), expires })
}

pub(crate) fn token_id(id: &str) -> Outcome<TokenId> {
    id.parse().map_err(|_| Failure::odd_answer())
}

const fn role(role: Role) -> WireRole {
    match role {
        Role::PlatformAdmin => WireRole::PlatformAdmin,
        Role::Admin => WireRole::Admin,
        Role::Planner => WireRole::Planner,
        Role::Clerk => WireRole::Clerk,
        Role::Viewer => WireRole::Viewer,
        Role::Importer => WireRole::Importer,
    }
}

const fn permission(permission: Permission) -> WirePermission {
    match permission {
        Permission::ReadSchedule => WirePermission::ReadSchedule,
        Permission::Book => WirePermission::Book,
        Permission::RunSchedule => WirePermission::RunSchedule,
        Permission::ChangeCatalogue => WirePermission::ChangeCatalogue,
        Permission::Import => WirePermission::Import,
        Permission::ReadPredictions => WirePermission::ReadPredictions,
        Permission::ManageModels => WirePermission::ManageModels,
        Permission::ManageAccounts => WirePermission::ManageAccounts,
        Permission::ReadAudit => WirePermission::ReadAudit,
        Permission::FoundOrganisation => WirePermission::FoundOrganisation,
    }
}
