//! The event stream over a real socket.

use std::net::SocketAddr;
use std::time::Duration;

use lindley_http::HttpSettings;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use crate::ask::Ask;
use crate::stage::Stage;

/// Longer than any machine needs; only a hanging test meets it.
const LONG: Duration = Duration::from_mins(1);

struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
}

impl Server {
    async fn start(stage: &Stage) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let router = stage.router.clone();
        let shutdown = async { _ = stopped.await };
        tokio::spawn(async move { lindley_http::serve(listener, router, shutdown).await.unwrap() });
        Self { address, stop: Some(stop) }
    }

    async fn open(&self, secret: &str, path: &str, more: &str) -> Events {
        let mut connection = TcpStream::connect(self.address).await.unwrap();
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer {secret}\r\n{more}\r\n");
        connection.write_all(request.as_bytes()).await.unwrap();
        let mut events = Events { lines: BufReader::new(connection).lines() };
        assert_eq!(events.line().await, "HTTP/1.1 200 OK");
        while !events.line().await.is_empty() {}
        events
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        _ = self.stop.take().map(|stop| stop.send(()));
    }
}

struct Events {
    lines: Lines<BufReader<TcpStream>>,
}

impl Events {
    async fn line(&mut self) -> String {
        let line = tokio::time::timeout(LONG, self.lines.next_line()).await.expect("the stream hangs");
        line.unwrap().expect("the stream has ended")
    }

    /// The next event: its id, name and data.
    async fn next(&mut self) -> (u64, String, Value) {
        let (mut id, mut name) = (0, String::new());
        loop {
            let line = self.line().await;
            match line.split_once(": ") {
                Some(("id", text)) => id = text.parse().unwrap(),
                Some(("event", text)) => text.clone_into(&mut name),
                Some(("data", text)) => return (id, name, serde_json::from_str(text).unwrap()),
                _ => {}
            }
        }
    }

    async fn ids(&mut self, count: usize) -> Vec<u64> {
        let mut ids = Vec::new();
        while ids.len() < count {
            ids.push(self.next().await.0);
        }
        ids
    }

