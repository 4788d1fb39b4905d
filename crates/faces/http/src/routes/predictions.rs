//! `/v1/predictions`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::ids::PredictionId;
use lindley_api::predictions::{KeptPredictions, NewPredictions, PredictionBatch, PredictionReplay};
use lindley_app::Permission;
use lindley_domain as domain;

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller, Id, WriteKey};
use crate::face::Face;
use crate::{reading, view};

/// Makes predictions as of now and keeps them, so that they can be made again and compared to the byte.
#[utoipa::path(post, path = "/v1/predictions", tag = "predictions", params(IdempotencyKeyHeader),
    request_body = NewPredictions,
    responses((status = 201, description = "The batch, kept.", body = PredictionBatch)))]
pub(crate) async fn keep_predictions(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(asked): Body<NewPredictions>,
) -> Outcome<Reply<PredictionBatch>> {
    let question = face
        .app
        .read(&caller, Permission::ReadPredictions, |state| reading::question(&asked, state.catalogue()))??;
    let kept = face.app.keep_predictions(&caller, question, Some(key)).await;
    let kept = kept.map_err(reading::in_kept_question)?;
    let told = view::prediction_batch(kept.id, &kept.batch);
    Ok(Reply::created(format!("/v1/predictions/{}", kept.id), told).replayed(kept.replayed))
}

/// Predictions that were kept.
#[utoipa::path(get, path = "/v1/predictions/{id}", tag = "predictions",
    params(("id" = PredictionId, Path, description = "The batch.")),
    responses((status = 200, description = "The batch with its predictions.", body = KeptPredictions)))]
pub(crate) async fn get_predictions(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::PredictionId>,
) -> Outcome<Reply<KeptPredictions>> {
    Ok(Reply::ok(view::kept_predictions(id, &face.app.kept_predictions(&caller, id).await?)))
}

/// Makes kept predictions again, from the log up to the event and by the models that made them, and compares the bytes. Changes
/// nothing and needs no idempotency key.
#[utoipa::path(post, path = "/v1/predictions/{id}/replay", tag = "predictions",
    params(("id" = PredictionId, Path, description = "The batch.")),
    responses((status = 200, description = "Whether the same bytes came out.", body = PredictionReplay)))]
pub(crate) async fn replay_predictions(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::PredictionId>,
) -> Outcome<Reply<PredictionReplay>> {
    Ok(Reply::ok(view::prediction_replay(face.app.replay_predictions(&caller, id).await?)))
}
