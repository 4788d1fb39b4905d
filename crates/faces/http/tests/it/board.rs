//! The day board.

use lindley_app::Principal;
use lindley_domain::{Command, ResourceId, Session};
use lindley_time::{Instant, Span};
use serde_json::{Value, json};

use crate::ask::Ask;
use crate::stage::{Stage, booking, tuesday};

#[tokio::test]
async fn the_board_shows_a_day_of_a_site() {
    let stage = Stage::new().await;
    stage.book("p-1", "09:00").await;
    let block = json!({"resource": "resource-3", "start": tuesday("12:00"), "end": tuesday("13:00"), "reason": "Lunch"});
    stage.plan("/v1/blocks", block).await.done();
    let session = json!({"resource": "resource-1", "start": tuesday("17:00"), "end": tuesday("19:00"), "label": "Evening"});
    stage.plan("/v1/sessions", session).await.done();
    insta::assert_json_snapshot!(stage.get("/v1/board?site=site-1&date=2026-11-24").await.done());
}

#[tokio::test]
async fn another_day_is_empty_and_several_days_are_one_span() {
    let stage = Stage::new().await;
    stage.book("p-1", "09:00").await;
    let empty = stage.get("/v1/board?site=site-1&date=2026-11-25").await.done();
    assert_eq!(empty["appointments"], json!([]));
    let week = stage.get("/v1/board?site=site-1&date=2026-11-23&days=7").await.done();
    assert_eq!(week["appointments"].as_array().unwrap().len(), 1);
    assert_eq!(week["resources"][0]["working"].as_array().unwrap().len(), 5);
    assert_eq!(
        (&week["from"], &week["until"]),
        (&json!("2026-11-22T23:00:00Z"), &json!("2026-11-29T23:00:00Z"))
    );
}

/// On 25 October 2026 Berlin's day has 25 hours.
#[tokio::test]
async fn a_day_is_as_long_as_it_is() {
    let stage = Stage::new().await;
    let board = stage.get("/v1/board?site=site-1&date=2026-10-25").await.done();
    assert_eq!(
        (&board["from"], &board["until"]),
        (&json!("2026-10-24T22:00:00Z"), &json!("2026-10-25T23:00:00Z"))
    );
}

#[tokio::test]
async fn the_board_says_when_dates_were_placed_by_an_import() {
    let stage = Stage::new().await;
    let start = Instant::parse(&tuesday("17:00")).unwrap();
    let session = Session {
        resource: ResourceId(1),
        span: Span::of_minutes(start, 120),
        services: [].into(),
        label: "Clinic 12".into(),
        placed_by_import: true,
    };
    let open = Command::OpenSession { session, source: Some("hangu:12".into()) };
    stage.app.submit(&Principal::system("demo"), open, None).await.unwrap();
    let board = stage.get("/v1/board?site=site-1&date=2026-11-24").await.done();
    let notice =
        "The import chose the dates or hours of sessions here: their source does not say when they were.";
    assert_eq!(board["notices"], json!([notice]));
    let other = stage.get("/v1/board?site=site-1&date=2026-11-25").await.done();
    assert_eq!(other["notices"], json!([]));
}

#[tokio::test]
async fn a_board_that_cannot_be_is_refused() {
    let stage = Stage::new().await;
    let at = async |query: &str| stage.get(&format!("/v1/board?{query}")).await.problem_at("invalid-field");
    assert_eq!(at("site=site-1&date=2026-02-30").await, "date");
    assert_eq!(at("site=site-1").await, "date");
    assert_eq!(at("site=site-1&date=2026-11-24&days=15").await, "days");
    assert_eq!(at("site=site-1&date=2026-11-24&days=0").await, "days");
    assert_eq!(at("site=site-1&date=2026-11-24&cancelled=perhaps").await, "cancelled");
    assert_eq!(at("site=site-1&date=9999-12-31").await, "date");
    stage.get("/v1/board?site=site-7&date=2026-11-24").await.problem("not-found");
}

/// From the time at which the stage opens.
const TO_TUESDAY_AT_NINE: i64 = 26 * 3600;

/// The states on Tuesday's board, in order of start.
async fn states(stage: &Stage, more: &str) -> Vec<String> {
    let board = stage.get(&format!("/v1/board?site=site-1&date=2026-11-24{more}")).await.done();
    let visits = board["appointments"].as_array().unwrap().iter();
    visits.map(|visit| visit["status"].as_str().unwrap().to_owned()).collect()
}

/// A change to a visit in its first version.
async fn change(stage: &Stage, id: &str, what: &str, body: &Value) {
    let ask = Ask::post(&format!("/v1/appointments/{id}/{what}"), body);
    stage.send(ask.by(&stage.clerk).header("if-match", "\"1\"")).await.done();
}

#[tokio::test]
async fn a_missed_visit_stays_on_the_board_and_its_time_can_be_booked_again() {
    let stage = Stage::new().await;
    let missed = stage.book("p-1", "09:00").await;
    stage.book("p-2", "10:00").await;
    stage.clock.forward_seconds(TO_TUESDAY_AT_NINE);
    change(&stage, &missed, "status", &json!({"to": "noshow"})).await;
    assert_eq!(states(&stage, "").await, ["noshow", "booked"]);
    stage.book("p-3", "09:10").await;
    assert_eq!(states(&stage, "").await, ["noshow", "booked", "booked"]);
    let next_day = stage.get("/v1/board?site=site-1&date=2026-11-25").await.done();
    assert_eq!(next_day["appointments"], json!([]));
}

#[tokio::test]
async fn cancelled_visits_are_shown_to_those_who_ask() {
    let stage = Stage::new().await;
    let cancelled = stage.book("p-1", "09:00").await;
    change(&stage, &cancelled, "cancel", &json!({"reason": "patient"})).await;
    assert_eq!(states(&stage, "").await, [""; 0]);
    assert_eq!(states(&stage, "&cancelled=false").await, [""; 0]);
    assert_eq!(states(&stage, "&cancelled=true").await, ["cancelled"]);
}

#[tokio::test]
async fn a_hold_that_ran_out_was_never_a_visit() {
    let stage = Stage::new().await;
    let mut wish = booking("p-1", "09:00");
    wish["lease_seconds"] = json!(60);
    stage.post("/v1/holds", wish).await.done();
    stage.clock.forward_seconds(60);
    stage.book("p-2", "09:00").await;
    assert_eq!(states(&stage, "&cancelled=true").await, ["booked"]);
}

#[tokio::test]
async fn a_visit_that_was_not_kept_stands_on_its_own_site_only() {
    let stage = Stage::new().await;
    let missed = stage.book("p-1", "09:00").await;
    stage.clock.forward_seconds(TO_TUESDAY_AT_NINE);
    change(&stage, &missed, "status", &json!({"to": "noshow"})).await;
    let other = json!({"name": "South clinic", "zone": "Europe/Berlin"});
    stage.send(Ask::post("/v1/sites", &other).by(&stage.admin)).await.done();
    let board = stage.get("/v1/board?site=site-2&date=2026-11-24").await.done();
    assert_eq!(board["appointments"], json!([]));
}
