//! Rules of what stands beside the log: snapshots and checkpoints.

use super::Open;
use super::samples::CLINIC;
use crate::{Checkpoint, Snapshot};

fn snapshot(head: u64, bytes: &[u8]) -> Snapshot {
    Snapshot { head, format: 3, bytes: bytes.to_vec() }
}

/// A higher head replaces a lower one, the same head is replaced, a lower head is ignored.
pub fn the_newest_snapshot_wins(open: Open<'_>) {
    let store = open();
    assert_eq!(store.latest_snapshot(CLINIC).expect("snapshot"), None);
    let steps = [
        (snapshot(10, b"ten"), snapshot(10, b"ten")),
        (snapshot(20, b""), snapshot(20, b"")),
        (snapshot(15, b"late"), snapshot(20, b"")),
        (
            Snapshot { format: 4, ..snapshot(20, b"twenty") },
            Snapshot { format: 4, ..snapshot(20, b"twenty") },
        ),
    ];
    for (saved, newest) in steps {
        store.save_snapshot(CLINIC, &saved).expect("save");
        assert_eq!(open().latest_snapshot(CLINIC).expect("snapshot"), Some(newest));
    }
}

/// The state of a large clinic is tens of megabytes.
pub fn a_large_snapshot_is_kept(open: Open<'_>) {
    let store = open();
    let bytes: Vec<u8> = (0..=250).cycle().take((9 << 20) + 17).collect();
    store.save_snapshot(CLINIC, &snapshot(1, &bytes[..5 << 20])).expect("save");
    store.save_snapshot(CLINIC, &snapshot(2, &bytes)).expect("save");
    assert!(store.latest_snapshot(CLINIC).expect("snapshot") == Some(snapshot(2, &bytes)));
    store.save_snapshot(CLINIC, &snapshot(3, b"small")).expect("save");
    assert_eq!(store.latest_snapshot(CLINIC).expect("snapshot"), Some(snapshot(3, b"small")));
}

/// Each organisation has its own.
pub fn snapshots_belong_to_their_organisation(open: Open<'_>) {
    let store = open();
    store.save_snapshot(CLINIC, &snapshot(10, b"ten")).expect("save");
    store.save_snapshot("other", &snapshot(5, b"five")).expect("save");
    assert_eq!(store.latest_snapshot(CLINIC).expect("snapshot"), Some(snapshot(10, b"ten")));
    assert_eq!(store.latest_snapshot("other").expect("snapshot"), Some(snapshot(5, b"five")));
    assert_eq!(store.latest_snapshot("third").expect("snapshot"), None);
}

/// What was signed first for a size stands; all sizes are listed in order.
pub fn the_first_checkpoint_of_a_size_is_kept(open: Open<'_>) {
    let store = open();
    let checkpoint = |size, note: &str| Checkpoint { size, note: note.to_owned() };
    for (size, note) in [(300, "c"), (20, "b"), (1, "a"), (20, "other")] {
        store.save_checkpoint(CLINIC, &checkpoint(size, note)).expect("save");
    }
    store.save_checkpoint("other", &checkpoint(7, "seven")).expect("save");
    let kept = [checkpoint(1, "a"), checkpoint(20, "b"), checkpoint(300, "c")];
    assert_eq!(open().checkpoints(CLINIC).expect("checkpoints"), kept);
    assert_eq!(store.checkpoints("other").expect("checkpoints"), [checkpoint(7, "seven")]);
    assert!(store.checkpoints("third").expect("checkpoints").is_empty());
    let latest = |organisation| open().latest_checkpoint(organisation).expect("latest checkpoint");
    assert_eq!(latest(CLINIC), Some(checkpoint(300, "c")));
    assert_eq!(latest("other"), Some(checkpoint(7, "seven")));
    assert_eq!(latest("third"), None);
}
