//! `/v1/risks` and what is expected of one appointment

use std::sync::Arc;

use axum::extract::State;
use lindley_api::ids::AppointmentId;
use lindley_api::predictions::{AppointmentForecast, Risks, RisksQuery};
use lindley_domain as domain;

use crate::answer::{Outcome, Reply};
use crate::extract::{Caller, Id, Params};
use crate::face::Face;
use crate::view;

/// What is expected of the appointments of a site on a day: whether patients come, and how long visits take.
#[utoipa::path(get, path = "/v1/risks", tag = "predictions", params(RisksQuery),
    responses((status = 200, description = "What is expected.", body = Risks)))]
pub(crate) async fn get_risks(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Params(query): Params<RisksQuery>,
) -> Outcome<Reply<Risks>> {
    let day = face.app.day_risks(&caller, domain::SiteId(query.site.0), query.date.0).await?;
    Ok(Reply::ok(view::risks(&day)))
}

/// What is expected of one appointment: as of its booking, and as of the day before it or now.
#[utoipa::path(get, path = "/v1/appointments/{id}/forecast", tag = "predictions",
    params(("id" = AppointmentId, Path, description = "The appointment.")),
    responses((status = 200, description = "What is expected.", body = AppointmentForecast)))]
pub(crate) async fn get_appointment_forecast(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::AppointmentId>,
) -> Outcome<Reply<AppointmentForecast>> {
    let found = face.app.appointment_forecast(&caller, id).await?;
    Ok(Reply::ok(view::appointment_forecast(id, &found)))
}
