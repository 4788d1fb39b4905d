//! Whatever the bytes, the readers end and never panic.

use std::io::Cursor;

use lindley_public_data::smart_links::{Kind, Reader, read_manifest};
use lindley_public_data::{hangu, no_show};
use proptest::prelude::*;

/// Bytes that look a little like the formats, so that more than the first check is reached.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..40),
        Just(b"\n".to_vec()),
        Just(b"\r\n".to_vec()),
        Just(b"\"".to_vec()),
        Just(b",".to_vec()),
        Just(hangu::COLUMNS.join(",").into_bytes()),
        Just(no_show::COLUMNS.join(",").into_bytes()),
        Just(b"P1,1,May,Friday,TRUE,morning,2,F,FALSE,TRUE,9:05:10,,NA,600".to_vec()),
        Just(b"7,5,2016-05-02T08:00:01Z,2016-05-02T00:00:00Z,1,0,No".to_vec()),
        Just(br#"{"resourceType":"Slot","id":"1","schedule":{"reference":"Schedule/1"},"status":"free","start":""#.to_vec()),
        Just(b"PK\x03\x04".to_vec()),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes in bytes()) {
        if let Ok(reader) = hangu::Reader::open(bytes.as_slice()) {
            prop_assert!(reader.count() <= bytes.len());
        }
        if let Ok(reader) = no_show::Reader::open(Cursor::new(&bytes)) {
            prop_assert!(reader.count() <= bytes.len());
        }
        for kind in Kind::ALL {
            prop_assert!(Reader::new(bytes.as_slice(), kind).count() <= bytes.len());
        }
        drop(read_manifest(&bytes));
    }

    #[test]
    fn below_a_good_header_every_line_gives_one_answer(lines in proptest::collection::vec("[^\r\n]{0,60}", 0..8)) {
        let header = no_show::COLUMNS.join(",");
        let text = format!("{header}\n{}", lines.join("\n"));
        let spoken = lines.iter().filter(|line| !line.trim().is_empty()).count();
        let reader = no_show::Reader::open(Cursor::new(text)).expect("a good header");
        prop_assert_eq!(reader.count(), spoken);
    }
}
