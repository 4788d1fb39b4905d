//! Signing in, sessions, tokens.

use lindley_app::{AccountChange, AppError, Principal, Role, SignedIn};
use lindley_ports::{Account, Accounts, PortError};

use crate::house::{House, book};

pub(crate) const PASSWORD: &str = "correct horse battery";

pub(crate) const OTHER_PASSWORD: &str = "staple battery horse";

pub(crate) fn disabled(disabled: bool) -> AccountChange {
    AccountChange { disabled: Some(disabled), ..AccountChange::default() }
}

fn roles(roles: &[Role]) -> AccountChange {
    AccountChange { roles: Some(roles.to_vec()), ..AccountChange::default() }
}

pub(crate) fn password(password: &str) -> AccountChange {
    AccountChange { password: Some(password.to_owned()), ..AccountChange::default() }
}

/// Whether a secret speaks for anybody.
pub(crate) async fn counts(house: &House, secret: &str) -> bool {
    match house.app.authenticate(secret).await {
        Ok(_) => true,
        Err(AppError::NotSignedIn) => false,
        other => panic!("{other:?}"),
    }
}

pub(crate) async fn signed_in(house: &House) -> SignedIn {
    let signed_in = house.app.sign_in("desk", PASSWORD).await.unwrap();
    assert!(counts(house, &signed_in.secret).await);
    signed_in
}

/// A clerk of the demo organisation.
pub(crate) async fn clerk(house: &House) -> Account {
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
    assert!(matches!(add("desk", PASSWORD).await, Err(AppError::Store(PortError::Taken(_)))));
    assert!(matches!(add("", PASSWORD).await, Err(AppError::Invalid { field: "login", .. })));
    assert!(matches!(add("two words", PASSWORD).await, Err(AppError::Invalid { field: "login", .. })));
    assert!(matches!(add("new", "short").await, Err(AppError::Invalid { field: "password", .. })));
    assert_eq!(house.app.accounts(&house.system).await.unwrap().len(), 1);
}

#[tokio::test]
async fn disabling_an_account_ends_what_it_has_at_once_here_and_soon_elsewhere() {
    let house = House::with_physicians(1).await;
    let there = house.beside();
    let account = clerk(&house).await;
    let session = signed_in(&house).await;
    let token = house.app.issue_token(&house.system, account.id, "kiosk", None).await.unwrap();
    for house in [&house, &there] {
        assert!(counts(house, &token).await && counts(house, &session.secret).await);
    }
    let changed = house.app.change_account(&house.system, account.id, disabled(true), None).await.unwrap();
    assert!(changed.value.disabled);
    assert!(!counts(&house, &token).await && !counts(&house, &session.secret).await, "at once here");
    house.clock.advance_ms(30_000);
    assert!(!counts(&there, &token).await && !counts(&there, &session.secret).await, "soon elsewhere");
    assert!(matches!(house.app.sign_in("desk", PASSWORD).await, Err(AppError::WrongCredentials)));
    house.app.change_account(&house.system, account.id, disabled(false), None).await.unwrap();
    assert!(counts(&house, &token).await, "an enabled account's tokens count again");
    assert!(!counts(&house, &session.secret).await, "its sessions have ended for good");
    signed_in(&house).await;
}

#[tokio::test]
async fn other_roles_count_at_once() {
    let house = House::with_physicians(1).await;
    let account = clerk(&house).await;
    let token = house.app.issue_token(&house.system, account.id, "kiosk", None).await.unwrap();
    assert_eq!(house.app.authenticate(&token).await.unwrap().roles, [Role::Clerk]);
    house.app.change_account(&house.system, account.id, roles(&[Role::Viewer]), None).await.unwrap();
    assert_eq!(house.app.authenticate(&token).await.unwrap().roles, [Role::Viewer]);
}

#[tokio::test]
async fn another_password_ends_sessions_and_leaves_tokens() {
    let house = House::with_physicians(1).await;
    let account = clerk(&house).await;
    let session = signed_in(&house).await;
    let token = house.app.issue_token(&house.system, account.id, "kiosk", None).await.unwrap();
    house.app.change_account(&house.system, account.id, password(OTHER_PASSWORD), None).await.unwrap();
    assert!(!counts(&house, &session.secret).await && counts(&house, &token).await);
    assert!(matches!(house.app.sign_in("desk", PASSWORD).await, Err(AppError::WrongCredentials)));
    house.app.sign_in("desk", OTHER_PASSWORD).await.unwrap();
}

