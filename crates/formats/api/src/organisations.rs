//! Organisations: each one is a log of its own.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An organisation to be founded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"slug": "riverside", "name": "Riverside Health", "horizon_days": 180}))]
pub struct NewOrganisation {
    /// Its key: lower-case letters, digits and hyphens.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// How many days ahead an appointment may start, 1 to 730.
    #[schema(minimum = 1, maximum = 730)]
    pub horizon_days: u16,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Organisation {
    /// Its key.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// How many days ahead an appointment may start.
    pub horizon_days: u16,
    /// The number of the last event in its log.
    pub head: u64,
}
