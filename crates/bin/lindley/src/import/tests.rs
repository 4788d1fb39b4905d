//! Imports into a store in memory: what is added, what a second run adds, what is refused and why.

mod hangu;
mod noshow;
mod public_files;
mod smart_links;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use clap::Parser;
use lindley_app::{App, Clock, Permission, Principal, Role, Settings};
use lindley_domain::{Command, State};
use lindley_store_memory::MemoryStore;

use super::report::Report;
use super::{ImportArgs, report_text, work};

/// 2026-11-22T10:00:00Z, a Sunday.
const NOW_MS: i64 = 1_795_341_600_000;

/// A clock that stands still until it is set.
struct HandClock(AtomicI64);

impl Clock for HandClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    import: ImportArgs,
}

/// An app over an empty store, and a folder for files.
struct Place {
    app: App,
    clock: Arc<HandClock>,
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let clock = Arc::new(HandClock(AtomicI64::new(NOW_MS)));
        let app = App::open(Arc::new(MemoryStore::new()), clock.clone(), Settings::default());
        let folder = tempfile::tempdir().expect("a folder");
        Self { app: app.expect("an empty store opens"), clock, folder }
    }

    fn wait_days(&self, days: i64) {
        self.clock.0.fetch_add(days * 86_400_000, Ordering::SeqCst);
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path
    }

    /// `lindley import SOURCE --data PATH EXTRA`.
    fn import(&self, source: &str, data: &Path, extra: &[&str]) -> anyhow::Result<Report> {
        let data = data.to_str().expect("a plain path");
        let words = ["lindley", source, "--data", data, "--store", "memory", "--organisation", "elm"];
        let line = Line::try_parse_from(words.iter().chain(extra)).expect("a good command line");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(work(&self.app, &line.import.source))
    }

    /// Hands one command in, as an importer.
    fn submit(&self, command: Command) {
        let mut by = Principal::system("elm");
        by.roles = vec![Role::Importer];
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(self.app.submit(&by, command, None)).expect("a good command");
    }

    fn read<T>(&self, view: impl FnOnce(&State) -> T) -> T {
        let by = Principal::system("elm");
        self.app.read(&by, Permission::ReadSchedule, view).expect("the organisation is there")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.app.shutdown();
    }
}

fn headline(report: &Report) -> String {
    report_text::headline(report)
}

fn added(report: &Report) -> u64 {
    report.tallies.iter().map(|tally| tally.added).sum()
}

fn refused_lines(report: &Report) -> Vec<u64> {
    report.refused.iter().map(|refused| refused.line).collect()
}

#[test]
fn a_path_that_is_not_there_is_said_plainly() {
    let line = Line::try_parse_from(["lindley", "hangu", "--data", "/nowhere/Data.csv", "--store", "memory"]);
    let problem = super::import(&line.expect("a good command line").import.source).expect_err("no such file");
    assert!(format!("{problem:#}").contains("/nowhere/Data.csv cannot be read; check --data"));
}
