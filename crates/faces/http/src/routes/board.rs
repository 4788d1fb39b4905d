//! `/v1/board`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::board::{Board, BoardQuery};
use lindley_app::Permission;

use crate::answer::{Outcome, Reply};
use crate::day_board::DayBoard;
use crate::extract::{Caller, Params};
use crate::face::Face;

/// What happens at a site on a day: resources, their working time, sessions and blocks, and the appointments.
#[utoipa::path(get, path = "/v1/board", tag = "reading", params(BoardQuery),
    responses((status = 200, description = "The board.", body = Board)))]
pub(crate) async fn get_board(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Params(query): Params<BoardQuery>,
) -> Outcome<Reply<Board>> {
    let day = face.app.read(&caller, Permission::ReadSchedule, |state| DayBoard::gather(state, &query))??;
    Ok(Reply::ok(day.view(|appointment| face.view_appointment(&caller, appointment))))
}
