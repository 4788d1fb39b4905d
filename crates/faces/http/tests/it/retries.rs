//! Idempotency keys: a retry is answered, not repeated.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::ask::Ask;
use crate::stage::{Stage, booking};

fn book(stage: &Stage, patient: &str, key: &str) -> Ask {
    Ask::post("/v1/appointments", &booking(patient, "09:00")).by(&stage.clerk).key(key)
}

#[tokio::test]
async fn a_retry_gets_the_same_answer_and_books_nothing() {
    let stage = Stage::new().await;
    let first = stage.send(book(&stage, "p-1", "\"k-1\"")).await;
    let again = stage.send(book(&stage, "p-1", "\"k-1\"")).await;
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    assert_eq!(again.header("etag"), first.header("etag"));
    assert_eq!(again.header("location"), first.header("location"));
    assert_eq!((first.header("idempotency-replayed"), again.header("idempotency-replayed")), ("", "true"));
    assert_eq!(stage.get("/v1/appointments").await.done()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_key_is_the_same_quoted_or_bare() {
    let stage = Stage::new().await;
    let first = stage.send(book(&stage, "p-1", "\"k-1\"")).await;
    assert_eq!(stage.send(book(&stage, "p-1", "k-1")).await.body, first.body);
    let escaped = stage.send(book(&stage, "p-1", r#""k\"1""#)).await;
    escaped.problem("patient-busy");
}

#[tokio::test]
async fn a_refusal_is_kept_too() {
    let stage = Stage::new().await;
    let id = stage.book("p-1", "09:00").await;
    let refused = stage.send(book(&stage, "p-2", "k-2")).await;
    refused.problem("slot-taken");
    stage.post(&format!("/v1/appointments/{id}/cancel"), json!({"reason": "patient"})).await.done();
    stage.send(book(&stage, "p-2", "k-2")).await.problem("slot-taken");
}

#[tokio::test]
async fn a_key_belongs_to_one_request_of_one_principal() {
    let stage = Stage::new().await;
    stage.send(book(&stage, "p-1", "k-1")).await.done();
    stage.send(book(&stage, "p-2", "k-1")).await.problem("idempotency-key-reused");
    let other = Ask::post("/v1/services", &json!({"name": "Cardiology"})).by(&stage.planner).key("k-1");
    stage.send(other).await.done();
}

#[tokio::test]
async fn every_change_needs_a_key_that_can_be_read() {
    let stage = Stage::new().await;
    let keyless = book(&stage, "p-1", "k").without("idempotency-key");
    stage.send(keyless).await.problem("idempotency-key-missing");
    for key in ["", "\"\"", "\"open", "\"a\"b\"", "two words", "\"two words\"", "gr\u{fc}n", &"k".repeat(256)]
    {
        let answer = stage.send(book(&stage, "p-1", key)).await;
        assert_eq!(answer.problem_at("idempotency-key-invalid"), "Idempotency-Key", "{key}");
    }
    stage.send(book(&stage, "p-1", &"k".repeat(255))).await.done();
}

#[tokio::test]
async fn no_documented_change_goes_without_a_key() {
    let stage = Stage::new().await;
    let document: Value = serde_json::from_str(&lindley_http::openapi_text()).unwrap();
    let without = [
        "/v1/session",
        "/v1/openings/search",
        "/v1/session-plans",
        "/v1/session-studies",
        "/v1/session-comparisons",
        "/v1/predictions/{id}/replay",
        "/v1/predict-demand",
        "/predict-demand",
    ];
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in
            ["post", "put", "patch", "delete"].into_iter().filter(|method| item.get(method).is_some())
        {
            if without.contains(&path.as_str()) {
                continue;
            }
            let id = match path.split('/').nth(2).unwrap() {
                "visit-types" => "visit-type-1",
                "holds" | "appointments" => "appointment-1",
                "session-templates" => "template-1",
                "models" => "model-1",
                other => &format!("{}-1", other.trim_end_matches('s')),
            };
            let path = format!("{}?fence=1", path.replace("{id}", id).replace("{token}", "6f9b2c1e52a44e0b"));
            let ask = Ask::raw(method.to_uppercase().parse().unwrap(), &path, "{}").by(&stage.admin);
            stage.send(ask).await.problem("idempotency-key-missing");
        }
    }
}

/// Changes that stand beside the log: the same answer for the same request, a refusal for another one.
#[tokio::test]
async fn changes_of_accounts_and_organisations_are_retried_like_bookings() {
    let stage = Stage::new().await;
    let login = json!({"login": "front-desk", "password": "correct horse battery", "roles": ["clerk"]});
    let other_login = json!({"login": "front-desk", "password": "another horse battery", "roles": ["clerk"]});
    let clinic = json!({"slug": "riverside", "name": "Riverside Health", "horizon_days": 90});
    let other_clinic = json!({"slug": "riverside", "name": "Riverside", "horizon_days": 90});
    let (disable, enable) = (json!({"disabled": true}), json!({"disabled": false}));
    let table = [
        (Ask::post as fn(&str, &Value) -> Ask, "/v1/accounts", login, other_login),
        (Ask::post, "/v1/organisations", clinic, other_clinic),
        (Ask::patch, "/v1/accounts/account-5", disable, enable),
    ];
    for (ask, path, body, other) in table {
        let send = |body: &Value| stage.send(ask(path, body).by(&stage.admin).key(path));
        let first = send(&body).await;
        let again = send(&body).await;
        first.done();
        assert_eq!((again.status, &again.body), (first.status, &first.body), "{path}");
        assert_eq!(again.header("location"), first.header("location"), "{path}");
        let replayed = (first.header("idempotency-replayed"), again.header("idempotency-replayed"));
        assert_eq!(replayed, ("", "true"), "{path}");
        send(&other).await.problem("idempotency-key-reused");
    }
    let accounts = stage.send(Ask::get("/v1/accounts").by(&stage.admin)).await.done();
    assert_eq!(
        (accounts["items"].as_array().unwrap().len(), &accounts["items"][4]["disabled"]),
        (5, &json!(true))
    );
}

#[tokio::test]
async fn a_key_makes_one_token_and_its_retry_names_it() {
    let stage = Stage::new().await;
    let issue = |label: &str| {
        let ask = Ask::post("/v1/accounts/account-3/tokens", &json!({"label": label}));
        stage.send(ask.by(&stage.admin).key("k-1"))
    };
    let issued = issue("kiosk").await.done();
    let id = issued["id"].as_str().unwrap();
    let problem = issue("kiosk").await.problem("token-already-issued");
    assert!(problem["detail"].as_str().unwrap().contains(id), "{problem}");
    assert!(!problem.to_string().contains(issued["token"].as_str().unwrap()));
    issue("other").await.problem("idempotency-key-reused");
    let tokens = stage.send(Ask::get("/v1/accounts/account-3/tokens").by(&stage.admin)).await.done();
    assert_eq!(tokens["items"].as_array().unwrap().len(), 2, "the stage's own and one more: {tokens}");
    let revoke = || {
        let path = format!("/v1/accounts/account-3/tokens/{id}");
        stage.send(Ask::delete(&path).by(&stage.admin).key("k-2"))
    };
    let (first, again) = (revoke().await, revoke().await);
    assert_eq!((first.status, again.status), (StatusCode::NO_CONTENT, StatusCode::NO_CONTENT));
    assert_eq!(again.header("idempotency-replayed"), "true");
}
