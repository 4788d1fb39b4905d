//! The command lines of tests, each with a file of service times.

use anyhow::Result;
use clap::{Args, Parser};
use tempfile::TempDir;

/// Long and short visits, three of each.
pub(super) const TIMES: &str = "kind,seconds\nA,1500\nA,1100\nA,2100\nB,300\nB,900\nB,600\n";

/// A command line that was understood; its file is there as long as this is.
pub(super) struct Trial<A> {
    pub(super) args: A,
    _folder: TempDir,
}

#[derive(Parser)]
struct Line<A: Args> {
    #[command(flatten)]
    args: A,
}

impl<A: Args> Trial<A> {
    /// Understands words after a file of service times was written. `usual` are options with their values, for what the
    /// words do not say.
    pub(super) fn new(times: &str, usual: &[&str], words: &[&str]) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("times.csv");
        std::fs::write(&path, times)?;
        let path = path.display().to_string();
        let usual = usual.chunks(2).filter(|option| !words.contains(&option[0])).flatten().copied();
        let words =
            ["session", "--service-times", &path].into_iter().chain(usual).chain(words.iter().copied());
        Ok(Self { args: Line::<A>::try_parse_from(words)?.args, _folder: folder })
    }
}

/// What is said of something that must be refused.
pub(super) fn refusal<T>(answer: Result<T>) -> String {
    match answer {
        Ok(_) => panic!("this must be refused"),
        Err(problem) => format!("{problem:#}"),
    }
}
