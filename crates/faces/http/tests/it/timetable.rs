//! Hours, working time, sessions and blocks.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::ask::{Answer, Ask};
use crate::stage::{Stage, tuesday};

const HOURS: &str = "/v1/resources/resource-1/hours";

async fn set_hours(stage: &Stage, hours: &Value) -> Answer {
    stage.send(Ask::put(HOURS, hours).by(&stage.planner)).await
}

fn weekly(from: &str, until: &str) -> Value {
    json!({"weekdays": ["tue"], "from": from, "until": until})
}

#[tokio::test]
async fn hours_come_back_as_they_were_set() {
    let stage = Stage::new().await;
    let hours = json!({
        "rules": [{"weekdays": ["mon", "fri"], "from": "08:00", "until": "24:00", "valid_from": "2026-12-01"}],
        "exceptions": [{"date": "2026-12-25", "closed": true},
                       {"date": "2026-12-24", "open": [{"from": "08:00", "until": "12:00"}]}]
    });
    assert_eq!(set_hours(&stage, &hours).await.done(), hours);
    assert_eq!(stage.get(HOURS).await.done(), hours);
}

#[tokio::test]
async fn hours_that_make_no_sense_are_refused() {
    let stage = Stage::new().await;
    let overlapping = json!({"rules": [weekly("08:00", "12:00"), weekly("11:00", "15:00")]});
    set_hours(&stage, &overlapping).await.problem("invalid-value");
    let empty = json!({"rules": [weekly("09:00", "09:00")]});
    set_hours(&stage, &empty).await.problem("invalid-value");
    let late = json!({"rules": [weekly("24:00", "08:00")]});
    assert_eq!(set_hours(&stage, &late).await.problem_at("invalid-field"), "/rules/0/from");
    let wrong = json!({"rules": [weekly("8", "12:00")]});
    assert_eq!(set_hours(&stage, &wrong).await.problem_at("invalid-field"), "/rules/0/from");
    let day = json!({"rules": [{"weekdays": ["tuesday"], "from": "08:00", "until": "12:00"}]});
    assert_eq!(set_hours(&stage, &day).await.problem_at("invalid-field"), "/rules/0/weekdays/0");
}

#[tokio::test]
async fn an_exception_is_either_closed_or_open_on_a_date_that_exists() {
    let stage = Stage::new().await;
    let open = json!([{"from": "08:00", "until": "12:00"}]);
    for exception in [
        json!({"date": "2026-12-25"}),
        json!({"date": "2026-12-25", "closed": false}),
        json!({"date": "2026-12-25", "closed": true, "open": open}),
        json!({"date": "2026-12-25", "open": []}),
    ] {
        let answer = set_hours(&stage, &json!({"rules": [], "exceptions": [exception]})).await;
        assert_eq!(answer.problem_at("invalid-field"), "/exceptions/0");
    }
    let no_such_day = json!({"rules": [], "exceptions": [{"date": "2026-02-29", "closed": true}]});
    assert_eq!(set_hours(&stage, &no_such_day).await.problem_at("invalid-field"), "/exceptions/0/date");
}

/// On 28 March 2027 the clocks in Berlin skip from 02:00 to 03:00.
#[tokio::test]
async fn weekly_hours_that_begin_in_skipped_time_begin_when_it_ends_and_dated_ones_are_refused() {
    let stage = Stage::new().await;
    let dated = json!({"rules": [], "exceptions": [
        {"date": "2027-03-28", "open": [{"from": "02:30", "until": "06:00"}]}
    ]});
    let refused = set_hours(&stage, &dated).await.problem("invalid-value");
    assert_eq!(refused["detail"], "hours: the clocks of Europe/Berlin skip 02:30:00 on 2027-03-28");
    set_hours(&stage, &json!({"rules": [{"weekdays": ["sun"], "from": "02:30", "until": "06:00"}]}))
        .await
        .done();
    let path = "/v1/resources/resource-1/working?from=2027-03-28T00:00:00Z&until=2027-03-29T00:00:00Z";
    let working = stage.get(path).await.done();
    assert_eq!(working, json!({"items": [{"start": "2027-03-28T01:00:00Z", "end": "2027-03-28T04:00:00Z"}]}));
}

