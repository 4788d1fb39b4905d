//! `/v1/predict-demand` and `/predict-demand`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::demand::{DemandAnswer, DemandQuestion, PlatformDemandAnswer, PlatformDemandQuestion};
use lindley_app::Permission;

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller};
use crate::face::Face;
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
    Ok(Reply::ok(view::demand(&face.app.predict_demand(&caller, question).await?)))
}

/// The same as telemedicine platforms ask it: specialties by name, whole numbers, a confidence, and the bands beside. Changes
/// nothing and needs no idempotency key.
#[utoipa::path(post, path = "/predict-demand", tag = "predictions", request_body = PlatformDemandQuestion,
    responses((status = 200, description = "How many are expected.", body = PlatformDemandAnswer)))]
pub(crate) async fn predict_platform_demand(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Body(asked): Body<PlatformDemandQuestion>,
) -> Outcome<Reply<PlatformDemandAnswer>> {
    let question = reading::platform_question(asked)?;
    Ok(Reply::ok(view::platform_demand(&face.app.platform_demand(&caller, question).await?)))
}
