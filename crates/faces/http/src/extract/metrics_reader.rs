//! Who may read the metrics.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use lindley_app::Permission;

use super::Caller;
use crate::face::Face;
use crate::failure::Failure;

/// A caller with the audit permission. Where the request comes from says nothing: behind a proxy everybody is local.
pub(crate) struct MetricsReader;

impl FromRequestParts<Arc<Face>> for MetricsReader {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, face: &Arc<Face>) -> Result<Self, Failure> {
        Caller::from_request_parts(parts, face).await?.require(Permission::ReadAudit)?;
        Ok(Self)
    }
}