/// Who changes what, and what comes of it.
#[tokio::test]
async fn a_change_of_an_account_is_decided_by_who_asks() {
    let house = House::with_physicians(1).await;
    house.app.found_organisation(&house.system, "other", "Other", 30).await.unwrap();
    let add = |login: &'static str, role: Role| {
        let (app, system) = (house.app.clone(), house.system.clone());
        async move { app.add_account(&system, login, Some(PASSWORD), &[role]).await.unwrap().id }
    };
    let (chief, admin, desk) =
        (add("chief", Role::PlatformAdmin).await, add("admin", Role::Admin).await, clerk(&house).await.id);
    let as_chief = Principal::new(chief, "chief", "demo", vec![Role::PlatformAdmin]);
    let as_admin = Principal::new(admin, "admin", "demo", vec![Role::Admin]);
    let as_clerk = Principal::new(desk, "desk", "demo", vec![Role::Clerk]);
    let stranger = Principal::new(99, "stranger", "other", vec![Role::Admin]);
    let table = [
        (&as_clerk, desk, password(OTHER_PASSWORD), "forbidden"),
        (&stranger, desk, disabled(true), "not found"),
        (&as_admin, 99, disabled(true), "not found"),
        (&as_admin, desk, password("short"), "invalid password"),
        (&as_admin, desk, password(&"x".repeat(1025)), "invalid password"),
        (&as_admin, desk, roles(&[Role::PlatformAdmin]), "forbidden"),
        (&as_admin, chief, disabled(true), "forbidden"),
        (&as_admin, chief, password(OTHER_PASSWORD), "forbidden"),
        (&as_admin, chief, roles(&[Role::Viewer]), "forbidden"),
        (&as_admin, admin, disabled(true), "own account"),
        (&as_admin, admin, roles(&[Role::Planner]), "own account"),
        (&as_admin, admin, roles(&[]), "own account"),
        (&as_admin, admin, password(OTHER_PASSWORD), "own account"),
        (&as_admin, admin, roles(&[Role::PlatformAdmin]), "forbidden"),
        (&as_chief, chief, disabled(true), "own account"),
        (&as_admin, admin, disabled(false), "done"),
        (&as_admin, admin, roles(&[Role::Admin, Role::Clerk]), "done"),
        (&as_chief, chief, roles(&[Role::Admin]), "done"),
        (&as_admin, desk, AccountChange::default(), "done"),
        (&as_admin, desk, roles(&[Role::Admin]), "done"),
        (&as_admin, desk, roles(&[]), "done"),
        (&as_admin, desk, disabled(true), "done"),
    ];
    for (row, (by, id, change, expected)) in table.into_iter().enumerate() {
        let before = house.store.account(id).unwrap();
        let answer = house.app.change_account(by, id, change, None).await;
        let came_of_it = match &answer {
            Ok(_) => "done",
            Err(AppError::Forbidden { .. }) => "forbidden",
            Err(AppError::NotFound(_)) => "not found",
            Err(AppError::OwnAccount(_)) => "own account",
            Err(AppError::Invalid { field: "password", .. }) => "invalid password",
            Err(other) => panic!("{row}: {other:?}"),
        };
        assert_eq!(came_of_it, expected, "row {row}");
        assert!(answer.is_ok() || house.store.account(id).unwrap() == before, "a refusal changes nothing");
    }
}

#[tokio::test]
async fn ones_own_password_is_changed_by_who_knows_it() {
    let house = House::with_physicians(1).await;
    clerk(&house).await;
    let machine = house.app.add_account(&house.system, "machine", None, &[Role::Clerk]).await.unwrap();
    let (here, elsewhere) = (signed_in(&house).await, signed_in(&house).await);
    let by = &here.principal;
    let as_machine = Principal::new(machine.id, "machine", "demo", vec![Role::Clerk]);
    let table = [
        (by, OTHER_PASSWORD, "another long one", "current"),
        (by, "", "another long one", "current"),
        (&as_machine, "", "another long one", "current"),
        (by, PASSWORD, "short", "password"),
    ];
    for (by, current, new, wrong) in table {
        let answer = house.app.change_own_password(by, &here.secret, current, new, None).await;
        let named = matches!(&answer, Err(AppError::Invalid { field, .. }) if *field == wrong);
        assert!(named, "{wrong}: {answer:?}");
    }
    assert!(counts(&house, &elsewhere.secret).await, "a refusal ends nothing");
    house.app.change_own_password(by, &here.secret, PASSWORD, OTHER_PASSWORD, None).await.unwrap();
    assert!(counts(&house, &here.secret).await && !counts(&house, &elsewhere.secret).await);
    assert!(matches!(house.app.sign_in("desk", PASSWORD).await, Err(AppError::WrongCredentials)));
    house.app.sign_in("desk", OTHER_PASSWORD).await.unwrap();
    let system = house.app.change_own_password(&house.system, "", "", OTHER_PASSWORD, None).await;
    assert!(matches!(system, Err(AppError::NotFound(_))), "the program itself has no password");
}

