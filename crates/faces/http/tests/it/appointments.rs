//! Booking, listing, moving, cancelling, and the states of a visit.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::ask::Ask;
use crate::stage::{Stage, booking, tuesday};

#[tokio::test]
async fn a_booking_names_its_resources() {
    let stage = Stage::new().await;
    let booked = stage.post("/v1/appointments", booking("p-1", "09:00")).await;
    assert_eq!(booked.status, StatusCode::CREATED);
    assert_eq!(booked.header("location"), "/v1/appointments/appointment-1");
    assert_eq!(booked.header("etag"), "\"1\"");
    assert_eq!(booked.header("cache-control"), "no-store");
    insta::assert_json_snapshot!(booked.json());
    let read = stage.get("/v1/appointments/appointment-1").await;
    assert_eq!(read.done(), booked.json());
    assert_eq!(read.header("etag"), "\"1\"");
}

#[tokio::test]
async fn a_taken_time_is_a_conflict_that_says_what_is_in_the_way_but_not_who() {
    let stage = Stage::new().await;
    stage.book("p-secret", "09:00").await;
    let mut wish = booking("p-2", "09:00");
    wish["resources"] = json!({"physician": "resource-1"});
    let answer = stage.post("/v1/appointments", wish).await;
    let mut problem = answer.problem("slot-taken");
    assert!(!answer.text().contains("p-secret"), "{problem}");
    problem["trace_id"] = json!("(an id)");
    insta::assert_json_snapshot!(problem);
}

#[tokio::test]
async fn bookings_that_the_rules_stand_against_are_refused() {
    let stage = Stage::new().await;
    let with = |field: &str, value: Value| {
        let mut wish = booking("p-1", "09:00");
        wish[field] = value;
        stage.post("/v1/appointments", wish)
    };
    with("start", json!("2026-11-20T09:00:00+01:00")).await.problem("in-the-past");
    with("start", json!("2028-11-20T09:00:00+01:00")).await.problem("beyond-horizon");
    with("start", json!(tuesday("09:05"))).await.problem("start-not-offered");
    with("start", json!(tuesday("17:00"))).await.problem("outside-hours");
    with("start", json!(tuesday("15:50"))).await.problem("outside-hours");
    with("site", json!("site-2")).await.problem("unknown-reference");
    with("resources", json!({"physician": "resource-2"})).await.problem("resource-not-eligible");
    with("resources", json!({"surgeon": "resource-1"})).await.problem("unknown-role");
    stage.book("p-1", "09:00").await;
    stage.plan("/v1/resources", json!({"name": "Room 2", "kind": "room", "site": "site-1"})).await.done();
    let hours = json!({"rules": [{"weekdays": ["tue"], "from": "08:00", "until": "16:00"}]});
    stage.send(Ask::put("/v1/resources/resource-4/hours", &hours).by(&stage.planner)).await.done();
    let problem = with("start", json!(tuesday("09:10"))).await.problem("patient-busy");
    assert_eq!(problem["blocking"]["appointment"], "appointment-1");
}

#[tokio::test]
async fn age_limits_need_an_age() {
    let stage = Stage::new().await;
    let mut children = crate::stage::visit_type();
    children["age_max"] = json!(17);
    stage.plan("/v1/visit-types", children).await.done();
    let mut wish = booking("p-1", "09:00");
    wish["visit_type"] = json!("visit-type-2");
    stage.post("/v1/appointments", wish.clone()).await.problem("age-required");
    wish["patient_age"] = json!(40);
    stage.post("/v1/appointments", wish.clone()).await.problem("age-not-eligible");
    wish["patient_age"] = json!(7);
    stage.post("/v1/appointments", wish).await.done();
}

#[tokio::test]
async fn moving_keeps_the_identity_and_counts_the_revision() {
    let stage = Stage::new().await;
    let id = stage.book("p-1", "09:00").await;
    let path = format!("/v1/appointments/{id}/reschedule");
    let moved = stage.post(&path, json!({"start": tuesday("10:00")})).await;
    assert_eq!(moved.header("etag"), "\"2\"");
    let body = moved.done();
    assert_eq!((&body["id"], &body["start"]), (&json!(id), &json!("2026-11-24T09:00:00Z")));
    stage.book("p-2", "09:00").await;
}

