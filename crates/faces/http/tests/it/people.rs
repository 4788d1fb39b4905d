//! Signing in and out, accounts, tokens and roles.

use axum::http::StatusCode;
use serde_json::json;

use crate::ask::{Answer, Ask};
use crate::stage::{Stage, booking};

const PASSWORD: &str = "correct horse battery";

async fn add_front_desk(stage: &Stage) {
    let account = json!({"login": "front-desk", "password": PASSWORD, "roles": ["clerk"]});
    stage.send(Ask::post("/v1/accounts", &account).by(&stage.admin)).await.done();
}

async fn sign_in(stage: &Stage, password: &str) -> Answer {
    let body = json!({"login": "front-desk", "password": password});
    stage.send(Ask::post("/v1/session", &body).without("idempotency-key")).await
}

fn cookie_of(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_browser_session_begins_and_ends() {
    let stage = Stage::new().await;
    add_front_desk(&stage).await;
    let signed_in = sign_in(&stage, PASSWORD).await;
    insta::assert_json_snapshot!(signed_in.done());
    let set_cookie = signed_in.header("set-cookie");
    assert!(
        set_cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200; Secure"),
        "{set_cookie}"
    );
    let cookie = cookie_of(&signed_in);
    let me = stage.send(Ask::get("/v1/session").header("cookie", &cookie)).await.done();
    assert_eq!(me["login"], "front-desk");
    let out = Ask::delete("/v1/session").header("cookie", &cookie).header("x-requested-with", "lindley");
    let out = stage.send(out).await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    stage.send(Ask::get("/v1/session").header("cookie", &cookie)).await.problem("not-signed-in");
}

#[tokio::test]
async fn the_cookie_is_only_insecure_on_the_machine_itself() {
    let stage = Stage::new().await;
    add_front_desk(&stage).await;
    let body = json!({"login": "front-desk", "password": PASSWORD});
    for (host, secure) in [("localhost:8080", false), ("127.0.0.1:8080", false), ("clinic.example", true)] {
        let answer = stage.send(Ask::post("/v1/session", &body).header("host", host)).await;
        assert_eq!(answer.header("set-cookie").ends_with("Secure"), secure, "{host}");
    }
}

#[tokio::test]
async fn a_session_runs_out() {
    let stage = Stage::new().await;
    add_front_desk(&stage).await;
    let cookie = cookie_of(&sign_in(&stage, PASSWORD).await);
    stage.clock.forward_seconds(13 * 3600);
    stage.send(Ask::get("/v1/session").header("cookie", &cookie)).await.problem("not-signed-in");
}

#[tokio::test]
async fn a_change_under_a_cookie_must_come_from_our_own_page() {
    let stage = Stage::new().await;
    add_front_desk(&stage).await;
    let cookie = cookie_of(&sign_in(&stage, PASSWORD).await);
    let book = |start: &str| {
        Ask::post("/v1/appointments", &booking("p-1", start))
            .header("cookie", &cookie)
            .header("host", "clinic.example")
    };
    stage.send(book("09:00")).await.problem("cross-site");
    stage.send(book("09:00").header("origin", "https://evil.example")).await.problem("cross-site");
    stage.send(book("09:00").header("origin", "null")).await.problem("cross-site");
    stage.send(book("09:00").header("origin", "https://clinic.example")).await.done();
    stage.send(book("10:00").header("x-requested-with", "lindley")).await.done();
}

#[tokio::test]
async fn wrong_credentials_do_not_tell_which_part_is_wrong() {
    let stage = Stage::new().await;
    add_front_desk(&stage).await;
    let wrong = sign_in(&stage, "wrong horse battery").await.problem("wrong-credentials");
    let body = json!({"login": "nobody", "password": PASSWORD});
    let unknown = stage.send(Ask::post("/v1/session", &body)).await.problem("wrong-credentials");
    assert_eq!(wrong["detail"], unknown["detail"]);
}

#[tokio::test]
async fn without_a_secret_nothing_is_open_but_health() {
    let stage = Stage::new().await;
    let document: serde_json::Value = serde_json::from_str(&lindley_http::openapi_text()).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let open = ["/healthz", "/readyz"].contains(&path.as_str())
                || (path == "/v1/session" && method == "post");
            if !open {
                let ask =
                    Ask::raw(method.to_uppercase().parse().unwrap(), &path.replace("{id}", "site-1"), "{}");
                let answer = stage.send(ask).await;
                assert_eq!(answer.problem("not-signed-in")["status"], 401, "{method} {path}");
                assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"lindley\"");
            }
        }
    }
    for secret in ["", "x", "lindley_token_x"] {
        stage.send(Ask::get("/v1/sites").by(secret)).await.problem("not-signed-in");
    }
}

