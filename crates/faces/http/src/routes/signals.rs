//! `/v1/signals` and `/v1/special-days`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use lindley_api::headers::IdempotencyKeyHeader;
use lindley_api::signals::{FeedList, FeedReceipt, NewSignals, NewSpecialDays};
use lindley_app::{IdempotencyKey, Principal};
use lindley_domain::Command;

use crate::answer::{Outcome, Reply};
use crate::extract::{Body, Caller, WriteKey};
use crate::face::Face;
use crate::{reading, view};

/// Lists the feeds that have spoken: what each told last, how often, and which of their signals have fallen silent.
#[utoipa::path(get, path = "/v1/signals", tag = "signals",
    responses((status = 200, description = "The feeds.", body = FeedList)))]
pub(crate) async fn list_feeds(State(face): State<Arc<Face>>, caller: Caller) -> Outcome<Reply<FeedList>> {
    Ok(Reply::ok(view::feed_list(&face.app.feeds(&caller).await?)))
}

/// Writes down readings of a feed. They count from now on, whatever time they are about, and a later word for the same signal, site
/// and time corrects an earlier one. Signals that no forecaster knows are written down and named in the answer.
#[utoipa::path(post, path = "/v1/signals", tag = "signals", params(IdempotencyKeyHeader),
    request_body = NewSignals,
    responses((status = 201, description = "Written down.", body = FeedReceipt)))]
pub(crate) async fn record_signals(
    State(face): State<Arc<Face>>,
    caller: Caller,
    WriteKey(key): WriteKey,
    Body(NewSignals { feed, readings }): Body<NewSignals>,
) -> Outcome<Reply<FeedReceipt>> {
    let readings = reading::signal_readings(readings, face.app.clock().now_ms())?;
    let unknown = view::unknown_signals(readings.iter().map(|reading| &*reading.signal));
    let count = readings.len();
    let command = Command::RecordSignals { feed: feed.as_str().into(), readings };
    noted(&face, &caller, command, key, FeedReceipt { unknown_signals: unknown, ..receipt(feed, count) })
        .await
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
    noted(&face, &caller, command, key, receipt(feed, count)).await
}

/// What is answered when it has been written.
fn receipt(feed: String, count: usize) -> FeedReceipt {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    FeedReceipt { feed, count, head: 0, unknown_signals: Vec::new() }
}

async fn noted(
    face: &Face,
    by: &Principal,
    command: Command,
    key: IdempotencyKey,
    body: FeedReceipt,
) -> Outcome<Reply<FeedReceipt>> {
    let receipt = face.submit(by, command, key).await?;
    let body = FeedReceipt { head: receipt.head, ..body };
    Ok(Reply::ok(body).status(StatusCode::CREATED).replayed(receipt.replayed))
}
