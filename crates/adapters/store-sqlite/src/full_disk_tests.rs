//! What happens when the disk is full, by a limit on the database's pages.

use lindley_ports::contract::samples::{CLINIC, append, entries, entry, outcome, whole_log};
use lindley_ports::{AppendError, Blobs, Entry, Log, PortError, Snapshot};

use crate::SqliteStore;

fn limit_pages(store: &SqliteStore, spare: u32) {
    let writer = store.writer();
    let pages: u32 = writer.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    writer.pragma_update(None, "max_page_count", pages + spare).unwrap();
}

fn big(seq: u64) -> Entry {
    Entry { body: vec![b'x'; 1 << 20].into(), ..entry(seq) }
}

#[test]
fn a_full_disk_refuses_the_batch_and_nothing_of_it_is_written() {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path()).unwrap();
    append(&store, 0, &entries(1, 3), &[outcome("before")]).unwrap();
    limit_pages(&store, 20);

    let refused = append(&store, 3, &[entry(4), big(5)], &[outcome("refused")]);
    assert!(matches!(refused, Err(AppendError::Store(PortError::Full(_)))), "{refused:?}");
    let snapshot = Snapshot { head: 3, format: 1, bytes: vec![b'x'; 1 << 20] };
    let refused = store.save_snapshot(CLINIC, &snapshot);
    assert!(matches!(refused, Err(PortError::Full(_))), "{refused:?}");

    assert_eq!(whole_log(&store, CLINIC), entries(1, 3));
    assert_eq!(store.outcome(CLINIC, "refused", 0).unwrap(), None);
    assert_eq!(store.latest_snapshot(CLINIC).unwrap(), None);
    append(&store, 3, &entries(4, 4), &[outcome("small")]).expect("what fits is still accepted");

    limit_pages(&store, 10_000);
    append(&store, 4, &[big(5)], &[outcome("refused")]).expect("there is room again");
    drop(store);
    let reopened = SqliteStore::open(directory.path()).unwrap();
    assert_eq!(reopened.head(CLINIC).unwrap(), 5);
}

#[test]
fn a_blob_that_does_not_fit_is_refused_and_takes_no_room() {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path()).unwrap();
    append(&store, 0, &entries(1, 3), &[]).unwrap();
    limit_pages(&store, 700);
    let (hash, bytes) = ([7; 32], vec![b'x'; 5 << 20]);

    for _ in 0..3 {
        // The first two parts fit. If they stayed, the appends below would find no room.
        let refused = store.put_blob(CLINIC, &hash, &bytes);
        assert!(matches!(refused, Err(PortError::Full(_))), "{refused:?}");
        assert_eq!(store.blob(CLINIC, &hash).unwrap(), None);
    }
    append(&store, 3, &[big(4), big(5)], &[]).expect("the room of the parts is free again");

    limit_pages(&store, 10_000);
    store.put_blob(CLINIC, &hash, &bytes).expect("there is room again");
    assert!(store.blob(CLINIC, &hash).unwrap() == Some(bytes));
    assert_eq!(whole_log(&store, CLINIC).len(), 5);
}
