//! Proofs are written, hold without the store, and a tampered file does not.

use std::fs;

use lindley_governance::SigningKey;
use lindley_store_memory::MemoryStore;
use lindley_store_sqlite::SqliteStore;

use super::setting::{Setting, entries, rechain, vkey};
use crate::audit::outcome::Verdict;

#[test]
fn a_proof_written_from_a_store_on_disk_holds_without_it() {
    let directory = tempfile::tempdir().unwrap();
    let proof = directory.path().join("proof.json");
    let proof = proof.to_str().unwrap();
    let setting = Setting::new(SqliteStore::open(&directory.path().join("store")).unwrap());
    setting.append("demo", &entries("demo", 5000));
    setting.sign("demo", 4999);
    let (verdict, text) = setting.ask(&["prove", "4500", "--out", proof]);
    assert_eq!(verdict.unwrap(), Verdict::Unaltered, "{text}");
    assert!(text.contains("proves event 4,500 of demo by a checkpoint over 4,999 events"), "{text}");
    drop(setting);

    let elsewhere = Setting { recorded: Vec::new(), ..Setting::new(MemoryStore::new()) };
    let (verdict, text) = elsewhere.ask(&["check", proof]);
    assert_eq!(verdict.unwrap(), Verdict::Unaltered, "{text}");
    assert!(text.starts_with("The proof holds.\n") && text.contains("{\"appointment\":4500}"), "{text}");
    assert!(text.contains("named by the file itself"), "{text}");
    let (verdict, text) = elsewhere.ask(&["check", proof, "--verifier", &vkey()]);
    assert_eq!(verdict.unwrap(), Verdict::Unaltered);
    assert!(text.contains("key      the one given"), "{text}");
}

#[test]
fn a_tampered_proof_does_not_hold() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("proof.json");
    let proof = path.to_str().unwrap();
    let setting = Setting::new(MemoryStore::new());
    setting.append("demo", &entries("demo", 50));
    setting.sign("demo", 50);
    let (_, json) = setting.ask(&["prove", "7"]);
    fs::write(&path, json.replace("appointment\\\":7", "appointment\\\":8")).unwrap();
    let (verdict, text) = setting.ask(&["check", proof]);
    assert_eq!(verdict.unwrap(), Verdict::Altered);
    assert!(text.starts_with("The proof does not hold.") && text.contains("(record-altered)"), "{text}");
    fs::write(&path, b"\xff\xfe").unwrap();
    let (verdict, text) = setting.ask(&["check", proof, "--json"]);
    assert_eq!(verdict.unwrap(), Verdict::Altered);
    let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&answer["holds"], &answer["code"]), (&false.into(), &"proof-unreadable".into()));
    let stranger = SigningKey::from_seed("clinic.example/lindley", &[8; 32]).unwrap().verifier().to_string();
    fs::write(&path, json).unwrap();
    let (verdict, text) = setting.ask(&["check", proof, "--verifier", &stranger]);
    assert_eq!(verdict.unwrap(), Verdict::Altered);
    assert!(text.contains("(untrusted-key)"), "{text}");
}

#[test]
fn a_proof_cannot_steer_the_terminal() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("proof.json");
    let setting = Setting::new(MemoryStore::new());
    let mut log = entries("demo", 1);
    log[0].actor = "\u{1b}[2J".into();
    rechain("demo", &mut log);
    setting.append("demo", &log);
    setting.sign("demo", 1);
    let (_, json) = setting.ask(&["prove", "1"]);
    fs::write(&path, json).unwrap();
    let (verdict, text) = setting.ask(&["check", path.to_str().unwrap()]);
    assert_eq!(verdict.unwrap(), Verdict::Unaltered);
    assert!(!text.contains('\u{1b}'), "{text:?}");
}

#[test]
fn an_event_that_no_checkpoint_covers_needs_a_key_to_sign_one() {
    let setting = Setting::new(MemoryStore::new());
    setting.append("demo", &entries("demo", 30));
    setting.sign("demo", 20);
    let reason = setting.refusal(&["prove", "25"]);
    assert!(
        reason.contains("no signed checkpoint covers event 25 yet (the largest covers 20 events)"),
        "{reason}"
    );
    assert!(reason.contains("--signing-key FILE"), "{reason}");
    let (verdict, json) = setting.ask(&["prove", "25", "--signing-key", "signing.key"]);
    assert_eq!(verdict.unwrap(), Verdict::Unaltered);
    assert_eq!(lindley_governance::check(&json).unwrap().checkpoint.size(), 30);
    let sizes: Vec<u64> = setting.store.checkpoints("demo").unwrap().iter().map(|kept| kept.size).collect();
    assert_eq!(sizes, [20, 30]);
}

#[test]
fn a_checkpoint_by_an_unknown_key_is_not_used() {
    let setting = Setting { recorded: Vec::new(), ..Setting::new(MemoryStore::new()) };
    setting.append("demo", &entries("demo", 5));
    setting.sign("demo", 5);
    let reason = setting.refusal(&["prove", "2"]);
    assert!(reason.contains("its key clinic.example/lindley+") && reason.contains("--verifier"), "{reason}");
    let (verdict, _) = setting.ask(&["prove", "2", "--verifier", &vkey()]);
    assert_eq!(verdict.unwrap(), Verdict::Unaltered);
}

#[test]
fn nothing_altered_is_proved() {
    let setting = Setting::new(MemoryStore::new());
    let mut log = entries("demo", 9);
    log[3].body = b"{}"[..].into();
    setting.append("demo", &log);
    setting.sign("demo", 9);
    let (verdict, text) = setting.ask(&["prove", "7"]);
    assert_eq!(verdict.unwrap(), Verdict::Altered);
    assert_eq!(text, "");
}
