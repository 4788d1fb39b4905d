//! `/v1/blocks`

use std::sync::Arc;

use axum::extract::State;
use lindley_api::blocks::{Block, NewBlock};
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::ids::BlockId;
use lindley_api::page::Page;
use lindley_api::sessions::TimetableQuery;
use lindley_app::{Permission, Subject};
use lindley_domain as domain;
use lindley_domain::{BlockScope, Command};

use crate::answer::{NoContent, Outcome, Reply};
use crate::extract::{Body, Caller, Id, Params, WriteKey};
use crate::face::Face;
use crate::failure::Failure;
use crate::{paging, reading, view};

/// Lists blocks.
#[utoipa::path(get, path = "/v1/blocks", tag = "timetable", params(TimetableQuery),
    responses((status = 200, description = "A page of blocks.", body = Page<Block>)))]
pub(crate) async fn list_blocks(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Params(query): Params<TimetableQuery>,
) -> Outcome<Reply<Page<Block>>> {
    let page = paging::Wanted::<domain::BlockId>::read(query.limit, query.cursor.as_deref())?;
    let window = reading::Window::new(query.from, query.until)?;
    let resource = query.resource.map(reading::resource_id);
    let listed = face.app.read(&caller, Permission::ReadSchedule, |state| {
        let wanted = |block: &domain::Block| {
            window.touches(block.span) && resource.is_none_or(|id| block.scope == BlockScope::Resource(id))
        };
        page.of_map(state.blocks(), wanted, view::block)
    })?;
    Ok(Reply::ok(listed))
}

/// One block.
#[utoipa::path(get, path = "/v1/blocks/{id}", tag = "timetable",
    params(("id" = BlockId, Path, description = "The block.")),
    responses((status = 200, description = "The block.", body = Block)))]
pub(crate) async fn get_block(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::BlockId>,
) -> Outcome<Reply<Block>> {
    let block = face.app.read(&caller, Permission::ReadSchedule, |state| {
        state.blocks().get(&id).map(|block| view::block(id, block))
    })?;
    block.map(Reply::ok).ok_or_else(|| Failure::no_such(id))
}

/// Blocks time. Refused if it covers appointments.
#[utoipa::path(post, path = "/v1/blocks", tag = "timetable", params(IdempotencyKeyHeader), request_body = NewBlock,
    responses((status = 201, description = "The block, as added.", body = Block)))]
pub(crate) async fn add_block(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(new): Body<NewBlock>,
) -> Outcome<Reply<Block>> {
    let command = Command::AddBlock { block: reading::block(new)?, source: None };
    let receipt = face.submit(&caller, command, key).await?;
    let Subject::Block(id, block) = receipt.subject else { return Err(Failure::odd_answer()) };
    Ok(Reply::created(format!("/v1/blocks/{id}"), view::block(id, &block)).replayed(receipt.replayed))
}

/// Lifts a block.
#[utoipa::path(delete, path = "/v1/blocks/{id}", tag = "timetable",
    params(("id" = BlockId, Path, description = "The block."), IdempotencyKeyHeader),
    responses((status = 204, description = "Lifted.")))]
pub(crate) async fn lift_block(
    State(face): State<Arc<Face>>,
    caller: Caller,
    Id(id): Id<domain::BlockId>,
    WriteKey(key): WriteKey,
) -> Outcome<NoContent> {
    let receipt = face.submit(&caller, Command::LiftBlock { block: id }, key).await?;
    Ok(NoContent { replayed: receipt.replayed })
}
