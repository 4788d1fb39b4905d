//! Signing in, sessions, tokens.

use lindley_app::{AppError, Principal, Role};
use lindley_ports::{Account, Accounts};

use crate::house::{House, book};

const PASSWORD: &str = "correct horse battery";

/// A clerk of the demo organisation.
async fn clerk(house: &House) -> Account {
    house.app.add_account(&house.system, "desk", Some(PASSWORD), &[Role::Clerk]).await.unwrap()
}

#[tokio::test]
async fn signing_in_gives_a_session_that_speaks_for_the_account() {
    let house = House::with_physicians(1).await;
    let account = clerk(&house).await;
    let signed_in = house.app.sign_in("desk", PASSWORD).await.unwrap();
    let by = house.app.authenticate(&signed_in.secret).await.unwrap();
    assert_eq!((by.account, &*by.organisation, &by.roles[..]), (account.id, "demo", &[Role::Clerk][..]));
    assert_eq!(by, signed_in.principal);
    house.app.submit(&by, book(1, 0), None).await.unwrap();
    let last = house.app.entries_after(&by, house.head() - 1, 1).await.unwrap();
    assert_eq!(
        &*last[0].actor,
        format!("account-{}", account.id),
        "the log names the account, not the person"
    );
}

#[tokio::test]
async fn wrong_passwords_and_unknown_logins_look_alike() {
    let house = House::with_physicians(1).await;
    clerk(&house).await;
    house.app.add_account(&house.system, "machine", None, &[Role::Clerk]).await.unwrap();
    for (login, password) in [
        ("desk", "correct horse batterz"),
        ("desk", ""),
        ("nobody", PASSWORD),
        ("machine", ""),
        ("machine", PASSWORD),
    ] {
        let answer = house.app.sign_in(login, password).await;
        assert!(matches!(answer, Err(AppError::WrongCredentials)), "{login}");
    }
}

#[tokio::test]
async fn a_disabled_account_cannot_sign_in_and_its_session_ends() {
    let house = House::with_physicians(1).await;
    let account = clerk(&house).await;
    let signed_in = house.app.sign_in("desk", PASSWORD).await.unwrap();
    house.app.authenticate(&signed_in.secret).await.unwrap();
    house.store.change_account(&Account { disabled: true, ..account }).unwrap();
    assert!(matches!(house.app.sign_in("desk", PASSWORD).await, Err(AppError::WrongCredentials)));
    house.clock.advance_ms(30_000);
    let answer = house.app.authenticate(&signed_in.secret).await;
    assert!(matches!(answer, Err(AppError::NotSignedIn)), "a revocation takes at most half a minute");
}

#[tokio::test]
async fn a_session_ends_by_time_and_by_signing_out() {
    let house = House::with_physicians(1).await;
    clerk(&house).await;
    let first = house.app.sign_in("desk", PASSWORD).await.unwrap();
    house.app.authenticate(&first.secret).await.unwrap();
    house.app.sign_out(&first.secret).await.unwrap();
    assert!(matches!(house.app.authenticate(&first.secret).await, Err(AppError::NotSignedIn)));
    let second = house.app.sign_in("desk", PASSWORD).await.unwrap();
    house.clock.advance_ms(12 * 3_600_000 - 1);
    house.app.authenticate(&second.secret).await.unwrap();
    house.clock.advance_ms(1);
    assert!(matches!(house.app.authenticate(&second.secret).await, Err(AppError::NotSignedIn)));
    assert!(matches!(house.app.authenticate("lindley_session_00").await, Err(AppError::NotSignedIn)));
}

#[tokio::test]
async fn a_token_speaks_for_its_account_in_its_own_organisation() {
    let house = House::with_physicians(1).await;
    house.app.found_organisation(&house.system, "other", "Other", 30).await.unwrap();
    let there = Principal::system("other");
    let machine = house.app.add_account(&there, "machine", None, &[Role::Admin]).await.unwrap();
    let token = house.app.issue_token(&there, machine.id, "import", Some(i64::MAX)).await.unwrap();
    let by = house.app.authenticate(&token).await.unwrap();
    assert_eq!(&*by.organisation, "other");
    let answer = house.app.submit(&by, book(1, 0), None).await;
    assert_eq!(crate::house::code(&answer), "unknown-reference", "it cannot touch the demo organisation");
    let foreign = house.app.issue_token(&house.system, machine.id, "theft", None).await;
    assert!(
        matches!(foreign, Err(AppError::NotFound(_))),
        "nobody makes tokens for another organisation's accounts"
    );
}

#[tokio::test]
async fn a_token_expires_and_never_gives_more_than_its_maker_has() {
    let house = House::with_physicians(1).await;
    let account = clerk(&house).await;
    let soon = lindley_app::Clock::now_ms(house.clock.as_ref()) + 1000;
    let token = house.app.issue_token(&house.system, account.id, "short", Some(soon)).await.unwrap();
    house.app.authenticate(&token).await.unwrap();
    house.clock.advance_ms(1000);
    assert!(matches!(house.app.authenticate(&token).await, Err(AppError::NotSignedIn)));
    let chief = house.app.add_account(&house.system, "chief", None, &[Role::PlatformAdmin]).await.unwrap();
    let admin = Principal::new(99, "admin", "demo", vec![Role::Admin]);
    let stolen = house.app.issue_token(&admin, chief.id, "more", None).await;
    assert!(matches!(stolen, Err(AppError::Forbidden { .. })));
}

#[tokio::test]
async fn accounts_are_checked() {
    let house = House::with_physicians(1).await;
    clerk(&house).await;
    let add = |login: &'static str, password: &'static str| {
        let (app, system) = (house.app.clone(), house.system.clone());
        async move { app.add_account(&system, login, Some(password), &[]).await }
    };
    assert!(matches!(add("desk", PASSWORD).await, Err(AppError::Store(lindley_ports::PortError::Taken(_)))));
    assert!(matches!(add("", PASSWORD).await, Err(AppError::Invalid { field: "login", .. })));
    assert!(matches!(add("two words", PASSWORD).await, Err(AppError::Invalid { field: "login", .. })));
    assert!(matches!(add("new", "short").await, Err(AppError::Invalid { field: "password", .. })));
    assert_eq!(house.app.accounts(&house.system).await.unwrap().len(), 1);
}
