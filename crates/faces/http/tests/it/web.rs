//! The embedded web app.

use axum::http::Method;

use crate::ask::Ask;
use crate::stage::Stage;

#[tokio::test]
async fn the_apps_own_routes_get_its_page_under_a_strict_policy() {
    let stage = Stage::new().await;
    for path in ["/", "/board/site-1", "/sign-in"] {
        let page = stage.send(Ask::get(path)).await;
        assert_eq!(page.status, 200);
        assert!(page.header("content-type").starts_with("text/html"));
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'self'") && !policy.contains("script"), "{policy}");
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        assert!(["no-cache", "no-store"].contains(&page.header("cache-control")));
    }
}

#[tokio::test]
async fn the_app_answers_only_to_reading() {
    let stage = Stage::new().await;
    stage.send(Ask::raw(Method::POST, "/", "{}")).await.problem("not-found");
    assert_eq!(stage.send(Ask::raw(Method::HEAD, "/", "")).await.status, 200);
}

#[tokio::test]
async fn only_large_answers_are_compressed_and_streams_never() {
    let stage = Stage::new().await;
    let zipped = |path: &str| Ask::get(path).by(&stage.viewer).header("accept-encoding", "gzip");
    assert_eq!(stage.send(zipped("/openapi.json")).await.header("content-encoding"), "gzip");
    assert_eq!(stage.send(zipped("/v1/sites")).await.header("content-encoding"), "");
    let request = zipped("/v1/events").request();
    let stream = tower::ServiceExt::oneshot(stage.router.clone(), request).await.unwrap();
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    assert!(!stream.headers().contains_key("content-encoding"));
}
