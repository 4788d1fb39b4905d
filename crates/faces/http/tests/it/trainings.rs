//! Trainings: queued by hand, worked on by whoever has hands free, ended with a model or with a reason.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::ask::Ask;
use crate::stage::Stage;

const TRAININGS: &str = "/v1/trainings";

#[tokio::test]
async fn a_training_waits_until_somebody_works_on_it_and_a_task_has_one_at_a_time() {
    let stage = Stage::new().await;
    let body = json!({"task": "no-show", "seed": 5});
    let ask = || Ask::post(TRAININGS, &body).by(&stage.admin).key("train-once");
    let queued = stage.send(ask()).await;
    assert_eq!((queued.status, queued.header("location")), (StatusCode::CREATED, "/v1/trainings/training-1"));
    let told = queued.done();
    assert_eq!(
        (&told["stage"], &told["cause"], &told["seed"]),
        (&json!("queued"), &json!("by-hand"), &json!(5))
    );
    assert_eq!(stage.send(ask()).await.header("idempotency-replayed"), "true");
    assert_eq!(stage.foretold("/v1/trainings/training-1").await.done(), told);
    stage.manage(TRAININGS, body.clone()).await.problem("training-unfinished");
    let usual = stage.manage(TRAININGS, json!({"task": "duration"})).await.done();
    assert_eq!(usual["seed"], 1);
    let ids = async |query: &str| -> Vec<Value> {
        let page = stage.foretold(&format!("{TRAININGS}{query}")).await.done();
        page["items"].as_array().unwrap().iter().map(|training| training["id"].clone()).collect()
    };
    assert_eq!(ids("").await, ["training-2", "training-1"], "the newest first");
    assert_eq!(ids("?task=no-show").await, ["training-1"]);
    let page = stage.foretold("/v1/trainings?limit=1").await.done();
    let cursor = page["next_cursor"].as_str().unwrap();
    assert_eq!(ids(&format!("?limit=1&cursor={cursor}")).await, ["training-1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_with_too_little_to_learn_from_ends_with_the_reason() {
    let stage = Stage::new().await;
    stage.manage(TRAININGS, json!({"task": "no-show"})).await.done();
    stage.work().await.expect("a training waits");
    let ended = stage.foretold("/v1/trainings/training-1").await.done();
    assert_eq!((&ended["stage"], &ended["attempts"]), (&json!("failed"), &json!(1)));
    assert!(ended["problem"].as_str().is_some_and(|problem| problem.len() > 10), "{ended}");
    assert!(stage.work().await.is_none(), "nothing waits any more");
    stage.manage(TRAININGS, json!({"task": "no-show"})).await.done();
}

#[tokio::test]
async fn trainings_that_cannot_be_are_refused_at_their_field() {
    let stage = Stage::new().await;
    let rows = [
        (json!({}), "invalid-field", "/task"),
        (json!({"task": "weather"}), "invalid-field", "/task"),
        (json!({"task": "no-show", "seed": -1}), "invalid-field", "/seed"),
        (json!({"task": "no-show", "seed": 1.5}), "invalid-field", "/seed"),
        (json!({"task": "no-show", "head": 3}), "unknown-field", "/head"),
    ];
    for (body, code, place) in rows {
        assert_eq!(stage.manage(TRAININGS, body).await.problem_at(code), place);
    }
    stage.foretold("/v1/trainings/training-1").await.problem("not-found");
    assert_eq!(stage.foretold("/v1/trainings?task=weather").await.problem_at("invalid-field"), "task");
}
