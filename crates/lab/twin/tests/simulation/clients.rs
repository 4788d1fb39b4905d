//! The clients' side: what they send, what they were told, and that nobody is told two things.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lindley_app::simulation::{Answer, Request};
use lindley_app::{AppError, IdempotencyKey, Receipt};
use lindley_domain::{Command, Rejection};

/// Every client uses this one key for its one command: keys of different actors never meet.
const KEY: &str = "k-1";
/// The answered requests that may be delivered once more.
const RECENT: usize = 64;

/// A command of a client that sends no other.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) number: u64,
    pub(crate) command: Command,
    /// Without a key nothing is ever sent twice.
    pub(crate) keyed: bool,
    /// Another command under a key that is taken; it must be refused.
    pub(crate) imposter: bool,
}

impl Sent {
    pub(crate) fn actor(&self) -> String {
        format!("client-{}", self.number)
    }

    pub(crate) fn can_be_repeated(&self) -> bool {
        self.keyed && !self.imposter
    }

    /// The key as the store knows it.
    pub(crate) fn stored_key(&self) -> String {
        format!("client-{}:{KEY}", self.number)
    }

    pub(crate) fn request(&self) -> Request {
        let key = self.keyed.then(|| IdempotencyKey::parse(KEY).unwrap());
        Request { command: self.command.clone(), actor: Arc::from(self.actor()), key }
    }
}

/// What a client was told for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    Done(Receipt),
    Refused(Rejection),
}

/// What an answer came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Came {
    New,
    Again,
    KeyRefused,
    /// The store failed: nobody knows yet.
    Unknown,
}

/// All clients of one organisation.
#[derive(Default)]
pub(crate) struct Clients {
    /// Every client's command.
    pub(crate) wishes: BTreeMap<u64, Command>,
    /// To be sent again.
    pub(crate) waiting: Vec<Sent>,
    pub(crate) answered: BTreeMap<u64, Told>,
    /// Lately answered, to be delivered once more.
    pub(crate) recent: Vec<Sent>,
    /// Answered since they were last looked at.
    news: Vec<u64>,
    /// Those that were once told that theirs was the first try.
    first_tries: BTreeSet<u64>,
    /// The earliest time under which a request may have been written.
    sent_ms: BTreeMap<u64, i64>,
}

impl Clients {
    pub(crate) fn sending(&mut self, sent: &Sent, at_ms: i64) {
        let first = self.sent_ms.entry(sent.number).or_insert(at_ms);
        *first = at_ms.min(*first);
    }

    pub(crate) fn sent_ms(&self, number: u64) -> i64 {
        self.sent_ms[&number]
    }

    /// Takes an answer; the same key is never answered in two ways.
    pub(crate) fn told(&mut self, sent: Sent, answer: Answer) -> Came {
        let number = sent.number;
        let (told, first_try) = match answer {
            Ok(receipt) => {
                let first_try = !receipt.replayed;
                (Told::Done(Receipt { replayed: false, ..receipt }), first_try)
            }
            Err(AppError::Rejected(rejection)) => (Told::Refused(rejection), false),
            Err(AppError::KeyReused) => {
                assert!(sent.imposter, "request {number} was told that its own key is another's");
                return Came::KeyRefused;
            }
            Err(AppError::Store(_) | AppError::Damaged(_)) => {
                self.unanswered(sent);
                return Came::Unknown;
            }
            Err(other) => panic!("request {number} was answered: {other}"),
        };
        assert!(!sent.imposter, "another command under the key of request {number} was answered: {told:?}");
        assert!(!first_try || self.first_tries.insert(number), "request {number} was carried out twice");
        if let Some(first) = self.answered.get(&number) {
            assert_eq!(*first, told, "request {number} was answered in two ways");
            return Came::Again;
        }
        self.answered.insert(number, told);
        self.news.push(number);
        self.remember(sent);
        Came::New
    }

    fn remember(&mut self, sent: Sent) {
        if !sent.keyed {
            return;
        }
        if self.recent.len() < RECENT {
            self.recent.push(sent);
        } else {
            let place = usize::try_from(sent.number).unwrap() % RECENT;
            self.recent[place] = sent;
        }
    }

    /// Whoever can ask again will.
    pub(crate) fn unanswered(&mut self, sent: Sent) {
        let known = self.answered.contains_key(&sent.number)
            || self.waiting.iter().any(|other| other.number == sent.number);
        if sent.can_be_repeated() && !known {
            self.waiting.push(sent);
        }
    }

    /// Those answered since the last call.
    pub(crate) fn news(&mut self) -> Vec<u64> {
        std::mem::take(&mut self.news)
    }
}
