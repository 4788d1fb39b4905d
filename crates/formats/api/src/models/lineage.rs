//! What a model was learnt from.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::moment::LocalDate;

/// Days in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DataWindow {
    /// The first day.
    pub from: LocalDate,
    /// The first day after them.
    pub until: LocalDate,
}

/// Something that a model looks at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ModelFeature {
    /// Its name.
    #[schema(example = "lead-days")]
    pub name: String,
    /// The version of how it is worked out.
    pub version: u16,
    /// Its unit.
    #[schema(example = "days")]
    pub unit: String,
    /// Where it comes from.
    #[schema(example = "the appointment's booking")]
    pub source: String,
    /// What stands in its place where it is not known.
    #[schema(example = "unknown")]
    pub default: String,
}
