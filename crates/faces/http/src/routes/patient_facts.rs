//! `/v1/patient-facts`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::patient_facts::PatientDescription;

use crate::answer::{NoContent, Outcome};
use crate::extract::{Body, Caller, WriteKey};
use crate::face::Face;
use crate::reading;

/// Writes down coarse facts of a patient in place of those known before. The pseudonym stands in the body: paths are told in
/// problems.
#[utoipa::path(put, path = "/v1/patient-facts", tag = "signals", params(IdempotencyKeyHeader),
    request_body = PatientDescription,
    responses((status = 204, description = "Written down; predictions from now on know of it.")))]
pub(crate) async fn describe_patient(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(told): Body<PatientDescription>,
) -> Outcome<NoContent> {
    let receipt = face.submit(&caller, reading::patient_description(told)?, key).await?;
    Ok(NoContent { replayed: receipt.replayed })
}
