//! Requests that cannot be read: what is wrong, and where.

use axum::http::Method;
use serde_json::json;

use crate::ask::{Answer, Ask};
use crate::stage::{Stage, booking};

async fn post_raw(stage: &Stage, body: impl Into<Vec<u8>>) -> Answer {
    let ask = Ask::raw(Method::POST, "/v1/appointments", body).by(&stage.clerk).key("k");
    stage.send(ask).await
}

#[tokio::test]
async fn malformed_json_is_refused_with_its_line_and_column() {
    let stage = Stage::new().await;
    let problem = post_raw(&stage, "{\n  \"patient\": oops\n}").await.problem("malformed-json");
    assert!(problem["detail"].as_str().unwrap().ends_with("at line 2 column 14"), "{problem}");
    for body in ["{", "{\"patient\": \"p", "{}{}", "{} x", "\u{feff}{}", "{'a': 1}"] {
        let answer = post_raw(&stage, body).await;
        let code = answer.json()["code"].clone();
        assert!(code == "malformed-json" || body == "{}{}" || body == "{} x", "{body}: {code}");
        assert_eq!(answer.status, 400);
    }
    let empty = post_raw(&stage, "").await.problem("malformed-json");
    assert_eq!(empty["detail"], "the body is empty");
    post_raw(&stage, vec![0xff, 0xfe, b'{']).await.problem("malformed-json");
}

#[tokio::test]
async fn unknown_fields_are_named_with_their_place() {
    let stage = Stage::new().await;
    let mut wish = booking("p-1", "09:00");
    wish["doctor"] = json!("resource-1");
    assert_eq!(post_raw(&stage, wish.to_string()).await.problem_at("unknown-field"), "/doctor");
    let mut visit = crate::stage::visit_type();
    visit["steps"][0]["demands"][1]["sort"] = json!("room");
    let answer = stage.plan("/v1/visit-types", visit).await;
    assert_eq!(answer.problem_at("unknown-field"), "/steps/0/demands/1/sort");
}

#[tokio::test]
async fn missing_fields_and_wrong_types_are_named_with_their_place() {
    let stage = Stage::new().await;
    let at = async |field: &str, value: serde_json::Value| {
        let mut wish = booking("p-1", "09:00");
        wish[field] = value;
        post_raw(&stage, wish.to_string()).await.problem_at("invalid-field")
    };
    assert_eq!(at("start", json!(1_795_500_000)).await, "/start");
    assert_eq!(at("start", json!("2026-11-24T09:00:00")).await, "/start");
    assert_eq!(at("patient_age", json!("7 years")).await, "/patient_age");
    assert_eq!(at("patient_age", json!(-7)).await, "/patient_age");
    assert_eq!(at("patient_age", json!(300)).await, "/patient_age");
    assert_eq!(at("site", json!(1)).await, "/site");
    assert_eq!(at("visit_type", json!("visit-type-one")).await, "/visit_type");
    assert_eq!(at("resources", json!({"physician": "Dr Okafor"})).await, "/resources/physician");
    assert_eq!(at("patient", json!("Ann Smith")).await, "/patient");
    let missing = post_raw(&stage, "{\"patient\": \"p-1\"}").await;
    assert_eq!(missing.problem_at("invalid-field"), "/visit_type");
    assert_eq!(post_raw(&stage, "[]").await.problem_at("invalid-field"), "");
}

#[tokio::test]
async fn a_large_body_is_refused() {
    let stage = Stage::new().await;
    post_raw(&stage, " ".repeat(256 * 1024 + 1)).await.problem("body-too-large");
    post_raw(&stage, " ".repeat(256 * 1024)).await.problem("malformed-json");
    let declared = Ask::raw(Method::POST, "/v1/appointments", "{}")
        .by(&stage.clerk)
        .key("k")
        .header("content-length", "99999999");
    stage.send(declared).await.problem("body-too-large");
}

#[tokio::test]
async fn a_body_that_is_not_declared_as_json_is_refused() {
    let stage = Stage::new().await;
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""] {
        let ask = Ask::post("/v1/appointments", &booking("p-1", "09:00")).by(&stage.clerk);
        stage.send(ask.header("content-type", kind)).await.problem("unsupported-media-type");
    }
    let ask = Ask::post("/v1/appointments", &booking("p-1", "09:00")).by(&stage.clerk);
    stage.send(ask.header("content-type", "Application/JSON; charset=utf-8")).await.done();
}

#[tokio::test]
async fn a_list_is_no_object_and_a_fraction_of_a_second_no_moment() {
    let stage = Stage::new().await;
    let listed = post_raw(&stage, " [\"p-1\"]").await.problem("invalid-field");
    assert_eq!(listed["detail"], "expected an object with named fields, not a list");
    let mut wish = booking("p-1", "09:00");
    let whole = wish["start"].as_str().unwrap().to_owned();
    for (fraction, accepted) in [(".999", false), (".0001", false), (",5", false), (".000", true)] {
        wish["start"] = json!(whole.replace(":00+", &format!(":00{fraction}+")));
        let answer = post_raw(&stage, wish.to_string()).await;
        if accepted {
            answer.done();
        } else {
            assert_eq!(answer.problem_at("invalid-field"), "/start", "{fraction}");
        }
    }
}

#[tokio::test]
async fn what_was_expected_is_said_without_names_of_the_programs_types() {
    let stage = Stage::new().await;
    let detail = async |field: &str, value: serde_json::Value| {
        let mut wish = booking("p-1", "09:00");
        wish[field] = value;
        let problem = post_raw(&stage, wish.to_string()).await.problem("invalid-field");
        problem["detail"].as_str().unwrap().to_owned()
    };
    assert_eq!(detail("patient_age", json!(-7)).await, "expected a whole number from 0 to 255");
    assert_eq!(detail("patient_age", json!([1])).await, "expected a whole number from 0 to 255");
    assert_eq!(detail("resources", json!("none")).await, "expected an object with named fields");
}
