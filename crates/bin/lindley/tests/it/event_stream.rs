//! A reader of the event stream that loses its connection again and again sees every event once.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

use crate::stage::{Clinic, Server, Size, text, token};

/// Two physicians with ten visits an hour.
const SMALL: Size = Size { physicians: 2, open: ("08:00", "18:00"), visit_minutes: 10 };
/// After so many events the reader loses its connection.
const LOST_AFTER: usize = 17;

/// A stream of events, taken out of the chunks that it comes in.
struct Events {
    connection: BufReader<TcpStream>,
    waiting: String,
}

impl Events {
    /// The next event's number, kind and data.
    fn next(&mut self) -> (u64, String, Value) {
        loop {
            if let Some((event, rest)) = self.waiting.split_once("\n\n") {
                let field = |name| event.lines().find_map(|line| line.strip_prefix(name));
                let found = field("id: ").map(|id| {
                    let data = serde_json::from_str(field("data: ").unwrap()).unwrap();
                    (id.parse().unwrap(), field("event: ").unwrap().to_owned(), data)
                });
                self.waiting = rest.to_owned();
                // Comments and pauses have no number.
                let Some(found) = found else { continue };
                return found;
            }
            self.read_chunk();
        }
    }

    fn read_chunk(&mut self) {
        let mut size = String::new();
        self.connection.read_line(&mut size).unwrap();
        let size = usize::from_str_radix(size.trim(), 16).unwrap();
        let mut chunk = vec![0; size + 2];
        self.connection.read_exact(&mut chunk).unwrap();
        self.waiting.push_str(std::str::from_utf8(&chunk[..size]).unwrap());
    }
}

#[test]
fn a_reader_that_resumes_sees_every_event_once() {
    let directory = tempfile::tempdir().unwrap();
    let store = format!("sqlite:{}", directory.path().display());
    let token = token(&store);
    let server = Server::start(&store);
    let clinic = Clinic::make(&server, token, SMALL);
    let mut clerk = server.caller(&clinic.token);
    let openings = clinic.openings(&mut clerk, 2);
    let before = clerk.get("/v1/organisation")["head"].as_u64().unwrap();
    let last = before + u64::try_from(openings.len()).unwrap();

    let (booked, seen) = std::thread::scope(|scope| {
        let reader = scope.spawn(|| read_with_losses(&server, &clinic, last));
        let book = |(number, (physician, start)): (usize, &(String, String))| {
            // Slowly enough that the reader is away now and there now.
            std::thread::sleep(Duration::from_millis(3));
            let request = clinic.request(&format!("p-{number}"), physician, start);
            let answer = clerk.post("/v1/appointments", &format!("k-{number}"), &request).unwrap();
            text(&answer.good()["id"])
        };
        let booked: Vec<_> = openings.iter().enumerate().map(book).collect();
        (booked, reader.join().unwrap())
    });
    let numbers: Vec<_> = seen.iter().map(|(number, ..)| *number).collect();
    assert_eq!(numbers, (1..=last).collect::<Vec<_>>(), "no hole, no repetition, in order");
    let bookings = seen.iter().filter(|(_, kind, _)| kind == "appointment_booked").count();
    assert_eq!(bookings, booked.len());
    assert!(seen.iter().all(|(number, kind, data)| data["seq"] == *number && data["kind"] == *kind));
}

/// Follows from the first event to the last one, losing the connection all the time.
fn read_with_losses(server: &Server, clinic: &Clinic, last: u64) -> Vec<(u64, String, Value)> {
    let mut seen: Vec<(u64, String, Value)> = Vec::new();
    loop {
        let reached = seen.last().map_or(0, |(number, ..)| *number);
        if reached == last {
            return seen;
        }
        let connection = server.caller(&clinic.token).follow(reached).unwrap();
        let mut events = Events { connection, waiting: String::new() };
        for _ in 0..LOST_AFTER {
            let event = events.next();
            let is_last = event.0 == last;
            seen.push(event);
            if is_last {
                break;
            }
        }
        // What the lost connection still held is lost with it.
        drop(events);
        std::thread::sleep(Duration::from_millis(20));
    }
}
