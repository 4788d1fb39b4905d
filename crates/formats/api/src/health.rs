//! Whether the process is up and ready.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether the process is up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Health {
    /// Always `up`.
    #[schema(example = "up")]
    pub status: String,
}

/// Whether the process can serve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Readiness {
    /// True when every organisation's log is loaded and the store answers.
    pub ready: bool,
    /// How many organisations are loaded.
    pub organisations: usize,
    /// What stands in the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}
