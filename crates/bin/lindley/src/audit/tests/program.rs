//! The command in its real surroundings: nothing is made that was not there.

use lindley_store_sqlite::SqliteStore;

use crate::audit::Surroundings;
use crate::audit::program::Program;
use crate::{signing_key, store_choice};

#[test]
fn a_store_or_key_that_is_not_there_is_not_made() {
    let directory = tempfile::tempdir().unwrap();
    let named = format!("sqlite:{}", directory.path().join("typo").display());
    let program = Program { open_store: store_choice::open_text };
    let reason = program.open_store(&named).err().expect("there is no such store");
    assert!(reason.starts_with("there is no store in "), "{reason}");
    let key = directory.path().join("signing.key");
    assert!(program.read_signing_key(&key).unwrap_err().starts_with("there is no signing key in "));
    assert_eq!(directory.path().read_dir().unwrap().count(), 0);
}

#[test]
fn the_key_beside_the_store_is_known() {
    let directory = tempfile::tempdir().unwrap();
    drop(SqliteStore::open(directory.path()).unwrap());
    let named = format!("sqlite:{}", directory.path().display());
    let program = Program { open_store: store_choice::open_text };
    assert!(program.open_store(&named).is_ok());
    assert_eq!(program.recorded_verifiers(&named), Ok(Vec::new()));
    let made = signing_key::read_or_make(&directory.path().join("signing.key")).unwrap();
    assert_eq!(program.recorded_verifiers(&named), Ok(vec![made.verifier().clone()]));
    assert_eq!(program.recorded_verifiers("postgres:host=h"), Ok(Vec::new()));
    assert!(program.recorded_verifiers("nonsense").is_err());
}
