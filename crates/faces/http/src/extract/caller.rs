//! Who asks: the first thing that every handler of the API finds out.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use lindley_api::problem::catalogue as kinds;
use lindley_app::Principal;

use crate::face::Face;
use crate::failure::Failure;
use crate::gate::AllowanceSlot;
use crate::secret::{self, Via};

/// What API tokens begin with; everything else is a person's browser session.
const TOKEN_PREFIX: &str = "lindley_token";

/// A principal that has proved who it is, comes from our own page if it uses a cookie, and is within its quota.
#[derive(Clone, Debug)]
pub(crate) struct Caller(Principal);

impl Deref for Caller {
    type Target = Principal;
    fn deref(&self) -> &Principal {
        &self.0
    }
}

impl FromRequestParts<Arc<Face>> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, face: &Arc<Face>) -> Result<Self, Failure> {
        let nobody = || Failure::new(kinds::NOT_SIGNED_IN, "the request carries no session and no token");
        let (secret, via) = secret::of(&parts.headers).ok_or_else(nobody)?;
        let principal = face.app.authenticate(secret).await?;
        if via == Via::Cookie && !secret::from_our_page(&parts.method, &parts.headers) {
            return Err(Failure::new(
                kinds::CROSS_SITE,
                "a change under a browser session came without proof of origin",
            ));
        }
        let is_machine = secret.starts_with(TOKEN_PREFIX);
        let allowance = face.limits.check_account(principal.account, is_machine)?;
        if let (Some(allowance), Some(slot)) = (allowance, parts.extensions.get::<AllowanceSlot>()) {
            // One request has one caller; a second look would find the slot filled and change nothing.
            slot.0.get_or_init(|| allowance);
        }
        Ok(Self(principal))
    }
}
