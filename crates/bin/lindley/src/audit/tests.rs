//! The audit commands against stores in memory and on disk, good and altered.

mod altered;
mod program;
mod proofs;
mod setting;

use lindley_store_memory::MemoryStore;
use setting::{Setting, entries, vkey};

use super::outcome::Verdict;

#[test]
fn a_good_log_is_told_so() {
    let setting = Setting::new(MemoryStore::new());
    setting.append("demo", &entries("demo", 9000));
    setting.sign("demo", 8000);
    let (verdict, text) = setting.ask(&["verify"]);
    assert_eq!(verdict.unwrap(), Verdict::Unaltered);
    assert!(text.starts_with("demo: 9,000 events, nothing altered\n"), "{text}");
    assert!(text.contains("1 agree, the last covers 8,000 events; 1,000 newer ones"), "{text}");
    assert!(text.contains("1 verified, by clinic.example/lindley+"), "{text}");
}

#[test]
fn every_log_of_the_store_is_verified_unless_one_is_named() {
    let setting = Setting::new(MemoryStore::new());
    setting.append("north", &entries("north", 3));
    setting.append("south", &entries("south", 5));
    let (_, text) = setting.ask(&["verify"]);
    assert!(text.contains("north: 3 events") && text.contains("south: 5 events"), "{text}");
    let (_, text) = setting.ask(&["verify", "--organisation", "south"]);
    assert!(!text.contains("north") && text.contains("protected by their chain only"), "{text}");
}

#[test]
fn the_answer_is_there_as_json_too() {
    let setting = Setting::new(MemoryStore::new());
    setting.append("demo", &entries("demo", 5));
    setting.sign("demo", 5);
    let (_, text) = setting.ask(&["verify", "--json"]);
    let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(answer["altered"], false);
    assert_eq!(answer["logs"][0]["unaltered"]["events"], 5);
    assert_eq!(answer["logs"][0]["unaltered"]["signatures_checked"], 1);
    assert_eq!(answer["logs"][0]["altered"], serde_json::Value::Null);
}

#[test]
fn without_a_key_the_signatures_are_said_to_be_unchecked() {
    let setting = Setting { recorded: Vec::new(), ..Setting::new(MemoryStore::new()) };
    setting.append("demo", &entries("demo", 5));
    setting.sign("demo", 5);
    let (verdict, text) = setting.ask(&["verify"]);
    assert_eq!(verdict.unwrap(), Verdict::Unaltered);
    assert!(text.contains("signatures   NOT CHECKED"), "{text}");
    let (_, text) = setting.ask(&["verify", "--verifier", &vkey()]);
    assert!(text.contains("1 verified"), "{text}");
}

#[test]
fn checkpoints_are_listed() {
    let setting = Setting::new(MemoryStore::new());
    setting.append("demo", &entries("demo", 5));
    setting.sign("demo", 2);
    setting.sign("demo", 5);
    let (verdict, text) = setting.ask(&["checkpoints"]);
    assert_eq!(verdict.unwrap(), Verdict::Unaltered);
    assert_eq!(text.matches("verified").count(), 2, "{text}");
    assert!(text.contains("2026-09-21T14:13:20Z"), "{text}");
    let (_, text) = setting.ask(&["checkpoints", "--json"]);
    let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&answer[1]["size"], &answer[1]["signature"]), (&5.into(), &"verified".into()));
}

#[test]
fn questions_that_cannot_be_answered_say_why() {
    let setting = Setting::new(MemoryStore::new());
    assert_eq!(setting.refusal(&["verify"]), "the store has no log yet");
    setting.append("north", &entries("north", 3));
    setting.append("south", &entries("south", 3));
    let unknown = setting.refusal(&["verify", "--organisation", "east"]);
    assert_eq!(unknown, "the store has no log of \"east\"; it has north, south");
    let which = setting.refusal(&["prove", "1"]);
    assert_eq!(which, "say which organisation with --organisation: north, south");
    let beyond = setting.refusal(&["prove", "4", "--organisation", "north"]);
    assert_eq!(beyond, "there is no event 4 of north: its last one is 3");
    assert_eq!(setting.refusal(&["verify", "--store", "nowhere"]), "no such store: nowhere");
    assert!(setting.refusal(&["check", "no-such-file"]).contains("no-such-file cannot be read"));
}
