//! Rules of blobs: bytes that are kept under their hash.

use super::Open;
use super::samples::{CLINIC, append, entries, whole_log};

/// A model of a large clinic, with a length that no part divides.
const LARGE_BYTES: usize = (20 << 20) + 13;

/// Stores do not look at hashes, so any will do.
const fn hash(number: u8) -> [u8; 32] {
    [number; 32]
}

/// Bytes that differ from one part to the next.
fn large() -> Vec<u8> {
    (0..=250).cycle().take(LARGE_BYTES).collect()
}

/// Nothing is found under a hash that nobody put.
pub fn an_absent_blob_is_none(open: Open<'_>) {
    let store = open();
    assert_eq!(store.blob(CLINIC, &hash(1)).expect("blob"), None);
    store.put_blob(CLINIC, &hash(1), b"one").expect("put");
    assert_eq!(store.blob(CLINIC, &hash(2)).expect("blob"), None);
}

/// What is put comes back, whatever its bytes are, under hashes of any bytes.
pub fn a_blob_comes_back_byte_for_byte(open: Open<'_>) {
    let store = open();
    let every_byte: Vec<u8> = (0..=255).collect();
    let mut mixed = hash(0);
    mixed[31] = 255;
    let kept = [(hash(0), &every_byte[..]), (hash(255), b"\0\0"), (mixed, b"{\"text\":\"\xc3\xa9\"}\n")];
    for (hash, bytes) in kept {
        store.put_blob(CLINIC, &hash, bytes).expect("put");
    }
    for (hash, bytes) in kept {
        assert_eq!(store.blob(CLINIC, &hash).expect("blob").as_deref(), Some(bytes));
    }
}

/// No bytes are a blob as well; it is not the same as none.
pub fn an_empty_blob_is_kept(open: Open<'_>) {
    let store = open();
    store.put_blob(CLINIC, &hash(1), b"").expect("put");
    assert_eq!(open().blob(CLINIC, &hash(1)).expect("blob"), Some(Vec::new()));
}

/// A model may have tens of megabytes.
pub fn a_large_blob_is_kept(open: Open<'_>) {
    let store = open();
    let bytes = large();
    store.put_blob(CLINIC, &hash(1), &bytes).expect("put");
    assert!(open().blob(CLINIC, &hash(1)).expect("blob") == Some(bytes));
}

/// Putting a blob again is fine and changes nothing, even if the bytes are others than at first.
pub fn a_blob_put_again_stays(open: Open<'_>) {
    let store = open();
    for bytes in ["first", "first", "another", ""] {
        open().put_blob(CLINIC, &hash(1), bytes.as_bytes()).expect("put");
        assert_eq!(store.blob(CLINIC, &hash(1)).expect("blob"), Some(b"first".to_vec()));
    }
    store.put_blob(CLINIC, &hash(2), b"").expect("put");
    store.put_blob(CLINIC, &hash(2), b"late").expect("put");
    assert_eq!(store.blob(CLINIC, &hash(2)).expect("blob"), Some(Vec::new()));
}

/// Handles share blobs.
pub fn a_second_handle_sees_the_blob(open: Open<'_>) {
    let (one, other) = (open(), open());
    one.put_blob(CLINIC, &hash(1), b"one").expect("put");
    other.put_blob(CLINIC, &hash(2), b"two").expect("put");
    assert_eq!(other.blob(CLINIC, &hash(1)).expect("blob"), Some(b"one".to_vec()));
    assert_eq!(one.blob(CLINIC, &hash(2)).expect("blob"), Some(b"two".to_vec()));
}

/// A blob is still there when the handle that put it is gone and the store is opened anew.
pub fn a_blob_survives_reopening(open: Open<'_>) {
    let store = open();
    store.put_blob(CLINIC, &hash(1), b"one").expect("put");
    drop(store);
    assert_eq!(open().blob(CLINIC, &hash(1)).expect("blob"), Some(b"one".to_vec()));
}

/// An organisation neither reads another's blobs nor keeps it from putting its own under the same hash.
pub fn blobs_belong_to_their_organisation(open: Open<'_>) {
    let store = open();
    store.put_blob(CLINIC, &hash(1), b"ours").expect("put");
    assert_eq!(store.blob("other", &hash(1)).expect("blob"), None);
    store.put_blob("other", &hash(1), b"theirs").expect("put");
    assert_eq!(store.blob(CLINIC, &hash(1)).expect("blob"), Some(b"ours".to_vec()));
    assert_eq!(store.blob("other", &hash(1)).expect("blob"), Some(b"theirs".to_vec()));
}

/// Blobs stand beside the log: they need none and begin none.
pub fn a_blob_needs_no_log_and_begins_none(open: Open<'_>) {
    let store = open();
    store.put_blob(CLINIC, &hash(1), b"one").expect("put");
    assert_eq!(store.head(CLINIC).expect("head"), 0);
    assert!(store.organisations().expect("organisations").is_empty());
    append(&*store, 0, &entries(1, 2), &[]).expect("append");
    assert_eq!(whole_log(&*store, CLINIC), entries(1, 2));
    assert_eq!(store.blob(CLINIC, &hash(1)).expect("blob"), Some(b"one".to_vec()));
}

/// Workers that put the same blob at the same time all succeed, and it is whole.
pub fn racing_writers_of_one_blob_all_succeed(open: Open<'_>) {
    let bytes = &large()[..=3 << 20];
    let begin = &std::sync::Barrier::new(4);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(move || {
                let store = open();
                begin.wait();
                store.put_blob(CLINIC, &hash(1), bytes).expect("everybody may put it");
                assert!(store.blob(CLINIC, &hash(1)).expect("blob").as_deref() == Some(bytes));
            });
        }
    });
    assert!(open().blob(CLINIC, &hash(1)).expect("blob").as_deref() == Some(bytes));
}
