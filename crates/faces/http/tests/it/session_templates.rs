//! Session templates: proposed, adopted with a reason, honoured by the search and by booking, released, retired.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::ask::Ask;
use crate::stage::{Stage, booking, tuesday, visit_type};

const TEMPLATES: &str = "/v1/session-templates";

/// Tuesdays of Dr Okafor in four slots of 20 minutes from 09:00: the second and the fourth for longer visits only.
fn template() -> Value {
    json!({
        "name": "Tuesdays", "resources": ["resource-1"], "weekdays": ["tue"], "starts_at": "09:00",
        "kinds": [{"name": "A", "visit_types": ["visit-type-2"]},
                  {"name": "B", "visit_types": ["visit-type-1", "visit-type-2"]}],
        "slots": [{"minute": 0, "minutes": 20, "kind": "B"}, {"minute": 20, "minutes": 20, "kind": "A"},
                  {"minute": 40, "minutes": 20, "kind": "B"}, {"minute": 60, "minutes": 20, "kind": "A"}],
        "release_days": 0
    })
}

fn evidence() -> Value {
    json!({"method": "exact", "source": "service-1", "head": 5, "service_times": 640, "scenarios": 2000, "seed": 7,
           "cost_wait": 1.0, "cost_idle": 5.25, "cost_overtime": 0.001, "wait_minutes": 21.5, "idle_minutes": 9.05,
           "overtime_minutes": 0.0, "gap": 0.012_345})
}

async fn two_visit_types() -> Stage {
    let stage = Stage::new().await;
    let mut longer = visit_type();
    longer["name"] = json!("First visit");
    stage.send(Ask::post("/v1/visit-types", &longer).by(&stage.admin)).await.done();
    stage
}

async fn adopted(stage: &Stage) {
    stage.plan(TEMPLATES, template()).await.done();
    stage.plan(&format!("{TEMPLATES}/template-1/adopt"), json!({"reason": "Try it"})).await.done();
}

fn with_okafor(patient: &str, visit_type: &str, start: &str) -> Value {
    let mut booking = booking(patient, start);
    booking["visit_type"] = json!(visit_type);
    booking["resources"] = json!({"physician": "resource-1"});
    booking
}

#[tokio::test]
async fn a_template_comes_back_as_it_was_proposed_and_every_decision_carries_its_reason() {
    let stage = two_visit_types().await;
    let mut new = template();
    new["evidence"] = evidence();
    let created = stage.plan(TEMPLATES, new.clone()).await;
    assert_eq!(created.status, StatusCode::CREATED);
    assert_eq!(created.header("location"), "/v1/session-templates/template-1");
    let mut expected = new;
    (expected["id"], expected["status"]) = (json!("template-1"), json!("proposed"));
    assert_eq!(created.done(), expected);
    let path = format!("{TEMPLATES}/template-1");
    let adopted = stage.plan(&format!("{path}/adopt"), json!({"reason": "Shorter waits"})).await.done();
    (expected["status"], expected["reason"]) = (json!("adopted"), json!("Shorter waits"));
    assert_eq!(adopted, expected);
    let policy = json!({"release_days": 3, "reason": "A stays empty"});
    stage.plan(&format!("{path}/release"), policy).await.done();
    (expected["release_days"], expected["reason"]) = (json!(3), json!("A stays empty"));
    assert_eq!(stage.get(&path).await.done(), expected);
    stage.plan(&format!("{path}/retire"), json!({"reason": "Summer"})).await.done();
    let listed = stage.get(&format!("{TEMPLATES}?status=retired&resource=resource-1")).await.done();
    assert_eq!(listed["items"][0]["reason"], "Summer");
    for other in ["status=adopted", "resource=resource-2"] {
        assert_eq!(stage.get(&format!("{TEMPLATES}?{other}")).await.done()["items"], json!([]), "{other}");
    }
}

#[tokio::test]
async fn the_search_and_booking_keep_slots_for_their_kind_until_they_are_released() {
    let stage = two_visit_types().await;
    adopted(&stage).await;
    let find = json!({"visit_type": "visit-type-1", "site": "site-1", "from": tuesday("09:00"), "until": tuesday("10:30"),
                      "resources": {"physician": "resource-1"}});
    let found = stage.post("/v1/openings/search", find.clone()).await.done();
    let starts: Vec<&str> =
        found["items"].as_array().unwrap().iter().map(|opening| opening["start"].as_str().unwrap()).collect();
    let utc = |time: &str| format!("2026-11-24T{time}:00Z");
    assert_eq!(
        starts,
        [utc("08:00"), utc("08:40"), utc("09:20")],
        "B slots, and what lies after the last slot"
    );
    let kept = stage.post("/v1/appointments", with_okafor("p-1", "visit-type-1", "09:20")).await;
    assert!(kept.problem("slot-kept")["detail"].as_str().unwrap().contains("2026-11-24T08:20:00Z"));
    stage
        .post("/v1/appointments", with_okafor("p-1", "visit-type-2", "09:10"))
        .await
        .problem("not-a-slot-start");
    stage.post("/v1/appointments", with_okafor("p-1", "visit-type-2", "09:20")).await.done();
    let policy = json!({"release_days": 1, "reason": "Tomorrow is free for all"});
    stage.plan(&format!("{TEMPLATES}/template-1/release"), policy).await.done();
    // Monday 07:00: the slot of Tuesday 10:00 is released at 10:00 on Monday.
    stage.post("/v1/appointments", with_okafor("p-2", "visit-type-1", "10:00")).await.problem("slot-kept");
    stage.clock.forward_seconds(3 * 3600);
    stage.post("/v1/appointments", with_okafor("p-2", "visit-type-1", "10:00")).await.done();
}

