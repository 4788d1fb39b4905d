//! The logs of past versions, kept as they were written: every later version must read them and come to the same state.
//!
//! A golden log is never rewritten. When an event gets a new version, its upcaster is added and this file stays; the
//! new version gets a golden log of its own.

use std::collections::BTreeSet;

use lindley_domain::{Learning, State, apply, record, snapshot};
use lindley_governance::{GENESIS, Hash, Record, hash_from_text, hash_to_text, leaf_hash};
use lindley_time::Instant;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A log as it was written, and what it must give.
type Golden = (&'static str, &'static str);

/// Before session templates, with them, with models, and with kept predictions that several models made.
const GOLDEN: [Golden; 4] = [
    (include_str!("../golden/log-1.jsonl"), include_str!("../golden/state-1.json")),
    (include_str!("../golden/log-2.jsonl"), include_str!("../golden/state-2.json")),
    (include_str!("../golden/log-3.jsonl"), include_str!("../golden/state-3.json")),
    (include_str!("../golden/log-4.jsonl"), include_str!("../golden/state-4.json")),
];
const ORGANISATION: &str = "golden";

/// One entry as the fixture writes it.
#[derive(Serialize, Deserialize)]
struct Line {
    seq: u64,
    at_ms: i64,
    actor: String,
    kind: String,
    version: u16,
    body: String,
    hash: String,
}

impl Line {
    fn leaf(&self, previous: &Hash) -> Hash {
        let Self { seq, at_ms, actor, kind, version, body, .. } = self;
        let (seq, at_ms, version, body) = (*seq, *at_ms, *version, body.as_bytes());
        leaf_hash(previous, &Record { organisation: ORGANISATION, seq, at_ms, actor, kind, version, body })
    }
}

fn lines(log: &str) -> Vec<Line> {
    log.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The lines of every golden log.
fn all_lines() -> Vec<Line> {
    GOLDEN.iter().flat_map(|(log, _)| lines(log)).collect()
}

/// What the log must give, in words that do not depend on how states are kept.
fn facts(state: &State) -> Value {
    let keys = ["site a", "service a", "visit type a", "resource a", "session a", "block a", "visit a", "no"];
    let mut facts = json!({
        "head": state.head(),
        "catalogue": state.catalogue(),
        "sessions": state.sessions(),
        "blocks": state.blocks(),
        "appointments": state.appointments().collect::<Vec<_>>(),
        "next_lapse": state.next_lapse(),
        "imported": keys.map(|key| state.imported(key)),
    });
    if !state.templates().is_empty() {
        facts["templates"] = json!(state.templates());
    }
    if state.learning() != &Learning::default() {
        facts["learning"] = json!(state.learning());
    }
    facts
}

fn fold(lines: &[Line]) -> State {
    let mut state = State::default();
    for line in lines {
        let event = record::decode(&line.kind, line.version, line.body.as_bytes()).unwrap();
        apply(&mut state, &event, Instant::from_seconds(line.at_ms.div_euclid(1000))).unwrap();
    }
    state
}

#[test]
fn each_golden_log_gives_the_same_state_as_ever() {
    for (log, state) in GOLDEN {
        let expected: Value = serde_json::from_str(state).unwrap();
        let state = fold(&lines(log));
        assert_eq!(facts(&state), expected);
        let restored = snapshot::decode(&snapshot::encode(&state).unwrap()).unwrap();
        assert_eq!(facts(&restored), expected);
        lindley_domain::invariants::check(&state, Instant::from_seconds(0)).unwrap();
    }
}

#[test]
fn every_version_of_every_kind_of_event_stands_in_a_log() {
    let written: BTreeSet<(String, u16)> =
        all_lines().into_iter().map(|line| (line.kind, line.version)).collect();
    let versions =
        |(kind, newest): &(&str, u16)| (1..=*newest).map(|one| ((*kind).to_owned(), one)).collect();
    let known: BTreeSet<(String, u16)> =
        record::KINDS.iter().flat_map(|kind| -> Vec<(String, u16)> { versions(kind) }).collect();
    assert_eq!(written, known);
}

#[test]
fn its_hashes_are_those_of_the_chain() {
    for (log, _) in GOLDEN {
        let mut previous = GENESIS;
        for line in lines(log) {
            previous = line.leaf(&previous);
            assert_eq!(hash_from_text(&line.hash).unwrap(), previous, "event {}", line.seq);
        }
    }
}

#[test]
fn todays_writer_writes_the_same_bytes() {
    for line in all_lines() {
        let event = record::decode(&line.kind, line.version, line.body.as_bytes()).unwrap();
        let (kind, version, body) = record::encode(&event);
        if version == line.version {
            assert_eq!(
                (kind, String::from_utf8(body).unwrap()),
                (line.kind.as_str(), line.body),
                "event {}",
                line.seq
            );
        }
    }
}

/// The story behind a golden log tells every kind of event. With `LINDLEY_PRINT_GOLDEN` set it is printed as a log
/// with the facts it gives, for a release that adds an event or a version; the log of a release is never rewritten.
#[test]
#[expect(clippy::disallowed_methods, reason = "a person may ask this test to print")]
fn the_story_of_a_golden_log_has_every_kind_of_event() {
    let mut previous = GENESIS;
    let mut written = Vec::new();
    for (place, (at, event)) in crate::golden_story::tell().into_iter().enumerate() {
        let (kind, version, body) = record::encode(&event);
        let mut line = Line {
            seq: place as u64 + 1,
            at_ms: at.seconds() * 1000 + 250,
            actor: if place % 3 == 0 { "system" } else { "account-7" }.to_owned(),
            kind: kind.to_owned(),
            version,
            body: String::from_utf8(body).unwrap(),
            hash: String::new(),
        };
        previous = line.leaf(&previous);
        line.hash = hash_to_text(&previous);
        written.push(line);
    }
    for (kind, _) in record::KINDS {
        assert!(written.iter().any(|line| line.kind == *kind), "no event of kind {kind} in the story");
    }
    if std::env::var_os("LINDLEY_PRINT_GOLDEN").is_some() {
        for line in &written {
            println!("LOG {}", serde_json::to_string(line).unwrap());
        }
        println!("STATE {}", facts(&fold(&written)));
    }
}
