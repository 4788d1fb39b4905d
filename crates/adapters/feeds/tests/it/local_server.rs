//! A server on this machine that answers as it is told.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

/// What to do with one connection, after its request was read.
pub(crate) type Answer = Box<dyn FnOnce(&mut TcpStream, &str) + Send>;

/// Takes one connection per answer, in order.
pub(crate) struct LocalServer {
    pub(crate) address: String,
    thread: JoinHandle<Vec<String>>,
}

impl LocalServer {
    pub(crate) fn start(answers: Vec<Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let thread = thread::spawn(move || {
            let mut requests = Vec::new();
            for answer in answers {
                let (mut connection, _) = listener.accept().unwrap();
                let request = head(&mut connection);
                answer(&mut connection, &request);
                // A client that has seen enough may be gone already.
                connection.shutdown(Shutdown::Both).ok();
                requests.push(request);
            }
            requests
        });
        Self { address, thread }
    }

    /// The heads of the requests that came, once all answers are given.
    pub(crate) fn requests(self) -> Vec<String> {
        // An answer that the client did not come for must fail its test, not stop it: nobody else comes, so go oneself.
        let address = self.address.trim_start_matches("http://").to_owned();
        while !self.thread.is_finished() {
            TcpStream::connect(&address).map(drop).ok();
            thread::yield_now();
        }
        self.thread.join().unwrap()
    }
}

fn head(connection: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut byte = [0];
    while !bytes.ends_with(b"\r\n\r\n") && matches!(connection.read(&mut byte), Ok(1)) {
        bytes.push(byte[0]);
    }
    String::from_utf8(bytes).unwrap()
}

/// An answer of this text, whatever was asked.
pub(crate) fn says(text: impl Into<String>) -> Answer {
    let text = text.into();
    Box::new(move |connection, _| {
        // A client that breaks off is one of the cases.
        connection.write_all(text.as_bytes()).ok();
    })
}

/// A good answer with this body.
pub(crate) fn body(text: &str) -> Answer {
    says(format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}", text.len()))
}
