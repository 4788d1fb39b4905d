//! Rate limits.

use std::time::Duration;

use lindley_http::{HttpSettings, Quota};
use serde_json::json;

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
    assert!(!refused.header("retry-after").is_empty());
    attempt("planner").await.problem("wrong-credentials");
}
