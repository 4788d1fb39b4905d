//! Altered logs are named with the first bad event.

use std::fs;
use std::path::Path;

use lindley_store_memory::MemoryStore;
use lindley_store_sqlite::SqliteStore;

use super::setting::{Setting, checkpoint_over, entries, rechain};
use crate::audit::outcome::Verdict;

/// Asks for the verdict on these entries; they must be found altered.
fn complaint(change: impl Fn(&Setting)) -> String {
    let setting = Setting::new(MemoryStore::new());
    change(&setting);
    let (verdict, text) = setting.ask(&["verify"]);
    assert_eq!(verdict.unwrap(), Verdict::Altered, "{text}");
    text
}

#[test]
fn an_altered_event_is_named() {
    let text = complaint(|setting| {
        let mut log = entries("demo", 5000);
        log[4321].actor = "account-2".into();
        setting.append("demo", &log);
    });
    assert!(text.starts_with("demo: ALTERED at event 4322\n"), "{text}");
    assert!(text.contains("(event-altered)") && text.contains("4,321 events give the hashes"), "{text}");
}

#[test]
fn history_written_anew_is_named() {
    let text = complaint(|setting| {
        let honest = entries("demo", 100);
        let mut log = honest.clone();
        log[80].body = b"{}"[..].into();
        rechain("demo", &mut log);
        setting.append("demo", &log);
        for size in [50, 100] {
            let note = checkpoint_over("demo", &honest[..size]).note().to_owned();
            let size = u64::try_from(size).unwrap();
            setting.store.save_checkpoint("demo", &lindley_ports::Checkpoint { size, note }).unwrap();
        }
    });
    assert!(text.contains("ALTERED at event 51") && text.contains("(history-rewritten)"), "{text}");
}

#[test]
fn the_json_answer_names_the_event_and_the_code() {
    let setting = Setting::new(MemoryStore::new());
    let mut log = entries("demo", 9);
    log[3].hash[0] ^= 1;
    setting.append("demo", &log);
    let (verdict, text) = setting.ask(&["verify", "--json"]);
    assert_eq!(verdict.unwrap(), Verdict::Altered);
    let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(answer["altered"], true);
    assert_eq!(answer["logs"][0]["altered"]["event"], 4);
    assert_eq!(answer["logs"][0]["altered"]["code"], "hash-altered");
}

#[test]
fn a_log_cut_with_its_checkpoints_is_found_with_one_that_was_kept_elsewhere() {
    let directory = tempfile::tempdir().unwrap();
    let kept = directory.path().join("checkpoint.txt");
    let honest = entries("demo", 20);
    fs::write(&kept, checkpoint_over("demo", &honest).note()).unwrap();
    let kept = kept.to_str().unwrap();
    let setting = Setting::new(MemoryStore::new());
    setting.append("demo", &honest[..15]);
    assert_eq!(setting.ask(&["verify"]).0.unwrap(), Verdict::Unaltered, "the store alone cannot tell");
    let (verdict, text) = setting.ask(&["verify", "--checkpoint", kept]);
    assert_eq!(verdict.unwrap(), Verdict::Altered);
    assert!(text.contains("ALTERED at event 16") && text.contains("(log-cut)"), "{text}");
}

#[test]
fn a_kept_checkpoint_of_another_log_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let kept = directory.path().join("checkpoint.txt");
    let setting = Setting::new(MemoryStore::new());
    setting.append("demo", &entries("demo", 3));
    fs::write(&kept, checkpoint_over("other", &entries("other", 3)).note()).unwrap();
    let reason = setting.refusal(&["verify", "--checkpoint", kept.to_str().unwrap()]);
    assert!(reason.contains("clinic.example/lindley/other belongs to none"), "{reason}");
    fs::write(&kept, "no note").unwrap();
    let reason = setting.refusal(&["verify", "--checkpoint", kept.to_str().unwrap()]);
    assert!(reason.contains("no blank line"), "{reason}");
}

#[test]
fn a_byte_changed_on_disk_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let setting = Setting::new(SqliteStore::open(directory.path()).unwrap());
    setting.append("demo", &entries("demo", 6000));
    setting.sign("demo", 6000);
    let (verdict, text) = setting.ask(&["verify"]);
    assert_eq!(verdict.unwrap(), Verdict::Unaltered, "{text}");
    // The last handle folds the write-ahead log into the database file when it goes.
    drop(setting);
    change_on_disk(directory.path(), b"{\"appointment\":4567}", b"{\"appointment\":4568}");
    let setting = Setting::new(SqliteStore::open(directory.path()).unwrap());
    let (verdict, text) = setting.ask(&["verify"]);
    assert_eq!(verdict.unwrap(), Verdict::Altered, "{text}");
    assert!(text.starts_with("demo: ALTERED at event 4567\n"), "{text}");
}

#[test]
fn a_row_that_cannot_be_read_does_not_hide_an_altered_one_before_it() {
    let directory = tempfile::tempdir().unwrap();
    let setting = Setting::new(SqliteStore::open(directory.path()).unwrap());
    let mut log = entries("demo", 3000);
    log[2000].actor = "account-2".into();
    log[2500].kind = "appointment_mangled".into();
    rechain("demo", &mut log);
    setting.append("demo", &log);
    drop(setting);
    // A kind that is no UTF-8 cannot be read as text.
    change_on_disk(directory.path(), b"appointment_mangled", b"appointment_m\xff\xff\xff\xff\xff\xff");
    let unreadable = Setting::new(SqliteStore::open(directory.path()).unwrap()).ask(&["verify"]).1;
    assert!(
        unreadable.contains("ALTERED at event 2501") && unreadable.contains("(event-unreadable)"),
        "{unreadable}"
    );
    change_on_disk(directory.path(), b"account-2", b"account-3");
    let altered = Setting::new(SqliteStore::open(directory.path()).unwrap()).ask(&["verify"]).1;
    assert!(altered.contains("ALTERED at event 2001") && altered.contains("(event-altered)"), "{altered}");
}

/// Replaces bytes in the database file by others of the same length, behind the store's back.
fn change_on_disk(directory: &Path, from: &[u8], to: &[u8]) {
    let path = directory.join(lindley_store_sqlite::DATABASE_FILE);
    let mut bytes = fs::read(&path).unwrap();
    let place =
        bytes.windows(from.len()).position(|window| window == from).expect("the bytes are in the file");
    bytes[place..place + from.len()].copy_from_slice(to);
    fs::write(&path, bytes).unwrap();
}
