//! Models: listed, shown, measured beside who speaks, promoted, reverted.

use serde_json::{Value, json};

use crate::ask::Ask;
use crate::learning_stage::{learning_stage, young_stage};
use crate::stage::Stage;

const RISKS: &str = "/v1/risks?site=site-1&date=2026-11-24";

#[tokio::test(flavor = "multi_thread")]
async fn a_model_is_trained_looked_at_promoted_asked_kept_and_replayed() {
    let stage = learning_stage().await;
    let id = stage.train("no-show").await;
    let listed = stage.foretold("/v1/models?task=no-show").await.done();
    assert_eq!((&listed["items"][0]["id"], &listed["items"][0]["role"]), (&json!(id), &json!("challenger")));
    assert!(listed["items"][0]["measures"]["auc"].as_f64().unwrap() > 0.6, "lead time tells: {listed}");
    let model = stage.foretold(&format!("/v1/models/{id}")).await.done();
    shows_its_lineage(&model);
    let card = stage.foretold(&format!("/v1/models/{id}/card")).await.done();
    assert!(card["markdown"].as_str().unwrap().starts_with('#'), "{card}");
    let gates = stage.foretold(&format!("/v1/models/{id}/gates")).await.done();
    assert_eq!(
        (&gates["passed"], &gates["refusals"], &gates["against"]),
        (&json!(true), &json!([]), &Value::Null)
    );
    let promoted = stage.promote(&id).await;
    assert_eq!((&promoted["role"], &promoted["reason"]), (&json!("champion"), &json!("The first")));
    let risks = stage.foretold(RISKS).await.done();
    assert_eq!((&risks["no_show_model"], risks["risks"].as_array().unwrap().len()), (&json!(id), 4));
    for risk in risks["risks"].as_array().unwrap() {
        lies_in_its_band(&risk["no_show"], ["low", "probability", "high"]);
        assert_eq!(risk["no_show"]["basis"], "model");
        let factor = &risk["no_show"]["factors"][0];
        assert!(!factor["words"].as_str().unwrap().contains('_'), "{factor}");
        lies_in_its_band(&risk["length"], ["low_minutes", "expected_minutes", "high_minutes"]);
        assert_eq!(risk["length"]["basis"], "planned-length", "nobody has trained lengths");
        assert!(risk["length"]["fallback_reason"].as_str().unwrap().starts_with("No model"));
    }
    let question = json!({"subject": "no-show", "site": "site-1", "date": "2026-11-24"});
    let kept = stage.plan("/v1/predictions", question).await.done();
    assert_eq!((&kept["count"], &kept["models"]), (&json!(4), &json!([id])));
    stage.book("p-9", "12:00").await;
    let path = format!("/v1/predictions/{}", kept["id"].as_str().unwrap());
    let replay = stage.plan(&format!("{path}/replay"), json!({})).await.done();
    assert_eq!((&replay["same"], &replay["kept_hash"]), (&json!(true), &kept["hash"]));
    let rows = stage.foretold(&path).await.done();
    assert_eq!(rows["no_show"][0]["probability"], risks["risks"][0]["no_show"]["probability"]);
    let back = json!({"task": "no-show", "reason": "Try the one before"});
    stage.manage("/v1/models/revert", back).await.problem("no-earlier-champion");
    let report = stage.foretold("/v1/model-reports/no-show").await.done();
    assert_eq!((&report["champion"], &report["needed"].is_u64()), (&json!(id), &true), "{report}");
}

#[track_caller]
fn shows_its_lineage(model: &Value) {
    for hash in ["blob_hash", "twin_hash", "manifest_hash"] {
        assert_eq!(model[hash].as_str().unwrap().len(), 64, "{hash}");
    }
    assert!(model["signed_by"].as_str().unwrap().contains("tests"), "{}", model["signed_by"]);
    assert_eq!(model["seed"], 7);
    assert!(!model["features"].as_array().unwrap().is_empty());
    assert!(!model["report"]["reliability"].as_array().unwrap().is_empty());
    assert!(model["report"]["baselines"][0]["name"].is_string());
}

