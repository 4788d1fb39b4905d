//! What a question said and no number used.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Something of a question about demand that was read and changed no number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NotUsed {
    /// A JSON pointer to the first place in the request.
    #[schema(example = "/events/0/duration_min")]
    pub first: String,
    /// How many such places there are.
    pub count: u32,
    /// Why, in a sentence.
    #[schema(example = "Numbers count people, not minutes.")]
    pub reason: String,
}
