//! A progress bar, shown only to people.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// How far one part of an import is. Gone when dropped.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar on standard error if that is a terminal, else nothing.
    pub(super) fn new(what: &'static str, total: usize) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self { bar: ProgressBar::hidden() };
        }
        let bar = ProgressBar::new(total as u64).with_message(what);
        if let Ok(style) =
            ProgressStyle::with_template("{msg:20} {bar:40} {human_pos} of {human_len} {eta:>6}")
        {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar }
    }

    pub(super) fn advance(&self, by: usize) {
        self.bar.inc(by as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