    /// Reads to the end of the stream.
    async fn ends(mut self) {
        // The last chunk is empty; the connection itself stays open for the next request.
        while self.line().await != "0" {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_resumes_without_a_gap_or_a_repetition() {
    let stage = Stage::new().await;
    let server = Server::start(&stage).await;
    let head = stage.get("/v1/organisation").await.done()["head"].as_u64().unwrap();
    let mut first = server.open(&stage.viewer, "/v1/events?after=0", "").await;
    assert_eq!(first.ids(usize::try_from(head).unwrap()).await, (1..=head).collect::<Vec<_>>());
    stage.book("p-1", "09:00").await;
    let (id, name, data) = first.next().await;
    assert_eq!((id, name.as_str()), (head + 1, "appointment_booked"));
    assert_eq!((&data["seq"], &data["kind"]), (&json!(id), &json!("appointment_booked")));
    assert_eq!(data["at"], "2026-11-23T06:00:00Z");
    assert!(data["body"].is_object(), "{data}");
    drop(first);

    for start in ["10:00", "11:00"] {
        stage.book("p-1", start).await;
    }
    let mut second = server.open(&stage.viewer, "/v1/events", &format!("Last-Event-ID: {id}\r\n")).await;
    assert_eq!(second.ids(2).await, [id + 1, id + 2]);
    stage.book("p-1", "12:00").await;
    assert_eq!(second.ids(1).await, [id + 3]);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_place_to_resume_a_stream_begins_now() {
    let stage = Stage::new().await;
    let server = Server::start(&stage).await;
    let head = stage.get("/v1/organisation").await.done()["head"].as_u64().unwrap();
    let mut events = server.open(&stage.viewer, "/v1/events", "").await;
    stage.book("p-1", "09:00").await;
    assert_eq!(events.ids(1).await, [head + 1]);
}

/// More events than the broadcast holds: a reader that fell behind is served from the store.
#[tokio::test(flavor = "multi_thread")]
async fn a_slow_reader_misses_nothing() {
    let settings = HttpSettings { machines: None, ..HttpSettings::default() };
    let stage = Stage::with_settings(settings).await;
    let server = Server::start(&stage).await;
    let head = stage.get("/v1/organisation").await.done()["head"].as_u64().unwrap();
    let mut events = server.open(&stage.viewer, "/v1/events", "").await;
    let name = "x".repeat(100);
    let many = 3000;
    for number in 0..many {
        stage.plan("/v1/services", json!({"name": format!("{name}{number}")})).await.done();
    }
    assert_eq!(events.ids(many).await, (head + 1..=head + many as u64).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_ends_with_its_session() {
    let settings = HttpSettings { heartbeat: Duration::from_millis(20), ..HttpSettings::default() };
    let stage = Stage::with_settings(settings).await;
    let server = Server::start(&stage).await;
    let new = json!({"label": "brief", "expires": "2026-11-23T07:00:00Z"});
    let issued = stage.send(Ask::post("/v1/accounts/account-4/tokens", &new).by(&stage.admin)).await.done();
    let mut events = server.open(issued["token"].as_str().unwrap(), "/v1/events", "").await;
    while events.line().await != ":" {}
    stage.clock.forward_seconds(3600);
    events.ends().await;
}

/// Whatever ends a secret ends its streams at the next heartbeat.
#[tokio::test(flavor = "multi_thread")]
async fn a_stream_ends_with_signing_out_a_disabled_account_lost_roles_and_a_revoked_token() {
    let settings = HttpSettings { heartbeat: Duration::from_millis(20), ..HttpSettings::default() };
    let stage = Stage::with_settings(settings).await;
    let server = Server::start(&stage).await;
    let login = json!({"login": "desk", "password": "correct horse battery", "roles": ["clerk"]});
    stage.send(Ask::post("/v1/accounts", &login).by(&stage.admin)).await.done();
    let sign_in = json!({"login": "desk", "password": "correct horse battery"});
    let signed_in = stage.send(Ask::post("/v1/session", &sign_in)).await;
    let cookie = signed_in.header("set-cookie").split(';').next().unwrap();
    let session = cookie.strip_prefix("lindley_session=").unwrap();
    let new = json!({"label": "kiosk"});
    let issued = stage.send(Ask::post("/v1/accounts/account-5/tokens", &new).by(&stage.admin)).await.done();
    let (token, id) = (issued["token"].as_str().unwrap(), issued["id"].as_str().unwrap());
    let sign_out = Ask::delete("/v1/session").header("cookie", cookie).header("x-requested-with", "lindley");
    let change = |path: &str, change| Ask::patch(path, &change).by(&stage.admin);
    let table = [
        (session, sign_out),
        (token, Ask::delete(&format!("/v1/accounts/account-5/tokens/{id}")).by(&stage.admin)),
        (stage.viewer.as_str(), change("/v1/accounts/account-4", json!({"disabled": true}))),
        (stage.clerk.as_str(), change("/v1/accounts/account-3", json!({"roles": []}))),
    ];
    for (secret, ending) in table {
        let mut events = server.open(secret, "/v1/events", "").await;
        while events.line().await != ":" {}
        assert!(stage.send(ending).await.status.is_success());
        events.ends().await;
    }
}

/// Browsers do not tell a page about comments: an event says that the server still speaks, and when it will again.
#[tokio::test(flavor = "multi_thread")]
async fn a_silent_stream_shows_life_with_an_event_that_is_not_in_the_log() {
    let settings = HttpSettings { heartbeat: Duration::from_millis(20), ..HttpSettings::default() };
    let stage = Stage::with_settings(settings).await;
    let server = Server::start(&stage).await;
    let head = stage.get("/v1/organisation").await.done()["head"].as_u64().unwrap();
    let mut events = server.open(&stage.viewer, "/v1/events", "").await;
    let life = (0, "heartbeat".to_owned(), json!({"head": head, "every_ms": 20}));
    assert_eq!(events.next().await, life);
    assert_eq!(events.next().await, life);
    stage.book("p-1", "09:00").await;
    while events.next().await.1 == "heartbeat" {}
    assert_eq!(events.next().await.2["head"], head + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_has_a_longest_life() {
    let settings = HttpSettings { stream_life: Duration::from_millis(20), ..HttpSettings::default() };
    let stage = Stage::with_settings(settings).await;
    let server = Server::start(&stage).await;
    server.open(&stage.viewer, "/v1/events", "").await.ends().await;
}

#[tokio::test]
async fn a_place_to_resume_is_a_number() {
    let stage = Stage::new().await;
    let ask = Ask::get("/v1/events").by(&stage.viewer).header("last-event-id", "yesterday");
    assert_eq!(stage.send(ask).await.problem_at("invalid-field"), "Last-Event-ID");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_from_beyond_the_log_or_of_a_damaged_log_says_so() {
    let stage = Stage::new().await;
    let head = stage.get("/v1/organisation").await.done()["head"].as_u64().unwrap();
    let answer = stage.get(&format!("/v1/events?after={}", head + 1)).await;
    answer.problem("invalid-field");
    assert!(answer.text().contains(&format!("the last event is {head}")), "{}", answer.text());
}
