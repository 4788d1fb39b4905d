//! A retry gets the first answer; nothing happens twice.

use lindley_app::{AppError, IdempotencyKey, Principal, Role};

use crate::house::{House, appointment, book, code};

#[tokio::test]
async fn a_retry_gets_the_first_answer_and_adds_nothing() {
    let house = House::with_physicians(1).await;
    let first = house.submit_as(book(1, 0), "k-1").await.unwrap();
    let head = house.head();
    house.submit(book(2, 1)).await.unwrap();
    let again = house.submit_as(book(1, 0), "k-1").await.unwrap();
    assert!(!first.replayed && again.replayed);
    assert_eq!((again.head, &again.subject), (first.head, &first.subject), "as it was right after");
    assert_eq!(house.head(), head + 1, "only the other booking was added");
}

#[tokio::test]
async fn the_same_key_for_another_command_is_refused() {
    let house = House::with_physicians(1).await;
    house.submit_as(book(1, 0), "k-1").await.unwrap();
    let head = house.head();
    assert!(matches!(house.submit_as(book(1, 1), "k-1").await, Err(AppError::KeyReused)));
    assert_eq!(house.head(), head);
}

#[tokio::test]
async fn keys_of_different_people_never_meet() {
    let house = House::with_physicians(1).await;
    let clerk = Principal::new(7, "clerk", "demo", vec![Role::Clerk]);
    let first = house.submit_as(book(1, 0), "k-1").await.unwrap();
    let other = house.app.submit(&clerk, book(2, 1), Some(crate::house::key("k-1"))).await.unwrap();
    assert_ne!(appointment(&first), appointment(&other));
}

#[tokio::test]
async fn a_refusal_is_kept_under_its_key() {
    let house = House::with_physicians(1).await;
    let taken = house.submit(book(1, 0)).await.unwrap();
    assert_eq!(code(&house.submit_as(book(2, 0), "k-2").await), "slot-taken");
    let cancel = lindley_domain::Command::Cancel {
        appointment: appointment(&taken),
        revision: None,
        reason: lindley_domain::CancelReason::Patient,
    };
    house.submit(cancel).await.unwrap();
    assert_eq!(
        code(&house.submit_as(book(2, 0), "k-2").await),
        "slot-taken",
        "a retry does not turn into a booking"
    );
    house.submit_as(book(2, 0), "k-3").await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_tasks_with_one_key_make_one_booking() {
    let house = House::with_physicians(2).await;
    let head = house.head();
    let mut tasks = Vec::new();
    for _ in 0..40 {
        let (app, system) = (house.app.clone(), house.system.clone());
        tasks.push(tokio::spawn(async move {
            app.submit(&system, book(1, 0), Some(crate::house::key("one"))).await
        }));
    }
    let mut fresh = 0;
    let mut subjects = Vec::new();
    for task in tasks {
        let receipt = task.await.unwrap().unwrap();
        fresh += u32::from(!receipt.replayed);
        subjects.push(appointment(&receipt));
    }
    subjects.dedup();
    assert_eq!((fresh, subjects.len(), house.head()), (1, 1, head + 1));
}

#[tokio::test]
async fn a_key_is_forgotten_after_two_days() {
    let house = House::with_physicians(1).await;
    house.submit_as(book(1, 0), "k-1").await.unwrap();
    house.clock.advance_ms(48 * 3_600_000 + 1);
    let later = house.submit_as(book(1, 200), "k-1").await.unwrap();
    assert!(!later.replayed);
}

#[test]
fn a_key_is_visible_ascii() {
    assert!(IdempotencyKey::parse(&"k".repeat(255)).is_ok());
    for text in ["", "a b", "ä", "a\n", &"k".repeat(256)] {
        assert!(matches!(IdempotencyKey::parse(text), Err(AppError::InvalidKey)), "{text:?}");
    }
}
