//! A start from a snapshot equals a start from the whole log; a bad snapshot costs time, nothing else.

use lindley_app::{App, Settings, load};
use lindley_domain::{Command, snapshot};
use lindley_ports::{Log, Snapshot};
use lindley_store_memory::MemoryStore;

use crate::house::{House, ORGANISATION, Store, book, request};

/// A house whose log is long enough for a snapshot at shutdown.
async fn long_lived() -> House {
    let house = House::with_physicians(3).await;
    for round in 0..1300_u32 {
        let when = i64::from(round % 1300);
        let receipt = house.submit(book(round, when)).await.unwrap();
        let cancel = Command::Cancel {
            appointment: crate::house::appointment(&receipt),
            revision: None,
            reason: lindley_domain::CancelReason::Patient,
        };
        if round % 4 != 0 {
            house.submit(cancel).await.unwrap();
        }
        if round % 50 == 0 {
            house
                .submit(Command::PlaceHold { request: request(9000 + round, when), lease_seconds: 3600 })
                .await
                .unwrap();
        }
    }
    house
}

fn whole_fold(house: &House) -> Vec<u8> {
    let copy = MemoryStore::new();
    let entries = house.store.read(ORGANISATION, 0, 1_000_000).unwrap();
    let batch = lindley_ports::Batch {
        organisation: ORGANISATION,
        expected_head: 0,
        entries: &entries,
        outcomes: &[],
        now_ms: 0,
    };
    copy.append(batch).unwrap();
    snapshot::encode(&load(&copy, ORGANISATION).unwrap().state).unwrap()
}

#[tokio::test]
async fn a_start_from_a_snapshot_equals_a_start_from_the_whole_log() {
    let house = long_lived().await;
    let settings = Settings { snapshot_every: 100, ..Settings::default() };
    let app = App::open(house.store.clone(), house.clock.clone(), settings).unwrap();
    app.shutdown();
    let saved = house.store.latest_snapshot(ORGANISATION).unwrap().expect("a snapshot was taken at shutdown");
    assert_eq!(saved.head, house.head());
    for round in 0..5 {
        house.submit(book(7000 + round, 400 + i64::from(round))).await.unwrap();
    }
    let restarted = load(house.store.as_ref(), ORGANISATION).unwrap();
    assert_eq!(snapshot::encode(&restarted.state).unwrap(), whole_fold(&house));
    assert_eq!(house.bytes(), whole_fold(&house));

    // A flipped bit anywhere is noticed; the log itself is folded instead.
    let step = saved.bytes.len() / 97 + 1;
    for place in (0..saved.bytes.len()).step_by(step) {
        let mut bytes = saved.bytes.clone();
        bytes[place] ^= 1 << (place % 8);
        let store = Store::new(house.store.inner().clone());
        store.save_snapshot(ORGANISATION, &Snapshot { bytes, ..saved.clone() }).unwrap();
        let loaded = load(&store, ORGANISATION).unwrap();
        assert_eq!(loaded.state.head(), house.head());
        assert_eq!(snapshot::encode(&loaded.state).unwrap(), house.bytes(), "bit at byte {place}");
    }
}

#[tokio::test]
async fn a_snapshot_of_another_format_is_ignored() {
    let house = House::with_physicians(1).await;
    let nonsense = Snapshot { head: house.head(), format: 9999, bytes: vec![1, 2, 3] };
    house.store.save_snapshot(ORGANISATION, &nonsense).unwrap();
    assert_eq!(house.beside().bytes(), house.bytes());
}

#[tokio::test]
async fn what_comes_after_the_stop_is_refused_and_what_came_before_is_kept() {
    let house = House::with_physicians(1).await;
    house.submit(book(1, 0)).await.unwrap();
    let app = house.app.clone();
    tokio::task::spawn_blocking(move || app.shutdown()).await.unwrap();
    assert!(matches!(house.submit(book(2, 1)).await, Err(lindley_app::AppError::Stopped)));
    assert_eq!(house.beside().bytes(), house.bytes());
}

#[tokio::test]
async fn holds_are_swept_without_any_command() {
    let house = House::with_physicians(1).await;
    house.submit(Command::PlaceHold { request: request(1, 0), lease_seconds: 60 }).await.unwrap();
    let head = house.head();
    house.clock.advance_ms(60_000);
    house.until(|house| house.head() == head + 1).await;
    house.submit(book(2, 0)).await.unwrap();
}

#[tokio::test]
async fn after_a_year_of_silence_there_are_openings() {
    let house = House::with_physicians(1).await;
    house.clock.advance_ms(400 * 86_400_000);
    let now = crate::house::monday().plus_days(400);
    let search = lindley_domain::FindRequest {
        visit_type: crate::house::CONSULTATION,
        site: None,
        patient: None,
        patient_age: None,
        from: now,
        until: now.plus_days(20),
        chosen: Vec::new(),
        policy: lindley_domain::Policy::Earliest,
        limit: 500,
    };
    assert_eq!(house.app.find_openings(&house.system, &search).await.unwrap().openings.len(), 500);
    let mut late = request(1, 0);
    late.start = now.plus_days(20);
    house.submit(Command::Book { request: late }).await.unwrap();
}
