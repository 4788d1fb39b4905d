//! `/v1/session`: signing in and out, and one's own password.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::session::{PasswordChange, Principal, SignIn};

use crate::answer::{NoContent, Outcome, Reply};
use crate::extract::{Body, Caller, Peer, WriteKey};
use crate::face::Face;
use crate::{secret, view};

/// Signs in: checks the password, begins a browser session and sets its cookie.
#[utoipa::path(post, path = "/v1/session", tag = "session", request_body = SignIn, security(()),
    responses((status = 200, description = "Who is signed in.", body = Principal,
        headers(("Set-Cookie" = String, description = "The browser session.")))))]
pub(crate) async fn sign_in(
    State(face): State<Arc<Face>>,
    peer: Peer,
    headers: HeaderMap,
    Body(credentials): Body<SignIn>,
) -> Outcome<Response> {
    face.limits.check_sign_in(&credentials.login, peer.address)?;
    let signed_in = face.app.sign_in(&credentials.login, &credentials.password).await?;
    let seconds = (signed_in.expires_ms - face.app.clock().now_ms()) / 1000;
    let reply = Reply::ok(view::principal(&signed_in.principal, Some(signed_in.expires_ms)));
    Ok(secret::with_cookie(reply, &headers, Some((&signed_in.secret, seconds))))
}

/// Who is signed in.
#[utoipa::path(get, path = "/v1/session", tag = "session",
    responses((status = 200, description = "Who is signed in.", body = Principal)))]
pub(crate) async fn who_am_i(caller: Caller) -> Reply<Principal> {
    Reply::ok(view::principal(&caller, None))
}

/// Signs out: ends the browser session.
#[utoipa::path(delete, path = "/v1/session", tag = "session",
    responses((status = 204, description = "Signed out.")))]
pub(crate) async fn sign_out(
    State(face): State<Arc<Face>>,
    _caller: Caller,
    headers: HeaderMap,
) -> Outcome<Response> {
    if let Some((secret, _)) = secret::of(&headers) {
        face.app.sign_out(secret).await?;
    }
    Ok(secret::with_cookie(NoContent::default(), &headers, None))
}

/// Changes one's own password. The account's other browser sessions end.
#[utoipa::path(post, path = "/v1/session/password", tag = "session", params(IdempotencyKeyHeader),
    request_body = PasswordChange, responses((status = 204, description = "The new password counts.")))]
pub(crate) async fn change_password(
    State(face): State<Arc<Face>>,
    caller: Caller,
    peer: Peer,
    headers: HeaderMap,
    WriteKey(key): WriteKey,
    Body(change): Body<PasswordChange>,
) -> Outcome<NoContent> {
    // Whoever finds a browser left open may guess the password here as well as when signing in.
    face.limits.check_sign_in(&caller.login, peer.address)?;
    let secret = secret::of(&headers).map(|(secret, _)| secret).unwrap_or_default();
    let PasswordChange { current, password } = change;
    let changed = face.app.change_own_password(&caller, secret, &current, &password, Some(key)).await?;
    Ok(NoContent { replayed: changed.replayed })
}
