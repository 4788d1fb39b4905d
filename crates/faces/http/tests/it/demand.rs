//! How many will ask: a clinic's own question, and a platform's in its own words.

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
    stage.plan(OWN, json!({"events": [ahead]})).await.problem("cannot-learn");
    let rows = [
        ("/platform", json!(""), "invalid-field", "/platform"),
        ("/time_window_hours", json!(0), "invalid-field", "/time_window_hours"),
        ("/time_window_hours", json!(13), "invalid-field", "/time_window_hours"),
        ("/events/1/acuity_score", json!(7), "invalid-field", "/events/1/acuity_score"),
        ("/events/0/type", json!("visit_lost"), "invalid-field", "/events/0/type"),
        ("/events/0/timestamp", json!("yesterday"), "invalid-field", "/events/0/timestamp"),
        ("/current_queue/general", json!(1.5), "invalid-field", "/current_queue/general"),
    ];
    for (place, value, code, expected) in rows {
        let mut wrong = platform_question();
        *wrong.pointer_mut(place).unwrap() = value;
        assert_eq!(stage.plan(PLATFORM, wrong).await.problem_at(code), expected, "{place}");
    }
    for (path, body) in [(OWN, json!({})), (PLATFORM, platform_question())] {
        for token in [&stage.viewer, &stage.clerk] {
            stage.send(Ask::post(path, &body).by(token)).await.problem("forbidden");
        }
    }
}
