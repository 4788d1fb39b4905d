//! How many will ask: a clinic's own question, and a platform's in its own words.

use axum::http::Method;
use serde_json::{Value, json};

use crate::ask::Ask;
use crate::learning_stage::learning_stage;
use crate::stage::Stage;

const OWN: &str = "/v1/predict-demand";
const PLATFORM: &str = "/predict-demand";

/// As telemedicine platforms send it, at the stage's hour.
fn platform_question() -> Value {
    json!({
        "platform": "amwell",
        "events": [
            {"type": "visit_scheduled", "timestamp": "2026-11-23T06:30:00Z", "specialty": "general", "duration_min": 15},
            {"type": "intake_submitted", "timestamp": "2026-11-23T05:55:00Z", "acuity_score": 0.7}
        ],
        "current_queue": {"general": 12, "behavioral_health": 5},
        "time_window_hours": 4
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn every_stretch_has_its_band_and_who_waits_is_within_it() {
    let stage = learning_stage().await;
    let all = stage.plan(OWN, json!({})).await.done();
    assert_eq!(all["forecasts"].as_array().unwrap().len(), 9, "one service, one site, nine stretches");
    for told in all["forecasts"].as_array().unwrap() {
        assert!(told["low"].as_u64() <= told["high"].as_u64() && told["level"] == 0.8, "{told}");
        assert!(told["basis"] == "model" || told["fallback_reason"].is_string(), "{told}");
    }
    let queue = json!([{"service": "service-1", "waiting": 12}]);
    let asked =
        json!({"services": ["service-1"], "sites": ["site-1"], "horizons": ["1h"], "current_queue": queue});
    let told = stage.plan(OWN, asked).await.done();
    let hour = &told["forecasts"][0];
    assert_eq!((&hour["horizon"], told["forecasts"].as_array().unwrap().len()), (&json!("1h"), 1));
    assert!(hour["low"].as_u64().unwrap() >= 12 && hour["expected"].as_f64().unwrap() >= 12.0, "{hour}");
    assert!(!hour["moved_by"].as_array().unwrap().is_empty(), "{hour}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_is_answered_in_its_own_shape_with_bands_beside() {
    let stage = learning_stage().await;
    let told = stage.plan(PLATFORM, platform_question()).await.done();
    for specialty in ["general", "behavioral_health"] {
        for stretch in ["1h", "2h", "4h"] {
            let number = told["predictions"][specialty][stretch].as_u64().unwrap();
            let confidence = told["confidence_scores"][specialty][stretch].as_f64().unwrap();
            let band = &told["intervals"][specialty][stretch];
            assert!((0.0..=1.0).contains(&confidence), "{told}");
            assert!(
                band["low"].as_u64().unwrap() <= number && number <= band["high"].as_u64().unwrap(),
                "{told}"
            );
        }
        assert!(told["predictions"][specialty].get("6h").is_none(), "four hours were asked for");
    }
    let stranger = &told["intervals"]["behavioral_health"]["1h"];
    assert_eq!(stranger["basis"], "base-rate");
    assert!(stranger["fallback_reason"].as_str().unwrap().contains("No service here"), "{stranger}");
    // What no number uses is named at its place, with why.
    let not_used: Vec<(&str, u64)> = told["not_used"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["first"].as_str().unwrap(), line["count"].as_u64().unwrap()))
        .collect();
    assert_eq!(not_used, [("/events/0/duration_min", 1), ("/events/1/acuity_score", 1)]);
    assert!(told["not_used"][0]["reason"].as_str().unwrap().contains("people, not minutes"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_now_makes_no_platform_number_surer() {
    let stage = learning_stage().await;
    let mut asked = platform_question();
    let before = stage.plan(PLATFORM, asked.clone()).await.done();
    asked["current_queue"] = json!({"general": 4000, "behavioral_health": 4000});
    let after = stage.plan(PLATFORM, asked).await.done();
    for specialty in ["general", "behavioral_health"] {
        assert!(after["predictions"][specialty]["1h"].as_u64().unwrap() >= 4000, "{after}");
        assert_eq!(after["confidence_scores"][specialty], before["confidence_scores"][specialty]);
    }
    let confidence = &after["confidence_scores"]["behavioral_health"]["1h"];
    assert!(confidence.as_f64().unwrap() <= 0.5, "nothing is known of it: {confidence}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_services_of_one_specialty_are_one_number() {
    let stage = learning_stage().await;
    let alone = stage.plan(PLATFORM, json!({"platform": "amwell"})).await.done();
    assert_eq!(alone["predictions"].as_object().unwrap().len(), 1, "{alone}");
    let service = json!({"name": "GENERAL"});
    stage.send(Ask::post("/v1/services", &service).by(&stage.admin)).await.done();
    let both =
        stage.plan(PLATFORM, json!({"platform": "amwell", "current_queue": {"general": 7}})).await.done();
    let one = |told: &Value| told["predictions"]["general"]["4h"].as_u64().unwrap();
    assert!(one(&both) >= one(&alone) + 7, "{alone} {both}");
    assert_eq!(both["predictions"].as_object().unwrap().len(), 1, "{both}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_moves_no_number_of_a_question_is_named() {
    let stage = learning_stage().await;
    let visit = |at: &str| json!({"type": "visit_scheduled", "at": at, "service": "service-1"});
    let asked = json!({
        "horizons": ["1h"],
        "events": [visit("2026-11-23T06:30:00Z"), visit("2026-11-23T09:30:00Z"), visit("2026-11-23T10:30:00Z")],
    });
    let told = stage.plan(OWN, asked).await.done();
    assert_eq!(
        (&told["not_used"][0]["first"], &told["not_used"][0]["count"]),
        (&json!("/events/1"), &json!(2))
    );
    let queue = json!([{"service": "service-1", "waiting": 3}]);
    let told = stage.plan(OWN, json!({"horizons": ["14d"], "current_queue": queue})).await.done();
    assert_eq!(
        told["not_used"][0]["first"], "/current_queue/0",
        "a queue of today moves no day in two weeks"
    );
    let told = stage.plan(OWN, json!({"current_queue": queue})).await.done();
    assert_eq!(told["not_used"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_events_are_answered_and_counted() {
    let stage = learning_stage().await;
    let mut asked = platform_question();
    let event = json!({"type": "intake_submitted", "timestamp": "2026-11-23T05:59:59Z", "specialty": "general", "acuity_score": 0.2});
    asked["events"] = Value::Array(vec![event; 1000]);
    let before = stage.plan(PLATFORM, platform_question()).await.done();
    let told = stage.plan(PLATFORM, asked).await.done();
    assert_eq!(told["not_used"][0]["count"], 1000);
    let of = |told: &Value| told["predictions"]["general"]["1h"].as_u64().unwrap();
    assert!(of(&told) > of(&before), "a thousand intake forms of this minute are a spike: {told}");
}

#[tokio::test]
async fn questions_about_demand_that_cannot_be_are_refused_at_their_field() {
    let stage = Stage::new().await;
    let event = json!({"type": "intake_submitted", "at": "2026-11-23T05:55:00Z", "service": "service-9"});
    let rows = [
        (json!({"services": ["service-9"]}), "unknown-reference", "/services/0"),
        (json!({"sites": ["site-1", "site-9"]}), "unknown-reference", "/sites/1"),
        (json!({"services": []}), "invalid-field", "/services"),
        (json!({"horizons": ["5h"]}), "invalid-field", "/horizons/0"),
        (json!({"events": [event]}), "unknown-reference", "/events/0/service"),
        (
            json!({"current_queue": [{"service": "service-1", "waiting": -1}]}),
            "invalid-field",
            "/current_queue/0/waiting",
        ),
        (json!({"patient": "p-1"}), "unknown-field", "/patient"),
    ];
    for (body, code, place) in rows {
        assert_eq!(stage.plan(OWN, body.clone()).await.problem_at(code), place, "{body}");
    }
    let ahead = json!({"type": "intake_submitted", "at": "2026-11-23T09:00:00Z", "service": "service-1"});
    let now = json!({"type": "intake_submitted", "at": "2026-11-23T06:00:00Z", "service": "service-1"});
    let refused = stage.plan(OWN, json!({"events": [now, ahead]})).await;
    assert_eq!(refused.problem_at("invalid-field"), "/events/1/at");
    let crowd = json!({"current_queue": [{"service": "service-1", "waiting": 100_001}]});
    assert_eq!(stage.plan(OWN, crowd).await.problem_at("invalid-field"), "/current_queue/0/waiting");
    for (path, body) in [(OWN, json!({})), (PLATFORM, platform_question())] {
        for token in [&stage.viewer, &stage.clerk] {
            stage.send(Ask::post(path, &body).by(token)).await.problem("forbidden");
        }
    }
}

#[tokio::test]
async fn a_platform_s_question_that_cannot_be_is_refused_at_its_field() {
    let stage = Stage::new().await;
    let rows = [
        ("/platform", json!(""), "/platform"),
        ("/platform", json!(7), "/platform"),
        ("/time_window_hours", json!(0), "/time_window_hours"),
        ("/time_window_hours", json!(13), "/time_window_hours"),
        ("/time_window_hours", json!("4"), "/time_window_hours"),
        ("/events", json!({}), "/events"),
        ("/events/1/acuity_score", json!(7), "/events/1/acuity_score"),
        ("/events/1/acuity_score", json!("high"), "/events/1/acuity_score"),
        ("/events/0/duration_min", json!(-5), "/events/0/duration_min"),
        ("/events/0/duration_min", json!(0), "/events/0/duration_min"),
        ("/events/0/duration_min", json!(1441), "/events/0/duration_min"),
        ("/events/0/type", json!("visit_lost"), "/events/0/type"),
        ("/events/0/timestamp", json!("yesterday"), "/events/0/timestamp"),
        ("/events/0/specialty", json!(" "), "/events/0/specialty"),
        ("/events/1/timestamp", json!("2026-11-23T09:00:00Z"), "/events/1/timestamp"),
        ("/current_queue", json!([12]), "/current_queue"),
        ("/current_queue/general", json!(1.5), "/current_queue/general"),
        ("/current_queue/general", json!(-1), "/current_queue/general"),
        ("/current_queue/general", json!(100_001), "/current_queue/general"),
    ];
    for (place, value, expected) in rows {
        let mut wrong = platform_question();
        *wrong.pointer_mut(place).unwrap() = value.clone();
        assert_eq!(
            stage.plan(PLATFORM, wrong).await.problem_at("invalid-field"),
            expected,
            "{place}: {value}"
        );
    }
    let mut strange = platform_question();
    strange["events"][0]["patient"] = json!("p-1");
    assert_eq!(stage.plan(PLATFORM, strange).await.problem_at("unknown-field"), "/events/0/patient");
    let many: serde_json::Map<String, Value> =
        (0..201).map(|number| (format!("s{number}"), json!(1))).collect();
    let many = json!({"platform": "amwell", "current_queue": many});
    assert_eq!(stage.plan(PLATFORM, many).await.problem_at("invalid-field"), "/current_queue");
    let long = json!({"platform": "amwell", "current_queue": {"s".repeat(121): 1}});
    assert_eq!(stage.plan(PLATFORM, long).await.problem_at("invalid-field"), "/current_queue");
    stage.plan(PLATFORM, json!({})).await.problem("invalid-field");
    for (body, code) in [("", "malformed-json"), ("{", "malformed-json"), ("[]", "invalid-field")] {
        let ask = Ask::raw(Method::POST, PLATFORM, body).by(&stage.planner);
        stage.send(ask).await.problem(code);
    }
    let twice = r#"{"platform": "amwell", "current_queue": {"general": 1, "general": 2}}"#;
    stage.send(Ask::raw(Method::POST, PLATFORM, twice).by(&stage.planner)).await.problem("invalid-field");
}