#[tokio::test]
async fn accounts_are_added_and_listed_by_those_who_may() {
    let stage = Stage::new().await;
    add_front_desk(&stage).await;
    insta::assert_json_snapshot!(stage.send(Ask::get("/v1/accounts").by(&stage.admin)).await.done());
    let account = json!({"login": "front-desk", "roles": ["viewer"]});
    stage.send(Ask::post("/v1/accounts", &account).by(&stage.admin)).await.problem("name-taken");
    stage.send(Ask::post("/v1/accounts", &account).by(&stage.planner)).await.problem("forbidden");
    stage.send(Ask::get("/v1/accounts").by(&stage.clerk)).await.problem("forbidden");
    let short = json!({"login": "other", "password": "short", "roles": []});
    let answer = stage.send(Ask::post("/v1/accounts", &short).by(&stage.admin)).await;
    assert_eq!(answer.problem_at("invalid-field"), "/password");
    let role = json!({"login": "other", "roles": ["king"]});
    let answer = stage.send(Ask::post("/v1/accounts", &role).by(&stage.admin)).await;
    assert_eq!(answer.problem_at("invalid-field"), "/roles/0");
}

#[tokio::test]
async fn a_token_speaks_for_its_account_until_it_ends() {
    let stage = Stage::new().await;
    add_front_desk(&stage).await;
    let new = json!({"label": "kiosk", "expires": "2026-11-24T00:00:00Z"});
    let issued = stage.send(Ask::post("/v1/accounts/account-5/tokens", &new).by(&stage.admin)).await.done();
    let token = issued["token"].as_str().unwrap();
    let me = stage.send(Ask::get("/v1/session").by(token)).await.done();
    assert_eq!(me["account"], "account-5");
    stage.clock.forward_seconds(24 * 3600);
    stage.send(Ask::get("/v1/session").by(token)).await.problem("not-signed-in");
    let nobody = Ask::post("/v1/accounts/account-99/tokens", &new).by(&stage.admin);
    stage.send(nobody).await.problem("not-found");
}

#[tokio::test]
async fn organisations_are_founded_by_platform_administrators() {
    let stage = Stage::new().await;
    insta::assert_json_snapshot!(stage.get("/v1/organisation").await.done());
    let new = json!({"slug": "riverside", "name": "Riverside Health", "horizon_days": 90});
    let founded = stage.send(Ask::post("/v1/organisations", &new).by(&stage.admin)).await;
    assert_eq!((founded.status, &founded.json()["head"]), (StatusCode::CREATED, &json!(1)));
    stage.send(Ask::post("/v1/organisations", &new).by(&stage.admin)).await.problem("organisation-founding");
    stage.send(Ask::post("/v1/organisations", &new).by(&stage.planner)).await.problem("forbidden");
    let odd = json!({"slug": "River Side", "name": "Riverside", "horizon_days": 90});
    let answer = stage.send(Ask::post("/v1/organisations", &odd).by(&stage.admin)).await;
    assert_eq!(answer.problem_at("invalid-field"), "/slug");
}

#[tokio::test]
async fn a_new_organisation_gets_its_first_account_from_a_platform_administrator() {
    let stage = Stage::new().await;
    let new = json!({"slug": "riverside", "name": "Riverside Health", "horizon_days": 90});
    stage.send(Ask::post("/v1/organisations", &new).by(&stage.admin)).await.done();
    let first = json!({"login": "river", "password": "a long enough one", "roles": ["admin"], "organisation": "riverside"});
    stage.send(Ask::post("/v1/accounts", &first).by(&stage.planner)).await.problem("forbidden");
    let added = stage.send(Ask::post("/v1/accounts", &first).by(&stage.admin)).await;
    assert_eq!(added.status, StatusCode::CREATED);
    let nowhere = json!({"login": "sea", "roles": ["admin"], "organisation": "seaside"});
    stage.send(Ask::post("/v1/accounts", &nowhere).by(&stage.admin)).await.problem("unknown-organisation");
}
