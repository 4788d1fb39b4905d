//! Holds: placing, renewing, confirming, giving back, running out.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::ask::{Answer, Ask};
use crate::stage::{Stage, booking};

async fn hold(stage: &Stage, patient: &str, start: &str) -> Answer {
    let mut wish = booking(patient, start);
    wish["lease_seconds"] = json!(60);
    stage.post("/v1/holds", wish).await
}

async fn confirm(stage: &Stage, fence: &Value) -> Answer {
    stage.post("/v1/holds/appointment-1/confirm", json!({"fence": fence})).await
}

#[tokio::test]
async fn a_hold_is_an_appointment_that_runs_out() {
    let stage = Stage::new().await;
    let held = hold(&stage, "p-1", "09:00").await;
    assert_eq!(held.status, StatusCode::CREATED);
    assert_eq!(held.header("location"), "/v1/appointments/appointment-1");
    assert_eq!(held.header("etag"), "\"1\"");
    insta::assert_json_snapshot!(held.json());
}

#[tokio::test]
async fn a_confirmed_hold_is_booked() {
    let stage = Stage::new().await;
    let held = hold(&stage, "p-1", "09:00").await.done();
    let booked = confirm(&stage, &held["fence"]).await.done();
    assert_eq!(booked["status"], "booked");
    assert!(booked.get("fence").is_none() && booked.get("expires").is_none(), "{booked}");
    confirm(&stage, &held["fence"]).await.problem("not-held");
}

#[tokio::test]
async fn a_held_time_is_taken() {
    let stage = Stage::new().await;
    hold(&stage, "p-1", "09:00").await.done();
    let problem = hold(&stage, "p-2", "09:00").await.problem("slot-taken");
    assert_eq!(problem["instance"], "/v1/holds");
}

#[tokio::test]
async fn a_hold_that_ran_out_cannot_be_confirmed_and_frees_its_time() {
    let stage = Stage::new().await;
    let held = hold(&stage, "p-1", "09:00").await.done();
    stage.clock.forward_seconds(60);
    confirm(&stage, &held["fence"]).await.problem("hold-lapsed");
    hold(&stage, "p-2", "09:00").await.done();
    let lapsed = stage.get("/v1/appointments/appointment-1").await.done();
    assert_eq!(lapsed["cancel_reason"], "hold-lapsed");
}

#[tokio::test]
async fn only_the_newest_fence_counts() {
    let stage = Stage::new().await;
    let held = hold(&stage, "p-1", "09:00").await.done();
    let renewal = json!({"fence": held["fence"], "lease_seconds": 120});
    let renewed = stage.post("/v1/holds/appointment-1/renew", renewal.clone()).await.done();
    assert_ne!(renewed["fence"], held["fence"]);
    confirm(&stage, &held["fence"]).await.problem("fence-stale");
    stage.post("/v1/holds/appointment-1/renew", renewal).await.problem("fence-stale");
    confirm(&stage, &renewed["fence"]).await.done();
}

#[tokio::test]
async fn a_hold_can_be_given_back() {
    let stage = Stage::new().await;
    let held = hold(&stage, "p-1", "09:00").await.done();
    let path = format!("/v1/holds/appointment-1?fence={}", held["fence"]);
    let released = stage.send(Ask::delete(&path).by(&stage.clerk)).await.done();
    assert_eq!(released["cancel_reason"], "hold-released");
    hold(&stage, "p-2", "09:00").await.done();
    let bare = Ask::delete("/v1/holds/appointment-1").by(&stage.clerk);
    assert_eq!(stage.send(bare).await.problem_at("invalid-field"), "fence");
}

#[tokio::test]
async fn a_lease_has_bounds() {
    let stage = Stage::new().await;
    for seconds in [0, 29, 3601] {
        let mut wish = booking("p-1", "09:00");
        wish["lease_seconds"] = json!(seconds);
        stage.post("/v1/holds", wish).await.problem("invalid-value");
    }
    let mut negative = booking("p-1", "09:00");
    negative["lease_seconds"] = json!(-5);
    assert_eq!(stage.post("/v1/holds", negative).await.problem_at("invalid-field"), "/lease_seconds");
}
