//! Retries of changes to accounts: the first answer, and nothing twice.

use lindley_app::{AccountWish, AppError, Role};
use lindley_ports::{Accounts, PortError};
use lindley_twin::simulation::Fault;

use crate::accounts::{OTHER_PASSWORD, PASSWORD, clerk, counts, disabled, password, signed_in};
use crate::house::{House, book, key};

fn wish(login: &str, password: &str) -> AccountWish {
    let (login, password) = (login.to_owned(), Some(password.to_owned()));
    AccountWish { organisation: None, login, password, roles: vec![Role::Clerk] }
}

#[tokio::test]
async fn a_retry_of_an_account_gets_the_first_answer_from_any_process() {
    let house = House::with_physicians(1).await;
    let add = |house: &House, wish: AccountWish| {
        let (app, system) = (house.app.clone(), house.system.clone());
        async move { app.add_account_once(&system, wish, Some(key("k-1"))).await }
    };
    let first = add(&house, wish("desk", PASSWORD)).await.unwrap();
    house.app.change_account(&house.system, first.value.id, disabled(true), None).await.unwrap();
    for house in [&house, &house.beside()] {
        let again = add(house, wish("desk", PASSWORD)).await.unwrap();
        assert!(!first.replayed && again.replayed);
        assert_eq!(again.value.id, first.value.id);
        assert!(!again.value.disabled, "as it was right after");
    }
    let elsewhere = AccountWish { organisation: Some("other".to_owned()), ..wish("desk", PASSWORD) };
    house.app.found_organisation(&house.system, "other", "Other", 30).await.unwrap();
    let viewer = AccountWish { roles: vec![Role::Viewer], ..wish("desk", PASSWORD) };
    for other in [wish("desk2", PASSWORD), wish("desk", OTHER_PASSWORD), viewer, elsewhere] {
        assert!(matches!(add(&house, other).await, Err(AppError::KeyReused)));
    }
    let command = house.submit_as(book(1, 0), "k-1").await;
    assert!(matches!(command, Err(AppError::KeyReused)), "commands share the keys: {command:?}");
    assert_eq!(house.app.accounts(&house.system).await.unwrap().len(), 1);
    house.clock.advance_ms(48 * 3_600_000 + 1);
    let later = add(&house, wish("desk", PASSWORD)).await;
    assert!(matches!(later, Err(AppError::Store(PortError::Taken(_)))), "the key is forgotten");
}

