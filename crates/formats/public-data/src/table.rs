//! A CSV file with a header, read one line at a time, so that a stray quote costs one line and not the rest.

use std::io::Read;

use crate::lines::Lines;
use crate::splitter::Splitter;
use crate::{FileError, RowError};

/// A CSV file of which some columns are wanted; other columns are ignored.
pub(crate) struct Table<R> {
    lines: Lines<R>,
    splitter: Splitter,
    wanted: Vec<String>,
    /// For each wanted column, where the header has it.
    positions: Vec<usize>,
    columns: usize,
}

/// One line's values of the wanted columns.
pub(crate) struct Cells<'a> {
    pub(crate) line: u64,
    splitter: &'a Splitter,
    wanted: &'a [String],
    positions: &'a [usize],
}

impl<R: Read> Table<R> {
    /// Reads the header and finds the wanted columns in it.
    pub(crate) fn open(input: R, wanted: &[&str]) -> Result<Self, FileError> {
        Self::open_with(input, wanted, &[])
    }

    /// As [`Self::open`], with columns that may be missing; their values are blank then.
    pub(crate) fn open_with(input: R, wanted: &[&str], or_not: &[&str]) -> Result<Self, FileError> {
        let mut lines = Lines::new(input);
        let mut splitter = Splitter::default();
        match lines.next_line() {
            None => return Err(FileError::Empty),
            Some(Err(error)) => return Err(FileError::Header { problem: error.problem }),
            Some(Ok((_, header))) => {
                splitter
                    .split(header)
                    .map_err(|problem| FileError::Header { problem: problem.to_owned() })?;
            }
        }
        let names: Vec<&str> = (0..splitter.count()).map(|column| splitter.value(column)).collect();
        let missing: Vec<String> =
            wanted.iter().filter(|name| !names.contains(name)).map(|name| (*name).to_owned()).collect();
        if !missing.is_empty() {
            return Err(FileError::MissingColumns { missing });
        }
        let there = or_not.iter().copied().filter(|name| names.contains(name));
        let wanted: Vec<&str> = wanted.iter().copied().chain(there).collect();
        if let Some(name) = wanted.iter().find(|name| names.iter().filter(|n| n == name).count() > 1) {
            return Err(FileError::RepeatedColumn { column: (*name).to_owned() });
        }
        let positions =
            wanted.iter().filter_map(|name| names.iter().position(|other| other == name)).collect();
        let columns = splitter.count();
        let wanted = wanted.iter().map(|name| (*name).to_owned()).collect();
        Ok(Self { lines, splitter, wanted, positions, columns })
    }

    /// Whether the file has a column that was asked for.
    pub(crate) fn has(&self, column: &str) -> bool {
        self.wanted.iter().any(|name| name == column)
    }

    /// The next line's values, or why it has none. None at the end of the file.
    pub(crate) fn next_row(&mut self) -> Option<Result<Cells<'_>, RowError>> {
        let (line, text) = match self.lines.next_line()? {
            Ok(line) => line,
            Err(error) => return Some(Err(error)),
        };
        if let Err(problem) = self.splitter.split(text) {
            let advice = "write one row per line, with quotes in pairs";
            return Some(Err(RowError::new(line, "line", problem, advice)));
        }
        if self.splitter.count() != self.columns {
            let problem = format!("{} values where the header has {}", self.splitter.count(), self.columns);
            let advice = "if this is the last line, the file was cut off: get it again";
            return Some(Err(RowError::new(line, "line", problem, advice)));
        }
        let Self { splitter, wanted, positions, .. } = self;
        Some(Ok(Cells { line, splitter, wanted, positions }))
    }
}

impl Cells<'_> {
    /// The value of a wanted column, without blanks around it; blank for one that is not there.
    pub(crate) fn text(&self, column: &str) -> &str {
        let wanted = self.wanted.iter().position(|name| *name == column);
        wanted.and_then(|index| self.positions.get(index)).map_or("", |at| self.splitter.value(*at))
    }

    /// The value of a column as `read` understands it; `problem` and `advice` say why it does not.
    pub(crate) fn read<T>(
        &self,
        column: &str,
        read: impl Fn(&str) -> Option<T>,
        problem: &str,
        advice: &str,
    ) -> Result<T, RowError> {
        read(self.text(column)).ok_or_else(|| RowError::new(self.line, column, problem, advice))
    }

    /// The value of a column as a whole number within `range`.
    pub(crate) fn number(&self, column: &str, range: std::ops::RangeInclusive<u32>) -> Result<u32, RowError> {
        let advice = format!("give a whole number from {} to {}", range.start(), range.end());
        let read = |text: &str| text.parse().ok().filter(|number| range.contains(number));
        self.read(column, read, "not a whole number in its range", &advice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: &[&str] = &["Name", "Age"];

    fn refused(text: &str) -> FileError {
        Table::open(text.as_bytes(), WANTED).err().expect("a refusal")
    }

    #[test]
    fn columns_are_found_by_name_in_any_order_and_others_are_ignored() {
        let mut table =
            Table::open("\u{feff}Age,Town,Name\r\n7,Elm,\"Fox, \"\"Red\"\"\"\r\n".as_bytes(), WANTED)
                .expect("both columns are there");
        let cells = table.next_row().expect("a row").expect("readable");
        assert_eq!((cells.line, cells.text("Name"), cells.text("Age")), (2, "Fox, \"Red\"", "7"));
        assert!(table.next_row().is_none());
    }

    #[test]
    fn a_file_of_another_kind_is_refused_with_what_it_lacks() {
        assert!(matches!(refused(""), FileError::Empty));
        assert!(matches!(refused("\n\r\n"), FileError::Empty));
        assert!(matches!(refused("Age,Age,Name\n"), FileError::RepeatedColumn { column } if column == "Age"));
        assert!(matches!(refused("\"Age,Name\n"), FileError::Header { .. }));
        assert_eq!(
            refused("name;age\n").to_string(),
            "the first line has no column named Name, Age; is this the right file?"
        );
    }

    #[test]
    fn a_short_line_and_a_stray_quote_cost_one_line_each() {
        let mut table = Table::open("Name,Age\na\n\"b,2\nc,3\n".as_bytes(), WANTED).expect("a table");
        let mut problems = Vec::new();
        let mut read = Vec::new();
        while let Some(row) = table.next_row() {
            match row {
                Ok(cells) => read.push(cells.text("Name").to_owned()),
                Err(error) => problems.push((error.line, error.problem)),
            }
        }
        assert_eq!(read, ["c"]);
        assert_eq!(problems[0], (2, "1 values where the header has 2".to_owned()));
        assert_eq!(problems[1], (3, "a quote is opened and not closed".to_owned()));
    }

    #[test]
    fn a_number_out_of_range_names_line_and_column() {
        let mut table = Table::open("Name,Age\na,-1\n".as_bytes(), WANTED).expect("a table");
        let cells = table.next_row().expect("a row").expect("readable");
        let error = cells.number("Age", 0..=130).expect_err("below the range");
        assert_eq!(
            error.to_string(),
            "line 2, Age: not a whole number in its range; give a whole number from 0 to 130"
        );
    }
}
