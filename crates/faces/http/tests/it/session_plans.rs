//! Planning a session: the engine's own answer, and what cannot be planned.

use lindley_seed::Seed;
use lindley_session::{Alone, Composition, Method, PlanRequest, Slots, Weights, plan};
use serde_json::{Value, json};

use crate::ask::{Answer, Ask};
use crate::stage::Stage;

const PATH: &str = "/v1/session-plans";

fn body() -> Value {
    json!({
        "composition": {"A": 3, "B": 4},
        "service_times": {"A": [900, 1500, 2400], "B": [300, 600, 720]},
        "slot_minutes": 15, "slots": 7, "cost_wait": 1, "cost_idle": 5, "cost_overtime": 5.5,
        "method": "exact", "scenarios": 500, "seed": 7, "beginnings": 100
    })
}

/// The body with one field changed.
fn with(field: &str, value: Value) -> Value {
    let mut body = body();
    body[field] = value;
    body
}

async fn ask(stage: &Stage, body: &Value) -> Answer {
    stage.send(Ask::post(PATH, body).by(&stage.planner).without("idempotency-key")).await
}

#[tokio::test]
async fn the_answer_is_the_engines_own() {
    let stage = Stage::new().await;
    let names = [
        ("exact", Method::Exact),
        ("crg", Method::Crg),
        ("tsc", Method::Tsc),
        ("moments", Method::Moments),
        ("search", Method::Search),
    ];
    for (name, method) in names {
        let answer = ask(&stage, &with("method", json!(name))).await.done();
        let planned = plan(
            &PlanRequest {
                composition: &Composition::new(&[3, 4]).unwrap(),
                service_times: &[vec![900, 1500, 2400], vec![300, 600, 720]],
                slots: &Slots::equal(7, 900).unwrap(),
                weights: Weights::new(1.0, 5.0, 5.5).unwrap(),
                method,
                scenarios: 500,
                seed: Seed::from_u64(7),
                most_beginnings: 100,
            },
            &Alone,
        )
        .unwrap();
        let means = planned.evaluation.totals.means(500);
        let expected = json!({
            "sequence": planned.sequence.to_string(), "cost": planned.cost, "wait": means.wait, "idle": means.idle,
            "overtime": means.overtime, "std_w": planned.evaluation.std_waits(), "gap": planned.gap,
            "seconds": answer["seconds"], "slot_waits": planned.evaluation.mean_waits(), "scenarios": 500, "seed": 7
        });
        // Read as the answer was: the reader may miss the last bit of a number.
        let expected: Value = serde_json::from_str(&expected.to_string()).unwrap();
        assert_eq!(answer, expected, "{name}");
    }
}

#[tokio::test]
async fn what_is_left_out_has_its_usual_value() {
    let stage = Stage::new().await;
    let short =
        json!({"composition": {"A": 2, "C": 2}, "service_times": {"C": [300, 600], "A": [900, 1500]}});
    let mut long = short.clone();
    let usual = json!({"slot_minutes": 15, "slots": 4, "cost_wait": 1, "cost_idle": 0, "cost_overtime": 1,
        "method": "exact", "scenarios": 2000, "seed": 1, "beginnings": 2000});
    long.as_object_mut().unwrap().extend(usual.as_object().unwrap().clone());
    let mut answers = [ask(&stage, &short).await.done(), ask(&stage, &long).await.done()];
    for answer in &mut answers {
        answer["seconds"] = json!(0);
    }
    assert_eq!(answers[0], answers[1]);
    insta::assert_json_snapshot!(answers[0]);
}

#[tokio::test]
async fn planning_changes_nothing_and_is_for_those_who_shape_sessions() {
    let stage = Stage::new().await;
    let head = stage.get("/v1/organisation").await.done()["head"].clone();
    for (token, allowed) in
        [(&stage.admin, true), (&stage.planner, true), (&stage.clerk, false), (&stage.viewer, false)]
    {
        let answer = stage.send(Ask::post(PATH, &body()).by(token).without("idempotency-key")).await;
        if allowed {
            answer.done();
        } else {
            answer.problem("forbidden");
        }
    }
    stage.send(Ask::post(PATH, &body())).await.problem("not-signed-in");
    assert_eq!(stage.get("/v1/organisation").await.done()["head"], head);
}

