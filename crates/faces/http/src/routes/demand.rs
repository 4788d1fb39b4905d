//! `/v1/predict-demand` and `/predict-demand`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::demand::{DemandAnswer, DemandQuestion, PlatformDemandAnswer, PlatformDemandQuestion};
use lindley_app::{AppError, Permission};

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller};
use crate::face::Face;
use crate::failure::Failure;
use crate::{reading, view};

/// How many will ask for services in the next quarter of an hour, hours and weeks, each number with its band. Changes nothing and
/// needs no idempotency key.
#[utoipa::path(post, path = "/v1/predict-demand", tag = "predictions", request_body = DemandQuestion,
    responses((status = 200, description = "How many are expected.", body = DemandAnswer)))]
pub(crate) async fn predict_demand(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Body(asked): Body<DemandQuestion>,
) -> Outcome<Reply<DemandAnswer>> {
    let question = face.app.read(&caller, Permission::ReadPredictions, |state| {
        reading::demand_question(&asked, state.catalogue())
    })??;
    let told =
        face.app.predict_demand(&caller, question.clone()).await.map_err(|error| at_event(error, "at"))?;
    let not_used = view::not_used::of_question(&question, &told);
    Ok(Reply::ok(view::demand(&told, not_used)))
}

/// The same as telemedicine platforms ask it: specialties by name, whole numbers, a confidence, and the bands beside. What of the
/// question moved no number is told in `not_used`. Changes nothing and needs no idempotency key.
#[utoipa::path(post, path = "/predict-demand", tag = "predictions", request_body = PlatformDemandQuestion,
    responses((status = 200, description = "How many are expected.", body = PlatformDemandAnswer)))]
pub(crate) async fn predict_platform_demand(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Body(asked): Body<PlatformDemandQuestion>,
) -> Outcome<Reply<PlatformDemandAnswer>> {
    let fields = view::not_used::of_platform_fields(&asked.events);
    let question = reading::platform_question(asked)?;
    let told = face.app.platform_demand(&caller, question).await;
    Ok(Reply::ok(view::platform_demand(&told.map_err(|error| at_event(error, "timestamp"))?, fields)))
}

/// An event that cannot be is refused at the field in which its moment stands.
fn at_event(error: AppError, field: &str) -> Failure {
    match error {
        AppError::DemandEvent { position, problem } => {
            Failure::invalid_field(&format!("/events/{position}/{field}"), problem)
        }
        other => other.into(),
    }
}
