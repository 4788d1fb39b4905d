//! What clients send and what they are told.

use std::collections::BTreeMap;

use lindley_domain::{AppointmentId, Command, Event, Rejection};
use lindley_governance::{GENESIS, Hash, Record, leaf_hash};

/// A command under its key. The client sends it again until it is answered.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) number: u64,
    pub(crate) command: Command,
}

impl Request {
    pub(crate) fn key(&self) -> String {
        format!("client:{}", self.number)
    }

    pub(crate) fn fingerprint(&self) -> Hash {
        let body = serde_json::to_vec(&self.command).unwrap();
        let (organisation, actor, kind) = ("", "", "fingerprint");
        leaf_hash(&GENESIS, &Record { organisation, seq: 0, at_ms: 0, actor, kind, version: 0, body: &body })
    }
}

/// An answer, as it is kept under the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer(String);

impl Answer {
    pub(crate) fn done(head: u64, events: &[Event]) -> Self {
        let booked = events.iter().find_map(|event| match event {
            Event::AppointmentBooked { id, .. }
            | Event::HoldPlaced { id, .. }
            | Event::VisitRequested { id, .. }
            | Event::PastVisitRecorded { id, .. } => Some(id.to_string()),
            _ => None,
        });
        Self(format!("done {head} {}", booked.unwrap_or_default()))
    }

    pub(crate) fn refused(rejection: &Rejection) -> Self {
        Self(format!("refused {rejection:?}"))
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        self.0.clone().into_bytes()
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
        Self(String::from_utf8(bytes.to_vec()).unwrap())
    }

    pub(crate) fn is_accepted(&self) -> bool {
        self.0.starts_with("done")
    }

    /// The appointment that was made.
    fn made(&self) -> Option<AppointmentId> {
        self.0.rsplit(' ').next()?.parse().ok()
    }
}

/// The clients' side: what waits to be sent again, and what was answered.
#[derive(Default)]
pub(crate) struct Clients {
    pub(crate) waiting: Vec<Request>,
    pub(crate) answered: BTreeMap<u64, Answer>,
    /// Lately answered, to be delivered once more.
    pub(crate) recent: Vec<Request>,
    made: Vec<AppointmentId>,
}

impl Clients {
    /// Takes an answer; the same key is never answered in two ways.
    pub(crate) fn told(&mut self, request: Request, answer: Answer) {
        if let Some(first) = self.answered.get(&request.number) {
            assert_eq!(*first, answer, "request {} was answered in two ways", request.number);
            return;
        }
        self.made.extend(answer.made());
        self.answered.insert(request.number, answer);
        if self.recent.len() < 64 {
            self.recent.push(request);
        } else {
            let place = usize::try_from(request.number % 64).unwrap();
            self.recent[place] = request;
        }
    }

    /// The appointments acknowledged since the last call.
    pub(crate) fn made_since(&mut self) -> Vec<AppointmentId> {
        std::mem::take(&mut self.made)
    }
}
