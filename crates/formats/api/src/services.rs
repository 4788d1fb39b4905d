//! Services: what the organisation offers.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::ServiceId;

/// A service to be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Cardiology"}))]
pub struct NewService {
    /// Name as staff say it.
    pub name: String,
}

/// A service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Service {
    /// Its id.
    pub id: ServiceId,
    /// Name as staff say it.
    pub name: String,
}
