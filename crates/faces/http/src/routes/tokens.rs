//! `/v1/accounts/{id}/tokens`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::accounts::{NewToken, Token, TokenId, TokenListing};
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::ids::AccountId;
use lindley_api::page::{Page, PageQuery};

use crate::answer::{NoContent, Outcome, Reply};
use crate::extract::{Body, Caller, Id, IdWithin, Params, WriteKey};
use crate::face::Face;
use crate::{paging, view};

/// Lists an account's API tokens, those that have run out too. Never their secrets.
#[utoipa::path(get, path = "/v1/accounts/{id}/tokens", tag = "organisation",
    params(("id" = AccountId, Path, description = "The account."), PageQuery),
    responses((status = 200, description = "A page of tokens.", body = Page<TokenListing>)))]
pub(crate) async fn list_tokens(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(account): Id<AccountId>,
    Params(page): Params<PageQuery>,
) -> Outcome<Reply<Page<TokenListing>>> {
    let page = paging::Wanted::<TokenId>::read(page.limit, page.cursor.as_deref())?;
    let tokens = face.app.tokens(&caller, account.0).await?;
    let listed = tokens.iter().map(view::token).collect::<Outcome<Vec<_>>>()?;
    let rest = listed.into_iter().filter(|token| page.after.is_none_or(|last| last < token.id));
    Ok(Reply::ok(page.of_rest(rest.map(|token| (token.id, token)))))
}

/// Issues an API token for an account. Its secret is shown this once.
///
/// A key makes one token. Its secret is kept nowhere, so a retry answers `token-already-issued` and names the token.
#[utoipa::path(post, path = "/v1/accounts/{id}/tokens", tag = "organisation",
    params(("id" = AccountId, Path, description = "The account."), IdempotencyKeyHeader), request_body = NewToken,
    responses((status = 201, description = "The token.", body = Token)))]
pub(crate) async fn issue_token(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(account): Id<AccountId>,
    WriteKey(key): WriteKey,
    Body(new): Body<NewToken>,
) -> Outcome<Reply<Token>> {
    let NewToken { label, expires } = new;
    let expires_ms = expires.map(|moment| moment.0.seconds() * 1000);
    let issued = face.app.issue_token_once(&caller, account.0, &label, expires_ms, Some(key)).await?;
    let id = view::token_id(&issued.id)?;
    let token = Token { id, token: issued.secret, account, label, expires };
    Ok(Reply::created(format!("/v1/accounts/{account}/tokens"), token))
}

/// Revokes an API token: at once on this server, within half a minute on others.
#[utoipa::path(delete, path = "/v1/accounts/{id}/tokens/{token}", tag = "organisation",
    params(("id" = AccountId, Path, description = "The account."),
        ("token" = TokenId, Path, description = "The token."), IdempotencyKeyHeader),
    responses((status = 204, description = "Revoked.")))]
pub(crate) async fn revoke_token(
    State(face): State<Arc<Face>>,
    caller: Caller,
    IdWithin(account, token): IdWithin<AccountId, TokenId>,
    WriteKey(key): WriteKey,
) -> Outcome<NoContent> {
    let revoked = face.app.revoke_token(&caller, account.0, &token.to_string(), Some(key)).await?;
    Ok(NoContent { replayed: revoked.replayed })
}
