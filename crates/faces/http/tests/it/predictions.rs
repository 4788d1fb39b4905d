//! What is expected of appointments: bands and named fallbacks while nobody has trained anything; questions that cannot be.

use serde_json::{Value, json};

use crate::ask::Ask;
use crate::stage::Stage;

#[tokio::test]
async fn before_anything_is_learnt_the_band_is_wide_and_the_fallback_has_a_name() {
    let stage = Stage::new().await;
    let id = stage.book("p-1", "09:00").await;
    let risks = stage.foretold("/v1/risks?site=site-1&date=2026-11-24").await.done();
    let risk = &risks["risks"][0];
    assert_eq!(risk["appointment"], json!(id));
    assert_eq!(
        (&risk["no_show"]["low"], &risk["no_show"]["high"], &risk["no_show"]["basis"]),
        (&json!(0.0), &json!(1.0), &json!("base-rate"))
    );
    assert!(risk["no_show"]["fallback_reason"].as_str().unwrap().ends_with("anything is possible."));
    assert_eq!(
        (&risk["length"]["basis"], &risk["length"]["expected_minutes"]),
        (&json!("never-measured"), &json!(20.0))
    );
    assert!(risk["length"].get("buffer_minutes").is_none(), "nothing says when it ends");
    assert!(risks.get("no_show_model").is_none() && risks.get("length_model").is_none());
    let forecast = stage.foretold(&format!("/v1/appointments/{id}/forecast")).await.done();
    let stages: Vec<&Value> =
        forecast["no_show"].as_array().unwrap().iter().map(|said| &said["stage"]).collect();
    assert_eq!(stages, ["at-booking", "day-before"]);
    assert_eq!(stage.foretold("/v1/risks?site=site-1&date=2026-11-25").await.done()["risks"], json!([]));
    let outlook = stage.foretold("/v1/session-outlook?site=site-1&date=2026-11-24").await.done();
    let session = &outlook["sessions"][0];
    assert_eq!((&session["booked"], &session["comes"]["basis"]), (&json!(1), &json!("simulation-only")));
    assert!(session["comes"]["fallback_reason"].as_str().unwrap().contains("are needed"), "{session}");
}

#[tokio::test]
async fn a_visit_that_waits_for_a_time_has_no_forecast_yet() {
    let stage = Stage::new().await;
    let wish = json!({"patient": "p-1", "visit_type": "visit-type-1", "waitlist": true});
    stage.post("/v1/appointments/requests", wish).await.done();
    let forecast = stage.foretold("/v1/appointments/appointment-1/forecast").await.done();
    assert_eq!((&forecast["no_show"], forecast.get("length")), (&json!([]), None));
}

#[tokio::test]
async fn even_fallbacks_are_kept_and_replayed() {
    let stage = Stage::new().await;
    let id = stage.book("p-1", "09:00").await;
    let told = stage.plan("/v1/predict-demand", json!({"horizons": ["1h", "14d"]})).await.done();
    let outlook = stage.foretold("/v1/session-outlook?site=site-1&date=2026-11-24").await.done();
    let day = json!("2026-11-24");
    for (question, rows, count, field, first) in [
        (json!({"subject": "no-show", "appointments": [id]}), "no_show", 1, "appointment", json!(id)),
        (json!({"subject": "duration", "appointments": [id]}), "lengths", 1, "appointment", json!(id)),
        (
            json!({"subject": "demand", "demand": {"horizons": ["1h", "14d"]}}),
            "demand",
            2,
            "expected",
            told["forecasts"][0]["expected"].clone(),
        ),
        (
            json!({"subject": "sessions", "site": "site-1", "date": day}),
            "sessions",
            1,
            "comes",
            outlook["sessions"][0]["comes"].clone(),
        ),
    ] {
        let kept = stage.plan("/v1/predictions", question).await;
        let batch = kept.done();
        assert_eq!(kept.header("location"), format!("/v1/predictions/{}", batch["id"].as_str().unwrap()));
        assert_eq!((&batch["count"], &batch["models"]), (&json!(count), &json!([])));
        let read = stage.foretold(kept.header("location")).await.done();
        assert_eq!(read[rows][0][field], first, "{read}");
        let lists = ["no_show", "lengths", "demand", "sessions"];
        assert!(lists.iter().all(|list| (*list == rows) == read.get(*list).is_some()), "{read}");
        let replay = stage.plan(&format!("{}/replay", kept.header("location")), json!({})).await.done();
        assert_eq!(replay["same"], true);
    }
}

#[tokio::test]
async fn keeping_again_with_the_same_key_keeps_nothing_new() {
    let stage = Stage::new().await;
    let id = stage.book("p-1", "09:00").await;
    let ask = |task: &str| {
        Ask::post("/v1/predictions", &json!({"subject": task, "appointments": [id]}))
            .by(&stage.planner)
            .key("keep")
    };
    let first = stage.send(ask("no-show")).await.done();
    stage.book("p-2", "10:00").await;
    let again = stage.send(ask("no-show")).await;
    assert_eq!((again.done(), again.header("idempotency-replayed")), (first, "true"));
    stage.send(ask("duration")).await.problem("idempotency-key-reused");
}

