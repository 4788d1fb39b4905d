//! `/v1/models`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::ids::ModelId;
use lindley_api::models::{Model, ModelCard, ModelGates, ModelSummary, ModelsQuery, Promotion, Reversion};
use lindley_api::page::Page;
use lindley_app::AppError;
use lindley_domain as domain;
use lindley_domain::Rejection;

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller, Id, Params, WriteKey};
use crate::face::Face;
use crate::failure::Failure;
use crate::{paging, reading, view};

/// Lists models, the newest first.
#[utoipa::path(get, path = "/v1/models", tag = "models", params(ModelsQuery),
    responses((status = 200, description = "A page of models.", body = Page<ModelSummary>)))]
pub(crate) async fn list_models(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Params(query): Params<ModelsQuery>,
) -> Outcome<Reply<Page<ModelSummary>>> {
    let page = paging::Wanted::<domain::ModelId>::read(query.limit, query.cursor.as_deref())?;
    let models = face.app.models(&caller, query.task.map(reading::model_task)).await?;
    let summaries = models.iter().map(|model| (model.id, view::model_summary(model)));
    Ok(Reply::ok(page.of_newest_first(summaries)))
}

/// One model with all that its manifest says.
#[utoipa::path(get, path = "/v1/models/{id}", tag = "models",
    params(("id" = ModelId, Path, description = "The model.")),
    responses((status = 200, description = "The model.", body = Model)))]
pub(crate) async fn get_model(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::ModelId>,
) -> Outcome<Reply<Model>> {
    Ok(Reply::ok(view::model(&face.app.model(&caller, id).await?)))
}

/// A model's card, for people to read.
#[utoipa::path(get, path = "/v1/models/{id}/card", tag = "models",
    params(("id" = ModelId, Path, description = "The model.")),
    responses((status = 200, description = "The card.", body = ModelCard)))]
pub(crate) async fn get_model_card(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::ModelId>,
) -> Outcome<Reply<ModelCard>> {
    Ok(Reply::ok(ModelCard { markdown: face.app.model_card(&caller, id).await? }))
}

/// The gates of a model as they stand now: measured beside the champion on outcomes that neither was learnt from, or, where
/// none speaks yet, beside the simplest method.
#[utoipa::path(get, path = "/v1/models/{id}/gates", tag = "models",
    params(("id" = ModelId, Path, description = "The model.")),
    responses((status = 200, description = "The gates.", body = ModelGates)))]
pub(crate) async fn get_model_gates(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::ModelId>,
) -> Outcome<Reply<ModelGates>> {
    Ok(Reply::ok(view::model_gates(&face.app.model_gates(&caller, id).await?)))
}

/// Makes a model the champion of its task. The gates are measured once more at that moment; a model that fails one is refused,
/// and the problem tells the gates.
#[utoipa::path(post, path = "/v1/models/{id}/promote", tag = "models",
    params(("id" = ModelId, Path, description = "The model."), IdempotencyKeyHeader), request_body = Promotion,
    responses((status = 200, description = "The model, which speaks from now on.", body = Model)))]
pub(crate) async fn promote_model(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::ModelId>,
    WriteKey(key): WriteKey,
    Body(Promotion { reason }): Body<Promotion>,
) -> Outcome<Reply<Model>> {
    match face.app.promote_model(&caller, id, reason, Some(key)).await {
        Ok(changed) => Ok(Reply::ok(view::model(&changed.model)).replayed(changed.replayed)),
        Err(refused @ AppError::Rejected(Rejection::GateFailed { .. })) => {
            let failure = Failure::from(refused);
            // The refusal stands, with its gates or without.
            let gates = face.app.model_gates(&caller, id).await;
            Err(gates.map_or(failure.clone(), |found| failure.with_gates(&found)))
        }
        Err(error) => Err(error.into()),
    }
}

/// Brings the champion before the present one back. No gates are asked: a way back is always open.
#[utoipa::path(post, path = "/v1/models/revert", tag = "models", params(IdempotencyKeyHeader),
    request_body = Reversion,
    responses((status = 200, description = "The model that speaks again.", body = Model)))]
pub(crate) async fn revert_model(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(Reversion { task, reason }): Body<Reversion>,
) -> Outcome<Reply<Model>> {
    let changed = face.app.revert_model(&caller, reading::model_task(task), reason, Some(key)).await?;
    Ok(Reply::ok(view::model(&changed.model)).replayed(changed.replayed))
}
