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
        ("/readings/0/until", json!("2028-11-24T00:00:00Z"), "invalid-field", "/readings/0/until"),
        ("/readings/0/from", json!("2024-11-24T00:00:00Z"), "invalid-value", "/readings/0/until"),
        ("/readings/0/unit", json!("inch"), "invalid-field", "/readings/0/unit"),
        ("/readings/0/value", json!(-0.1), "invalid-field", "/readings/0/value"),
        ("/readings/0/value", json!(501), "invalid-field", "/readings/0/value"),
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

fn reading(signal: &str, unit: &str, day: &str, value: f64) -> Value {
    let (from, until) = (format!("{day}T00:00:00Z"), format!("{day}T12:00:00Z"));
    json!({"signal": signal, "unit": unit, "from": from, "until": until, "value": value})
}

fn told(readings: &[Value]) -> Value {
    json!({"feed": "station", "readings": readings})
}

#[tokio::test]
async fn a_misspelt_signal_is_written_down_and_named_with_the_one_that_is_meant() {
    let stage = Stage::new().await;
    let mixed = [
        reading("temprature", "degree Celsius", "2026-11-22", 4.0),
        reading("temprature", "degree Celsius", "2026-11-21", 4.0),
        reading("pollen", "grains", "2026-11-22", 4.0),
        reading("rain", "mm", "2026-11-22", 4.0),
    ];
    let receipt = stage.plan("/v1/signals", told(&mixed)).await.done();
    assert_eq!(receipt["count"], 4);
    let unknown = receipt["unknown_signals"].as_array().unwrap();
    let names: Vec<_> =
        unknown.iter().map(|one| (&one["signal"], &one["readings"], one.get("nearest"))).collect();
    let meant = json!("temperature");
    assert_eq!(names, [(&json!("pollen"), &json!(1), None), (&json!("temprature"), &json!(2), Some(&meant))]);
    assert!(unknown[1]["advice"].as_str().unwrap().contains("Is temperature meant?"), "{receipt}");
    let all_known = stage.plan("/v1/signals", told(&mixed[3..])).await.done();
    assert!(all_known.get("unknown_signals").is_none(), "{all_known}");
    let listed = stage.send(Ask::get("/v1/signals").by(&stage.planner)).await.done();
    let signals = listed["feeds"][0]["signals"].as_array().unwrap();
    let known: Vec<_> = signals.iter().map(|one| (one["signal"].as_str().unwrap(), &one["known"])).collect();
    assert_eq!(known, [("pollen", &json!(false)), ("rain", &json!(true)), ("temprature", &json!(false))]);
    assert_eq!(signals[2]["nearest"], "temperature");
}

#[tokio::test]
async fn what_cannot_be_known_or_is_said_twice_is_refused_at_its_place() {
    let stage = Stage::new().await;
    let good = reading("rain", "mm", "2026-11-22", 4.0);
    let rows = [
        (reading("influenza", "percent", "2026-11-24", 3.0), "/readings/1/from"),
        (reading("influenza", "percent", "2026-11-22", 101.0), "/readings/1/value"),
        (reading("rain", "mm", "2026-12-24", 3.0), "/readings/1/until"),
        (reading("fair", "people", "2036-12-24", 3.0), "/readings/1/until"),
        (reading("fair", "people", "2026-11-22", 1_000_001.0), "/readings/1/value"),
        (reading("rain", "mm", "2026-11-22", 5.0), "/readings/1/value"),
    ];
    for (wrong, place) in rows {
        let answer = stage.plan("/v1/signals", told(&[good.clone(), wrong.clone()])).await;
        assert_eq!(answer.problem_at("invalid-field"), place, "{wrong}");
    }
    // The same value twice is no contradiction, nor another value for another site.
    let mut elsewhere = reading("rain", "mm", "2026-11-22", 5.0);
    elsewhere["site"] = json!("site-1");
    let rows = [good.clone(), good, elsewhere, reading("influenza", "percent", "2026-11-23", 3.0)];
    stage.plan("/v1/signals", told(&rows)).await.done();
}

#[tokio::test]
async fn a_reading_sent_again_is_corrected_and_feeds_tell_when_they_fall_silent() {
    let stage = Stage::new().await;
    let list = async || stage.send(Ask::get("/v1/signals").by(&stage.planner)).await.done();
    assert_eq!(list().await["feeds"], json!([]));
    for hour in 0..4 {
        let value = 4.0 + f64::from(hour);
        let wrong = reading("temperature", "degree Celsius", "2026-11-22", value);
        stage.plan("/v1/signals", told(&[wrong])).await.done();
        stage.clock.forward_seconds(3600);
    }
    stage
        .plan(
            "/v1/special-days",
            json!({"feed": "calendar", "days": [{"day": "2026-12-25", "kind": "holiday"}]}),
        )
        .await
        .done();
    let listed = list().await;
    assert_eq!(listed["as_of"], "2026-11-23T10:00:00Z");
    let names: Vec<_> = listed["feeds"].as_array().unwrap().iter().map(|feed| &feed["feed"]).collect();
    assert_eq!(names, ["calendar", "station"]);
    assert_eq!(
        (&listed["feeds"][0]["special_days"], &listed["feeds"][0]["signals"]),
        (&json!(1), &json!([]))
    );
    let signal = &listed["feeds"][1]["signals"][0];
    assert_eq!((&signal["readings"], &signal["corrections"]), (&json!(1), &json!(3)), "{signal}");
    assert_eq!(
        signal["last"],
        json!({"from": "2026-11-22T00:00:00Z", "until": "2026-11-22T12:00:00Z", "value": 7.0})
    );
    assert_eq!((&signal["state"], &signal["usual_minutes"]), (&json!("speaking"), &json!(60)));
    assert_eq!((&signal["last_told"], &signal["unused"]), (&json!("2026-11-23T09:00:00Z"), &json!(0)));
    stage.clock.forward_seconds(2 * 3600);
    assert_eq!(list().await["feeds"][1]["signals"][0]["state"], "silent");
    for token in [&stage.viewer, &stage.clerk] {
        stage.send(Ask::get("/v1/signals").by(token)).await.problem("forbidden");
    }
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
