//! The metrics and who may read them.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use tower::ServiceExt;

use crate::ask::Ask;
use crate::stage::Stage;

async fn scrape(stage: &Stage, peer: &str, ask: Ask) -> (u16, String) {
    let mut request = ask.request();
    request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
    let response = stage.router.clone().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn requests_and_bookings_are_counted_by_route_and_outcome() {
    let stage = Stage::new().await;
    stage.book("p-secret-1", "09:00").await;
    stage.post("/v1/appointments", crate::stage::booking("p-secret-2", "09:00")).await.problem("slot-taken");
    stage.get("/v1/appointments/appointment-1").await.done();
    stage.get("/v1/appointments?patient=p-secret-1").await.done();
    let (status, text) = scrape(&stage, "127.0.0.1:9", Ask::get("/metrics").by(&stage.admin)).await;
    assert_eq!(status, 200);
    for line in [
        "lindley_bookings_total{outcome=\"booked\"} 1",
        "lindley_bookings_total{outcome=\"slot-taken\"} 1",
        "http_server_request_duration_seconds_count{method=\"GET\",route=\"/v1/appointments/{id}\",status=\"200\"} 1",
        "lindley_event_streams_open 0",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    assert!(text.contains("le=\"0.075\""), "the buckets of the convention");
    assert!(!text.contains("secret") && !text.contains("appointment-1"), "{text}");
}

#[tokio::test]
async fn metrics_are_for_auditors_wherever_they_are() {
    let stage = Stage::new().await;
    // A proxy on this machine makes everybody look local.
    assert_eq!(scrape(&stage, "127.0.0.1:9", Ask::get("/metrics")).await.0, 401);
    assert_eq!(scrape(&stage, "192.0.2.7:9", Ask::get("/metrics")).await.0, 401);
    assert_eq!(scrape(&stage, "192.0.2.7:9", Ask::get("/metrics").by(&stage.clerk)).await.0, 403);
    assert_eq!(scrape(&stage, "192.0.2.7:9", Ask::get("/metrics").by(&stage.admin)).await.0, 200);
    stage.send(Ask::get("/metrics")).await.problem("not-signed-in");
}
