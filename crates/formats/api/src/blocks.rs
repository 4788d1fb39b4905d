//! Blocks: time in which nothing may be booked.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::{BlockId, ResourceId, SiteId};
use crate::moment::Moment;

/// A block to be added: for one resource or for a whole site, never both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "resource": "resource-3", "start": "2026-11-30T12:00:00Z", "end": "2026-11-30T13:00:00Z", "reason": "Maintenance"
}))]
pub struct NewBlock {
    /// The resource that is blocked.
    #[serde(default)]
    pub resource: Option<ResourceId>,
    /// The site all of whose resources are blocked.
    #[serde(default)]
    pub site: Option<SiteId>,
    /// When it begins.
    pub start: Moment,
    /// When it ends.
    pub end: Moment,
    /// Why, in words that every member of staff may read.
    pub reason: String,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Block {
    /// Its id.
    pub id: BlockId,
    /// The resource that is blocked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<ResourceId>,
    /// The site all of whose resources are blocked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// When it begins.
    pub start: Moment,
    /// When it ends.
    pub end: Moment,
    /// Why.
    pub reason: String,
}
