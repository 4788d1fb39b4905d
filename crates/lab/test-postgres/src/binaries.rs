//! Where PostgreSQL's programs are.

use std::path::{Path, PathBuf};

/// The folder with `initdb` and `postgres`: from `PATH`, else the newest that Debian's packages have installed.
pub(crate) fn folder() -> Result<PathBuf, String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let in_path = std::env::split_paths(&path).find(|folder| has_both(folder));
    in_path.or_else(newest_package).ok_or_else(|| {
        "no PostgreSQL on this machine: install the package `postgresql`, or put `initdb` and `postgres` in PATH"
            .to_owned()
    })
}

fn has_both(folder: &Path) -> bool {
    folder.join("initdb").is_file() && folder.join("postgres").is_file()
}

fn newest_package() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let number = |version: &PathBuf| version.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = versions.flatten().map(|version| version.path()).max_by_key(number)?;
    Some(newest.join("bin")).filter(|folder| has_both(folder))
}
