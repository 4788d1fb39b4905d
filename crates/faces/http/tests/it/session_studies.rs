//! Studying sessions: service times of the log, kinds and cheapest orders, two orders compared, and what is refused where.

use std::sync::atomic::{AtomicI64, Ordering};

use lindley_app::Principal;
use lindley_domain::{ChosenResource, Command, PastVisit, ResourceId, SiteId, Status, VisitTypeId};
use lindley_time::{Instant, Span};
use serde_json::{Value, json};

use crate::ask::{Answer, Ask};
use crate::stage::{Stage, visit_type};

const STUDIES: &str = "/v1/session-studies";
const COMPARISONS: &str = "/v1/session-comparisons";

/// A visit of the past that really took so many seconds, if that is known.
async fn record(stage: &Stage, visit_type: u32, seconds: Option<i64>) {
    static DAYS: AtomicI64 = AtomicI64::new(0);
    let day = DAYS.fetch_add(1, Ordering::Relaxed);
    let start = Instant::parse("2020-01-01T08:00:00Z").unwrap().plus_days(day);
    let span = |seconds| Span::new(start, start.plus_seconds(seconds)).unwrap();
    let chosen = [("physician", 1), ("room", 2)];
    let visit = PastVisit {
        patient: format!("p-{day}").parse().unwrap(),
        visit_type: VisitTypeId(visit_type),
        site: SiteId(1),
        span: span(1_200),
        actual: seconds.map(span),
        chosen: chosen
            .map(|(role, id)| ChosenResource { role: role.into(), resource: ResourceId(id) })
            .into(),
        outcome: Status::Fulfilled,
        booked: None,
        reminded: None,
    };
    let command = Command::RecordPastVisit { visit, source: None };
    stage.app.submit(&Principal::system("demo"), command, None).await.unwrap();
}

/// A second visit type and a second service without visits; eight measured visits and one that was not.
async fn measured() -> Stage {
    let stage = Stage::new().await;
    let mut short = visit_type();
    short["name"] = json!("Follow-up");
    stage.plan("/v1/visit-types", short).await.done();
    stage.plan("/v1/services", json!({"name": "Eyes"})).await.done();
    for seconds in [1_500, 2_400, 1_800, 1_200] {
        record(&stage, 1, Some(seconds)).await;
    }
    for seconds in [Some(300), Some(660), Some(420), Some(1_260), None] {
        record(&stage, 2, seconds).await;
    }
    stage
}

fn study() -> Value {
    json!({
        "source": {"service": "service-1"}, "groups": 2, "slots": 6, "slot_minutes": 15, "composition": {"A": 3, "B": 3},
        "scenarios": 200, "seed": 7, "cost_wait": 1, "cost_idle": 5, "cost_overtime": 5.5
    })
}

fn comparison() -> Value {
    let mut body = study();
    body["first"] = json!("BABABA");
    body["second"] = json!("ABBABA");
    body
}

/// A body with one field changed.
fn with(mut body: Value, field: &str, value: Value) -> Value {
    body[field] = value;
    body
}

async fn ask(stage: &Stage, path: &str, body: &Value) -> Answer {
    stage.send(Ask::post(path, body).by(&stage.planner).without("idempotency-key")).await
}

/// Numbers as a person reads them: the last bits are no part of a snapshot.
fn rounded(value: &mut Value) {
    match value {
        Value::Number(number) if number.is_f64() => {
            *value = json!((number.as_f64().unwrap() * 1e6).round() / 1e6);
        }
        Value::Array(items) => items.iter_mut().for_each(rounded),
        Value::Object(fields) => fields.values_mut().for_each(rounded),
        _ => {}
    }
}

#[tokio::test]
async fn service_times_are_told_by_visit_type() {
    let stage = measured().await;
    let answer = stage.send(Ask::get("/v1/service-times").by(&stage.planner)).await;
    insta::assert_json_snapshot!(answer.done());
}

#[tokio::test]
async fn a_study_tells_kinds_orders_and_what_they_come_to() {
    let stage = measured().await;
    let mut found = ask(&stage, STUDIES, &study()).await.done();
    let front = found["front"].as_array().unwrap();
    let (best, cost) = front
        .iter()
        .enumerate()
        .map(|(place, order)| (place, cost(order)))
        .fold((0, f64::INFINITY), |best, order| if order.1 < best.1 { order } else { best });
    assert_eq!(found["best"], best);
    assert!(cost <= found["references"].as_array().unwrap()[1..].iter().map(self::cost).fold(cost, f64::min));
    assert_eq!(found["head"], stage.get("/v1/organisation").await.done()["head"]);
    found["seconds"] = json!(0);
    rounded(&mut found);
    insta::assert_json_snapshot!(found);
}

