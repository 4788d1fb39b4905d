//! The leaf hash: its bytes are settled, every field counts, and no two records share an input.

use lindley_governance::{GENESIS, Hash, Record, hash_to_text, leaf_hash};
use proptest::prelude::*;

use crate::{naive, sample};

/// The layout as the documentation gives it, written down a second time.
fn leaf_by_the_book(previous: &Hash, record: &Record<'_>) -> Hash {
    let counted = |bytes: &[u8]| [&(bytes.len() as u64).to_be_bytes()[..], bytes].concat();
    naive::leaf(
        &[
            &previous[..],
            b"lindley/entry/1\n",
            &counted(record.organisation.as_bytes()),
            &record.seq.to_be_bytes(),
            &record.at_ms.to_be_bytes(),
            &counted(record.actor.as_bytes()),
            &counted(record.kind.as_bytes()),
            &record.version.to_be_bytes(),
            &counted(record.body),
        ]
        .concat(),
    )
}

#[test]
fn the_layout_never_changes() {
    let log = sample::log(3);
    let hashes: Vec<String> = log.iter().map(|entry| hash_to_text(&entry.hash)).collect();
    let settled = [
        "SSEcpSbyK+aZz5nJMCTQeW0NfqC7Tp7piOFT5O7poak=",
        "fxN48lwkRFbp4KEpGpM+B3w98jbZA+gtW+vEklO6wb4=",
        "D06wwHm3UaZinQSKAI5nImlXJ4YQFWNdk+XwpA0W+qU=",
    ];
    assert_eq!(hashes, settled);
}

#[test]
fn bodies_of_every_length_around_the_short_path_s_end_hash_alike() {
    for length in (0..64).chain(850..1050).chain([10_000, 1 << 20]) {
        let body = vec![b'x'; length];
        let log = sample::log(1);
        let record = Record { body: &body, ..log[0].record() };
        assert_eq!(leaf_hash(&GENESIS, &record), leaf_by_the_book(&GENESIS, &record), "{length} bytes");
    }
}

#[test]
fn every_field_counts() {
    let record = Record {
        organisation: "demo",
        seq: 7,
        at_ms: 1,
        actor: "account-1",
        kind: "hold_placed",
        version: 1,
        body: b"{}",
    };
    let others = [
        Record { organisation: "demo2", ..record },
        Record { seq: 8, ..record },
        Record { at_ms: -1, ..record },
        Record { actor: "account-2", ..record },
        Record { kind: "hold_lapsed", ..record },
        Record { version: 2, ..record },
        Record { body: b"{ }", ..record },
        // The same letters, cut elsewhere.
        Record { actor: "account-1hold", kind: "_placed", ..record },
    ];
    let mut hashes: Vec<Hash> = others.iter().map(|other| leaf_hash(&GENESIS, other)).collect();
    hashes.push(leaf_hash(&GENESIS, &record));
    hashes.push(leaf_hash(&[1; 32], &record));
    let count = hashes.len();
    hashes.sort_unstable();
    hashes.dedup();
    assert_eq!(hashes.len(), count);
}

proptest! {
    #[test]
    fn any_record_is_hashed_by_the_book(
        previous in any::<Hash>(),
        organisation in "\\PC{0,20}",
        numbers in any::<(u64, i64, u16)>(),
        actor in "\\PC{0,20}",
        kind in "[a-z_]{0,30}",
        body in prop::collection::vec(any::<u8>(), 0..3000),
    ) {
        let (seq, at_ms, version) = numbers;
        let record = Record { organisation: &organisation, seq, at_ms, actor: &actor, kind: &kind, version, body: &body };
        prop_assert_eq!(leaf_hash(&previous, &record), leaf_by_the_book(&previous, &record));
    }
}
