//! A request and its answer, as tests write and read them.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use serde_json::Value;

/// A request to be sent.
#[derive(Debug)]
pub(crate) struct Ask {
    method: Method,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Ask {
    fn new(method: Method, path: &str, body: Vec<u8>) -> Self {
        Self { method, path: path.to_owned(), headers: Vec::new(), body }
    }

    pub(crate) fn get(path: &str) -> Self {
        Self::new(Method::GET, path, Vec::new())
    }

    /// A change with a key of its own.
    pub(crate) fn post(path: &str, body: &Value) -> Self {
        Self::raw(Method::POST, path, body.to_string()).fresh_key()
    }

    pub(crate) fn put(path: &str, body: &Value) -> Self {
        Self::raw(Method::PUT, path, body.to_string()).fresh_key()
    }

    pub(crate) fn patch(path: &str, body: &Value) -> Self {
        Self::raw(Method::PATCH, path, body.to_string()).fresh_key()
    }

    pub(crate) fn delete(path: &str) -> Self {
        Self::new(Method::DELETE, path, Vec::new()).fresh_key()
    }

    /// A JSON body that need not be JSON, and no key.
    pub(crate) fn raw(method: Method, path: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::new(method, path, body.into()).header("content-type", "application/json")
    }

    fn fresh_key(self) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let key = format!("\"key-{}\"", COUNT.fetch_add(1, Ordering::Relaxed));
        self.key(&key)
    }

    pub(crate) fn by(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    pub(crate) fn key(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    /// Sets a header, in place of an earlier one of that name.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(other, _)| other != name);
        self
    }

    pub(crate) fn request(self) -> Request<Body> {
        let mut request = Request::builder().method(self.method).uri(self.path);
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        request.body(Body::from(self.body)).unwrap()
    }
}

/// An answer, read whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The body of a success.
    #[track_caller]
    pub(crate) fn done(&self) -> Value {
        assert!(self.status.is_success(), "{}: {}", self.status, self.text());
        self.json()
    }

    /// The body of a problem with this code; checks what every problem has.
    #[track_caller]
    pub(crate) fn problem(&self, code: &str) -> Value {
        let problem = self.json();
        assert_eq!(problem["code"], code, "{problem}");
        assert_eq!(problem["status"], self.status.as_u16());
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(problem["trace_id"], self.header("x-request-id"));
        let catalogued = lindley_api::problem::kind(code).expect("a code of the catalogue");
        assert_eq!(problem["status"], catalogued.status);
        assert_eq!(problem["type"], *catalogued.address());
        assert_eq!(problem["advice"], catalogued.advice);
        problem
    }

    /// Where a problem says that the request is wrong.
    #[track_caller]
    pub(crate) fn problem_at(&self, code: &str) -> String {
        let problem = self.problem(code);
        problem["errors"][0]["pointer"].as_str().unwrap_or_default().to_owned()
    }
}
