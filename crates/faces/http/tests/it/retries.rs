//! Idempotency keys: a retry is answered, not repeated.

use serde_json::json;

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
    let document: serde_json::Value = serde_json::from_str(&lindley_http::openapi_text()).unwrap();
    let without = ["/v1/session", "/v1/openings/search"];
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in ["post", "put", "delete"].into_iter().filter(|method| item.get(method).is_some()) {
            if without.contains(&path.as_str()) {
                continue;
            }
            let id = match path.split('/').nth(2).unwrap() {
                "visit-types" => "visit-type-1",
                "holds" | "appointments" => "appointment-1",
                other => &format!("{}-1", other.trim_end_matches('s')),
            };
            let path = format!("{}?fence=1", path.replace("{id}", id));
            let ask = Ask::raw(method.to_uppercase().parse().unwrap(), &path, "{}").by(&stage.admin);
            stage.send(ask).await.problem("idempotency-key-missing");
        }
    }
}
