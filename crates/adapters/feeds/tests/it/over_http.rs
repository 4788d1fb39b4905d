//! What a server can do to a feed.

use std::io::{Read, Write};

use lindley_feeds::{FeedFormat, FeedSettings, HttpSettings, HttpSource, SourceFeed};
use lindley_ports::{Feed, FeedError, Fetched};
use lindley_time::{Instant, Zone};

use crate::local_server::{Answer, LocalServer, body, says};

const ROWS: &str = "signal,unit,from,until,value\nrain,mm,2026-03-02,2026-03-03,4.5\n";

fn settings() -> HttpSettings {
    HttpSettings { seconds: 20, environment_proxy: false, ..HttpSettings::default() }
}

fn feed(address: &str, http: HttpSettings, largest_bytes: u64) -> SourceFeed<HttpSource> {
    let source = HttpSource::new("weather", address, http).unwrap();
    let settings = FeedSettings::new("weather", FeedFormat::Signals, Zone::utc());
    SourceFeed::new(source, FeedSettings { largest_bytes, ..settings })
}

fn now() -> Instant {
    Instant::parse("2026-03-03T06:00:00Z").unwrap()
}

fn fetched(answers: Vec<Answer>, http: HttpSettings) -> (Result<Fetched, FeedError>, Vec<String>) {
    let server = LocalServer::start(answers);
    let result = feed(&format!("{}/feeds/rain.csv", server.address), http, 1 << 20).fetch(None, now());
    (result, server.requests())
}

fn refused(answer: Answer) -> FeedError {
    fetched(vec![answer], settings()).0.expect_err("a bad answer")
}

