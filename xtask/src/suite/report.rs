//! The table at the end of a test run.

use std::fmt;

use crate::tally::Tally;

/// How a step ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    Passed,
    Failed,
    /// The machine cannot do it; the text says why.
    Skipped(String),
    /// An earlier step failed.
    NotRun,
}

#[derive(Debug)]
struct Row {
    name: &'static str,
    outcome: Outcome,
    seconds: f64,
    tally: Tally,
}

/// What has run so far.
#[derive(Debug, Default)]
pub(crate) struct Report {
    rows: Vec<Row>,
}

impl Report {
    /// Adds a finished step.
    pub(crate) fn add(&mut self, name: &'static str, outcome: Outcome, seconds: f64, tally: Tally) {
        self.rows.push(Row { name, outcome, seconds, tally });
    }

    /// All tests; a step that failed without a failed test counts as one failure, a skipped step as one skip.
    fn total(&self) -> Tally {
        let mut total = Tally::default();
        for row in &self.rows {
            total += row.tally;
            match row.outcome {
                Outcome::Failed if row.tally.failed == 0 => total.failed += 1,
                Outcome::Skipped(_) => total.skipped += 1,
                _ => {}
            }
        }
        total
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Passed => out.write_str("ok"),
            Self::Failed => out.write_str("FAILED"),
            Self::Skipped(reason) => write!(out, "skipped: {reason}"),
            Self::NotRun => out.write_str("not run"),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "{:<22} {:>8} {:>7} {:>7} {:>7}  outcome",
            "step", "seconds", "passed", "failed", "skipped"
        )?;
        for Row { name, outcome, seconds, tally } in &self.rows {
            let Tally { passed, failed, skipped } = tally;
            writeln!(out, "{name:<22} {seconds:>8.1} {passed:>7} {failed:>7} {skipped:>7}  {outcome}")?;
        }
        let seconds: f64 = self.rows.iter().map(|row| row.seconds).sum();
        writeln!(out, "{:<22} {seconds:>8.1}\n\n{}", "all", self.total())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_the_totals_alone() {
        let mut report = Report::default();
        report.add("cargo test", Outcome::Passed, 1.0, Tally { passed: 5, failed: 0, skipped: 1 });
        report.add("licences", Outcome::Skipped("no network".to_owned()), 1.0, Tally::default());
        report.add("web tests", Outcome::Failed, 1.0, Tally { passed: 3, failed: 2, skipped: 0 });
        report.add("browser tests", Outcome::NotRun, 0.0, Tally::default());
        assert_eq!(report.to_string().lines().last(), Some("8 passed, 2 failed, 2 skipped"));
    }

    #[test]
    fn a_step_that_fails_before_its_tests_is_a_failure() {
        let mut report = Report::default();
        report.add("clippy", Outcome::Failed, 1.0, Tally::default());
        assert_eq!(report.to_string().lines().last(), Some("0 passed, 1 failed, 0 skipped"));
    }
}
