//! `/v1/trainings`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::ids::TrainingId;
use lindley_api::page::Page;
use lindley_api::trainings::{NewTraining, Training, TrainingsQuery};
use lindley_app::{Permission, Subject};
use lindley_domain as domain;
use lindley_domain::{Command, TrainingCause};

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller, Id, Params, WriteKey};
use crate::face::Face;
use crate::failure::Failure;
use crate::{paging, reading, view};

/// Lists trainings, the newest first.
#[utoipa::path(get, path = "/v1/trainings", tag = "models", params(TrainingsQuery),
    responses((status = 200, description = "A page of trainings.", body = Page<Training>)))]
pub(crate) async fn list_trainings(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Params(query): Params<TrainingsQuery>,
) -> Outcome<Reply<Page<Training>>> {
    let page = paging::Wanted::<domain::TrainingId>::read(query.limit, query.cursor.as_deref())?;
    let task = query.task.map(reading::model_task);
    let listed = face.app.read(&caller, Permission::ReadPredictions, |state| {
        let trainings = state.learning().trainings.iter().rev();
        let wanted = trainings.filter(|(_, training)| task.is_none_or(|task| task == training.task));
        page.of_newest_first(wanted.map(|(id, training)| (*id, view::training(*id, training))))
    })?;
    Ok(Reply::ok(listed))
}

/// One training.
#[utoipa::path(get, path = "/v1/trainings/{id}", tag = "models",
    params(("id" = TrainingId, Path, description = "The training.")),
    responses((status = 200, description = "The training.", body = Training)))]
pub(crate) async fn get_training(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::TrainingId>,
) -> Outcome<Reply<Training>> {
    let found = face.app.read(&caller, Permission::ReadPredictions, |state| {
        state.learning().trainings.get(&id).map(|training| view::training(id, training))
    })?;
    found.map(Reply::ok).ok_or_else(|| Failure::no_such(id))
}

/// Asks for a training on what the log holds now. It waits for a worker; ask for it again to see how far it is. A task has one
/// training at a time.
#[utoipa::path(post, path = "/v1/trainings", tag = "models", params(IdempotencyKeyHeader),
    request_body = NewTraining,
    responses((status = 201, description = "The training, queued.", body = Training)))]
pub(crate) async fn queue_training(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(NewTraining { task, seed }): Body<NewTraining>,
) -> Outcome<Reply<Training>> {
    let (task, cause) = (reading::model_task(task), TrainingCause::ByHand);
    let receipt = face.submit(&caller, Command::QueueTraining { task, cause, seed }, key).await?;
    let Subject::Training(id, training) = receipt.subject else { return Err(Failure::odd_answer()) };
    let view = view::training(id, &training);
    Ok(Reply::created(format!("/v1/trainings/{id}"), view).replayed(receipt.replayed))
}