#[tokio::test]
async fn tokens_are_listed_without_their_secrets_and_revoked_by_name() {
    let house = House::with_physicians(1).await;
    let account = clerk(&house).await;
    let other = house.app.add_account(&house.system, "other", None, &[Role::Clerk]).await.unwrap();
    let chief = house.app.add_account(&house.system, "chief", None, &[Role::PlatformAdmin]).await.unwrap();
    signed_in(&house).await;
    let end = lindley_app::Clock::now_ms(house.clock.as_ref()) + 1000;
    let first = house.app.issue_token(&house.system, account.id, "first", Some(end)).await.unwrap();
    let second = house.app.issue_token(&house.system, account.id, "second", None).await.unwrap();
    house.app.issue_token(&house.system, chief.id, "chief", None).await.unwrap();
    let listed = house.app.tokens(&house.system, account.id).await.unwrap();
    assert_eq!(listed.len(), 2, "a browser session is no token");
    assert!(listed.is_sorted_by_key(|token| token.id.clone()));
    let named = |label: &str| listed.iter().find(|token| token.label == label).unwrap().clone();
    assert_eq!((named("first").expires_ms, named("second").expires_ms), (Some(end), None));
    assert!(listed.iter().all(|token| token.id.len() == 16 && !first.contains(&token.id)));

    let admin = Principal::new(99, "admin", "demo", vec![Role::Admin]);
    let as_clerk = Principal::new(account.id, "desk", "demo", vec![Role::Clerk]);
    let stranger = Principal::new(98, "stranger", "elsewhere", vec![Role::Admin]);
    let chiefs = house.app.tokens(&house.system, chief.id).await.unwrap()[0].id.clone();
    let wanted = named("first").id;
    let table = [
        (&as_clerk, account.id, wanted.as_str(), "forbidden"),
        (&stranger, account.id, &wanted, "not found"),
        (&admin, other.id, &wanted, "not found"),
        (&admin, account.id, "0000000000000000", "not found"),
        (&admin, account.id, "", "not found"),
        (&admin, chief.id, &chiefs, "forbidden"),
        (&admin, account.id, &wanted, "done"),
        (&admin, account.id, &wanted, "not found"),
    ];
    for (row, (by, account, token, expected)) in table.into_iter().enumerate() {
        assert!(row >= 7 || counts(&house, &first).await);
        let came_of_it = match house.app.revoke_token(by, account, token, None).await {
            Ok(_) => "done",
            Err(AppError::Forbidden { .. }) => "forbidden",
            Err(AppError::NotFound(_)) => "not found",
            Err(other) => panic!("{row}: {other:?}"),
        };
        assert_eq!(came_of_it, expected, "row {row}");
    }
    assert!(!counts(&house, &first).await && counts(&house, &second).await);
    assert!(matches!(house.app.tokens(&as_clerk, account.id).await, Err(AppError::Forbidden { .. })));
    assert!(matches!(house.app.tokens(&stranger, account.id).await, Err(AppError::NotFound(_))));
}

#[tokio::test]
async fn a_token_ends_in_the_future_and_has_a_label() {
    let house = House::with_physicians(1).await;
    let account = clerk(&house).await;
    let now_ms = lindley_app::Clock::now_ms(house.clock.as_ref());
    let long = "x".repeat(121);
    for (label, expires_ms, wrong) in [
        ("kiosk", Some(now_ms), "expires"),
        ("kiosk", Some(now_ms - 1), "expires"),
        ("kiosk", Some(i64::MIN), "expires"),
        (" ", None, "label"),
        (long.as_str(), None, "label"),
    ] {
        let answer = house.app.issue_token(&house.system, account.id, label, expires_ms).await;
        assert!(matches!(answer, Err(AppError::Invalid { field, .. }) if field == wrong), "{wrong}");
    }
    assert!(house.app.tokens(&house.system, account.id).await.unwrap().is_empty());
}
