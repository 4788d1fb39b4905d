//! Request headers that many operations share.

use serde::Deserialize;
use utoipa::IntoParams;

/// The key by which a retry is told from a new request.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Header)]
pub struct IdempotencyKeyHeader {
    /// A fresh random key for every intended change, quoted or bare, 1 to 255 visible ASCII characters. Sending the
    /// same request with the same key again gives the same answer and changes nothing; keys count for 48 hours.
    #[serde(rename = "Idempotency-Key")]
    #[param(
        rename = "Idempotency-Key",
        required = true,
        min_length = 1,
        max_length = 257,
        example = "\"6f9b2c1e-52a4-4e0b-9d7e-2f1c5a8b3d40\""
    )]
    pub idempotency_key: String,
}

/// The version of an appointment that the caller has seen.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Header)]
pub struct IfMatchHeader {
    /// The `ETag` of the appointment that the caller has seen. If it has changed since, nothing happens and the answer
    /// is 412; if left out, the newest version is changed.
    #[serde(rename = "If-Match")]
    #[param(rename = "If-Match", example = "\"3\"")]
    pub if_match: Option<String>,
}
