//! The key that signs checkpoints: a file that only its owner can read.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use lindley_governance::SigningKey;

use crate::store_choice::StoreChoice;

/// The name that signatures carry.
const KEY_NAME: &str = "lindley";

/// The key's file: the one named, or `signing.key` beside an SQLite store.
pub(crate) fn place(named: Option<&Path>, store: &StoreChoice) -> Option<PathBuf> {
    named.map(Path::to_path_buf).or_else(|| store.directory().map(|directory| directory.join("signing.key")))
}

/// The key of a server: the one in its file, or, where the store is gone with the program anyway, one that is gone as well.
pub(crate) fn of_server(named: Option<&Path>, store: &StoreChoice) -> Result<Option<SigningKey>> {
    match place(named, store) {
        Some(path) => read_or_make(&path).map(Some),
        None if *store == StoreChoice::Memory => Ok(Some(SigningKey::generate(KEY_NAME)?)),
        None => Ok(None),
    }
}

/// Reads the key; makes it if the file does not exist.
pub(crate) fn read_or_make(path: &Path) -> Result<SigningKey> {
    let about = || format!("the signing key {}", path.display());
    match fs::read(path) {
        Ok(bytes) => SigningKey::from_pkcs8(KEY_NAME, &bytes).with_context(about),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let key = SigningKey::generate(KEY_NAME).with_context(about)?;
            let mut file =
                OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).with_context(about)?;
            file.write_all(&key.to_pkcs8().with_context(about)?).with_context(about)?;
            file.sync_all().with_context(about)?;
            Ok(key)
        }
        Err(error) => Err(error).with_context(about),
    }
}