fn cost(order: &Value) -> f64 {
    let minutes = |name: &str| order[name].as_f64().unwrap();
    minutes("wait") + 5.0 * minutes("idle") + 5.5 * minutes("overtime")
}

#[tokio::test]
async fn the_same_request_at_the_same_head_gives_the_same_bytes() {
    let stage = measured().await;
    for (path, body) in [(STUDIES, study()), (COMPARISONS, comparison())] {
        let text = async |stage: &Stage| {
            let answer = ask(stage, path, &body).await;
            let seconds = answer.done()["seconds"].to_string();
            answer.text().replace(&format!("\"seconds\":{seconds}"), "")
        };
        assert_eq!(text(&stage).await, text(&stage).await);
    }
    let before = ask(&stage, STUDIES, &study()).await.done();
    record(&stage, 1, Some(2_000)).await;
    let after = ask(&stage, STUDIES, &study()).await.done();
    assert_eq!(after["head"].as_u64(), before["head"].as_u64().map(|head| head + 1));
    assert_ne!(after["groups"], before["groups"], "a new visit counts");
}

#[tokio::test]
async fn kinds_of_a_service_are_visit_types_and_those_of_sent_times_are_cut_with_hindsight() {
    let stage = measured().await;
    let of_log = ask(&stage, STUDIES, &study()).await.done();
    assert_eq!(
        (&of_log["rule"], &of_log["hindsight"]),
        (&json!("A: Consultation; B: Follow-up"), &json!(false))
    );
    for group in of_log["groups"].as_array().unwrap() {
        assert_eq!((group.get("from_minutes"), group.get("until_minutes")), (None, None));
    }
    let sent = json!({"minutes": [25, 40, 30, 20, 5, 11, 7, 21]});
    let of_sent = ask(&stage, STUDIES, &with(study(), "source", sent.clone())).await.done();
    assert_eq!(of_sent["rule"], "A: longer than 15.5 minutes; B: up to 15.5 minutes");
    assert_eq!((&of_sent["visit_types"], &of_sent["hindsight"]), (&json!([]), &json!(true)));
    assert_eq!(of_sent.get("head"), None);
    let limits = |group: usize| {
        (&of_sent["groups"][group]["from_minutes"], &of_sent["groups"][group]["until_minutes"])
    };
    assert_eq!((limits(0), limits(1)), ((&json!(15.5), &Value::Null), (&json!(0.0), &json!(15.5))));
    assert_eq!(of_sent["elbow"], of_log["elbow"], "the times are the same");
    // The follow-up of 21 minutes: nobody knew that it would be a long one.
    let kind = |study: &Value| {
        let times = study["times"].as_array().unwrap();
        times.iter().find(|time| time["seconds"] == 1_260).unwrap()["kind"].clone()
    };
    assert_eq!((kind(&of_log), kind(&of_sent)), (json!("B"), json!("A")));
    let usual = ask(&stage, STUDIES, &json!({"source": sent})).await.done();
    assert_eq!(usual["composition"], json!({"A": 10, "B": 6}));
    assert_eq!((&usual["scenarios"], &usual["seed"]), (&json!(2_000), &json!(1)));
}

#[tokio::test]
async fn a_service_makes_no_more_kinds_than_it_has_visit_types_with_visits() {
    let stage = measured().await;
    for (path, body) in [(STUDIES, study()), (COMPARISONS, comparison())] {
        let problem =
            ask(&stage, path, &with(body, "groups", json!(3))).await.problem("session-plan-invalid");
        assert_eq!(problem["errors"][0]["pointer"], "/groups", "{path}");
        let told = "the service has 2 visit types with recorded visits: they make 1 to 2 kinds";
        assert_eq!(problem["detail"], told, "{path}");
    }
}