#[tokio::test]
async fn questions_that_cannot_be_are_refused_at_their_field() {
    let stage = Stage::new().await;
    let id = stage.book("p-1", "09:00").await;
    let many: Vec<String> = (1..=1001).map(|number| format!("appointment-{number}")).collect();
    let day = "2026-11-24";
    let rows = [
        (json!({"subject": "demand", "site": "site-1"}), "invalid-field", "/site"),
        (json!({"subject": "demand", "date": day}), "invalid-field", "/date"),
        (json!({"subject": "demand", "appointments": [id]}), "invalid-field", "/appointments"),
        (
            json!({"subject": "demand", "demand": {"services": ["service-9"]}}),
            "unknown-reference",
            "/demand/services/0",
        ),
        (json!({"subject": "demand", "demand": {"sites": []}}), "invalid-field", "/demand/sites"),
        (
            json!({"subject": "demand", "demand": {"events": [
                {"type": "intake_submitted", "at": "2027-11-23T10:00:00Z", "service": "service-1"}]}}),
            "invalid-field",
            "/demand/events/0",
        ),
        (
            json!({"subject": "no-show", "site": "site-1", "date": day, "demand": {}}),
            "invalid-field",
            "/demand",
        ),
        (json!({"subject": "sessions"}), "invalid-field", "/site"),
        (json!({"subject": "sessions", "site": "site-1"}), "invalid-field", "/date"),
        (json!({"subject": "sessions", "appointments": [id]}), "invalid-field", "/appointments"),
        (json!({"subject": "weather", "site": "site-1", "date": day}), "invalid-field", "/subject"),
        (json!({"subject": "no-show", "site": "site-1"}), "invalid-field", "/date"),
        (json!({"subject": "no-show", "date": day}), "invalid-field", "/site"),
        (json!({"subject": "no-show"}), "invalid-field", "/appointments"),
        (
            json!({"subject": "no-show", "site": "site-1", "appointments": [id]}),
            "invalid-field",
            "/appointments",
        ),
        (json!({"subject": "no-show", "appointments": []}), "invalid-field", "/appointments"),
        (json!({"subject": "no-show", "appointments": many}), "invalid-field", "/appointments"),
        (json!({"subject": "no-show", "appointments": [id, id]}), "invalid-field", "/appointments/1"),
        (json!({"subject": "no-show", "appointments": ["p-1"]}), "invalid-field", "/appointments/0"),
        (json!({"subject": "no-show", "site": "site-1", "date": "2026-02-30"}), "invalid-field", "/date"),
        (json!({"subject": "no-show", "site": "site-1", "date": day, "seed": 1}), "unknown-field", "/seed"),
    ];
    for (body, code, place) in rows {
        assert_eq!(stage.plan("/v1/predictions", body.clone()).await.problem_at(code), place, "{body}");
    }
    let nowhere = json!({"subject": "no-show", "site": "site-9", "date": day});
    stage.plan("/v1/predictions", nowhere).await.problem("not-found");
    stage
        .plan("/v1/predictions", json!({"subject": "no-show", "appointments": ["appointment-9"]}))
        .await
        .problem("not-found");
    for path in ["/v1/predictions/prediction-1", "/v1/appointments/appointment-9/forecast"] {
        stage.foretold(path).await.problem("not-found");
    }
    stage.plan("/v1/predictions/prediction-1/replay", json!({})).await.problem("not-found");
    for path in ["/v1/risks", "/v1/session-outlook"] {
        stage.foretold(&format!("{path}?site=site-9&date={day}")).await.problem("not-found");
        let at =
            async |query: &str| stage.foretold(&format!("{path}?{query}")).await.problem_at("invalid-field");
        assert_eq!(at("site=site-1&date=24.11.2026").await, "date");
        assert_eq!(at("site=site-1").await, "date");
        assert_eq!(at("site=north&date=2026-11-24").await, "site");
        let extra = stage.foretold(&format!("{path}?site=site-1&date={day}&patient=p-1")).await;
        assert_eq!(extra.problem_at("unknown-field"), "patient");
    }
}

#[tokio::test]
async fn who_may_not_see_predictions_sees_none() {
    let stage = Stage::new().await;
    let id = stage.book("p-1", "09:00").await;
    let read = [
        "/v1/risks?site=site-1&date=2026-11-24".to_owned(),
        "/v1/session-outlook?site=site-1&date=2026-11-24".to_owned(),
        format!("/v1/appointments/{id}/forecast"),
        "/v1/predictions/prediction-1".to_owned(),
    ];
    let question = json!({"subject": "no-show", "appointments": [id]});
    for token in [&stage.viewer, &stage.clerk] {
        for path in &read {
            let problem = stage.send(Ask::get(path).by(token)).await.problem("forbidden");
            assert!(problem["detail"].as_str().unwrap().ends_with("read-predictions"), "{path}: {problem}");
        }
        stage.send(Ask::post("/v1/predictions", &question).by(token)).await.problem("forbidden");
        let replay = Ask::post("/v1/predictions/prediction-1/replay", &json!({})).by(token);
        stage.send(replay).await.problem("forbidden");
    }
    let me = stage.send(Ask::get("/v1/session").by(&stage.planner)).await.done();
    assert!(me["permissions"].as_array().unwrap().contains(&json!("read-predictions")), "{me}");
    assert!(!me["permissions"].as_array().unwrap().contains(&json!("manage-models")), "{me}");
}