#[tokio::test]
async fn working_time_is_asked_for_a_stretch_that_has_a_length() {
    let stage = Stage::new().await;
    let working = |query: &str| format!("/v1/resources/resource-1/working?{query}");
    let backwards = working("from=2026-12-02T00:00:00Z&until=2026-12-01T00:00:00Z");
    assert_eq!(stage.get(&backwards).await.problem_at("invalid-field"), "until");
    let long = working("from=2026-12-01T00:00:00Z&until=2027-12-01T00:00:00Z");
    assert_eq!(stage.get(&long).await.problem_at("invalid-field"), "until");
    let half = working("from=2026-12-01T00:00:00Z");
    assert_eq!(stage.get(&half).await.problem_at("invalid-field"), "until");
}

#[tokio::test]
async fn hours_may_not_strand_appointments() {
    let stage = Stage::new().await;
    stage.book("p-1", "15:00").await;
    let answer = set_hours(&stage, &json!({"rules": [weekly("08:00", "12:00")]})).await;
    assert_eq!(answer.problem("strands-appointments")["blocking"]["appointment"], "appointment-1");
}

fn evening(label: &str) -> Value {
    json!({"resource": "resource-1", "start": tuesday("17:00"), "end": tuesday("19:00"), "label": label})
}

#[tokio::test]
async fn a_session_opens_is_listed_and_closes() {
    let stage = Stage::new().await;
    let opened = stage.plan("/v1/sessions", evening("Evening")).await;
    assert_eq!(opened.header("location"), "/v1/sessions/session-1");
    insta::assert_json_snapshot!(opened.done());
    let listed = |query: &'static str| stage.get(query);
    assert_eq!(listed("/v1/sessions?resource=resource-1").await.done()["items"][0], opened.json());
    assert_eq!(listed("/v1/sessions?resource=resource-3").await.done()["items"], json!([]));
    assert_eq!(listed("/v1/sessions?until=2026-11-24T16:00:00Z").await.done()["items"], json!([]));
    let closed = stage.send(Ask::delete("/v1/sessions/session-1").by(&stage.planner)).await;
    assert_eq!((closed.status, closed.body.len()), (StatusCode::NO_CONTENT, 0));
    stage.get("/v1/sessions/session-1").await.problem("not-found");
}

#[tokio::test]
async fn sessions_of_one_resource_may_not_overlap() {
    let stage = Stage::new().await;
    stage.plan("/v1/sessions", evening("Evening")).await.done();
    let problem = stage.plan("/v1/sessions", evening("Again")).await.problem("session-overlap");
    assert_eq!(problem["blocking"]["session"], "session-1");
}

#[tokio::test]
async fn a_session_or_block_that_ends_before_it_starts_is_refused() {
    let stage = Stage::new().await;
    let mut session = evening("Evening");
    session["end"] = json!(tuesday("16:00"));
    assert_eq!(stage.plan("/v1/sessions", session).await.problem_at("invalid-field"), "/end");
    let block =
        json!({"site": "site-1", "start": tuesday("12:00"), "end": tuesday("12:00"), "reason": "Drill"});
    assert_eq!(stage.plan("/v1/blocks", block).await.problem_at("invalid-field"), "/end");
}

#[tokio::test]
async fn a_block_stands_in_the_way_until_it_is_lifted() {
    let stage = Stage::new().await;
    let block =
        json!({"site": "site-1", "start": tuesday("09:00"), "end": tuesday("10:00"), "reason": "Fire drill"});
    let added = stage.plan("/v1/blocks", block.clone()).await;
    insta::assert_json_snapshot!(added.done());
    let booking = crate::stage::booking("p-1", "09:00");
    stage.post("/v1/appointments", booking.clone()).await.problem("blocked");
    stage.send(Ask::delete("/v1/blocks/block-1").by(&stage.planner)).await;
    stage.post("/v1/appointments", booking).await.done();
    stage.plan("/v1/blocks", block).await.problem("strands-appointments");
}

#[tokio::test]
async fn a_block_is_for_a_resource_or_a_site() {
    let stage = Stage::new().await;
    let mut block = json!({"start": tuesday("09:00"), "end": tuesday("10:00"), "reason": "Drill"});
    assert_eq!(stage.plan("/v1/blocks", block.clone()).await.problem_at("invalid-field"), "/resource");
    block["site"] = json!("site-1");
    block["resource"] = json!("resource-1");
    assert_eq!(stage.plan("/v1/blocks", block).await.problem_at("invalid-field"), "/resource");
}

#[tokio::test]
async fn a_precondition_that_nothing_would_check_is_refused() {
    let stage = Stage::new().await;
    let ask = Ask::put("/v1/resources/resource-1/hours", &weekly("09:00", "12:00"));
    let answer = stage.send(ask.by(&stage.planner).key("k-1").header("if-match", "\"99\"")).await;
    assert_eq!(answer.problem_at("precondition-invalid"), "If-Match");
}
