//! The search for openings.

use serde_json::{Value, json};

use crate::stage::{Stage, tuesday};

fn search() -> Value {
    json!({"visit_type": "visit-type-1", "from": tuesday("08:00"), "until": tuesday("16:00"), "limit": 2})
}

#[tokio::test]
async fn openings_name_their_resources_and_can_be_booked() {
    let stage = Stage::new().await;
    let found = stage.post("/v1/openings/search", search()).await.done();
    insta::assert_json_snapshot!(found);
    let opening = &found["items"][0];
    let booking = json!({"patient": "p-1", "visit_type": "visit-type-1", "site": opening["site"],
        "start": opening["start"], "resources": {"physician": opening["segments"][0]["resource"]}});
    stage.post("/v1/appointments", booking).await.done();
}

#[tokio::test]
async fn a_search_changes_nothing_and_needs_no_key() {
    let stage = Stage::new().await;
    let ask =
        crate::ask::Ask::post("/v1/openings/search", &search()).by(&stage.viewer).without("idempotency-key");
    let head = stage.send(ask).await.done()["head"].clone();
    assert_eq!(stage.get("/v1/organisation").await.done()["head"], head);
}

#[tokio::test]
async fn a_search_that_makes_no_sense_is_refused() {
    let stage = Stage::new().await;
    let changed = |field: &str, value: Value| {
        let mut search = search();
        search[field] = value;
        stage.post("/v1/openings/search", search)
    };
    assert_eq!(changed("until", json!(tuesday("07:00"))).await.problem_at("invalid-field"), "/until");
    assert_eq!(changed("policy", json!("best")).await.problem_at("invalid-field"), "/policy");
    assert_eq!(changed("from", json!("tomorrow")).await.problem_at("invalid-field"), "/from");
    assert_eq!(changed("patient", json!("Ann Smith")).await.problem_at("invalid-field"), "/patient");
    changed("limit", json!(0)).await.problem("invalid-value");
    changed("visit_type", json!("visit-type-9")).await.problem("unknown-reference");
    changed("resources", json!({"surgeon": "resource-1"})).await.problem("unknown-role");
}
