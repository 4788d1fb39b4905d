//! `/v1/signals` and `/v1/special-days`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::signals::{FeedReceipt, NewSignals, NewSpecialDays};
use lindley_app::{IdempotencyKey, Principal};
use lindley_domain::Command;

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller, WriteKey};
use crate::face::Face;
use crate::reading;

/// Writes down readings of a feed. They count from now on, whatever time they are about.
#[utoipa::path(post, path = "/v1/signals", tag = "signals", params(IdempotencyKeyHeader),
    request_body = NewSignals,
    responses((status = 201, description = "Written down.", body = FeedReceipt)))]
pub(crate) async fn record_signals(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(NewSignals { feed, readings }): Body<NewSignals>,
) -> Outcome<Reply<FeedReceipt>> {
    let readings = reading::signal_readings(readings)?;
    let count = readings.len();
    let command = Command::RecordSignals { feed: feed.as_str().into(), readings };
    noted(&face, &caller, command, key, feed, count).await
}

/// Writes down days unlike others of their weekday.
#[utoipa::path(post, path = "/v1/special-days", tag = "signals", params(IdempotencyKeyHeader),
    request_body = NewSpecialDays,
    responses((status = 201, description = "Written down.", body = FeedReceipt)))]
pub(crate) async fn record_special_days(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(NewSpecialDays { feed, days }): Body<NewSpecialDays>,
) -> Outcome<Reply<FeedReceipt>> {
    let days = reading::special_days(days);
    let count = days.len();
    let command = Command::RecordSpecialDays { feed: feed.as_str().into(), days };
    noted(&face, &caller, command, key, feed, count).await
}

async fn noted(
    face: &Face,
    by: &Principal,
    command: Command,
    key: IdempotencyKey,
    feed: String,
    count: usize,
) -> Outcome<Reply<FeedReceipt>> {
    let receipt = face.submit(by, command, key).await?;
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let body = FeedReceipt { feed, count, head: receipt.head };
    Ok(Reply::ok(body).status(StatusCode::CREATED).replayed(receipt.replayed))
}
