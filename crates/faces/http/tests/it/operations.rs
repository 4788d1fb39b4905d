//! Health, request ids, unknown addresses and methods, panics and patience.

use std::time::Duration;

use axum::http::Method;
use lindley_http::HttpSettings;
use serde_json::json;

use crate::ask::Ask;
use crate::stage::Stage;

#[tokio::test]
async fn health_and_readiness_are_open() {
    let stage = Stage::new().await;
    assert_eq!(stage.send(Ask::get("/healthz")).await.done(), json!({"status": "up"}));
    assert_eq!(stage.send(Ask::get("/readyz")).await.done(), json!({"ready": true, "organisations": 1}));
}

#[tokio::test]
async fn a_sane_request_id_is_kept_and_any_other_replaced() {
    let stage = Stage::new().await;
    let kept = stage.send(Ask::get("/healthz").header("x-request-id", "Desk_3.a-9")).await;
    assert_eq!(kept.header("x-request-id"), "Desk_3.a-9");
    let long = "x".repeat(65);
    for odd in ["", "a b", "<script>", long.as_str()] {
        let answer = stage.send(Ask::get("/healthz").header("x-request-id", odd)).await;
        let fresh = answer.header("x-request-id");
        assert!(fresh.len() == 16 && fresh.bytes().all(|byte| byte.is_ascii_hexdigit()), "{odd}: {fresh}");
    }
    let one = stage.send(Ask::get("/healthz")).await;
    let other = stage.send(Ask::get("/healthz")).await;
    assert_ne!(one.header("x-request-id"), other.header("x-request-id"));
}

#[tokio::test]
async fn an_unknown_address_is_not_found() {
    let stage = Stage::new().await;
    for path in ["/v1", "/v1/rooms", "/v1/sites/site-1/rooms", "/v1x", "/logo.png"] {
        let problem = stage.send(Ask::get(path)).await.problem("not-found");
        assert_eq!(problem["instance"], path);
    }
    stage.send(Ask::raw(Method::POST, "/anything", "{}")).await.problem("not-found");
}

#[tokio::test]
async fn a_method_that_is_not_supported_says_which_are() {
    let stage = Stage::new().await;
    let answer = stage.send(Ask::raw(Method::PATCH, "/v1/sites", "{}").by(&stage.admin)).await;
    answer.problem("method-not-allowed");
    let allowed: Vec<&str> = answer.header("allow").split(',').collect();
    assert!(allowed.contains(&"GET") && allowed.contains(&"POST"), "{allowed:?}");
}

#[tokio::test]
async fn a_panic_ends_one_request_only() {
    let stage = Stage::new().await;
    stage.clock.break_down();
    let answer = stage.get("/v1/sites").await;
    answer.problem("internal");
    assert_eq!(stage.send(Ask::get("/healthz")).await.status, 200);
}

#[tokio::test]
async fn patience_ends() {
    let settings = HttpSettings { patience: Duration::ZERO, ..HttpSettings::default() };
    let stage = Stage::new().await;
    let hasty = lindley_http::router(stage.app.clone(), settings);
    let body = json!({"login": "nobody", "password": "correct horse battery"});
    let response =
        tower::ServiceExt::oneshot(hasty, Ask::post("/v1/session", &body).request()).await.unwrap();
    assert_eq!(response.status(), 503);
}

#[tokio::test]
async fn api_answers_are_never_stored_by_caches() {
    let stage = Stage::new().await;
    for path in ["/v1/sites", "/v1/sites/site-9", "/healthz"] {
        let answer = stage.get(path).await;
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}