#[test]
fn a_good_answer_is_read_whatever_its_framing() {
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let (first, rest) = ROWS.split_at(40);
    let chunks = format!("{:x}\r\n{first}\r\n{:x}\r\n{rest}\r\n0\r\n\r\n", first.len(), rest.len());
    for answer in [
        body(ROWS),
        says(format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{ROWS}")),
        says(format!("{chunked}{chunks}")),
    ] {
        let (result, requests) = fetched(vec![answer], settings());
        assert_eq!(result.unwrap().rows.len(), 1);
        assert!(requests[0].starts_with("GET /feeds/rain.csv HTTP/1.1\r\n"), "{requests:?}");
        assert!(!requests[0].to_lowercase().contains("accept-encoding: gzip"));
    }
}

#[test]
fn a_password_is_sent_and_never_shown() {
    let http = HttpSettings { authorization: Some("Bearer very-secret".into()), ..settings() };
    let shown = format!("{:?}", HttpSource::new("weather", "https://met.example/", http.clone()).unwrap());
    assert!(shown.contains("(secret)") && !shown.contains("very-secret"), "{shown}");
    let (_, requests) = fetched(vec![body(ROWS)], http);
    assert!(requests[0].to_lowercase().contains("authorization: bearer very-secret"));
}

#[test]
fn a_status_that_is_no_success_is_told() {
    for status in [204, 401, 404, 500, 503] {
        let answer = says(format!("HTTP/1.1 {status} Trouble\r\nContent-Length: 0\r\n\r\n"));
        let error = refused(answer);
        assert!(matches!(&error, FeedError::Status { status: told, .. } if *told == status), "{error}");
    }
}

#[test]
fn a_server_that_says_nothing_or_never_ends_runs_out_of_time() {
    // The server waits until the client has given up: it reads the end of the connection.
    let silent: Answer = Box::new(|connection, _| drop(connection.read(&mut [0])));
    let endless: Answer = Box::new(|connection, _| {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nsignal,unit";
        connection.write_all(head.as_bytes()).ok();
        drop(connection.read(&mut [0]));
    });
    for answer in [silent, endless] {
        let (result, _) = fetched(vec![answer], HttpSettings { seconds: 1, ..settings() });
        let error = result.expect_err("no answer");
        assert!(matches!(&error, FeedError::TimedOut { seconds: 1, .. }), "{error}");
    }
}

#[test]
fn a_body_that_breaks_off_is_no_feed() {
    let short = &ROWS[..ROWS.len() - 4];
    for answer in [
        says(format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{short}", ROWS.len())),
        says(format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{short}", ROWS.len())),
        says(format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{short}")),
        says("HTTP/1.1 200"),
        says("this is not HTTP\r\n\r\n"),
        says(""),
    ] {
        let error = refused(answer);
        assert!(matches!(error, FeedError::Unavailable { .. }), "{error}");
    }
}

#[test]
fn a_huge_body_is_refused_whether_it_says_so_or_not() {
    let announced = says("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nsignal");
    let flood: Answer = Box::new(|connection, _| {
        let line = vec![b'x'; 1 << 16];
        let mut sent = connection.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        while sent.is_ok() {
            sent = connection.write_all(&line);
        }
    });
    for answer in [announced, flood] {
        let error = refused(answer);
        assert!(matches!(error, FeedError::TooLarge { limit: 1_048_576, .. }), "{error}");
    }
}

#[test]
fn redirects_stay_on_the_host_and_end() {
    let redirect =
        |to: &str| says(format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"));
    let (result, requests) = fetched(vec![redirect("/other.csv"), body(ROWS)], settings());
    assert_eq!(result.unwrap().rows.len(), 1);
    assert!(requests[1].starts_with("GET /other.csv "));

    let error = refused(redirect("http://169.254.169.254/latest/meta-data"));
    assert!(matches!(&error, FeedError::Redirected { to, .. } if to == "http://169.254.169.254"), "{error}");

    let circle = (0..4).map(|_| redirect("rain.csv")).collect();
    let error = fetched(circle, settings()).0.expect_err("a circle");
    assert!(matches!(error, FeedError::Unavailable { .. }), "{error}");

    let nowhere = says("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n");
    assert!(matches!(refused(nowhere), FeedError::Status { status: 302, .. }));
}

#[test]
fn nobody_there_is_told_and_so_is_a_server_without_tls() {
    let gone = LocalServer::start(Vec::new());
    let address = gone.address.clone();
    drop(gone.requests());
    let error = feed(&address, settings(), 1 << 20).fetch(None, now()).expect_err("nobody");
    assert!(matches!(error, FeedError::Unavailable { .. }), "{error}");

    let server = LocalServer::start(Vec::new());
    drop(server);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    let plain = std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        connection.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").ok();
        // Until the client is gone, so that it reads the answer and not a reset.
        drop(connection.read_to_end(&mut Vec::new()));
    });
    let error = feed(&address, settings(), 1 << 20).fetch(None, now()).expect_err("no TLS");
    assert!(matches!(error, FeedError::Unavailable { .. }), "{error}");
    plain.join().unwrap();
}

#[test]
fn a_page_of_the_wrong_kind_is_no_feed() {
    let error = refused(body("<!DOCTYPE html>\n<title>Log in</title>\n"));
    assert!(matches!(error, FeedError::Format { .. }), "{error}");
    assert!(matches!(refused(body("")), FeedError::Format { .. }));
}

#[test]
fn addresses_and_certificates_that_cannot_work_are_refused_at_once() {
    for address in
        ["met.example/rain.csv", "file:///etc/passwd", "https://user:pw@met.example/", "https://", "no"]
    {
        let error = HttpSource::new("weather", address, settings()).expect_err("no address");
        assert!(matches!(&error, FeedError::Settings { .. }) && !error.to_string().contains("pw"), "{error}");
    }
    for pem in
        [&b"not a certificate"[..], b"", b"-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----\n"]
    {
        let http = HttpSettings { trusted: Some(pem.to_vec()), ..settings() };
        assert!(HttpSource::new("weather", "https://met.example/", http).is_err());
    }
    assert!(
        HttpSource::new("weather", "https://met.example/", HttpSettings { seconds: 0, ..settings() })
            .is_err()
    );
}
