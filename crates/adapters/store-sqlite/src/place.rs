//! Where the database lies: a file that was deleted, moved or replaced under a running program can still be written,
//! and everything written to it would be lost.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use lindley_ports::PortError;

/// The database's path and the file that stood there when the store was opened.
pub(crate) struct Place {
    path: PathBuf,
    file: (u64, u64),
}

impl Place {
    pub(crate) fn of(path: &Path) -> Result<Place, PortError> {
        let file = identity(path).map_err(|error| unavailable(path, &error.to_string()))?;
        Ok(Place { path: path.to_owned(), file })
    }

    /// `Unavailable` unless the same file still stands at its path. Costs one question to the system.
    pub(crate) fn still_there(&self) -> Result<(), PortError> {
        match identity(&self.path) {
            Ok(file) if file == self.file => Ok(()),
            Ok(_) => {
                Err(unavailable(&self.path, "another file was put in its place; restart on the one you want"))
            }
            Err(error) => Err(unavailable(&self.path, &format!("{error}; put it back"))),
        }
    }
}

fn unavailable(path: &Path, problem: &str) -> PortError {
    PortError::Unavailable(format!("the database {}: {problem}", path.display()))
}

/// Device and inode.
fn identity(path: &Path) -> io::Result<(u64, u64)> {
    fs::metadata(path).map(|about| (about.dev(), about.ino()))
}
