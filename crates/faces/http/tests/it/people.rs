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
                let ask = Ask::raw(
                    method.to_uppercase().parse().unwrap(),
                    &path.replace("{id}", "site-1").replace("{token}", "t").replace("{task}", "demand"),
                    "{}",
                );
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

/// Each refusal of a change of an account: who asks, for which account, what, and what they are told.
#[tokio::test]
async fn a_change_of_an_account_is_refused_with_a_reason() {
    let stage = Stage::new().await;
    add_front_desk(&stage).await;
    let small = stage.admin_of_the_organisation().await;
    let desk = "/v1/accounts/account-5";
    let table = [
        (&stage.planner, desk, json!({"disabled": true}), "forbidden", ""),
        (&small, "/v1/accounts/account-99", json!({"disabled": true}), "not-found", ""),
        (&small, "/v1/accounts/account-1", json!({"disabled": true}), "forbidden", ""),
        (&small, desk, json!({"roles": ["platform-admin"]}), "forbidden", ""),
        (&small, desk, json!({"password": "short"}), "invalid-field", "/password"),
        (&small, desk, json!({"roles": ["king"]}), "invalid-field", "/roles/0"),
        (&small, desk, json!({"disabled": "yes"}), "invalid-field", "/disabled"),
        (&small, desk, json!({"login": "other"}), "unknown-field", "/login"),
        (&small, "/v1/accounts/account-6", json!({"disabled": true}), "own-account", ""),
        (&small, "/v1/accounts/account-6", json!({"roles": ["clerk"]}), "own-account", ""),
        (&small, "/v1/accounts/account-6", json!({"password": PASSWORD}), "own-account", ""),
    ];
    for (by, path, body, code, pointer) in table {
        let answer = stage.send(Ask::patch(path, &body).by(by)).await;
        assert_eq!(answer.problem_at(code), pointer, "{path} {body}");
    }
    let found = stage.send(Ask::get(desk).by(&small)).await.done();
    assert_eq!((&found["login"], &found["disabled"]), (&json!("front-desk"), &json!(false)));
    stage.send(Ask::get(desk).by(&stage.clerk)).await.problem("forbidden");
    stage.send(Ask::get("/v1/accounts/account-99").by(&small)).await.problem("not-found");
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once() {
    let stage = Stage::new().await;
    add_front_desk(&stage).await;
    let cookie = cookie_of(&sign_in(&stage, PASSWORD).await);
    let new = json!({"label": "kiosk"});
    let issued = stage.send(Ask::post("/v1/accounts/account-5/tokens", &new).by(&stage.admin)).await.done();
    let token = issued["token"].as_str().unwrap();
    let by_cookie = || stage.send(Ask::get("/v1/session").header("cookie", &cookie));
    let by_token = || stage.send(Ask::get("/v1/session").by(token));
    by_cookie().await.done();
    by_token().await.done();
    let change = |change| stage.send(Ask::patch("/v1/accounts/account-5", &change).by(&stage.admin));
    let changed = change(json!({"disabled": true})).await.done();
    assert_eq!(
        changed,
        json!({"id": "account-5", "login": "front-desk", "roles": ["clerk"], "disabled": true})
    );
    by_cookie().await.problem("not-signed-in");
    by_token().await.problem("not-signed-in");
    sign_in(&stage, PASSWORD).await.problem("wrong-credentials");
    change(json!({"disabled": false, "password": "staple battery horse", "roles": ["viewer"]})).await.done();
    by_cookie().await.problem("not-signed-in");
    assert_eq!(by_token().await.done()["roles"], json!(["viewer"]));
    sign_in(&stage, "staple battery horse").await.done();
}

#[tokio::test]
async fn ones_own_password_is_changed_with_the_present_one() {
    let stage = Stage::new().await;
    add_front_desk(&stage).await;
    let here = cookie_of(&sign_in(&stage, PASSWORD).await);
    let there = cookie_of(&sign_in(&stage, PASSWORD).await);
    let change = |current: &str, password: &str| {
        let body = json!({"current": current, "password": password});
        let ask = Ask::post("/v1/session/password", &body).header("cookie", &here);
        stage.send(ask.header("x-requested-with", "lindley"))
    };
    let table =
        [("wrong horse battery", "staple battery horse", "/current"), (PASSWORD, "short", "/password")];
    for (current, password, pointer) in table {
        assert_eq!(change(current, password).await.problem_at("invalid-field"), pointer);
    }
    assert_eq!(change(PASSWORD, "staple battery horse").await.status, StatusCode::NO_CONTENT);
    stage.send(Ask::get("/v1/session").header("cookie", &here)).await.done();
    stage.send(Ask::get("/v1/session").header("cookie", &there)).await.problem("not-signed-in");
    sign_in(&stage, PASSWORD).await.problem("wrong-credentials");
    sign_in(&stage, "staple battery horse").await.done();
    let other_site = json!({"current": PASSWORD, "password": PASSWORD});
    let ask = Ask::post("/v1/session/password", &other_site).header("cookie", &here);
    stage.send(ask).await.problem("cross-site");
}

#[tokio::test]
async fn tokens_are_listed_and_revoked() {
    let stage = Stage::new().await;
    let small = stage.admin_of_the_organisation().await;
    let path = "/v1/accounts/account-3/tokens";
    let new = json!({"label": "kiosk", "expires": "2026-11-24T00:00:00Z"});
    let issued = stage.send(Ask::post(path, &new).by(&small)).await.done();
    let (id, secret) = (issued["id"].as_str().unwrap(), issued["token"].as_str().unwrap());
    stage.send(Ask::get("/v1/session").by(secret)).await.done();
    let listed = stage.send(Ask::get(path).by(&small)).await;
    let tokens = listed.done();
    let token = json!({"id": id, "label": "kiosk", "expires": "2026-11-24T00:00:00Z"});
    assert!(tokens["items"].as_array().unwrap().contains(&token), "{tokens}");
    assert!(!listed.text().contains(secret) && !listed.text().contains("lindley_token"));
    let first = stage.send(Ask::get(&format!("{path}?limit=1")).by(&small)).await.done();
    let next = format!("{path}?limit=1&cursor={}", first["next_cursor"].as_str().unwrap());
    let second = stage.send(Ask::get(&next).by(&small)).await.done();
    assert_eq!(tokens["items"], json!([first["items"][0], second["items"][0]]));

    let named = format!("{path}/{id}");
    let table = [
        (&stage.clerk, named.clone(), "forbidden"),
        (&small, format!("/v1/accounts/account-4/tokens/{id}"), "not-found"),
        (&small, format!("/v1/accounts/account-99/tokens/{id}"), "not-found"),
        (&small, format!("{path}/{}", id.to_uppercase() + "0"), "not-found"),
        (&small, format!("{path}/0000000000000000"), "not-found"),
        (&small, format!("/v1/accounts/5/tokens/{id}"), "not-found"),
    ];
    for (by, path, code) in table {
        stage.send(Ask::delete(&path).by(by)).await.problem(code);
    }
    stage.send(Ask::get("/v1/session").by(secret)).await.done();
    assert_eq!(stage.send(Ask::delete(&named).by(&small)).await.status, StatusCode::NO_CONTENT);
    stage.send(Ask::get("/v1/session").by(secret)).await.problem("not-signed-in");
    stage.send(Ask::delete(&named).by(&small)).await.problem("not-found");
    stage.send(Ask::get(path).by(&stage.clerk)).await.problem("forbidden");
    stage.send(Ask::get("/v1/accounts/account-99/tokens").by(&small)).await.problem("not-found");
}

#[tokio::test]
async fn a_token_cannot_have_ended_before_it_begins() {
    let stage = Stage::new().await;
    for expires in ["2026-11-23T06:00:00Z", "2026-11-23T05:59:59Z", "1970-01-01T00:00:00Z"] {
        let ask = Ask::post("/v1/accounts/account-3/tokens", &json!({"label": "kiosk", "expires": expires}));
        assert_eq!(
            stage.send(ask.by(&stage.admin)).await.problem_at("invalid-field"),
            "/expires",
            "{expires}"
        );
    }
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