#[tokio::test]
async fn a_kind_that_is_named_twice_is_refused() {
    let stage = measured().await;
    for (path, body) in [(STUDIES, study()), (COMPARISONS, comparison())] {
        let text = body.to_string().replace(r#""B":3"#, r#""A":3"#);
        assert!(text.contains(r#"{"A":3,"A":3}"#), "{text}");
        let raw = Ask::raw(axum::http::Method::POST, path, text).by(&stage.planner);
        assert_eq!(stage.send(raw).await.problem_at("invalid-field"), "/composition", "{path}");
    }
}

#[tokio::test]
async fn a_comparison_says_which_order_is_cheaper_and_how_sure_that_is() {
    let stage = measured().await;
    let mut found = ask(&stage, COMPARISONS, &comparison()).await.done();
    let turned = with(with(comparison(), "first", json!("ABBABA")), "second", json!("BABABA"));
    let turned = ask(&stage, COMPARISONS, &turned).await.done();
    assert_eq!((&found["cheaper"], &turned["cheaper"]), (&json!("second"), &json!("first")));
    let same = ask(&stage, COMPARISONS, &with(comparison(), "second", json!("BABABA"))).await.done();
    assert_eq!(same["cheaper"], "neither");
    let mut unsaid = comparison();
    unsaid.as_object_mut().unwrap().remove("composition");
    let unsaid = ask(&stage, COMPARISONS, &unsaid).await.done();
    assert_eq!(unsaid["difference"], found["difference"], "the visits of the first order");
    found["seconds"] = json!(0);
    rounded(&mut found);
    insta::assert_json_snapshot!(found);
}

#[tokio::test]
async fn studying_changes_nothing_and_is_for_those_who_shape_sessions() {
    let stage = measured().await;
    let head = stage.get("/v1/organisation").await.done()["head"].clone();
    for (token, allowed) in
        [(&stage.admin, true), (&stage.planner, true), (&stage.clerk, false), (&stage.viewer, false)]
    {
        let asks = [
            Ask::get("/v1/service-times"),
            Ask::post(STUDIES, &study()).without("idempotency-key"),
            Ask::post(COMPARISONS, &comparison()).without("idempotency-key"),
        ];
        for ask in asks {
            let answer = stage.send(ask.by(token)).await;
            if allowed {
                answer.done();
            } else {
                answer.problem("forbidden");
            }
        }
    }
    stage.send(Ask::post(STUDIES, &study())).await.problem("not-signed-in");
    stage.send(Ask::get("/v1/service-times")).await.problem("not-signed-in");
    assert_eq!(stage.get("/v1/organisation").await.done()["head"], head);
}

#[tokio::test]
async fn what_cannot_be_studied_is_refused_at_its_field() {
    let stage = measured().await;
    let minutes = |minutes: Value| json!({"minutes": minutes});
    let rows = [
        ("source", json!({"service": "service-2"}), "/source/service"),
        ("source", json!({}), "/source"),
        ("source", json!({"minutes": [12], "service": "service-1"}), "/source"),
        ("source", minutes(json!([])), "/source/minutes"),
        ("source", minutes(json!([12, -1, 13])), "/source/minutes/1"),
        ("source", minutes(json!([12, 0])), "/source/minutes/1"),
        ("source", minutes(json!([0.001, 12])), "/source/minutes/0"),
        ("source", minutes(json!([12, 1_093])), "/source/minutes/1"),
        ("source", minutes(json!([12, 1e300])), "/source/minutes/1"),
        // One visit in each group; fewer distinct times than groups.
        ("source", minutes(json!([5, 20])), "/groups"),
        ("source", minutes(json!([5, 5, 5, 5])), "/groups"),
        // Two visit types make two kinds.
        ("groups", json!(4), "/groups"),
        ("groups", json!(0), "/groups"),
        ("groups", json!(5), "/groups"),
        ("slots", json!(0), "/slots"),
        ("slots", json!(61), "/slots"),
        ("slot_minutes", json!(0), "/slot_minutes"),
        ("slot_minutes", json!(-15), "/slot_minutes"),
        ("slot_minutes", json!(15.001), "/slot_minutes"),
        ("slot_minutes", json!(600), "/slot_minutes"),
        ("composition", json!({}), "/composition"),
        ("composition", json!({"A": 0, "B": 0}), "/composition"),
        ("composition", json!({"A": 3, "B": 4}), "/composition"),
        ("composition", json!({"A": 3, "C": 3}), "/composition/C"),
        ("composition", json!({"a": 3, "B": 3}), "/composition/a"),
        ("scenarios", json!(0), "/scenarios"),
        ("scenarios", json!(10_001), "/scenarios"),
        ("cost_wait", json!(-1), "/cost_wait"),
        ("cost_idle", json!(1e7), "/cost_idle"),
        ("cost_overtime", json!(1e308), "/cost_overtime"),
    ];
    for (field, value, place) in rows {
        for (path, body) in [(STUDIES, study()), (COMPARISONS, comparison())] {
            let answer = ask(&stage, path, &with(body, field, value.clone())).await;
            assert_eq!(answer.problem_at("session-plan-invalid"), place, "{path} {field}: {value}");
        }
    }
    for (path, body) in [(STUDIES, study()), (COMPARISONS, comparison())] {
        let unknown = with(body, "source", json!({"service": "service-9"}));
        assert_eq!(ask(&stage, path, &unknown).await.problem_at("unknown-reference"), "/source/service");
    }
}

#[tokio::test]
async fn orders_that_cannot_be_compared_are_refused_at_their_field() {
    let stage = measured().await;
    let rows = [
        ("first", json!(""), "/first"),
        ("first", json!("BAB-BA"), "/first"),
        ("second", json!("aaabbb"), "/second"),
        ("first", json!("BABABB"), "/first"),
        ("second", json!("AAABBC"), "/second"),
        ("second", json!("AAABB"), "/second"),
        ("scenarios", json!(1), "/scenarios"),
    ];
    for (field, value, place) in rows {
        let answer = ask(&stage, COMPARISONS, &with(comparison(), field, value.clone())).await;
        assert_eq!(answer.problem_at("session-plan-invalid"), place, "{field}: {value}");
    }
    let mut unsaid = comparison();
    unsaid.as_object_mut().unwrap().remove("composition");
    for first in ["ABC", "ABABAC", "ABAB"] {
        let answer = ask(&stage, COMPARISONS, &with(unsaid.clone(), "first", json!(first))).await;
        assert_eq!(answer.problem_at("session-plan-invalid"), "/first", "{first}");
    }
}

#[tokio::test]
async fn what_has_no_meaning_is_refused_by_the_reader() {
    let stage = measured().await;
    let rows = [
        ("source", json!({"service": 1}), "/source/service"),
        ("source", json!({"minutes": [12, null]}), "/source/minutes/1"),
        ("source", json!({"minutes": [12, "NaN"]}), "/source/minutes/1"),
        ("source", json!("service-1"), "/source"),
        ("groups", json!(-1), "/groups"),
        ("composition", json!({"A": -3}), "/composition/A"),
        ("cost_wait", json!("NaN"), "/cost_wait"),
        ("seed", json!(-1), "/seed"),
    ];
    for (field, value, place) in rows {
        let answer = ask(&stage, STUDIES, &with(study(), field, value.clone())).await;
        assert_eq!(answer.problem_at("invalid-field"), place, "{field}: {value}");
    }
    ask(&stage, STUDIES, &with(study(), "first", json!("AB"))).await.problem("unknown-field");
    let list = with(study(), "source", json!({"list": [12]}));
    assert_eq!(ask(&stage, STUDIES, &list).await.problem_at("unknown-field"), "/source/list");
    for not_json in ["NaN", "Infinity", "1e999"] {
        let text = study().to_string().replace("5.5", not_json);
        let raw = Ask::raw(axum::http::Method::POST, STUDIES, text).by(&stage.planner);
        stage.send(raw).await.problem("malformed-json");
    }
}

#[tokio::test]
async fn costs_that_are_all_zero_name_all_three() {
    let stage = measured().await;
    let mut free = study();
    for cost in ["cost_wait", "cost_idle", "cost_overtime"] {
        free[cost] = json!(0);
    }
    let problem = ask(&stage, STUDIES, &free).await.problem("session-plan-invalid");
    let places: Vec<&Value> =
        problem["errors"].as_array().unwrap().iter().map(|error| &error["pointer"]).collect();
    assert_eq!(places, ["/cost_wait", "/cost_idle", "/cost_overtime"]);
}

#[tokio::test]
async fn studies_that_would_take_too_long_are_refused_at_once() {
    let stage = measured().await;
    let minutes: Vec<u32> = (1..=80).collect();
    let large = |groups: u8, composition: Value| {
        json!({"source": {"minutes": minutes}, "groups": groups, "slots": 60, "composition": composition,
            "scenarios": 10_000})
    };
    let rows = [large(2, json!({"A": 30, "B": 30})), large(4, json!({"A": 15, "B": 15, "C": 15, "D": 15}))];
    for body in rows {
        assert_eq!(
            ask(&stage, STUDIES, &body).await.problem_at("session-plan-invalid"),
            "/scenarios",
            "{body}"
        );
    }
}