#[tokio::test]
async fn a_refused_account_may_be_asked_for_again_with_its_key() {
    let house = House::with_physicians(1).await;
    clerk(&house).await;
    let add = |wish| house.app.add_account_once(&house.system, wish, Some(key("k-1")));
    assert!(matches!(add(wish("desk", PASSWORD)).await, Err(AppError::Store(PortError::Taken(_)))));
    assert!(!add(wish("desk2", PASSWORD)).await.unwrap().replayed);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn simultaneous_requests_with_one_key_add_one_account() {
    let house = House::with_physicians(1).await;
    let mut tasks = Vec::new();
    for _ in 0..8 {
        let (app, system) = (house.app.clone(), house.system.clone());
        tasks.push(tokio::spawn(async move {
            app.add_account_once(&system, wish("desk", PASSWORD), Some(key("one"))).await
        }));
    }
    let mut fresh = 0;
    for task in tasks {
        fresh += u32::from(!task.await.unwrap().unwrap().replayed);
    }
    assert_eq!((fresh, house.app.accounts(&house.system).await.unwrap().len()), (1, 1));
}

#[tokio::test]
async fn a_change_is_made_once_for_each_key() {
    let house = House::with_physicians(1).await;
    let account = clerk(&house).await;
    let change = |change, text: &'static str| {
        house.app.change_account(&house.system, account.id, change, Some(key(text)))
    };
    assert!(!change(disabled(true), "k-1").await.unwrap().replayed);
    change(disabled(false), "k-2").await.unwrap();
    let again = change(disabled(true), "k-1").await.unwrap();
    assert!(again.replayed && again.value.disabled, "the first answer");
    assert!(!house.store.account(account.id).unwrap().unwrap().disabled, "and nothing happens");
    assert!(matches!(change(disabled(false), "k-1").await, Err(AppError::KeyReused)));
    assert!(!change(password(PASSWORD), "k-3").await.unwrap().replayed);
    assert!(change(password(PASSWORD), "k-3").await.unwrap().replayed);
    assert!(matches!(change(password(OTHER_PASSWORD), "k-3").await, Err(AppError::KeyReused)));

    let session = signed_in(&house).await;
    let own = |current, new| {
        let (by, secret) = (&session.principal, &session.secret);
        house.app.change_own_password(by, secret, current, new, Some(key("k-4")))
    };
    assert!(!own(PASSWORD, OTHER_PASSWORD).await.unwrap().replayed);
    assert!(own(PASSWORD, OTHER_PASSWORD).await.unwrap().replayed);
    assert!(matches!(own(PASSWORD, "another long one").await, Err(AppError::KeyReused)));

    house.app.issue_token(&house.system, account.id, "kiosk", None).await.unwrap();
    let token = house.app.tokens(&house.system, account.id).await.unwrap()[0].id.clone();
    let revoke = || house.app.revoke_token(&house.system, account.id, &token, Some(key("k-5")));
    assert!(!revoke().await.unwrap().replayed);
    assert!(revoke().await.unwrap().replayed);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_key_makes_one_token_however_often_it_comes() {
    let house = House::with_physicians(1).await;
    let account = clerk(&house).await;
    let there = house.beside();
    let mut tasks = Vec::new();
    for number in 0..10 {
        let app = if number % 2 == 0 { house.app.clone() } else { there.app.clone() };
        let system = house.system.clone();
        tasks.push(tokio::spawn(async move {
            app.issue_token_once(&system, account.id, "kiosk", None, Some(key("one"))).await
        }));
    }
    let (mut made, mut told) = (Vec::new(), Vec::new());
    for task in tasks {
        match task.await.unwrap() {
            Ok(issued) => made.push(issued),
            Err(AppError::TokenIssued { id }) => told.push(id),
            Err(other) => panic!("{other:?}"),
        }
    }
    let living = house.app.tokens(&house.system, account.id).await.unwrap();
    assert_eq!((made.len(), told.len(), living.len()), (1, 9, 1));
    assert!(counts(&house, &made[0].secret).await);
    assert!(told.iter().all(|id| *id == made[0].id && *id == living[0].id), "the refusals name it");
    let other = house.app.issue_token_once(&house.system, account.id, "other", None, Some(key("one"))).await;
    assert!(matches!(other, Err(AppError::KeyReused)));
}

/// The answer to the append that uses up a key is lost: the token is made all the same, and only one.
#[tokio::test]
async fn a_lost_answer_makes_no_second_token() {
    let house = House::with_physicians(1).await;
    let account = clerk(&house).await;
    let issue = || house.app.issue_token_once(&house.system, account.id, "kiosk", None, Some(key("k-1")));
    house.store.fail_next_append(Fault::LostRequest);
    assert!(matches!(issue().await, Err(AppError::Store(PortError::Unavailable(_)))));
    assert!(house.app.tokens(&house.system, account.id).await.unwrap().is_empty());
    house.store.fail_next_append(Fault::LostAnswer);
    let issued = issue().await.unwrap();
    assert!(counts(&house, &issued.secret).await);
    assert!(matches!(issue().await, Err(AppError::TokenIssued { id }) if id == issued.id));
    assert_eq!(house.app.tokens(&house.system, account.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_retry_of_founding_gets_the_first_answer() {
    let house = House::with_physicians(1).await;
    let found = |name: &'static str| {
        house.app.found_organisation_once(&house.system, "other", name, 30, Some(key("k-1")))
    };
    let first = found("Other").await.unwrap();
    let again = found("Other").await.unwrap();
    assert!(!first.replayed && again.replayed);
    assert_eq!((first.head, &first.subject), (again.head, &again.subject));
    assert!(matches!(found("Another").await, Err(AppError::KeyReused)));
}
