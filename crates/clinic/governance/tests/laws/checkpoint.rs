//! Checkpoints: ours come back, others' are read, and every lie is named.

use lindley_governance::{EMPTY_ROOT, SignedCheckpoint, SigningKey, hash_from_text, origin};
use proptest::prelude::*;

use crate::sample;

const SPECIFICATION: &str = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\u{2014} example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

#[test]
fn the_example_of_the_specification_is_read() {
    let checkpoint = SignedCheckpoint::parse(SPECIFICATION).unwrap();
    assert_eq!(checkpoint.origin(), "example.com/behind-the-sofa");
    assert_eq!(checkpoint.size(), 20_852_163);
    assert_eq!(*checkpoint.root(), hash_from_text("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=").unwrap());
    assert_eq!(checkpoint.at_ms(), None);
}

#[test]
fn a_signed_checkpoint_is_verified_for_its_own_log_and_key() {
    let checkpoint = sample::checkpoint(&sample::log(3), 3);
    assert_eq!(checkpoint.origin(), "clinic.example/lindley/demo");
    assert_eq!(checkpoint.at_ms(), Some(1_790_000_100_000));
    assert_eq!(checkpoint.verify(sample::key().verifier(), "demo"), Ok(()));
    let of_another = checkpoint.verify(sample::key().verifier(), "other").unwrap_err();
    assert_eq!(of_another.code(), "checkpoint-origin");
    let stranger = SigningKey::from_seed("clinic.example/lindley", &[8; 32]).unwrap();
    assert_eq!(checkpoint.verify(stranger.verifier(), "demo").unwrap_err().code(), "not-signed");
}

#[test]
fn an_altered_size_root_or_time_is_noticed() {
    let checkpoint = sample::checkpoint(&sample::log(3), 3);
    let time = checkpoint.note().replace("1790000100000", "1790000100001");
    let size = checkpoint.note().replace("\n3\n", "\n4\n");
    for note in [time, size] {
        let read = SignedCheckpoint::parse(&note).unwrap();
        let problem = read.verify(sample::key().verifier(), "demo").unwrap_err();
        assert_eq!(problem.code(), "wrong-signature");
        assert_eq!(
            problem.to_string(),
            format!(
                "the signature by the key {} is wrong: the note was altered or another key signed it",
                sample::key().verifier().label()
            )
        );
    }
}

#[test]
fn notes_that_are_no_checkpoints_are_refused() {
    for (from, to) in [
        ("example.com/behind-the-sofa\n2", "\n2"),
        ("20852163", "020852163"),
        ("20852163", "+20852163"),
        ("20852163", "-1"),
        ("20852163", ""),
        ("20852163", "99999999999999999999"),
        ("20852163\n", ""),
        ("20852163", "0"),
        ("q2I=\n\n", "q2I=\nlindley-signed-at-ms soon\n\n"),
        ("q2I=\n\n", "q2I=\n\nmore\n\n"),
    ] {
        let note = SPECIFICATION.replacen(from, to, 1);
        let problem = SignedCheckpoint::parse(&note).unwrap_err();
        assert!(["checkpoint-unreadable", "encoding"].contains(&problem.code()), "{note}: {problem}");
    }
    let short_root = SPECIFICATION.replace("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=", "CsUY");
    assert_eq!(SignedCheckpoint::parse(&short_root).unwrap_err().code(), "encoding");
    for origin in ["", "two\nlines"] {
        let signed = SignedCheckpoint::sign(&sample::key(), origin, 0, &EMPTY_ROOT, 0);
        assert_eq!(signed.unwrap_err().code(), "checkpoint-unreadable");
    }
}

proptest! {
    #[test]
    fn what_is_signed_is_what_is_read(organisation in "[a-z][a-z0-9-]{0,20}", size in 1_u64.., root in any::<[u8; 32]>(), at in any::<i64>()) {
        let name = origin(sample::key().name(), &organisation);
        let signed = SignedCheckpoint::sign(&sample::key(), &name, size, &root, at).unwrap();
        let read = SignedCheckpoint::parse(signed.note()).unwrap();
        prop_assert_eq!((read.size(), *read.root(), read.at_ms()), (size, root, Some(at)));
        prop_assert_eq!(read.verify(sample::key().verifier(), &organisation), Ok(()));
    }

    #[test]
    fn any_altered_byte_is_noticed(place in any::<prop::sample::Index>(), put in 0_u8..128) {
        let checkpoint = sample::checkpoint(&sample::log(5), 5);
        let mut bytes = checkpoint.note().as_bytes().to_vec();
        let place = place.index(bytes.len());
        prop_assume!(bytes[place] != put);
        bytes[place] = put;
        let verified = String::from_utf8(bytes).is_ok_and(|note| {
            SignedCheckpoint::parse(&note).and_then(|read| read.verify(sample::key().verifier(), "demo")).is_ok()
        });
        prop_assert!(!verified);
    }
}
