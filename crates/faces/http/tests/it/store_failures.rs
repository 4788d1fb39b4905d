//! A lost, full or damaged store: a clear problem, and nothing half-written.

use std::sync::Arc;

use lindley_http::HttpSettings;
use serde_json::json;

use crate::ask::Ask;
use crate::failing_store::{FailingStore, Trouble};
use crate::stage::{Stage, booking};

async fn failing_stage() -> (Stage, FailingStore) {
    let store = FailingStore::default();
    (Stage::with(HttpSettings::default(), Arc::new(store.clone())).await, store)
}

#[tokio::test]
async fn a_store_that_fails_while_signing_in_is_a_problem_of_its_own_kind() {
    for (trouble, code) in [
        (Trouble::Unavailable, "store-unavailable"),
        (Trouble::Full, "store-full"),
        (Trouble::Corrupt, "store-corrupt"),
    ] {
        let (stage, store) = failing_stage().await;
        store.fail(Some(trouble));
        let body = json!({"login": "clerk", "password": "correct horse battery"});
        let answer = stage.send(Ask::post("/v1/session", &body)).await;
        answer.problem(code);
        assert!(!answer.text().contains("hush"), "the store's own words stay inside: {}", answer.text());
    }
}

#[tokio::test]
async fn a_booking_that_cannot_be_written_is_not_there() {
    let (stage, store) = failing_stage().await;
    let ask = || Ask::post("/v1/appointments", &booking("p-1", "09:00")).by(&stage.clerk).key("k-1");
    store.fail(Some(Trouble::Full));
    stage.send(ask()).await.problem("store-full");
    assert_eq!(stage.get("/v1/appointments").await.done()["items"], json!([]));
    store.fail(None);
    let booked = stage.send(ask()).await.done();
    assert_eq!(booked["id"], "appointment-1");
}

#[tokio::test]
async fn an_event_stream_of_a_damaged_log_is_a_problem_and_not_an_empty_stream() {
    let (stage, store) = failing_stage().await;
    store.fail(Some(Trouble::Corrupt));
    stage.get("/v1/events?after=0").await.problem("store-corrupt");
}

#[tokio::test]
async fn predictions_that_cannot_be_kept_are_not_there() {
    let (stage, store) = failing_stage().await;
    let id = stage.book("p-1", "09:00").await;
    let ask = || {
        let question = json!({"subject": "no-show", "appointments": [id]});
        Ask::post("/v1/predictions", &question).by(&stage.planner).key("keep")
    };
    store.fail(Some(Trouble::Full));
    let answer = stage.send(ask()).await;
    answer.problem("store-full");
    assert!(!answer.text().contains("hush"), "{}", answer.text());
    store.fail(None);
    stage.send(Ask::get("/v1/predictions/prediction-1").by(&stage.planner)).await.problem("not-found");
    assert_eq!(stage.send(ask()).await.done()["id"], "prediction-1");
}