#[tokio::test]
async fn the_board_shows_the_slots_of_templates_in_force() {
    let stage = two_visit_types().await;
    let board = "/v1/board?site=site-1&date=2026-11-24";
    stage.plan(TEMPLATES, template()).await.done();
    assert_eq!(stage.get(board).await.done()["resources"][0]["slots"], json!([]), "a proposal shows nothing");
    stage.plan(&format!("{TEMPLATES}/template-1/adopt"), json!({"reason": "Try it"})).await.done();
    let slots = stage.get(board).await.done()["resources"][0]["slots"].clone();
    assert_eq!(slots.as_array().unwrap().len(), 4);
    let second = json!({"template": "template-1", "start": "2026-11-24T08:20:00Z", "end": "2026-11-24T08:40:00Z",
                        "kind": "A", "visit_types": ["visit-type-2"], "released_from": "2026-11-24T08:20:00Z"});
    assert_eq!(slots[1], second);
    assert_eq!(
        stage.get("/v1/board?site=site-1&date=2026-11-25").await.done()["resources"][0]["slots"],
        json!([])
    );
}

#[tokio::test]
async fn a_retried_adoption_is_answered_once_and_a_second_template_must_replace_the_first() {
    let stage = two_visit_types().await;
    adopted(&stage).await;
    stage.plan(TEMPLATES, template()).await.done();
    let adopt = format!("{TEMPLATES}/template-2/adopt");
    stage.plan(&adopt, json!({"reason": "Newer"})).await.problem("template-overlap");
    let body = json!({"reason": "Newer", "replaces": "template-1"});
    for replayed in [false, true] {
        let answer = stage.send(Ask::post(&adopt, &body).by(&stage.planner).key("adopt-once")).await;
        assert_eq!(answer.header("idempotency-replayed") == "true", replayed);
        assert_eq!(answer.done()["status"], "adopted");
    }
    assert_eq!(stage.get(&format!("{TEMPLATES}/template-1")).await.done()["status"], "retired");
    stage.plan(&adopt, body).await.problem("template-settled");
}

#[tokio::test]
async fn who_only_books_neither_proposes_nor_decides() {
    let stage = two_visit_types().await;
    stage.post(TEMPLATES, template()).await.problem("forbidden");
    stage.plan(TEMPLATES, template()).await.done();
    for (decision, body) in [
        ("adopt", json!({"reason": "R"})),
        ("decline", json!({"reason": "R"})),
        ("retire", json!({"reason": "R"})),
        ("release", json!({"reason": "R", "release_days": 1})),
    ] {
        stage.post(&format!("{TEMPLATES}/template-1/{decision}"), body).await.problem("forbidden");
    }
}

#[tokio::test]
async fn a_template_that_makes_no_sense_is_refused_at_its_field() {
    let stage = two_visit_types().await;
    let rows: [(&str, &str, Value, &str); 11] = [
        ("invalid-value", "/starts_at", json!("03:00"), "/slots/0"),
        ("invalid-value", "/evidence/gap", json!(5.0), "/evidence/gap"),
        ("invalid-field", "/starts_at", json!("24:00"), "/starts_at"),
        ("invalid-field", "/slots/2/kind", json!("C"), "/slots/2/kind"),
        ("invalid-value", "/slots/2/minutes", json!(15), "/slots/2/minutes"),
        ("invalid-value", "/slots/1/minute", json!(25), "/slots/2/minute"),
        ("invalid-value", "/kinds/1/name", json!("A"), "/kinds/1/name"),
        ("invalid-value", "/release_days", json!(731), "/release_days"),
        ("invalid-value", "/resources", json!([]), "/resources"),
        ("invalid-field", "/evidence/cost_idle", json!(-1.0), "/evidence/cost_idle"),
        ("invalid-field", "/weekdays/0", json!("tuesday"), "/weekdays/0"),
    ];
    for (code, place, value, expected) in rows {
        let mut broken = template();
        broken["evidence"] = evidence();
        *broken.pointer_mut(place).unwrap() = value;
        if place == "/kinds/1/name" {
            for slot in [0, 2] {
                broken["slots"][slot]["kind"] = json!("A");
            }
        }
        assert_eq!(stage.plan(TEMPLATES, broken).await.problem_at(code), expected, "{place}");
    }
    stage.get(&format!("{TEMPLATES}/template-1")).await.problem("not-found");
    let mut nobody = template();
    nobody["resources"] = json!(["resource-9"]);
    stage.plan(TEMPLATES, nobody).await.problem("unknown-reference");
    stage
        .plan(&format!("{TEMPLATES}/template-1/adopt"), json!({"reason": "R"}))
        .await
        .problem("unknown-reference");
    stage.plan(TEMPLATES, template()).await.done();
    stage
        .plan(&format!("{TEMPLATES}/template-1/adopt"), json!({"reason": " "}))
        .await
        .problem("invalid-value");
}
