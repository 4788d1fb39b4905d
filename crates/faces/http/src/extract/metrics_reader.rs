//! Who may read the metrics.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use lindley_app::Permission;

use super::{Caller, Peer};
use crate::face::Face;
use crate::failure::Failure;

/// A caller on this machine, or one with the audit permission.
pub(crate) struct MetricsReader;

impl FromRequestParts<Arc<Face>> for MetricsReader {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, face: &Arc<Face>) -> Result<Self, Failure> {
        let Ok(peer) = Peer::from_request_parts(parts, face).await;
        if !peer.is_this_machine() {
            Caller::from_request_parts(parts, face).await?.require(Permission::ReadAudit)?;
        }
        Ok(Self)
    }
}