#[tokio::test]
async fn an_older_view_changes_nothing() {
    let stage = Stage::new().await;
    let id = stage.book("p-1", "09:00").await;
    let change = |path: &str, body: Value, seen: &str| {
        let path = format!("/v1/appointments/{id}/{path}");
        stage.send(Ask::post(&path, &body).by(&stage.clerk).header("if-match", seen))
    };
    change("reschedule", json!({"start": tuesday("10:00")}), "\"1\"").await.done();
    change("reschedule", json!({"start": tuesday("11:00")}), "\"1\"").await.problem("revision-stale");
    change("cancel", json!({"reason": "patient"}), "\"1\"").await.problem("revision-stale");
    change("status", json!({"to": "arrived"}), "\"1\"").await.problem("revision-stale");
    for unreadable in ["2", "W/\"2\"", "\"2\", \"3\"", "\"two\""] {
        let answer = change("cancel", json!({"reason": "patient"}), unreadable).await;
        assert_eq!(answer.problem_at("precondition-invalid"), "If-Match", "{unreadable}");
    }
    change("cancel", json!({"reason": "patient"}), "*").await.done();
}

#[tokio::test]
async fn a_visit_goes_through_its_states() {
    let stage = Stage::new().await;
    let id = stage.book("p-1", "09:00").await;
    let path = format!("/v1/appointments/{id}/status");
    let become_ = |state: &str| stage.post(&path, json!({"to": state}));
    stage.clock.forward_seconds(26 * 3600);
    for state in ["arrived", "checked-in", "fulfilled"] {
        assert_eq!(become_(state).await.done()["status"], state);
    }
    become_("booked").await.problem("illegal-transition");
    become_("asleep").await.problem_at("invalid-field");
}

#[tokio::test]
async fn a_cancelled_visit_frees_its_time() {
    let stage = Stage::new().await;
    let id = stage.book("p-1", "09:00").await;
    let cancelled =
        stage.post(&format!("/v1/appointments/{id}/cancel"), json!({"reason": "weather"})).await.done();
    assert_eq!((&cancelled["status"], &cancelled["cancel_reason"]), (&json!("cancelled"), &json!("weather")));
    stage.book("p-2", "09:00").await;
    let answer = stage.post(&format!("/v1/appointments/{id}/cancel"), json!({"reason": "hold-lapsed"})).await;
    assert_eq!(answer.problem_at("invalid-field"), "/reason");
}

#[tokio::test]
async fn a_visit_without_a_time_waits() {
    let stage = Stage::new().await;
    let wish = json!({"patient": "p-1", "visit_type": "visit-type-1", "waitlist": true});
    let waiting = stage.post("/v1/appointments/requests", wish).await;
    assert_eq!(waiting.header("location"), "/v1/appointments/appointment-1");
    insta::assert_json_snapshot!(waiting.done());
    let placed = json!({"start": tuesday("09:00"), "site": "site-1"});
    let placed = stage.post("/v1/appointments/appointment-1/reschedule", placed).await.done();
    assert_eq!(placed["status"], "booked");
}

#[tokio::test]
async fn appointments_are_listed_by_what_is_asked() {
    let stage = Stage::new().await;
    for (patient, start) in [("p-1", "09:00"), ("p-2", "10:00"), ("p-1", "11:00")] {
        stage.book(patient, start).await;
    }
    stage.post("/v1/appointments/appointment-2/cancel", json!({"reason": "patient"})).await.done();
    let ids = async |query: &str| -> Vec<String> {
        let page = stage.get(&format!("/v1/appointments{query}")).await.done();
        let items = page["items"].as_array().unwrap().iter();
        items.map(|item| item["id"].as_str().unwrap().trim_start_matches("appointment-").to_owned()).collect()
    };
    assert_eq!(ids("").await, ["1", "2", "3"]);
    assert_eq!(ids("?patient=p-1").await, ["1", "3"]);
    assert_eq!(ids("?status=cancelled").await, ["2"]);
    assert_eq!(ids("?resource=resource-2&status=booked").await, ["1", "3"]);
    assert_eq!(ids("?resource=resource-3").await, Vec::<String>::new());
    assert_eq!(ids("?from=2026-11-24T09:20:00Z").await, ["3"]);
    assert_eq!(ids("?until=2026-11-24T08:20:00Z").await, ["1"]);
    let page = stage.get("/v1/appointments?limit=1").await.done();
    let cursor = page["next_cursor"].as_str().unwrap();
    assert_eq!(ids(&format!("?cursor={cursor}")).await, ["2", "3"]);
    assert_eq!(stage.get("/v1/appointments?patient=Ann+Smith").await.problem_at("invalid-field"), "patient");
    assert_eq!(stage.get("/v1/appointments?doctor=1").await.problem_at("unknown-field"), "doctor");
}

#[tokio::test]
async fn a_viewer_may_not_book() {
    let stage = Stage::new().await;
    let ask = Ask::post("/v1/appointments", &booking("p-1", "09:00")).by(&stage.viewer);
    stage.send(ask).await.problem("forbidden");
    assert_eq!(stage.get("/v1/appointments").await.done()["items"], json!([]));
}
