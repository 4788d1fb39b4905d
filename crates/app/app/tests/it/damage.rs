//! An altered log is refused, with the number of the event, at the start and while following.

use std::sync::Arc;

use lindley_app::{App, AppError, ReplicaError, Settings, load};
use lindley_ports::{Batch, Entry, Log};
use lindley_store_memory::MemoryStore;

use crate::house::{House, ORGANISATION, Store, book};

/// What is done to an entry.
type Change = fn(&mut Entry);

/// A store with the same entries, one of them changed.
fn altered(house: &House, change: impl Fn(&mut Entry)) -> MemoryStore {
    let mut entries = house.store.read(ORGANISATION, 0, 1000).unwrap();
    entries.iter_mut().for_each(change);
    let store = MemoryStore::new();
    let batch =
        Batch { organisation: ORGANISATION, expected_head: 0, entries: &entries, outcomes: &[], now_ms: 0 };
    store.append(batch).unwrap();
    store
}

fn open(house: &House, store: MemoryStore) -> Result<App, AppError> {
    App::open(Arc::new(Store::new(store)), house.clock.clone(), Settings::default())
}

#[tokio::test]
async fn an_altered_log_is_refused_at_the_start_with_the_events_number() {
    let house = House::with_physicians(1).await;
    house.submit(book(1, 0)).await.unwrap();
    assert!(open(&house, altered(&house, |_| ())).is_ok(), "unaltered, it opens");
    let changes: [(&str, Change); 6] = [
        ("time", |entry| entry.at_ms += 1),
        ("actor", |entry| entry.actor = "account-9".into()),
        ("kind", |entry| entry.kind = "hold_lapsed".into()),
        ("version", |entry| entry.version += 1),
        ("body", |entry| entry.body = [&*entry.body, b" "].concat().into()),
        ("hash", |entry| entry.hash[31] ^= 1),
    ];
    for (field, change) in changes {
        let store = altered(&house, |entry| {
            if entry.seq == 5 {
                change(entry);
            }
        });
        let Err(AppError::Damaged(problem)) = open(&house, store) else { panic!("{field} was not noticed") };
        assert!(problem.contains("event 5"), "{field}: {problem}");
    }
}

#[tokio::test]
async fn a_log_whose_chain_is_right_but_whose_events_do_not_fit_is_refused() {
    let house = House::with_physicians(1).await;
    let entries = house.store.read(ORGANISATION, 0, 1).unwrap();
    let store = MemoryStore::new();
    // The chain covers the organisation's key: another organisation's log is not this one's.
    let batch =
        Batch { organisation: "stolen", expected_head: 0, entries: &entries, outcomes: &[], now_ms: 0 };
    store.append(batch).unwrap();
    assert!(matches!(load(&store, "stolen"), Err(ReplicaError::BrokenChain { seq: 1 })));
}

#[tokio::test]
async fn a_bad_entry_while_following_stops_before_it_and_goes_on_when_it_is_repaired() {
    let house = House::with_physicians(1).await;
    let genuine = house.store.read(ORGANISATION, 0, 1000).unwrap();
    let short = MemoryStore::new();
    let append = |store: &MemoryStore, entries: &[Entry]| {
        let expected_head = store.head(ORGANISATION).unwrap();
        let batch = Batch { organisation: ORGANISATION, expected_head, entries, outcomes: &[], now_ms: 0 };
        store.append(batch).unwrap();
    };
    append(&short, &genuine[..2]);
    let follower = House::on(Arc::new(Store::new(short.clone())), Arc::clone(&house.clock));
    let mut bad = genuine[2..5].to_vec();
    bad[1].body = [&*bad[1].body, b" "].concat().into();
    append(&short, &bad);
    follower.until(|follower| follower.app.readiness().problem.is_some_and(|p| p.contains("event 4"))).await;
    assert_eq!(follower.head(), 3, "the good entry before it is shown");
    assert!(follower.submit(book(1, 0)).await.is_err());
    assert_eq!(follower.head(), 3);
}
