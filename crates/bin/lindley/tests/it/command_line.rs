//! The command line says in one line what is wrong and what to do, and leaves nothing behind.

use std::net::TcpListener;
use std::path::Path;

use crate::stage::{Done, Server, lindley, lindley_told};

/// A place for a store that is not there yet.
fn no_store(directory: &Path) -> String {
    format!("sqlite:{}", directory.join("store").display())
}

/// Whether nothing at all was written.
fn is_untouched(directory: &Path) -> bool {
    directory.read_dir().unwrap().next().is_none()
}

/// The sentence with which a command line is refused that was not understood.
fn misunderstanding(done: &Done) -> &str {
    assert_eq!((done.code, done.out.as_str()), (Some(2), ""), "{done:?}");
    done.err.lines().next().unwrap()
}

#[test]
fn help_names_every_task() {
    let help = lindley(&["--help"]).said();
    for task in ["serve", "import", "audit", "account", "bench"] {
        assert!(help.lines().any(|line| line.trim_start().starts_with(task)), "{task}: {help}");
        let of_task = lindley(&[task, "--help"]).said();
        assert!(of_task.contains(&format!("Usage: lindley {task}")), "{of_task}");
    }
    assert!(lindley(&["--version"]).said().starts_with("lindley "));
}

#[test]
fn a_store_of_an_unknown_kind_is_refused() {
    let store = ["--store", "mysql:x"];
    let lines: [[&[&str]; 3]; 3] = [
        [&["serve"], &store, &[]],
        [&["account"], &store, &["token", "x"]],
        [&["import", "hangu", "--data", "x"], &store, &[]],
    ];
    for line in lines {
        let done = lindley(&line.concat());
        assert_eq!(
            misunderstanding(&done),
            "error: invalid value 'mysql:x' for '--store <STORE>': use memory, sqlite:DIRECTORY or postgres:URL"
        );
    }
    let audit = lindley(&["audit", "verify", "--store", "mysql:x"]);
    assert_eq!(
        audit.complaint(2),
        "lindley audit: --store mysql:x: use memory, sqlite:DIRECTORY or postgres:URL"
    );
}

#[test]
fn a_lost_database_is_named_without_its_password() {
    // Nothing listens on the port of a socket that is closed again.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let store = format!("postgres://clerk:secret-1@127.0.0.1:{port}/clinic");
    let done = lindley(&["serve", "--store", &store]);
    let complaint = done.complaint(1);
    assert!(complaint.contains("cannot connect to PostgreSQL"), "{complaint}");
    assert!(!complaint.contains("secret-1"), "{complaint}");
}

#[test]
fn an_address_in_use_is_said_and_the_store_stays_good() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let directory = tempfile::tempdir().unwrap();
    let store = no_store(directory.path());
    let done = lindley(&["serve", "--store", &store, "--listen", &address]);
    let complaint = done.complaint(1);
    let wanted = format!("lindley: cannot listen on {address}: choose another --listen: ");
    assert!(complaint.starts_with(&wanted), "{complaint}");
    let elsewhere = Server::start(&store);
    assert_eq!(elsewhere.caller("").get("/readyz")["ready"], true);
    assert!(elsewhere.stop().success());
}

#[test]
fn data_that_is_not_there_is_said_before_a_store_is_made() {
    let directory = tempfile::tempdir().unwrap();
    let store = no_store(directory.path());
    let missing = directory.path().join("Data.csv").display().to_string();
    for source in ["hangu", "noshow", "smart-links"] {
        let done = lindley(&["import", source, "--data", &missing, "--store", &store]);
        let wanted = format!("lindley: {missing} cannot be read; check --data: ");
        assert!(done.complaint(1).starts_with(&wanted), "{done:?}");
    }
    assert!(is_untouched(directory.path()));
}

#[test]
fn data_that_is_something_else_is_refused_with_what_it_lacks() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("Data.csv");
    std::fs::write(&data, b"\x00\x01nonsense,\xff\n1,2\n").unwrap();
    let (data, store) = (data.display().to_string(), no_store(directory.path()));
    let done = lindley(&["import", "hangu", "--data", &data, "--store", &store]);
    let complaint = done.complaint(1);
    assert!(complaint.starts_with("lindley: ") && complaint.contains("Data.csv"), "{complaint}");
    assert!(!complaint.contains("nonsense"), "what the file says is not repeated: {complaint}");
}

