//! Sites, services, visit types and resources.

use axum::http::StatusCode;
use serde_json::json;

use crate::ask::Ask;
use crate::stage::{Stage, visit_type};

#[tokio::test]
async fn what_is_added_has_an_address_and_is_found_there() {
    let stage = Stage::new().await;
    let added = stage.plan("/v1/sites", json!({"name": "South clinic", "zone": "Asia/Kathmandu"})).await;
    assert_eq!(added.status, StatusCode::CREATED);
    assert_eq!(added.header("location"), "/v1/sites/site-2");
    assert_eq!(stage.get("/v1/sites/site-2").await.done(), added.json());
    insta::assert_json_snapshot!(added.json());
    insta::assert_json_snapshot!(stage.get("/v1/visit-types/visit-type-1").await.done());
    insta::assert_json_snapshot!(stage.get("/v1/resources/resource-1").await.done());
    insta::assert_json_snapshot!(stage.get("/v1/services").await.done());
}

#[tokio::test]
async fn an_unknown_zone_is_refused_where_it_stands() {
    let stage = Stage::new().await;
    for zone in ["America/Miami", "europe/berlin", "+01:00", ""] {
        let answer = stage.plan("/v1/sites", json!({"name": "South", "zone": zone})).await;
        assert_eq!(answer.problem_at("invalid-field"), "/zone", "{zone}");
    }
}

#[tokio::test]
async fn lists_are_read_page_by_page() {
    let stage = Stage::new().await;
    let first = stage.get("/v1/resources?limit=2").await.done();
    assert_eq!(first["items"].as_array().unwrap().len(), 2);
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = stage.get(&format!("/v1/resources?limit=2&cursor={cursor}")).await.done();
    assert_eq!(second["items"][0]["id"], "resource-3");
    assert!(second["next_cursor"].is_null());
}

#[tokio::test]
async fn lists_can_be_narrowed() {
    let stage = Stage::new().await;
    let rooms = stage.get("/v1/resources?kind=room&site=site-1").await.done();
    assert_eq!(rooms["items"].as_array().unwrap().len(), 1);
    let elsewhere = stage.get("/v1/resources?site=site-9").await.done();
    assert_eq!(elsewhere["items"], json!([]));
}

#[tokio::test]
async fn a_cursor_or_limit_that_cannot_be_is_refused() {
    let stage = Stage::new().await;
    for cursor in ["%20", "bm90LWFuLWlk", "c2l0ZS0x"] {
        let answer = stage.get(&format!("/v1/resources?cursor={cursor}")).await;
        assert_eq!(answer.problem_at("invalid-cursor"), "cursor", "{cursor}");
    }
    for limit in ["0", "501"] {
        assert_eq!(stage.get(&format!("/v1/sites?limit={limit}")).await.problem_at("invalid-field"), "limit");
    }
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    let stage = Stage::new().await;
    for path in
        ["/v1/sites/site-9", "/v1/sites/9", "/v1/sites/site-01", "/v1/sites/resource-1", "/v1/services/x"]
    {
        stage.get(path).await.problem("not-found");
    }
    let answer = stage.plan("/v1/resources", json!({"name": "Room", "kind": "room", "site": "site-9"})).await;
    answer.problem("unknown-reference");
}

#[tokio::test]
async fn a_visit_type_that_makes_no_sense_is_refused_by_the_rules() {
    let stage = Stage::new().await;
    let mut odd = visit_type();
    odd["start_every_minutes"] = json!(7);
    stage.plan("/v1/visit-types", odd).await.problem("invalid-value");
    let mut empty = visit_type();
    empty["steps"] = json!([]);
    stage.plan("/v1/visit-types", empty).await.problem("invalid-value");
}

#[tokio::test]
async fn a_clerk_may_look_but_not_change_the_catalogue() {
    let stage = Stage::new().await;
    let answer = stage.post("/v1/services", json!({"name": "Cardiology"})).await;
    let problem = answer.problem("forbidden");
    assert!(problem["detail"].as_str().unwrap().contains("change-catalogue"), "{problem}");
    stage.send(Ask::get("/v1/services").by(&stage.clerk)).await.done();
}
