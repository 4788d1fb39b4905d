//! The store fails before and after the write: nothing is acknowledged that is not stored.

use lindley_app::AppError;
use lindley_ports::{Log, PortError};
use lindley_twin::simulation::Fault;

use crate::house::{House, ORGANISATION, appointment, book, code};

fn unavailable<T>(answer: &Result<T, AppError>) -> bool {
    matches!(answer, Err(AppError::Store(PortError::Unavailable(_))))
}

#[tokio::test]
async fn a_request_that_never_arrived_is_an_error_and_can_be_retried() {
    let house = House::with_physicians(1).await;
    let before = house.bytes();
    house.store.fail_next_append(Fault::LostRequest);
    assert!(unavailable(&house.submit_as(book(1, 0), "k-1").await));
    assert_eq!(before, house.bytes(), "what was tried is taken back");
    let retried = house.submit_as(book(1, 0), "k-1").await.unwrap();
    assert!(!retried.replayed);
}

#[tokio::test]
async fn a_batch_that_was_written_before_the_connection_broke_is_recognised() {
    let house = House::with_physicians(1).await;
    house.store.fail_next_append(Fault::LostAnswer);
    let receipt = house.submit_as(book(1, 0), "k-1").await.unwrap();
    assert_eq!(house.store.inner().head(ORGANISATION).unwrap(), receipt.head);
    let again = house.submit_as(book(1, 0), "k-1").await.unwrap();
    assert!(again.replayed);
    assert_eq!(again.subject, receipt.subject);
}

#[tokio::test]
async fn a_store_that_wrote_and_went_away_answers_the_retry() {
    let house = House::with_physicians(1).await;
    house.store.fail_next_append(Fault::LostAnswerThenDown);
    assert!(unavailable(&house.submit_as(book(1, 0), "k-1").await), "nobody can know whether it was written");
    let written = house.store.inner().head(ORGANISATION).unwrap();
    house.store.set_down(false);
    house.until(|house| house.head() == written).await;
    let retried = house.submit_as(book(1, 0), "k-1").await.unwrap();
    assert!(retried.replayed, "the first try's answer");
    assert_eq!((retried.head, house.head()), (written, written));
    assert_eq!(code(&house.submit(book(2, 0)).await), "slot-taken");
}

#[tokio::test]
async fn a_kept_refusal_whose_answer_was_lost_is_still_kept() {
    let house = House::with_physicians(1).await;
    house.submit(book(1, 0)).await.unwrap();
    house.store.fail_next_append(Fault::LostAnswer);
    // Only the refusal is written: the log's end does not tell, so the caller must retry.
    assert!(unavailable(&house.submit_as(book(2, 0), "k-2").await));
    assert_eq!(code(&house.submit_as(book(2, 0), "k-2").await), "slot-taken");
}

#[tokio::test]
async fn readiness_tells_the_problem_and_recovers_without_traffic() {
    let house = House::with_physicians(1).await;
    assert!(house.app.readiness().ready);
    house.store.set_down(true);
    assert!(unavailable(&house.submit(book(1, 0)).await));
    let problem = house.app.readiness();
    assert!(!problem.ready && problem.problem.is_some_and(|text| text.contains("does not answer")));
    house.store.set_down(false);
    house.until(|house| house.app.readiness().ready).await;
    house.submit(book(1, 0)).await.unwrap();
}

#[tokio::test]
async fn a_full_disk_is_told_and_nothing_is_half_written() {
    let house = House::with_physicians(1).await;
    let before = (house.head(), house.store.inner().head(ORGANISATION).unwrap());
    house.store.fail_next_append(Fault::Full);
    let answer = house.submit_as(book(1, 0), "k-1").await;
    assert!(matches!(answer, Err(AppError::Store(PortError::Full(_)))), "{answer:?}");
    assert_eq!(before, (house.head(), house.store.inner().head(ORGANISATION).unwrap()));
    house.submit_as(book(1, 0), "k-1").await.unwrap();
    assert!(house.app.readiness().ready, "a write that succeeds ends the problem");
}

#[tokio::test]
async fn a_batch_delivered_twice_is_written_once() {
    let house = House::with_physicians(1).await;
    house.store.fail_next_append(Fault::Duplicate);
    let receipt = house.submit_as(book(1, 0), "k-1").await.unwrap();
    assert_eq!(house.store.inner().head(ORGANISATION).unwrap(), receipt.head);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whatever_fails_what_is_acknowledged_is_stored() {
    let house = House::with_physicians(4).await;
    let faults = [Fault::LostRequest, Fault::LostAnswer, Fault::Full, Fault::Duplicate];
    let mut acknowledged = Vec::new();
    for round in 0..25_u32 {
        house.store.fail_next_append(faults[round as usize % faults.len()]);
        let mut tasks = Vec::new();
        for caller in 0..4 {
            let (app, system) = (house.app.clone(), house.system.clone());
            tasks.push(tokio::spawn(async move {
                let command = book(round * 10 + caller, i64::from(round));
                app.submit(&system, command, Some(crate::house::key(&format!("{round}-{caller}")))).await
            }));
        }
        for task in tasks {
            acknowledged.extend(task.await.unwrap().ok().map(|receipt| appointment(&receipt)));
        }
    }
    // Thirteen of the rounds lose at most one batch of four callers.
    assert!(acknowledged.len() >= 48);
    let restarted = house.beside();
    restarted
        .app
        .read(&restarted.system, lindley_app::Permission::ReadSchedule, |state| {
            for id in &acknowledged {
                assert!(state.appointment(*id).is_some(), "{id} was acknowledged");
            }
        })
        .unwrap();
    assert_eq!(house.bytes(), restarted.bytes());
}

#[tokio::test]
async fn a_damaged_row_is_told_with_its_place() {
    let house = House::with_physicians(1).await;
    let two = house.beside();
    two.store.set_damaged(Some("event 17 of demo"));
    house.submit(book(1, 0)).await.unwrap();
    two.until(|two| !two.app.readiness().ready).await;
    let answer = two.submit(book(2, 1)).await;
    assert!(
        matches!(&answer, Err(AppError::Store(PortError::Corrupt { place, .. })) if place.contains("17")),
        "{answer:?}"
    );
    two.store.set_damaged(None);
    two.until(|two| two.app.readiness().ready).await;
    two.submit(book(2, 1)).await.unwrap();
}
