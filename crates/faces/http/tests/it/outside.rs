//! What the clinic is told: facts of patients, reminders, readings of feeds, special days, real times of visits.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::ask::{Answer, Ask};
use crate::stage::Stage;

const SECRET: &str = "p-7f3c-secret";

async fn describe(stage: &Stage, body: &Value) -> Answer {
    stage.send(Ask::put("/v1/patient-facts", body).by(&stage.clerk)).await
}

#[tokio::test]
async fn facts_of_a_patient_are_written_down_and_never_told_back() {
    let stage = Stage::new().await;
    let facts = json!({"birth_year": 1984, "sex": "female", "language": "pt-BR", "distance": "under-5-km", "district": "Mitte"});
    let body = json!({"patient": SECRET, "facts": facts});
    let ask = || Ask::put("/v1/patient-facts", &body).by(&stage.clerk).key("facts");
    let told = stage.send(ask()).await;
    assert_eq!((told.status, told.body.len()), (StatusCode::NO_CONTENT, 0), "{}", told.text());
    assert_eq!(stage.send(ask()).await.header("idempotency-replayed"), "true");
    let rows = [
        ("birth_year", json!(2030), "invalid-value", "/birth_year"),
        ("birth_year", json!(1850), "invalid-value", "/birth_year"),
        ("birth_year", json!("1984"), "invalid-field", "/facts/birth_year"),
        ("sex", json!("f"), "invalid-field", "/facts/sex"),
        ("language", json!("Portuguese of Brazil"), "invalid-value", "/language"),
        ("distance", json!("3 km"), "invalid-field", "/facts/distance"),
        ("district", json!(""), "invalid-value", "/district"),
        ("name", json!("Ann Smith"), "unknown-field", "/facts/name"),
    ];
    for (field, value, code, place) in rows {
        let mut wrong = body.clone();
        wrong["facts"][field] = value;
        let answer = describe(&stage, &wrong).await;
        assert_eq!(answer.problem_at(code), place, "{field}");
        assert!(!answer.text().contains(SECRET) && !answer.text().contains("Ann"), "{}", answer.text());
    }
    let named = json!({"patient": "Ann Smith", "facts": {}});
    assert_eq!(describe(&stage, &named).await.problem_at("invalid-field"), "/patient");
    stage.send(Ask::put("/v1/patient-facts", &body).by(&stage.viewer)).await.problem("forbidden");
}

#[tokio::test]
async fn reminders_are_written_down_for_booked_visits() {
    let stage = Stage::new().await;
    let id = stage.book(SECRET, "09:00").await;
    let path = format!("/v1/appointments/{id}/reminders");
    let body = json!({"channel": "sms"});
    let ask = || Ask::post(&path, &body).by(&stage.clerk).key("remind");
    let first = stage.send(ask()).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text());
    assert_eq!((&first.json()["appointment"], &first.json()["channel"]), (&json!(id), &json!("sms")));
    stage.book("p-2", "10:00").await;
    let again = stage.send(ask()).await;
    assert_eq!((again.header("idempotency-replayed"), again.json()), ("true", first.json()));
    let send = |body: Value| stage.post(&path, body);
    assert_eq!(send(json!({"channel": "pigeon"})).await.problem_at("invalid-field"), "/channel");
    assert_eq!(
        send(json!({"channel": "sms", "text": "Dear Ann"})).await.problem_at("unknown-field"),
        "/text"
    );
    let nobody = stage.post("/v1/appointments/appointment-9/reminders", body.clone()).await;
    nobody.problem("unknown-reference");
    stage.send(Ask::post(&path, &body).by(&stage.viewer)).await.problem("forbidden");
    stage.post(&format!("/v1/appointments/{id}/cancel"), json!({"reason": "patient"})).await.done();
    send(body.clone()).await.problem("not-booked");
}

fn rain(value: &Value) -> Value {
    json!({"feed": "weather-office", "readings": [{
        "signal": "rain", "unit": "mm", "site": "site-1",
        "from": "2026-11-24T00:00:00Z", "until": "2026-11-25T00:00:00Z", "value": value
    }]})
}

