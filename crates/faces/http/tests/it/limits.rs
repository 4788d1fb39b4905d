//! Rate limits.

use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::ConnectInfo;
use lindley_http::{HttpSettings, Quota};
use serde_json::json;
use tower::ServiceExt;

use crate::ask::Ask;
use crate::stage::Stage;

const fn an_hours(requests: u32) -> Quota {
    Quota { requests, window: Duration::from_hours(1) }
}

#[tokio::test]
async fn an_account_has_a_quota_and_is_told_what_is_left() {
    let settings = HttpSettings { machines: Some(an_hours(3)), ..HttpSettings::default() };
    let stage = Stage::with_settings(HttpSettings { machines: None, ..settings.clone() }).await;
    let limited = Stage { router: lindley_http::router(stage.app.clone(), settings), ..stage };
    for left in ["2", "1", "0"] {
        let answer = limited.get("/v1/sites").await;
        answer.done();
        assert_eq!(answer.header("ratelimit-policy"), "\"requests\";q=3;w=3600");
        assert!(answer.header("ratelimit").starts_with(&format!("\"requests\";r={left};t=")));
    }
    let refused = limited.get("/v1/sites").await;
    let problem = refused.problem("rate-limited");
    assert_eq!(problem["type"], "https://iana.org/assignments/http-problem-types#quota-exceeded");
    assert_eq!(problem["violated-policies"], json!(["requests"]));
    assert!((1..=1200).contains(&refused.header("retry-after").parse::<u32>().unwrap()));
    limited.send(Ask::get("/v1/sites").by(&limited.clerk)).await.done();
}

#[tokio::test]
async fn without_a_quota_nothing_is_said_about_one() {
    let stage = Stage::with_settings(HttpSettings { machines: None, ..HttpSettings::default() }).await;
    assert_eq!(stage.get("/v1/sites").await.header("ratelimit"), "");
}

#[tokio::test]
async fn guessing_passwords_is_slowed_down_for_each_login() {
    let stage =
        Stage::with_settings(HttpSettings { sign_in: Some(an_hours(2)), ..HttpSettings::default() }).await;
    let attempt = |login: &str| {
        let body = json!({"login": login, "password": "wrong horse battery"});
        stage.send(Ask::post("/v1/session", &body))
    };
    attempt("clerk").await.problem("wrong-credentials");
    attempt("CLERK").await.problem("wrong-credentials");
    let refused = attempt("clerk").await;
    assert_eq!(refused.problem("rate-limited")["violated-policies"], json!(["sign-in-login"]));
    let seconds = refused.header("retry-after");
    assert_eq!(
        refused.problem("rate-limited")["detail"],
        format!("Too many attempts. Try again in {seconds} seconds.")
    );
    attempt("planner").await.problem("wrong-credentials");
}

/// One person behind a reverse proxy, or one who writes what a proxy would, cannot lock the others out.
#[tokio::test]
async fn sign_ins_are_counted_for_the_client_behind_a_trusted_proxy() {
    let stage = Stage::new().await;
    let (proxy, elsewhere) = ("10.1.2.3:9", "203.0.113.9:9");
    let attempt = async |router: &axum::Router, peer: &str, client: &str, login: u32| {
        let body = json!({"login": format!("nobody-{login}"), "password": "wrong horse battery"});
        let mut request = Ask::post("/v1/session", &body).header("x-forwarded-for", client).request();
        request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
        router.clone().oneshot(request).await.unwrap().status().as_u16()
    };
    let router = |trusted: &[&str]| {
        let trusted_proxies = trusted.iter().map(|range| range.parse().unwrap()).collect();
        let settings =
            HttpSettings { sign_in: Some(an_hours(1)), trusted_proxies, ..HttpSettings::default() };
        lindley_http::router(stage.app.clone(), settings)
    };
    // (the trusted proxies, who connects, whether the clients that it names are told apart)
    let table: [(&[&str], &str, bool); 4] = [
        (&["10.1.0.0/16"], proxy, true),
        (&["10.1.2.3"], proxy, true),
        (&[], proxy, false),
        (&["10.1.0.0/16"], elsewhere, false),
    ];
    for (trusted, peer, told_apart) in table {
        let router = router(trusted);
        for login in 0..4 {
            let status = attempt(&router, peer, "192.0.2.1, 198.51.100.7", login).await;
            assert_eq!(status, 401, "four people may sign in from one address");
        }
        assert_eq!(attempt(&router, peer, "192.0.2.2, 198.51.100.7", 4).await, 429, "the same client");
        let other = if told_apart { 401 } else { 429 };
        assert_eq!(attempt(&router, peer, "198.51.100.8", 5).await, other, "{trusted:?} {peer}");
    }
}
