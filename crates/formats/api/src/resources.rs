//! Resources: people, rooms, beds, devices and labs that visits use.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::ids::{ResourceId, SiteId};
use crate::visit_types::one_unit;

/// The kinds of resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResourceKind {
    /// A person who gives care.
    Practitioner,
    /// A room.
    Room,
    /// A bed or chair.
    Bed,
    /// A machine.
    Device,
    /// A laboratory or counter that serves several at once.
    Lab,
}

/// A resource to be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Dr Okafor", "kind": "practitioner", "site": "site-1", "attributes": ["cardiology", "lang:fr"]
}))]
pub struct NewResource {
    /// Name as staff say it.
    pub name: String,
    /// What it is.
    pub kind: ResourceKind,
    /// Where it is.
    pub site: SiteId,
    /// Skills, equipment and languages that a visit may ask for.
    #[serde(default)]
    pub attributes: BTreeSet<String>,
    /// How many units can be in use at one instant; 1 if left out.
    #[serde(default = "one_unit")]
    #[schema(minimum = 1)]
    pub capacity_units: u16,
}

/// A resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Resource {
    /// Its id.
    pub id: ResourceId,
    /// Name as staff say it.
    pub name: String,
    /// What it is.
    pub kind: ResourceKind,
    /// Where it is.
    pub site: SiteId,
    /// Skills, equipment and languages that a visit may ask for.
    pub attributes: BTreeSet<String>,
    /// How many units can be in use at one instant.
    pub capacity_units: u16,
}

/// Which resources to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ResourcesQuery {
    /// Only those of this site.
    pub site: Option<SiteId>,
    /// Only those of this kind.
    pub kind: Option<ResourceKind>,
    /// How many items at most, 1 to 500; 100 if left out.
    #[param(minimum = 1, maximum = 500, example = 100)]
    pub limit: Option<u16>,
    /// The `next_cursor` of the page before.
    pub cursor: Option<String>,
}
