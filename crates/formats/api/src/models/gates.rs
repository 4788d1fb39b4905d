//! What a challenger has to pass before it may speak, and the changes of the model that speaks.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ModelTask;
use crate::ids::ModelId;

/// One gate: a segment in which the challenger must not be worse than the champion, or, where none speaks yet, than the
/// simplest method.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Gate {
    /// What was compared.
    #[schema(example = "site: Northside")]
    pub segment: String,
    /// By which measure; less is better.
    #[schema(example = "brier")]
    pub measure: String,
    /// The champion's; the simplest method's where no champion speaks yet.
    pub champion: f64,
    /// The challenger's.
    pub challenger: f64,
    /// How much more the challenger's is, with the interval that it lies in. Left out where it is not known row by row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference: Option<Difference>,
    /// On how many rows, which neither twin was learnt from.
    pub rows: u32,
    /// Whether the challenger may pass.
    pub passed: bool,
}

/// A difference and the interval that it lies in.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Difference {
    /// The difference.
    pub value: f64,
    /// The interval's lower end.
    pub low: f64,
    /// The interval's upper end.
    pub high: f64,
    /// How often such intervals hold the true difference.
    #[schema(example = 0.95)]
    pub level: f64,
}

/// The gates of a challenger as they stand now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ModelGates {
    /// The challenger.
    pub model: ModelId,
    /// The champion that it is compared with. Left out where none speaks yet: then it is compared with the simplest method of its
    /// own report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<ModelId>,
    /// The log up to here was known.
    pub head: u64,
    /// Rows of the whole, which neither twin was learnt from.
    pub rows: u32,
    /// Whether all gates let it pass.
    pub passed: bool,
    /// What speaks against promoting it, a sentence each; empty if nothing does.
    pub refusals: Vec<String>,
    /// Each gate, the whole first.
    pub gates: Vec<Gate>,
}

/// A challenger is to become the champion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Better at both sites for four weeks"}))]
pub struct Promotion {
    /// Why; 1 to 120 letters. Everybody who may read models can read it.
    #[schema(min_length = 1, max_length = 120)]
    pub reason: String,
}

/// The champion before the present one is to come back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"task": "no-show", "reason": "Predicts too few since the move to the new building"}))]
pub struct Reversion {
    /// The task that it speaks for.
    pub task: ModelTask,
    /// Why; 1 to 120 letters. Everybody who may read models can read it.
    #[schema(min_length = 1, max_length = 120)]
    pub reason: String,
}
