//! An altered log is refused, with the number of the event, at the start and while following.

use std::sync::Arc;

use lindley_app::{App, AppError, ReplicaError, Settings, load};
use lindley_governance::SigningKey;
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

/// A store with the entries that `change` leaves, and with all checkpoints and the snapshot of the house.
fn tampered(house: &House, change: impl FnOnce(&mut Vec<Entry>)) -> MemoryStore {
    let mut entries = house.store.read(ORGANISATION, 0, 1000).unwrap();
    change(&mut entries);
    let store = MemoryStore::new();
    let batch =
        Batch { organisation: ORGANISATION, expected_head: 0, entries: &entries, outcomes: &[], now_ms: 0 };
    store.append(batch).unwrap();
    for checkpoint in house.store.checkpoints(ORGANISATION).unwrap() {
        store.save_checkpoint(ORGANISATION, &checkpoint).unwrap();
    }
    if let Some(snapshot) = house.store.latest_snapshot(ORGANISATION).unwrap() {
        store.save_snapshot(ORGANISATION, &snapshot).unwrap();
    }
    store
}

/// A house that has been shut down after signing its log.
async fn signed(snapshot: bool) -> House {
    let house = House::with_physicians(1).await;
    for half_hour in 0..4 {
        house.submit(book(1, half_hour)).await.unwrap();
    }
    let settings = Settings {
        signing_key: Some(Arc::new(SigningKey::generate("test").unwrap())),
        snapshot_every: u64::from(snapshot),
        ..Settings::default()
    };
    let app = App::open(house.store.clone(), house.clock.clone(), settings).unwrap();
    app.shutdown();
    if snapshot {
        let replica = load(house.store.as_ref(), ORGANISATION).unwrap();
        house.store.save_snapshot(ORGANISATION, &replica.save().unwrap()).unwrap();
    }
    assert_eq!(house.store.latest_checkpoint(ORGANISATION).unwrap().unwrap().size, house.head());
    house
}

#[tokio::test]
async fn a_log_whose_end_was_cut_off_is_refused_at_the_start() {
    for snapshot in [false, true] {
        let house = signed(snapshot).await;
        let cut = tampered(&house, |entries| drop(entries.pop()));
        let Err(AppError::Damaged(problem)) = open(&house, cut) else { panic!("the cut was not noticed") };
        let witness = if snapshot { "a saved snapshot covers" } else { "a signed checkpoint covers" };
        assert!(problem.contains(witness) && problem.contains("cut off"), "{problem}");
    }
}

#[tokio::test]
async fn a_log_that_was_written_anew_is_refused_because_another_one_was_signed() {
    let house = signed(false).await;
    // The same number of events with a chain of its own that is whole.
    let other = House::with_physicians(1).await;
    for half_hour in 4..8 {
        other.submit(book(1, half_hour)).await.unwrap();
    }
    let entries = other.store.read(ORGANISATION, 0, 1000).unwrap();
    let store = tampered(&house, |genuine| *genuine = entries);
    let Err(AppError::Damaged(problem)) = open(&house, store) else { panic!("the exchange was not noticed") };
    assert!(problem.contains("checkpoint") && problem.contains("root hash"), "{problem}");
}

#[tokio::test]
async fn damage_before_the_snapshot_is_found_while_serving_and_ends_writing_and_signing() {
    let house = signed(true).await;
    let store = tampered(&house, |entries| {
        entries[2].body = [&*entries[2].body, b" "].concat().into();
    });
    let signed = store.checkpoints(ORGANISATION).unwrap();
    let settings = Settings {
        signing_key: Some(Arc::new(SigningKey::generate("test").unwrap())),
        checkpoint_every: std::time::Duration::ZERO,
        ..Settings::default()
    };
    let app = App::open(Arc::new(Store::new(store.clone())), house.clock.clone(), settings).unwrap();
    let start = std::time::Instant::now();
    while app.readiness().ready {
        assert!(start.elapsed().as_secs() < 20, "the damage was not found");
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    assert!(app.readiness().problem.unwrap().contains("event 3"));
    let head = store.head(ORGANISATION).unwrap();
    assert!(matches!(app.submit(&house.system, book(1, 9), None).await, Err(AppError::Damaged(_))));
    let read = app.entries_after(&house.system, 2, 10).await;
    assert!(matches!(&read, Err(AppError::Damaged(problem)) if problem.contains("event 3")), "{read:?}");
    assert_eq!(app.entries_after(&house.system, 3, 10).await.unwrap().len() as u64, head - 3);
    app.shutdown();
    assert_eq!(store.head(ORGANISATION).unwrap(), head);
    assert_eq!(store.checkpoints(ORGANISATION).unwrap(), signed, "a damaged log is not signed");
}

#[tokio::test]
async fn a_log_that_gets_shorter_while_serving_is_damage_and_not_a_busy_server() {
    let house = House::with_physicians(1).await;
    house.submit(book(1, 0)).await.unwrap();
    house.store.set_back_at(Some(2));
    let refused = house.submit(book(1, 3)).await;
    assert!(matches!(refused, Err(AppError::Damaged(_))), "{refused:?}");
    assert!(house.app.readiness().problem.unwrap().contains("cut off"));
    house.store.set_back_at(None);
    let refused = house.submit(book(1, 3)).await;
    assert!(matches!(refused, Err(AppError::Damaged(_))), "what was lost once needs a restart: {refused:?}");
}