#[test]
fn an_account_with_an_unknown_role_is_refused_with_the_roles_there_are() {
    let directory = tempfile::tempdir().unwrap();
    let store = no_store(directory.path());
    let account = ["account", "--store", &store];
    let add = ["add", "--organisation", "riverside", "clerk", "--role", "boss"];
    let done = lindley_told(&[&account[..], &add].concat(), "correct horse battery");
    assert_eq!(
        misunderstanding(&done),
        "error: invalid value 'boss' for '--role <ROLES>': a role is platform-admin, admin, planner, clerk, \
         viewer or importer"
    );
    assert!(is_untouched(directory.path()));
}

#[test]
fn accounts_are_disabled_given_passwords_and_their_tokens_revoked() {
    let directory = tempfile::tempdir().unwrap();
    let store = no_store(directory.path());
    let account =
        |words: &[&str], input| lindley_told(&[&["account", "--store", &store], words].concat(), input);
    account(&["found", "riverside", "--name", "Riverside"], "").said();
    let add = ["add", "--organisation", "riverside", "clerk", "--role", "clerk"];
    account(&add, "correct horse battery").said();
    let notice = "Running servers notice within 30 seconds.";
    assert_eq!(account(&["tokens", "clerk"], "").said(), "clerk has no tokens.\n");
    let secret = account(&["token", "clerk", "--label", "kiosk"], "").said();
    let listed = account(&["tokens", "clerk"], "").said();
    assert!(listed.ends_with("  kiosk  never ends\n") && !listed.contains(secret.trim()), "{listed}");
    let id = listed.split(' ').next().unwrap();
    assert_eq!(account(&["revoke", "clerk", id], "").said(), format!("Revoked {id}. {notice}\n"));
    assert_eq!(account(&["tokens", "clerk"], "").said(), "clerk has no tokens.\n");
    let gone = account(&["revoke", "clerk", id], "");
    assert_eq!(gone.complaint(1), format!("lindley: there is no token {id}"));
    assert_eq!(account(&["disable", "clerk"], "").said(), format!("Disabled clerk. {notice}\n"));
    assert_eq!(account(&["enable", "clerk"], "").said(), format!("Enabled clerk. {notice}\n"));
    let changed = account(&["password", "clerk"], "staple battery horse").said();
    assert_eq!(changed, format!("Changed the password of clerk. {notice}\n"));
    assert!(account(&["password", "clerk"], "short").complaint(1).contains("at least 10 characters"));
    for task in
        [&["disable", "nobody"][..], &["enable", "nobody"], &["tokens", "nobody"], &["password", "nobody"]]
    {
        assert_eq!(account(task, "").complaint(1), "lindley: there is no account nobody");
    }
}

#[test]
fn a_trusted_proxy_is_an_address_or_a_range() {
    let done = lindley(&["serve", "--store", "memory", "--trusted-proxy", "nginx"]);
    assert_eq!(
        misunderstanding(&done),
        "error: invalid value 'nginx' for '--trusted-proxy <ADDRESS[/BITS]>': expected an address such as \
         10.0.0.7, or a range such as 10.0.0.0/8 or fd00::/8"
    );
}

#[test]
fn accounts_need_an_organisation_and_tokens_an_account() {
    let directory = tempfile::tempdir().unwrap();
    let store = no_store(directory.path());
    let account =
        |words: &[&str], input| lindley_told(&[&["account", "--store", &store], words].concat(), input);
    let add = ["add", "--organisation", "riverside", "clerk", "--role", "clerk"];
    let password = "correct horse battery";
    assert_eq!(
        account(&add, password).complaint(1),
        "lindley: there is no organisation riverside; `lindley account found` founds one"
    );
    account(&["found", "riverside", "--name", "Riverside"], "").said();
    assert_eq!(account(&["token", "clerk"], "").complaint(1), "lindley: there is no account clerk");
    let added = account(&add, password).said();
    assert!(added.ends_with(" for clerk.\n") && !added.contains(password), "{added}");
    let twice = account(&add, password);
    assert!(twice.complaint(1).contains("clerk"), "{twice:?}");
    assert!(!account(&["token", "clerk"], "").said().trim().is_empty());
}
