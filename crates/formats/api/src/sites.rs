//! Sites: buildings or floors with a zone of their own.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::SiteId;

/// A site to be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "North clinic", "zone": "Europe/Berlin"}))]
pub struct NewSite {
    /// Name as staff say it.
    pub name: String,
    /// The site's zone by its IANA name.
    #[schema(example = "Europe/Berlin")]
    pub zone: String,
}

/// A site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Site {
    /// Its id.
    pub id: SiteId,
    /// Name as staff say it.
    pub name: String,
    /// The zone in which the site's local times are read.
    pub zone: String,
}
