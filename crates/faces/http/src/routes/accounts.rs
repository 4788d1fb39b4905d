//! `/v1/accounts`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::accounts::{Account, NewAccount, NewToken, Token};
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::ids::AccountId;
use lindley_api::page::{Page, PageQuery};

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

/// Adds an account to the organisation.
///
/// A retry after a success answers `name-taken`: the login tells accounts apart, whatever the key.
#[utoipa::path(post, path = "/v1/accounts", tag = "organisation", params(IdempotencyKeyHeader),
    request_body = NewAccount, responses((status = 201, description = "The account, as added.", body = Account)))]
pub(crate) async fn add_account(
    State(face): State<Arc<Face>>,
    caller: Caller,
    _key: WriteKey,
    Body(new): Body<NewAccount>,
) -> Outcome<Reply<Account>> {
    let roles = reading::roles(&new.roles);
    let by = match &new.organisation {
        Some(organisation) => face.app.acting_in(&caller, organisation)?,
        None => (*caller).clone(),
    };
    let account = face.app.add_account(&by, &new.login, new.password.as_deref(), &roles).await?;
    let location = format!("/v1/accounts/{}", AccountId(account.id));
    Ok(Reply::created(location, view::account(&account)))
}

/// Issues an API token for an account. Its secret is shown this once.
///
/// A retry issues another token: the first one's secret is kept nowhere and cannot be shown again.
#[utoipa::path(post, path = "/v1/accounts/{id}/tokens", tag = "organisation",
    params(("id" = AccountId, Path, description = "The account."), IdempotencyKeyHeader), request_body = NewToken,
    responses((status = 201, description = "The token.", body = Token)))]
pub(crate) async fn issue_token(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(account): Id<AccountId>,
    _key: WriteKey,
    Body(new): Body<NewToken>,
) -> Outcome<Reply<Token>> {
    let expires_ms = new.expires.map(|moment| moment.0.seconds() * 1000);
    let token = face.app.issue_token(&caller, account.0, &new.label, expires_ms).await?;
    let issued = Token { token, account, label: new.label, expires: new.expires };
    Ok(Reply::created(format!("/v1/accounts/{account}/tokens"), issued))
}
