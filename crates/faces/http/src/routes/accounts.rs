//! `/v1/accounts`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::accounts::{Account, AccountChange, NewAccount};
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::ids::AccountId;
use lindley_api::page::{Page, PageQuery};
use lindley_app::AccountWish;

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller, Id, Params, WriteKey};
use crate::face::Face;
use crate::{paging, reading, view};

/// Lists the organisation's accounts.
#[utoipa::path(get, path = "/v1/accounts", tag = "organisation", params(PageQuery),
    responses((status = 200, description = "A page of accounts.", body = Page<Account>)))]
pub(crate) async fn list_accounts(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Params(page): Params<PageQuery>,
) -> Outcome<Reply<Page<Account>>> {
    let page = paging::Wanted::<AccountId>::read(page.limit, page.cursor.as_deref())?;
    let accounts = face.app.accounts(&caller).await?;
    let rest = accounts.iter().filter(|account| page.after.is_none_or(|last| last < AccountId(account.id)));
    Ok(Reply::ok(page.of_rest(rest.map(|account| (AccountId(account.id), view::account(account))))))
}

/// One account.
#[utoipa::path(get, path = "/v1/accounts/{id}", tag = "organisation",
    params(("id" = AccountId, Path, description = "The account.")),
    responses((status = 200, description = "The account.", body = Account)))]
pub(crate) async fn get_account(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<AccountId>,
) -> Outcome<Reply<Account>> {
    Ok(Reply::ok(view::account(&face.app.account(&caller, id.0).await?)))
}

/// Adds an account to the organisation.
#[utoipa::path(post, path = "/v1/accounts", tag = "organisation", params(IdempotencyKeyHeader),
    request_body = NewAccount, responses((status = 201, description = "The account, as added.", body = Account)))]
pub(crate) async fn add_account(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(new): Body<NewAccount>,
) -> Outcome<Reply<Account>> {
    let NewAccount { login, password, roles, organisation } = new;
    let wish = AccountWish { organisation, login, password, roles: reading::roles(&roles) };
    let added = face.app.add_account_once(&caller, wish, Some(key)).await?;
    let location = format!("/v1/accounts/{}", AccountId(added.value.id));
    Ok(Reply::created(location, view::account(&added.value)).replayed(added.replayed))
}

/// Disables or enables an account, gives it other roles or another password.
///
/// It counts at once on this server and within half a minute on others. Nobody disables themselves, takes the last
/// administrator's role from themselves or gives roles that they lack.
#[utoipa::path(patch, path = "/v1/accounts/{id}", tag = "organisation",
    params(("id" = AccountId, Path, description = "The account."), IdempotencyKeyHeader),
    request_body = AccountChange, responses((status = 200, description = "The account, as changed.", body = Account)))]
pub(crate) async fn change_account(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<AccountId>,
    WriteKey(key): WriteKey,
    Body(change): Body<AccountChange>,
) -> Outcome<Reply<Account>> {
    let AccountChange { disabled, roles, password } = change;
    let roles = roles.as_deref().map(reading::roles);
    let change = lindley_app::AccountChange { disabled, roles, password };
    let changed = face.app.change_account(&caller, id.0, change, Some(key)).await?;
    Ok(Reply::ok(view::account(&changed.value)).replayed(changed.replayed))
}
