//! A small blocking HTTP/1.1 client: one kept connection, one request at a time.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

/// Longer than any answer may take: a test must fail rather than hang.
const PATIENCE: Duration = Duration::from_secs(30);

/// Somebody who calls one server.
pub(crate) struct Caller {
    connection: BufReader<TcpStream>,
    /// The header line that says who is calling; empty if nobody in particular.
    identity: String,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: Vec<(String, String)>,
    /// Null if the answer has no body.
    pub(crate) body: Value,
}

impl Answer {
    /// The value of a header; empty if it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.head.iter().find(|(found, _)| found.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }

    /// The body of a good answer; panics if it is not good.
    pub(crate) fn good(self) -> Value {
        assert!((200..300).contains(&self.status), "{self:?}");
        self.body
    }

    /// The stable code of a problem; empty if it is none.
    pub(crate) fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }
}

impl Caller {
    /// Connects with an API token.
    pub(crate) fn connect(address: SocketAddr, token: &str) -> io::Result<Self> {
        Self::with_identity(address, format!("Authorization: Bearer {token}\r\n"))
    }

    /// Connects and signs in as a person at a browser does.
    pub(crate) fn sign_in(address: SocketAddr, login: &str, password: &str) -> Self {
        let mut caller = Self::with_identity(address, String::new()).unwrap();
        let credentials = serde_json::json!({ "login": login, "password": password });
        let answer = caller.send("POST", "/v1/session", None, Some(&credentials)).unwrap();
        assert_eq!(answer.status, 200, "{answer:?}");
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        caller.identity = format!("Cookie: {cookie}\r\nX-Requested-With: lindley\r\n");
        caller
    }

    fn with_identity(address: SocketAddr, identity: String) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { connection: BufReader::new(stream), identity })
    }

    /// Reads; panics unless the answer is good.
    pub(crate) fn get(&mut self, path: &str) -> Value {
        self.send("GET", path, None, None).unwrap().good()
    }

    /// Posts with an idempotency key.
    pub(crate) fn post(&mut self, path: &str, key: &str, body: &Value) -> io::Result<Answer> {
        self.send("POST", path, Some(key), Some(body))
    }

    /// Sends a request and reads the answer.
    pub(crate) fn send(
        &mut self,
        method: &str,
        path: &str,
        key: Option<&str>,
        body: Option<&Value>,
    ) -> io::Result<Answer> {
        let key = key.map_or_else(String::new, |key| format!("Idempotency-Key: \"{key}\"\r\n"));
        let body = body.map_or_else(String::new, Value::to_string);
        self.ask(method, path, &key, &body)?;
        self.answer()
    }

    /// Opens the event stream after an event; what comes is read from the connection.
    pub(crate) fn follow(mut self, last: u64) -> io::Result<BufReader<TcpStream>> {
        self.ask("GET", "/v1/events", &format!("Last-Event-ID: {last}\r\n"), "")?;
        let (status, head) = self.head()?;
        assert_eq!(status, 200);
        assert!(head.contains(&("content-type".to_owned(), "text/event-stream".to_owned())), "{head:?}");
        Ok(self.connection)
    }

    fn ask(&mut self, method: &str, path: &str, more: &str, body: &str) -> io::Result<()> {
        let identity = &self.identity;
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\n{identity}{more}\r\n{body}"
        );
        self.connection.get_mut().write_all(request.as_bytes())
    }

    fn answer(&mut self) -> io::Result<Answer> {
        let (status, head) = self.head()?;
        let mut answer = Answer { status, head, body: Value::Null };
        let length = answer.header("content-length").parse().unwrap_or(0);
        let mut body = vec![0; length];
        self.connection.read_exact(&mut body)?;
        if !body.is_empty() {
            answer.body = serde_json::from_slice(&body)?;
        }
        Ok(answer)
    }

    fn head(&mut self) -> io::Result<(u16, Vec<(String, String)>)> {
        let first = self.line()?;
        let status = first.get(9..12).and_then(|code| code.parse().ok());
        let status = status.ok_or_else(|| io::Error::other(format!("the answer begins {first:?}")))?;
        let mut head = Vec::new();
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { return Ok((status, head)) };
            head.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        match self.connection.read_line(&mut line)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(line.trim_end().to_owned()),
        }
    }
}
