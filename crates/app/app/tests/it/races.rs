//! Many callers, one slot; two processes, one log.

use std::collections::BTreeSet;

use lindley_app::AppError;

use crate::house::{House, appointment, book, code};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_tasks_race_for_ten_openings_and_ten_win() {
    let house = House::with_physicians(2).await;
    let mut tasks = Vec::new();
    for task in 0..200 {
        let (app, system) = (house.app.clone(), house.system.clone());
        // Five half hours with two physicians.
        tasks.push(tokio::spawn(
            async move { app.submit(&system, book(task, i64::from(task % 5)), None).await },
        ));
    }
    let mut winners = BTreeSet::new();
    for task in tasks {
        match task.await.unwrap() {
            Ok(receipt) => assert!(winners.insert(appointment(&receipt)), "one appointment, one winner"),
            refused => assert_eq!(code(&refused), "slot-taken"),
        }
    }
    assert_eq!(winners.len(), 10);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_processes_race_on_one_log_and_agree() {
    let one = House::with_physicians(3).await;
    let two = one.beside();
    let mut tasks = Vec::new();
    for task in 0..300_u32 {
        let house = if task % 2 == 0 { &one } else { &two };
        let (app, system) = (house.app.clone(), house.system.clone());
        tasks.push(tokio::spawn(async move {
            // Ten half hours with three physicians; every fifth caller retries its key at once.
            let key = format!("k-{task}");
            let first =
                app.submit(&system, book(task, i64::from(task % 10)), Some(crate::house::key(&key))).await;
            if task % 5 == 0 {
                let again = app
                    .submit(&system, book(task, i64::from(task % 10)), Some(crate::house::key(&key)))
                    .await;
                match (&first, &again) {
                    (Ok(first), Ok(again)) => {
                        assert_eq!((first.head, &first.subject), (again.head, &again.subject));
                    }
                    (Err(AppError::Rejected(first)), Err(AppError::Rejected(again))) => {
                        assert_eq!(first, again);
                    }
                    other => panic!("a retry got another answer: {other:?}"),
                }
            }
            first
        }));
    }
    let mut winners = BTreeSet::new();
    for task in tasks {
        match task.await.unwrap() {
            Ok(receipt) => assert!(winners.insert(appointment(&receipt))),
            refused => assert_eq!(code(&refused), "slot-taken"),
        }
    }
    assert_eq!(winners.len(), 30);
    let head = one.head().max(two.head());
    one.until(|house| house.head() == head).await;
    two.until(|house| house.head() == head).await;
    assert_eq!(one.bytes(), two.bytes(), "both processes show the same");
}

#[tokio::test]
async fn what_one_process_writes_the_other_shows_and_streams() {
    let one = House::with_physicians(1).await;
    let two = one.beside();
    let mut feed = two.app.subscribe(&two.system).unwrap();
    let receipt = one.submit(book(1, 0)).await.unwrap();
    two.until(|house| house.head() == receipt.head).await;
    let entries = feed.recv().await.unwrap();
    assert_eq!(
        entries.last().map(|entry| (entry.seq, &*entry.kind)),
        Some((receipt.head, "appointment_booked"))
    );
    assert_eq!(code(&two.submit(book(2, 0)).await), "slot-taken");
}

#[tokio::test]
async fn a_retry_at_the_other_process_gets_the_first_answer() {
    let one = House::with_physicians(1).await;
    let two = one.beside();
    let first = one.submit_as(book(1, 0), "k-1").await.unwrap();
    let again = two.submit_as(book(1, 0), "k-1").await.unwrap();
    assert!(again.replayed);
    assert_eq!(again.subject, first.subject);
    assert!(matches!(two.submit_as(book(1, 1), "k-1").await, Err(AppError::KeyReused)));
}
