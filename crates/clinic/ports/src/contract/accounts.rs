//! Rules of accounts and credentials.

use super::Open;
use super::samples::CLINIC;
use crate::{Account, AccountId, Credential, CredentialKind, NewAccount, PortError, Store};

fn new_account(organisation: &str, login: &str) -> NewAccount {
    NewAccount {
        organisation: organisation.to_owned(),
        login: login.to_owned(),
        password_hash: Some(format!("$argon2id$v=19$hash of {login}")),
        roles: vec!["clerk".to_owned(), "admin".to_owned()],
    }
}

fn added(store: &dyn Store, organisation: &str, login: &str) -> AccountId {
    store.add_account(&new_account(organisation, login)).expect("a free login")
}

/// An added account is found by both names, enabled, with its roles in the order they were given.
pub fn an_account_is_found_by_login_and_number(open: Open<'_>) {
    let store = open();
    let id = added(&*store, CLINIC, "maria");
    let machine = NewAccount { password_hash: None, roles: Vec::new(), ..new_account(CLINIC, "kiosk") };
    let machine_id = store.add_account(&machine).expect("a free login");
    assert_ne!(id, machine_id);
    let expected = Account {
        id,
        organisation: CLINIC.to_owned(),
        login: "maria".to_owned(),
        password_hash: Some("$argon2id$v=19$hash of maria".to_owned()),
        roles: vec!["clerk".to_owned(), "admin".to_owned()],
        disabled: false,
    };
    let other = open();
    assert_eq!(other.account(id).expect("account"), Some(expected.clone()));
    assert_eq!(other.account_by_login("maria").expect("account"), Some(expected));
    let kiosk = other.account(machine_id).expect("account").expect("the machine's account");
    assert_eq!((kiosk.password_hash, kiosk.roles), (None, Vec::new()));
    assert_eq!(other.account(machine_id + 1).expect("account"), None);
    assert_eq!(other.account_by_login("Maria").expect("account"), None);
}

/// A login is taken for everybody, and the refused account leaves nothing behind.
pub fn a_login_is_unique_over_all_organisations(open: Open<'_>) {
    let store = open();
    let id = added(&*store, CLINIC, "maria");
    for organisation in [CLINIC, "other"] {
        let refused = open().add_account(&new_account(organisation, "maria"));
        assert!(matches!(refused, Err(PortError::Taken(_))), "{refused:?}");
    }
    assert!(store.accounts("other").expect("accounts").is_empty());
    assert_eq!(store.account_by_login("maria").expect("account").map(|account| account.id), Some(id));
}

/// Password hash, roles and the disabled mark change; login and organisation do not.
pub fn an_account_is_changed(open: Open<'_>) {
    let store = open();
    let id = added(&*store, CLINIC, "maria");
    let bystander = added(&*store, CLINIC, "omar");
    let changed = Account {
        id,
        organisation: "other".to_owned(),
        login: "mary".to_owned(),
        password_hash: None,
        roles: vec!["viewer".to_owned()],
        disabled: true,
    };
    assert!(store.change_account(&changed).expect("change"));
    let expected = Account { organisation: CLINIC.to_owned(), login: "maria".to_owned(), ..changed.clone() };
    assert_eq!(store.account(id).expect("account"), Some(expected));
    assert!(!store.account(bystander).expect("account").expect("the other account").disabled);
    assert!(!store.change_account(&Account { id: bystander + 1, ..changed }).expect("change"));
}

/// An organisation's accounts are listed in the order they were added.
pub fn accounts_are_listed_by_number(open: Open<'_>) {
    let store = open();
    for (organisation, login) in [(CLINIC, "zoe"), ("other", "omar"), (CLINIC, "adam"), (CLINIC, "maria")] {
        added(&*store, organisation, login);
    }
    let accounts = store.accounts(CLINIC).expect("accounts");
    let logins: Vec<&str> = accounts.iter().map(|account| account.login.as_str()).collect();
    assert_eq!(logins, ["zoe", "adam", "maria"]);
    assert!(accounts.is_sorted_by_key(|account| account.id));
    assert!(store.accounts("third").expect("accounts").is_empty());
}

/// A credential is found by its digest, expired or not, until it is removed.
pub fn a_credential_is_added_found_and_removed(open: Open<'_>) {
    let store = open();
    let account = added(&*store, CLINIC, "maria");
    let other = added(&*store, CLINIC, "omar");
    let session = Credential {
        digest: [0xFF; 32],
        account,
        kind: CredentialKind::Session,
        label: "b: desk".to_owned(),
        expires_ms: Some(17),
    };
    let token = Credential {
        digest: [0; 32],
        kind: CredentialKind::Token,
        label: "a: kiosk".to_owned(),
        expires_ms: None,
        ..session.clone()
    };
    let of_other = Credential { digest: [1; 32], account: other, ..token.clone() };
    for credential in [&session, &token, &of_other] {
        store.add_credential(credential).expect("a new credential");
    }
    let again = store.add_credential(&Credential { account: other, ..session.clone() });
    assert!(matches!(again, Err(PortError::Taken(_))), "{again:?}");
    assert_eq!(open().credential(&[0xFF; 32]).expect("credential"), Some(session.clone()));
    assert_eq!(store.credential(&[2; 32]).expect("credential"), None);
    assert_eq!(store.credentials_of(account).expect("credentials"), [token.clone(), session]);
    assert!(store.remove_credential(&[0xFF; 32]).expect("remove"));
    assert!(!store.remove_credential(&[0xFF; 32]).expect("remove"));
    assert_eq!(store.credentials_of(account).expect("credentials"), [token]);
    assert_eq!(store.credentials_of(other).expect("credentials"), [of_other]);
}

/// A credential for nobody is refused.
pub fn a_credential_needs_its_account(open: Open<'_>) {
    let store = open();
    let orphan = Credential {
        digest: [5; 32],
        account: 12_345,
        kind: CredentialKind::Token,
        label: "orphan".to_owned(),
        expires_ms: None,
    };
    let refused = store.add_credential(&orphan);
    assert!(matches!(refused, Err(PortError::Malformed(_))), "{refused:?}");
    assert_eq!(store.credential(&[5; 32]).expect("credential"), None);
}