#[tokio::test]
async fn readings_of_feeds_count_from_now_on() {
    let stage = Stage::new().await;
    let told = stage.plan("/v1/signals", rain(&json!(4.2))).await;
    assert_eq!(told.status, StatusCode::CREATED, "{}", told.text());
    let receipt = told.done();
    assert_eq!((&receipt["feed"], &receipt["count"]), (&json!("weather-office"), &json!(1)));
    assert!(receipt["head"].as_u64().unwrap() > 1);
    let rows = [
        ("/feed", json!(" "), "invalid-value", "/feed"),
        ("/readings", json!([]), "invalid-value", "/readings"),
        ("/readings/0/signal", json!(""), "invalid-value", "/readings/0/signal"),
        ("/readings/0/until", json!("2026-11-24T00:00:00Z"), "invalid-field", "/readings/0/until"),
        ("/readings/0/until", json!("2028-11-24T00:00:00Z"), "invalid-value", "/readings/0/until"),
        ("/readings/0/value", json!(1e300), "invalid-field", "/readings/0/value"),
        ("/readings/0/value", json!("NaN"), "invalid-field", "/readings/0/value"),
        ("/readings/0/value", Value::Null, "invalid-field", "/readings/0/value"),
        ("/readings/0/from", json!("2026-11-24"), "invalid-field", "/readings/0/from"),
    ];
    for (place, value, code, expected) in rows {
        let mut wrong = rain(&json!(4.2));
        *wrong.pointer_mut(place).unwrap() = value;
        assert_eq!(stage.plan("/v1/signals", wrong).await.problem_at(code), expected, "{place}");
    }
    let many: Vec<Value> = vec![rain(&json!(1))["readings"][0].clone(); 1001];
    let flood = json!({"feed": "weather-office", "readings": many});
    assert_eq!(stage.plan("/v1/signals", flood).await.problem_at("invalid-value"), "/readings");
    let mut elsewhere = rain(&json!(1));
    elsewhere["readings"][0]["site"] = json!("site-9");
    stage.plan("/v1/signals", elsewhere).await.problem("unknown-reference");
    let nan = rain(&json!(1)).to_string().replace("\"value\":1", "\"value\":NaN");
    let ask = Ask::raw(Method::POST, "/v1/signals", nan).by(&stage.planner).key("nan");
    stage.send(ask).await.problem("malformed-json");
    stage.post("/v1/signals", rain(&json!(1))).await.problem("forbidden");
}

#[tokio::test]
async fn special_days_are_written_down() {
    let stage = Stage::new().await;
    let days = |day: Value| json!({"feed": "calendar", "days": [day]});
    let told =
        stage.plan("/v1/special-days", days(json!({"day": "2026-12-25", "kind": "holiday"}))).await.done();
    assert_eq!(told["count"], 1);
    let rows = [
        (days(json!({"day": "2026-12-32", "kind": "holiday"})), "invalid-field", "/days/0/day"),
        (days(json!({"day": "2026-12-25", "kind": "a\u{7}b"})), "invalid-value", "/days/0/kind"),
        (days(json!({"day": "2026-12-25"})), "invalid-field", "/days/0/kind"),
        (
            days(json!({"day": "2026-12-25", "kind": "holiday", "closed": true})),
            "unknown-field",
            "/days/0/closed",
        ),
        (json!({"feed": "calendar", "days": []}), "invalid-value", "/days"),
    ];
    for (body, code, place) in rows {
        assert_eq!(stage.plan("/v1/special-days", body).await.problem_at(code), place);
    }
    stage
        .post("/v1/special-days", days(json!({"day": "2026-12-25", "kind": "x"})))
        .await
        .problem("forbidden");
}

#[tokio::test]
async fn a_fulfilled_visit_may_tell_when_it_really_took_place() {
    let stage = Stage::new().await;
    let id = stage.book("p-1", "09:00").await;
    let path = format!("/v1/appointments/{id}/status");
    let took_place = |from: &str, until: &str| json!({"to": "fulfilled", "actual": {"start": crate::stage::tuesday(from), "end": crate::stage::tuesday(until)}});
    stage.clock.forward_seconds(28 * 3600);
    let at = async |body: Value, code: &str| stage.post(&path, body).await.problem_at(code);
    let mut absent = took_place("09:05", "09:21");
    absent["to"] = json!("noshow");
    assert_eq!(at(absent, "invalid-value").await, "/actual");
    for state in ["arrived", "checked-in"] {
        stage.post(&path, json!({"to": state})).await.done();
    }
    assert_eq!(at(took_place("09:30", "09:10"), "invalid-field").await, "/actual/end");
    assert_eq!(at(took_place("09:30", "18:00"), "invalid-value").await, "/actual");
    let mut half = took_place("09:05", "09:21");
    half["actual"].as_object_mut().unwrap().remove("end");
    assert_eq!(at(half, "invalid-field").await, "/actual/end");
    let done = stage.post(&path, took_place("09:05", "09:21")).await.done();
    assert_eq!(done["actual"], json!({"start": "2026-11-24T08:05:00Z", "end": "2026-11-24T08:21:00Z"}));
}
