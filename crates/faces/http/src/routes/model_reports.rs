//! `/v1/model-reports`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::models::{LiveReport, LiveReportQuery, ModelTask};

use crate::answer::{Outcome, Reply};
use crate::extract::{Caller, Id, Params};
use crate::face::Face;
use crate::{reading, view};

/// How the champion of a task has done lately, from the log's own history: what it would have said a day before, beside what
/// came.
#[utoipa::path(get, path = "/v1/model-reports/{task}", tag = "models",
    params(("task" = ModelTask, Path, description = "What is predicted."), LiveReportQuery),
    responses((status = 200, description = "The report, or why there is none.", body = LiveReport)))]
pub(crate) async fn get_model_report(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(task): Id<reading::TaskName>,
    Params(query): Params<LiveReportQuery>,
) -> Outcome<Reply<LiveReport>> {
    let days = reading::report_days(query)?;
    let found = face.app.live_report(&caller, task.0, days).await;
    Ok(Reply::ok(view::live_report(found.map_err(reading::in_query)?)))
}
