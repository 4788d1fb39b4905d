//! Proof files: they come back, hold without a store, and no altered one passes.

use lindley_governance::{ProofBundle, SigningKey, check, check_against};
use proptest::prelude::*;

use crate::sample;

fn proof() -> ProofBundle {
    sample::bundle(&sample::log(9), 6, 9)
}

fn code_of(bundle: &ProofBundle) -> &'static str {
    check(&bundle.to_json()).unwrap_err().code()
}

#[test]
fn every_entry_of_a_log_can_be_proved() {
    let log = sample::log(9);
    for size in 1..=9 {
        for seq in 1..=size {
            let checked = check(&sample::bundle(&log, seq, size).to_json()).unwrap();
            assert_eq!(checked.record.as_record(), log[seq - 1].record());
            assert_eq!(checked.checkpoint.size(), u64::try_from(size).unwrap());
            assert_eq!(checked.verifier, *sample::key().verifier());
            assert!(!checked.trusted);
        }
    }
}

#[test]
fn a_trusted_key_must_be_the_one_that_signed() {
    let json = proof().to_json();
    assert!(check_against(&json, sample::key().verifier()).unwrap().trusted);
    let stranger = SigningKey::from_seed("clinic.example/lindley", &[8; 32]).unwrap();
    assert_eq!(check_against(&json, stranger.verifier()).unwrap_err().code(), "untrusted-key");
}

#[test]
fn a_body_that_is_not_text_is_carried_too() {
    let mut log = sample::log(1);
    log[0].body = vec![0xff, 0x00, 0xfe];
    sample::chain(&mut log[0], None);
    let json = sample::bundle(&log, 1, 1).to_json();
    assert!(json.contains("\"body_base64\": \"/wD+\""), "{json}");
    assert_eq!(check(&json).unwrap().record.body, log[0].body);
}

#[test]
fn each_lie_has_its_code() {
    let altered = |change: &dyn Fn(&mut ProofBundle)| {
        let mut bundle = proof();
        change(&mut bundle);
        code_of(&bundle)
    };
    assert_eq!(altered(&|b| b.record.body = b"{\"appointment\":7}".to_vec()), "record-altered");
    assert_eq!(altered(&|b| b.record.actor = "account-9".to_owned()), "record-altered");
    assert_eq!(altered(&|b| b.record.organisation = "other".to_owned()), "record-altered");
    assert_eq!(altered(&|b| b.previous = [1; 32]), "record-altered");
    assert_eq!(altered(&|b| b.leaf = [1; 32]), "record-altered");
    assert_eq!(altered(&|b| b.record.seq = 0), "proof-contradiction");
    assert_eq!(altered(&|b| b.index = 3), "proof-contradiction");
    assert_eq!(altered(&|b| b.size = 8), "proof-contradiction");
    assert_eq!(altered(&|b| b.inclusion[0] = [1; 32]), "inclusion-root");
    assert_eq!(altered(&|b| b.inclusion.truncate(1)), "inclusion-length");
    assert_eq!(altered(&|b| b.checkpoint = b.checkpoint.replace("\n9\n", "\n8\n")), "wrong-signature");
    assert_eq!(altered(&|b| b.checkpoint = "no note".to_owned()), "note-unreadable");
    assert_eq!(altered(&|b| b.verifier = "no key".to_owned()), "key-unusable");
    assert_eq!(altered(&|b| b.format = "lindley-proof/2".to_owned()), "proof-version");
    let other_entry = sample::bundle(&sample::log(9), 5, 9);
    assert_eq!(altered(&|b| b.inclusion.clone_from(&other_entry.inclusion)), "inclusion-root");
    let first = ProofBundle { previous: [1; 32], ..sample::bundle(&sample::log(9), 1, 9) };
    assert_eq!(code_of(&first), "proof-contradiction");
}

#[test]
fn a_record_written_anew_does_not_fit_the_signed_root() {
    let mut log = sample::log(9);
    let honest = sample::checkpoint(&log, 9);
    log[5].body = b"{\"appointment\":600}".to_vec();
    for place in 5..9 {
        let before = log[place - 1].clone();
        sample::chain(&mut log[place], Some(&before));
    }
    let bundle = ProofBundle { checkpoint: honest.note().to_owned(), ..sample::bundle(&log, 6, 9) };
    assert_eq!(code_of(&bundle), "inclusion-root");
}

#[test]
fn files_that_are_no_proofs_are_refused() {
    let json = proof().to_json();
    for (from, to) in [
        ("{", "["),
        ("\"index\": 5", "\"index\": -5"),
        ("\"index\": 5", "\"index\": 5, \"note\": \"trust me\""),
        ("\"seq\": 6", "\"seq\": 6, \"seq\": 6"),
        ("\"kind\"", "\"sort\""),
        ("\"version\": 1", "\"version\": 70000"),
        ("\"body\"", "\"body_base64\""),
        ("\"body\"", "\"body_base64\": \"/wD+\", \"body\""),
        ("\"leaf\": \"", "\"leaf\": \"*"),
        ("\"format\"", "\"shape\""),
    ] {
        assert!(json.contains(from), "{from}");
        let broken = json.replacen(from, to, 1);
        assert_eq!(check(&broken).unwrap_err().code(), "proof-unreadable", "{from} -> {to}");
    }
    for broken in ["", "null", "{}", "[]", "\"lindley-proof/1\"", &json[..json.len() / 2]] {
        assert_eq!(check(broken).unwrap_err().code(), "proof-unreadable", "{broken}");
    }
    let newer = check("{\"format\":\"lindley-proof/7\",\"anything\":1}").unwrap_err();
    assert_eq!(newer.code(), "proof-version");
    assert!(newer.to_string().contains("lindley-proof/7"), "{newer}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn an_altered_byte_is_noticed_or_means_nothing(place in any::<prop::sample::Index>(), put in 0_u8..128) {
        let mut bytes = proof().to_json().into_bytes();
        let place = place.index(bytes.len());
        bytes[place] = put;
        let Ok(json) = String::from_utf8(bytes) else { return Ok(()) };
        if let Ok(checked) = check(&json) {
            // White space between the fields may change; nothing else.
            prop_assert_eq!(ProofBundle::from_json(&json).unwrap(), proof());
            prop_assert_eq!(checked.record, proof().record);
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(text in "(\\PC|[{}\\[\\]\":,0-9]|\"format\":\"lindley-proof/1\"){0,120}") {
        prop_assert!(check(&text).is_err());
    }

    #[test]
    fn a_file_cut_anywhere_is_refused(end in any::<prop::sample::Index>()) {
        let json = proof().to_json();
        let end = end.index(json.trim_end().len());
        prop_assert!(json.get(..end).is_none_or(|cut| check(cut).is_err()));
    }
}
