//! The OpenAPI document and the catalogue of problems.

use std::collections::BTreeMap;

use lindley_domain::{Rejection, RejectionKind};
use serde_json::Value;

use crate::ask::Ask;
use crate::stage::Stage;

fn document() -> Value {
    serde_json::from_str(&lindley_http::openapi_text()).unwrap()
}

#[test]
fn the_committed_document_is_up_to_date() {
    let committed = include_str!("../../../../../docs/openapi.json");
    assert!(
        committed == lindley_http::openapi_text(),
        "docs/openapi.json is out of date: run cargo run -p lindley-http --example openapi"
    );
}

#[tokio::test]
async fn the_document_is_served() {
    let served = Stage::new().await.send(Ask::get("/openapi.json")).await.done();
    assert_eq!(served["openapi"], "3.1.0");
    assert_eq!(served, document());
}

#[test]
fn everything_in_the_document_is_described() {
    let document = document();
    let mut bare = Vec::new();
    let described = |value: &Value| value["description"].as_str().is_some_and(|text| text.len() > 2);
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        if !described(schema) {
            bare.push(name.clone());
        }
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            if !described(property) {
                bare.push(format!("{name}.{field}"));
            }
        }
    }
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if operation["summary"].as_str().is_none_or(str::is_empty)
                || operation["tags"].as_array().is_none()
            {
                bare.push(format!("{method} {path}"));
            }
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                if !described(parameter) {
                    bare.push(format!("{method} {path} {}", parameter["name"]));
                }
            }
        }
    }
    assert!(bare.is_empty(), "without a description: {bare:?}");
}

#[test]
fn requests_are_closed_and_have_examples() {
    let document = document();
    let schemas = &document["components"]["schemas"];
    for (path, item) in document["paths"].as_object().unwrap() {
        for operation in item.as_object().unwrap().values() {
            let Some(body) = operation.get("requestBody") else { continue };
            let target = body["content"]["application/json"]["schema"]["$ref"].as_str().unwrap();
            let schema = &schemas[target.rsplit('/').next().unwrap()];
            assert_eq!(schema["additionalProperties"], false, "{path}: {target}");
            assert!(schema["example"].is_object(), "{path}: {target}");
        }
    }
}

#[test]
fn every_rejection_of_the_rules_is_in_the_catalogue_and_means_the_same() {
    let status = |kind: RejectionKind| match kind {
        RejectionKind::Missing => 404,
        RejectionKind::Invalid => 422,
        RejectionKind::Conflict => 409,
        RejectionKind::Stale => 412,
    };
    for (code, kind, advice) in Rejection::CODES {
        let listed =
            lindley_api::problem::kind(code).unwrap_or_else(|| panic!("{code} is not in the catalogue"));
        assert_eq!(listed.status, status(*kind), "{code}");
        assert_eq!(listed.advice, *advice, "{code}");
    }
}

#[test]
fn operations_have_names_of_their_own() {
    let mut names: BTreeMap<String, u32> = BTreeMap::new();
    for item in document()["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            *names.entry(operation["operationId"].as_str().unwrap().to_owned()).or_default() += 1;
        }
    }
    assert!(names.values().all(|count| *count == 1), "{names:?}");
}
