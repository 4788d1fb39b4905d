//! The OpenAPI document around the routes: title, tags, ways to sign in, and what all operations share.

use serde_json::{Map, Value, json};
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;

use crate::problem::{Blocking, FieldError, Problem};

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Lindley",
        description = "Clinical scheduling: find, hold, book, move and cancel visits; run hours, sessions and blocks; \
                       learn from what happened and predict, each number with its band; follow what happens.\n\nFields are in snake case. Moments are RFC 3339 with an offset, and UTC in \
                       answers; times of day are `HH:MM` on the site's clock. Unknown fields are refused. Fields that have \
                       no value are left out. Every change needs an `Idempotency-Key`. Every answer that is not a success \
                       is a problem (RFC 9457) with a stable `code`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
        version = "1.0.0"
    ),
    components(schemas(Problem, FieldError, Blocking)),
    tags(
        (name = "session", description = "Sign in, sign out, and who is signed in"),
        (name = "organisation", description = "The organisation and its accounts"),
        (name = "catalogue", description = "Sites, services, visit types and resources"),
        (name = "timetable", description = "Hours, sessions and blocks"),
        (name = "planning", description = "Orders of visits that cost least, and session templates"),
        (name = "models", description = "Models: which one speaks, trainings, gates, reports"),
        (name = "predictions", description = "What is expected of appointments, sessions and demand, always with its band"),
        (name = "signals", description = "What the clinic is told: facts of patients, reminders, feeds, special days"),
        (name = "booking", description = "Openings, holds and appointments"),
        (name = "reading", description = "The day board and the event stream"),
        (name = "operations", description = "Health, readiness and metrics"),
    )
)]
struct Base;

/// The document without routes.
pub fn base() -> OpenApi {
    Base::openapi()
}

/// The whole document: the routes' operations with the sign-in schemes and the problem answer added, and optional
/// fields that are left out rather than null.
pub fn finish(routes: &OpenApi) -> Value {
    let mut document = serde_json::to_value(routes).unwrap_or_default();
    document["components"]["securitySchemes"] = json!({
        "token": {"type": "http", "scheme": "bearer", "description": "An API token of an account."},
        "session": {"type": "apiKey", "in": "cookie", "name": "lindley_session",
                    "description": "The browser session that POST /v1/session begins."}
    });
    document["components"]["responses"] = json!({
        "Problem": {
            "description": "Not done. `code` says why, `advice` what to do; see docs/problems.md for all codes.",
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        }
    });
    document["security"] = json!([{"token": []}, {"session": []}]);
    for_each_object(&mut document["paths"], &mut add_problem_answer);
    for_each_object(&mut document, &mut leave_out_rather_than_null);
    name_pages(&mut document);
    document
}

const SCHEMAS: &str = "#/components/schemas/";
const GENERIC_PAGE: &str = "Page_";

/// The generator calls a page of sites `Page_Site` and writes the site out inside it. Here it becomes `SitePage` and
/// refers to `Site`.
fn name_pages(document: &mut Value) {
    let Some(schemas) = document["components"]["schemas"].as_object_mut() else { return };
    for (name, mut schema) in std::mem::take(schemas) {
        let item = name.strip_prefix(GENERIC_PAGE);
        if let Some(item) = item {
            schema["description"] = json!(format!("One page of a list of {item}."));
            schema["properties"]["items"]["items"] = json!({"$ref": format!("{SCHEMAS}{item}")});
        }
        schemas.insert(item.map_or(name.clone(), |item| format!("{item}Page")), schema);
    }
    for_each_object(document, &mut |object| {
        let generic =
            object.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix(SCHEMAS));
        if let Some(item) = generic.and_then(|name| name.strip_prefix(GENERIC_PAGE)) {
            let target = format!("{SCHEMAS}{item}Page");
            object.insert("$ref".into(), target.into());
        }
    });
}

/// The document as committed: indented, with a line feed at the end.
pub fn text(routes: &OpenApi) -> String {
    let mut text = serde_json::to_string_pretty(&finish(routes)).unwrap_or_default();
    text.push('\n');
    text
}

fn for_each_object(value: &mut Value, visit: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            visit(object);
            object.values_mut().for_each(|child| for_each_object(child, visit));
        }
        Value::Array(items) => items.iter_mut().for_each(|child| for_each_object(child, visit)),
        _ => {}
    }
}

fn add_problem_answer(object: &mut Map<String, Value>) {
    if object.contains_key("operationId")
        && let Some(responses) = object.get_mut("responses").and_then(Value::as_object_mut)
    {
        responses.insert("default".into(), json!({"$ref": "#/components/responses/Problem"}));
    }
}

/// The generator writes every optional field as "or null". Ours are left out instead, except where a field is required.
fn leave_out_rather_than_null(schema: &mut Map<String, Value>) {
    if schema.get("in").is_some() {
        schema.get_mut("schema").map(without_null);
    }
    let required = schema.get("required").cloned().unwrap_or_default();
    let is_required =
        |name: &str| required.as_array().is_some_and(|names| names.iter().any(|other| other == name));
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
    for (_, property) in properties.iter_mut().filter(|(name, _)| !is_required(name)) {
        without_null(property);
    }
}

fn without_null(property: &mut Value) {
    if let Some(types) = property.get_mut("type").and_then(Value::as_array_mut) {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_slice() {
            property["type"] = only.clone();
        }
    }
    if let Some(choices) = property.get_mut("oneOf").and_then(Value::as_array_mut) {
        choices.retain(|choice| choice.get("type").is_none_or(|kind| kind != "null"));
        if let [only] = choices.as_slice() {
            let only = only.clone();
            if let (Some(object), Value::Object(fields)) = (property.as_object_mut(), only) {
                object.remove("oneOf");
                object.extend(fields);
            }
        }
    }
}