#[tokio::test]
async fn what_cannot_be_planned_is_refused_at_its_field() {
    let stage = Stage::new().await;
    let times = |a: Value| json!({"A": a, "B": [300, 600]});
    let rows = [
        ("composition", json!({}), "/composition"),
        ("composition", json!({"A": 0, "B": 0}), "/composition"),
        ("composition", json!({"a": 3, "B": 4}), "/composition/a"),
        ("composition", json!({"AB": 3}), "/composition/AB"),
        ("composition", json!({"": 3}), "/composition/"),
        ("composition", json!({"\u{c4}": 3}), "/composition/\u{c4}"),
        ("composition", json!({"A": 31, "B": 30}), "/composition"),
        ("composition", json!({"A": 3, "C": 4}), "/service_times/C"),
        ("service_times", times(json!([])), "/service_times/A"),
        ("service_times", times(json!([900])), "/service_times/A"),
        ("service_times", times(json!([900, 65_535])), "/service_times/A/1"),
        ("service_times", json!({"A/~": [900, 901]}), "/service_times/A~1~0"),
        ("slots", json!(8), "/slots"),
        ("slots", json!(0), "/slots"),
        ("slot_minutes", json!(0), "/slot_minutes"),
        ("slot_minutes", json!(-15), "/slot_minutes"),
        ("slot_minutes", json!(15.001), "/slot_minutes"),
        ("slot_minutes", json!(1e300), "/slot_minutes"),
        ("slot_minutes", json!(600), "/slot_minutes"),
        ("cost_wait", json!(-1), "/cost_wait"),
        ("cost_idle", json!(1e7), "/cost_idle"),
        ("cost_overtime", json!(1e308), "/cost_overtime"),
        ("scenarios", json!(0), "/scenarios"),
        ("scenarios", json!(10_001), "/scenarios"),
        ("beginnings", json!(0), "/beginnings"),
        ("beginnings", json!(100_001), "/beginnings"),
    ];
    for (field, value, place) in rows {
        let answer = ask(&stage, &with(field, value.clone())).await;
        assert_eq!(answer.problem_at("session-plan-invalid"), place, "{field}: {value}");
    }
}

#[tokio::test]
async fn what_has_no_meaning_is_refused_by_the_reader() {
    let stage = Stage::new().await;
    let rows = [
        ("composition", json!({"A": -3}), "/composition/A"),
        ("composition", json!({"A": 300}), "/composition/A"),
        ("service_times", json!({"A": [900, -1]}), "/service_times/A/1"),
        ("service_times", json!({"A": [900.5, 901]}), "/service_times/A/0"),
        ("service_times", json!({"A": [900, null]}), "/service_times/A/1"),
        ("service_times", json!({"A": [900, "NaN"]}), "/service_times/A/1"),
        ("cost_wait", json!("NaN"), "/cost_wait"),
        ("cost_wait", json!(null), "/cost_wait"),
        ("method", json!("best"), "/method"),
        ("seed", json!(-1), "/seed"),
    ];
    for (field, value, place) in rows {
        let answer = ask(&stage, &with(field, value.clone())).await;
        assert_eq!(answer.problem_at("invalid-field"), place, "{field}: {value}");
    }
    ask(&stage, &with("sequences", json!(3))).await.problem("unknown-field");
    for not_json in ["NaN", "Infinity", "1e999"] {
        let text = body().to_string().replace("5.5", not_json);
        let raw = Ask::raw(axum::http::Method::POST, PATH, text).by(&stage.planner);
        stage.send(raw).await.problem("malformed-json");
    }
}

#[tokio::test]
async fn a_kind_that_is_named_twice_is_refused() {
    let stage = Stage::new().await;
    let rows = [
        (r#""B":4"#, r#""B":3,"B":4"#, "/composition"),
        (r#""A":[900"#, r#""A":[600],"A":[900"#, "/service_times"),
    ];
    for (once, twice, place) in rows {
        let text = body().to_string().replace(once, twice);
        assert!(text.contains(twice), "{text}");
        let raw = Ask::raw(axum::http::Method::POST, PATH, text).by(&stage.planner);
        assert_eq!(stage.send(raw).await.problem_at("invalid-field"), place);
    }
}

#[tokio::test]
async fn costs_that_are_all_zero_name_all_three() {
    let stage = Stage::new().await;
    let mut free = body();
    for cost in ["cost_wait", "cost_idle", "cost_overtime"] {
        free[cost] = json!(0);
    }
    let problem = ask(&stage, &free).await.problem("session-plan-invalid");
    let places: Vec<&Value> =
        problem["errors"].as_array().unwrap().iter().map(|error| &error["pointer"]).collect();
    assert_eq!(places, ["/cost_wait", "/cost_idle", "/cost_overtime"]);
}

#[tokio::test]
async fn plans_that_would_take_too_long_are_refused_at_once() {
    let stage = Stage::new().await;
    let kinds = |kinds: std::ops::RangeInclusive<char>, visits: u8| {
        let composition: Value = kinds.clone().map(|kind| (kind.to_string(), json!(visits))).collect();
        let times: Value = kinds.map(|kind| (kind.to_string(), json!([600, 900]))).collect();
        json!({"composition": composition, "service_times": times, "slot_minutes": 15})
    };
    let and = |mut body: Value, field: &str, value: Value| {
        body[field] = value;
        body
    };
    let rows = [
        // More sub-compositions than memory.
        (kinds('A'..='E', 12), "/scenarios"),
        // More repeated patterns than time.
        (and(kinds('A'..='E', 8), "method", json!("crg")), "/scenarios"),
        // More beginnings than time.
        (and(kinds('A'..='E', 8), "beginnings", json!(100_000)), "/beginnings"),
        // More scenarios than time.
        (and(kinds('A'..='C', 20), "scenarios", json!(10_000)), "/scenarios"),
        // A rule for two kinds.
        (and(kinds('A'..='C', 2), "method", json!("tsc")), "/method"),
    ];
    for (body, place) in rows {
        assert_eq!(ask(&stage, &body).await.problem_at("session-plan-invalid"), place, "{body}");
    }
}