#[track_caller]
fn lies_in_its_band(told: &Value, names: [&str; 3]) {
    let [low, middle, high] = names.map(|name| told[name].as_f64().unwrap());
    assert!(low <= middle && middle <= high, "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_model_is_measured_beside_the_champion_and_the_first_can_come_back() {
    let stage = learning_stage().await;
    let first = stage.train("no-show").await;
    stage.promote(&first).await;
    let second = stage.train("no-show").await;
    let gates = stage.foretold(&format!("/v1/models/{second}/gates")).await.done();
    assert_eq!((&gates["against"], &gates["passed"]), (&json!(first), &json!(true)), "{gates}");
    assert!(gates["gates"][0]["difference"]["low"].is_number(), "{gates}");
    assert_eq!(gates["gates"][0]["segment"], "overall");
    let path = format!("/v1/models/{second}/promote");
    let promoted = stage.manage(&path, json!({"reason": "Newer"})).await.done();
    assert_eq!(promoted["role"], "champion");
    let back = stage.manage("/v1/models/revert", json!({"task": "no-show", "reason": "Back"})).await.done();
    assert_eq!((&back["id"], &back["role"]), (&json!(first), &json!("champion")));
    assert_eq!(back["reason"], "Back");
    let former = stage.foretold(&format!("/v1/models/{second}")).await.done();
    assert_eq!(former["role"], "former");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_promotion_tells_the_gates_and_names_no_champion_where_none_speaks() {
    let stage = young_stage().await;
    let id = stage.train("no-show").await;
    let gates = stage.foretold(&format!("/v1/models/{id}/gates")).await.done();
    assert_eq!((&gates["passed"], gates.get("against")), (&json!(false), None));
    let answer = stage.manage(&format!("/v1/models/{id}/promote"), json!({"reason": "The first"})).await;
    let problem = answer.problem("gate-failed");
    assert_eq!((&problem["gates"], &problem["detail"]), (&gates["gates"], &gates["refusals"][0]));
    assert_eq!(problem["gates"][0]["passed"], false);
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("simplest method") && !detail.contains("hampion"), "{detail}");
    assert_eq!(stage.foretold(&format!("/v1/models/{id}")).await.done()["role"], "challenger");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promotion_is_done_once_and_asking_again_with_its_key_is_answered_again() {
    let stage = learning_stage().await;
    let id = stage.train("duration").await;
    let path = format!("/v1/models/{id}/promote");
    let body = json!({"reason": "The first"});
    for replayed in [false, true] {
        let answer = stage.send(Ask::post(&path, &body).by(&stage.admin).key("promote-once")).await;
        assert_eq!(answer.header("idempotency-replayed") == "true", replayed);
        assert_eq!(answer.done()["role"], "champion");
    }
    let other = json!({"reason": "Another reason"});
    let answer = stage.send(Ask::post(&path, &other).by(&stage.admin).key("promote-once")).await;
    answer.problem("idempotency-key-reused");
    stage.manage(&path, body).await.problem("already-champion");
    let risks = stage.foretold(RISKS).await.done();
    assert_eq!(risks["length_model"], json!(id));
    assert_eq!(risks["risks"][0]["length"]["basis"], "model");
    assert_eq!(risks["risks"][0]["no_show"]["basis"], "base-rate");
    assert_eq!(risks["risks"][0]["no_show"]["level"], 0.9);
    let kept =
        stage.plan("/v1/predictions", json!({"subject": "duration", "appointments": named(4)})).await.done();
    let rows = stage.foretold(&format!("/v1/predictions/{}", kept["id"].as_str().unwrap())).await.done();
    assert_eq!((rows["lengths"].as_array().unwrap().len(), &rows["no_show"]), (4, &Value::Null));
}

/// The ids of the visits that are booked after 2,016 past ones.
fn named(count: u64) -> Vec<String> {
    (1..=count).map(|number| format!("appointment-{}", 2016 + number)).collect()
}

#[tokio::test]
async fn models_that_are_not_there_and_reasons_that_say_nothing_are_refused() {
    let stage = Stage::new().await;
    for path in ["/v1/models/model-1", "/v1/models/model-1/card", "/v1/models/model-1/gates", "/v1/models/1"]
    {
        stage.foretold(path).await.problem("not-found");
    }
    stage.manage("/v1/models/model-1/promote", json!({"reason": "R"})).await.problem("not-found");
    let revert = |body: Value| stage.manage("/v1/models/revert", body);
    assert_eq!(
        revert(json!({"task": "no-show", "reason": " "})).await.problem_at("invalid-value"),
        "/reason"
    );
    assert_eq!(revert(json!({"task": "noshow", "reason": "R"})).await.problem_at("invalid-field"), "/task");
    assert_eq!(revert(json!({"task": "no-show"})).await.problem_at("invalid-field"), "/reason");
    let extra = json!({"task": "no-show", "reason": "R", "force": true});
    assert_eq!(revert(extra).await.problem_at("unknown-field"), "/force");
    assert_eq!(stage.foretold("/v1/models?task=weather").await.problem_at("invalid-field"), "task");
    assert_eq!(stage.foretold("/v1/models?limit=0").await.problem_at("invalid-field"), "limit");
    assert_eq!(stage.foretold("/v1/models?cursor=x").await.problem_at("invalid-cursor"), "cursor");
    assert_eq!(stage.foretold("/v1/models").await.done()["items"], json!([]));
}

#[tokio::test]
async fn a_report_without_a_champion_says_what_is_needed() {
    let stage = Stage::new().await;
    let report = stage.foretold("/v1/model-reports/duration").await.done();
    assert_eq!((&report["task"], &report["outcomes"]), (&json!("duration"), &json!(0)));
    assert!(report["needed"].as_u64().unwrap() > 0 && report["problem"].is_string(), "{report}");
    assert!(report.get("report").is_none() && report.get("champion").is_none());
    stage.foretold("/v1/model-reports/weather").await.problem("not-found");
    let at = async |query: &str| stage.foretold(&format!("/v1/model-reports/demand?{query}")).await;
    assert_eq!(at("from=2026-11-20&until=2026-11-20").await.problem_at("invalid-field"), "until");
    assert_eq!(at("from=2027-01-01").await.problem_at("invalid-field"), "from");
    assert_eq!(at("from=2026-02-30").await.problem_at("invalid-field"), "from");
    assert_eq!(at("since=2026-02-03").await.problem_at("unknown-field"), "since");
}

#[tokio::test]
async fn only_some_roles_read_models_and_fewer_manage_them() {
    let stage = Stage::new().await;
    let read = [
        "/v1/models",
        "/v1/models/model-1",
        "/v1/models/model-1/card",
        "/v1/models/model-1/gates",
        "/v1/model-reports/no-show",
        "/v1/trainings",
        "/v1/trainings/training-1",
    ];
    for path in read {
        for token in [&stage.viewer, &stage.clerk] {
            stage.send(Ask::get(path).by(token)).await.problem("forbidden");
        }
        assert_ne!(stage.foretold(path).await.status, 403, "{path}");
    }
    let managed = [
        ("/v1/trainings", json!({"task": "no-show"})),
        ("/v1/models/model-1/promote", json!({"reason": "R"})),
        ("/v1/models/revert", json!({"task": "no-show", "reason": "R"})),
    ];
    for (path, body) in managed {
        for token in [&stage.viewer, &stage.clerk, &stage.planner] {
            let problem = stage.send(Ask::post(path, &body).by(token)).await.problem("forbidden");
            assert!(problem["detail"].as_str().unwrap().ends_with("manage-models"), "{path}: {problem}");
        }
    }
}
