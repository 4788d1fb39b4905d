//! A file that somebody, or another program, puts down.

use std::fs::File;
use std::path::{Path, PathBuf};

use lindley_ports::FeedError;

use crate::source::{Source, bounded};

/// A file, read anew at each fetch. Whoever writes it should write beside it and rename, so that no half of it is read.
#[derive(Clone, Debug)]
pub struct FileSource {
    path: PathBuf,
}

impl FileSource {
    /// The file at this path.
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }
}

impl Source for FileSource {
    fn bytes(&self, feed: &str, limit: u64) -> Result<Vec<u8>, FeedError> {
        let unavailable = |problem: &std::io::Error| FeedError::Unavailable {
            feed: feed.into(),
            problem: format!("{} cannot be read: {problem}", self.path.display()),
        };
        let file = File::open(&self.path).map_err(|problem| unavailable(&problem))?;
        let bytes = bounded(file, limit).map_err(|problem| unavailable(&problem))?;
        bytes.ok_or_else(|| FeedError::TooLarge { feed: feed.into(), limit })
    }
}
