//! The wire of models and predictions: what is asked strictly, what is answered with its band, and platforms' payloads.

use lindley_api::appointments::StatusChange;
use lindley_api::demand::{DemandQuestion, PlatformDemandAnswer, PlatformDemandQuestion};
use lindley_api::models::{ModelTask, Promotion};
use lindley_api::patient_facts::PatientFacts;
use lindley_api::predictions::NewPredictions;
use lindley_api::problem::{Problem, kind};
use lindley_api::signals::NewSignals;
use lindley_api::trainings::NewTraining;
use serde_json::{Value, from_str, json, to_value};

/// Word for word what a platform's integration sends.
const PLATFORM_PAYLOAD: &str = r#"{
    "platform": "amwell",
    "events": [
        {"type": "visit_scheduled", "timestamp": "2024-05-15T10:30:00Z", "specialty": "primary_care", "duration_min": 15},
        {"type": "intake_submitted", "timestamp": "2024-05-15T10:35:00Z", "acuity_score": 0.7}
    ],
    "current_queue": {"primary_care": 12, "behavioral_health": 5},
    "time_window_hours": 4
}"#;

#[test]
fn a_platforms_payload_is_read_as_it_is_and_its_answer_has_the_keys_it_looks_for() {
    let question: PlatformDemandQuestion = from_str(PLATFORM_PAYLOAD).expect("as platforms send it");
    assert_eq!((question.events.len(), question.current_queue["primary_care"]), (2, 12));
    assert_eq!(to_value(&question).expect("json"), from_str::<Value>(PLATFORM_PAYLOAD).expect("json"));
    let answer: PlatformDemandAnswer = serde_json::from_value(json!({
        "predictions": {"primary_care": {"1h": 18, "2h": 22, "4h": 15}},
        "confidence_scores": {"primary_care": {"1h": 0.8, "2h": 0.76, "4h": 0.7}},
        "intervals": {"primary_care": {"1h": {"low": 13, "high": 24, "level": 0.8, "basis": "model"}}},
        "as_of": "2024-05-15T10:35:00Z", "head": 8120,
        "not_used": [{"first": "/events/1/acuity_score", "count": 1, "reason": "no forecast looks at it"}]
    }))
    .expect("complete");
    assert_eq!((answer.predictions["primary_care"]["2h"], answer.not_used.len()), (22, 1));
}

#[test]
fn a_queue_that_is_told_twice_is_refused() {
    let twice = r#"{"platform": "p", "current_queue": {"a": 1, "a": 2}}"#;
    assert!(from_str::<PlatformDemandQuestion>(twice).is_err());
}

#[test]
fn requests_refuse_what_they_do_not_know() {
    for wrong in [
        r#"{"task": "no-show", "sead": 1}"#,
        r#"{"task": "no_show"}"#,
        r#"{"task": "no-show", "seed": -1}"#,
        r"{}",
    ] {
        assert!(from_str::<NewTraining>(wrong).is_err(), "{wrong}");
    }
    assert!(from_str::<PatientFacts>(r#"{"name": "Ana"}"#).is_err(), "there is no room for names");
    assert!(from_str::<PatientFacts>(r#"{"distance": "3 km"}"#).is_err(), "a band, not a distance");
    assert!(from_str::<DemandQuestion>(r#"{"horizons": ["90m"]}"#).is_err());
    assert!(from_str::<DemandQuestion>(r#"{"current_queue": [{"service": "service-1"}]}"#).is_err());
    assert!(from_str::<Promotion>("{}").is_err(), "a reason is needed");
    assert!(from_str::<NewPredictions>(r#"{"site": "site-1", "date": "2026-12-01"}"#).is_err(), "of what?");
    assert!(from_str::<NewPredictions>(r#"{"subject": "no-show", "patient": "p-1"}"#).is_err());
    let reading = json!({"signal": "rain", "unit": "mm", "from": "2026-12-01", "until": "2026-12-02T00:00:00Z", "value": 1});
    let signals = json!({"feed": "f", "readings": [reading]});
    assert!(serde_json::from_value::<NewSignals>(signals).is_err(), "a day is no moment");
}

#[test]
fn what_may_be_left_out_has_its_usual_value() {
    let training: NewTraining = from_str(r#"{"task": "duration"}"#).expect("complete");
    assert_eq!((training.task, training.seed), (ModelTask::Duration, 1));
    assert_eq!(from_str::<DemandQuestion>("{}").expect("everything"), DemandQuestion::default());
    let change: StatusChange = from_str(r#"{"to": "fulfilled"}"#).expect("complete");
    assert!(change.actual.is_none());
    let measured =
        r#"{"to": "fulfilled", "actual": {"start": "2026-12-01T09:34:00Z", "end": "2026-12-01T09:58:00Z"}}"#;
    assert!(from_str::<StatusChange>(measured).expect("complete").actual.is_some());
}

#[test]
fn a_refused_promotion_lists_its_gates_and_other_problems_have_none() {
    let mut problem = Problem::new(kind("gate-failed").expect("known"), "worse at one site");
    assert!(to_value(&problem).expect("json").get("gates").is_none(), "what is not there is left out");
    problem.gates = serde_json::from_value(json!([{
        "segment": "site: Northside", "measure": "brier", "champion": 0.13, "challenger": 0.15, "rows": 320, "passed": false
    }]))
    .expect("a gate");
    assert_eq!(to_value(&problem).expect("json")["gates"][0]["passed"], false);
}
