//! What an import came to: counts, refused rows with their reasons, and what was assumed.

use anyhow::Result;
use lindley_domain::Rejection;
use lindley_public_data::RowError;
use serde::Serialize;

/// How many refused rows the report itself shows; `--refused` writes all of them.
pub(super) const SHOWN: usize = 20;

/// The report of one import.
#[derive(Debug)]
pub(super) struct Report {
    /// What was imported, as a title.
    pub(super) title: &'static str,
    /// The kinds of thing that the source is about, named first.
    main: &'static [&'static str],
    /// Rows read, good or bad.
    pub(super) rows: u64,
    /// Counts by kind, in the order in which they were added.
    pub(super) tallies: Vec<Tally>,
    /// The refused rows, in order.
    pub(super) refused: Vec<Refused>,
    /// What the source did not say and the import decided.
    pub(super) assumed: Vec<String>,
}

/// The counts of one kind of thing.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Tally {
    /// The kind, in the plural.
    pub(super) what: &'static str,
    /// Added now.
    pub(super) added: u64,
    /// Known from an earlier import.
    pub(super) already_there: u64,
    /// Refused.
    pub(super) refused: u64,
}

/// A refused row. It never repeats what the row says, which may be about a patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Refused {
    /// The file's name.
    pub(super) file: String,
    /// The line, counted from 1.
    pub(super) line: u64,
    /// The column or field, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) field: Option<String>,
    /// The stable code, where the booking rules refused it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<&'static str>,
    /// Why.
    pub(super) reason: String,
    /// What to do.
    pub(super) advice: String,
}

impl Refused {
    /// A row that cannot be read.
    pub(super) fn unreadable(file: &str, error: RowError) -> Self {
        let RowError { line, field, problem, advice } = error;
        Self { file: file.to_owned(), line, field: Some(field), code: None, reason: problem, advice }
    }

    /// A row that the booking rules refuse.
    pub(super) fn by_rules(file: &str, line: u64, rejection: &Rejection) -> Self {
        let (reason, advice) = (rejection.reason(), rejection.advice().to_owned());
        Self { file: file.to_owned(), line, field: None, code: Some(rejection.code()), reason, advice }
    }

    /// A row that can be read but has no place in the import.
    pub(super) fn unusable(file: &str, line: u64, field: &str, reason: &str, advice: &str) -> Self {
        Self {
            file: file.to_owned(),
            line,
            field: Some(field.to_owned()),
            code: None,
            reason: reason.to_owned(),
            advice: advice.to_owned(),
        }
    }
}

impl Report {
    pub(super) const fn new(title: &'static str, main: &'static [&'static str]) -> Self {
        Self { title, main, rows: 0, tallies: Vec::new(), refused: Vec::new(), assumed: Vec::new() }
    }

    /// The counts of a kind; zeros when it is first named.
    pub(super) fn tally(&mut self, what: &'static str) -> &mut Tally {
        let index = self.tallies.iter().position(|tally| tally.what == what).unwrap_or_else(|| {
            self.tallies.push(Tally { what, added: 0, already_there: 0, refused: 0 });
            self.tallies.len() - 1
        });
        &mut self.tallies[index]
    }

    /// Notes a refused row of a kind.
    pub(super) fn refuse(&mut self, what: &'static str, refused: Refused) {
        self.tally(what).refused += 1;
        self.refused.push(refused);
    }

    /// False if rows were refused and none was added, now or before.
    pub(super) fn is_any_use(&self) -> bool {
        self.refused.is_empty() || self.main_tallies().any(|tally| tally.added + tally.already_there > 0)
    }

    /// The counts of the kinds that the source is about.
    pub(super) fn main_tallies(&self) -> impl Iterator<Item = &Tally> {
        self.main.iter().filter_map(|what| self.tallies.iter().find(|tally| tally.what == *what))
    }

    /// The counts of what had to be there for them.
    pub(super) fn other_tallies(&self) -> impl Iterator<Item = &Tally> {
        self.tallies.iter().filter(|tally| !self.main.contains(&tally.what))
    }

    /// The report as one JSON object.
    pub(super) fn to_json(&self) -> Result<String> {
        let shown = &self.refused[..self.refused.len().min(SHOWN)];
        let value = serde_json::json!({
            "title": self.title,
            "rows": self.rows,
            "added": self.tallies.iter().map(|tally| tally.added).sum::<u64>(),
            "kinds": self.tallies,
            "refused": self.refused.len(),
            "first_refused": shown,
            "assumed": self.assumed,
        });
        Ok(serde_json::to_string_pretty(&value)?)
    }
}
