//! A proof of one event, made beside the store, checked without it, refused once anything in it is altered.

use std::fs;

use serde_json::Value;

use crate::stage::{Clinic, Server, Size, lindley, token};

const SMALL: Size = Size { physicians: 1, open: ("08:00", "12:00"), visit_minutes: 30 };

#[test]
fn a_proof_holds_until_it_is_altered() {
    let directory = tempfile::tempdir().unwrap();
    let store = format!("sqlite:{}", directory.path().join("store").display());
    let token = token(&store);
    let server = Server::start(&store);
    Clinic::make(&server, token, SMALL);
    assert!(server.stop().success());

    let file = directory.path().join("proof.json");
    let name = file.display().to_string();
    let key = directory.path().join("store/signing.key").display().to_string();
    let prove = |event, out| {
        lindley(&["audit", "prove", event, "--store", &store, "--out", out, "--signing-key", &key])
    };
    let proved = prove("2", &name).said();
    assert!(proved.contains("proves event 2 of riverside"), "{proved}");
    let check = || lindley(&["audit", "check", &name]);
    assert!(check().said().starts_with("The proof holds."));

    let good = fs::read_to_string(&file).unwrap();
    let bundle: Value = serde_json::from_str(&good).unwrap();
    for altered in alterations(&bundle, &good) {
        fs::write(&file, &altered).unwrap();
        let done = check();
        assert_eq!((done.code, done.err.as_str()), (Some(1), ""), "{altered}");
        assert!(done.out.starts_with("The proof does not hold.\n  why      "), "{}", done.out);
    }
    fs::remove_file(&file).unwrap();
    let complaint = format!("lindley audit: {name} cannot be read: ");
    assert!(check().complaint(2).starts_with(&complaint));

    let far = prove("1000000", &name);
    assert!(far.complaint(2).contains("there is no event 1000000 of riverside"), "{far:?}");
    assert!(!file.exists(), "a proof that cannot be made leaves no file");
}

/// The file with one thing changed: every single field of the record, and the file itself cut short.
fn alterations(bundle: &Value, good: &str) -> Vec<String> {
    let record = bundle["record"].as_object().unwrap();
    let mut altered = vec![good[..good.len() / 2].to_owned(), String::new()];
    for (field, value) in record {
        let mut other = bundle.clone();
        other["record"][field] = match value {
            Value::Number(number) => Value::from(number.as_u64().unwrap() + 1),
            Value::String(text) => Value::from(format!("{text}x")),
            _ => Value::Null,
        };
        altered.push(other.to_string());
    }
    altered
}

#[test]
fn a_store_that_is_not_there_is_not_a_good_one() {
    let directory = tempfile::tempdir().unwrap();
    let place = directory.path().join("store");
    let done = lindley(&["audit", "verify", "--store", &format!("sqlite:{}", place.display())]);
    assert_eq!(done.complaint(2), format!("lindley audit: there is no store in {}", place.display()));
    assert!(!place.exists());
}
