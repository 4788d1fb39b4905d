//! Service times by kind of visit: a CSV file with one visit per line, or one column per kind.
//!
//! ```text
//! kind,seconds          A,B
//! A,1020         or     1020,540
//! B,540                 1250,480
//! ```
//!
//! The columns may also be called type, group or class, and minutes, ServTime or service_time; a file of two columns needs no
//! header. Kinds are the letters A to Z.

use std::io::Read;

use crate::lines::Lines;
use crate::splitter::Splitter;
use crate::{FileError, Row, RowError};

/// Names of the column that says the kind.
const KIND: &[&str] = &["kind", "type", "group", "class"];
/// Names of the column that says the time, and how many seconds its unit has.
const TIME: &[(&str, f64)] = &[
    ("seconds", 1.0),
    ("servtime", 1.0),
    ("service_time", 1.0),
    ("service_time_s", 1.0),
    ("service_s", 1.0),
    ("duration_s", 1.0),
    ("minutes", 60.0),
    ("service_time_min", 60.0),
    ("service_min", 60.0),
    ("duration_min", 60.0),
];
/// Longest service time in seconds: a day.
const LONGEST_S: f64 = 86_400.0;

/// One visit's service time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceTime {
    /// The kind, a letter from A to Z.
    pub kind: char,
    /// Its length in whole seconds.
    pub seconds: u32,
}

/// How the columns are to be read.
enum Layout {
    Long { kind: usize, time: usize, unit_s: f64, columns: usize },
    Wide(Vec<char>),
}

/// Reads the whole file. A line that cannot be read is an error that names line and column.
///
/// # Errors
/// [`FileError`] if it is not such a file at all.
pub fn read(input: impl Read) -> Result<Vec<Result<Row<ServiceTime>, RowError>>, FileError> {
    let mut lines = Lines::new(input);
    let mut splitter = Splitter::default();
    let mut rows = Vec::new();
    let (line, first) = match lines.next_line() {
        None => return Err(FileError::Empty),
        Some(Err(error)) => return Err(FileError::Header { problem: error.problem }),
        Some(Ok((line, text))) => (line, text.to_owned()),
    };
    splitter.split(&first).map_err(|problem| FileError::Header { problem: problem.to_owned() })?;
    let cells = cells(&splitter);
    let (layout, is_data) = layout(&cells)?;
    if is_data {
        layout.take(line, &cells, &mut rows);
    }
    while let Some(next) = lines.next_line() {
        match next {
            Err(error) => rows.push(Err(error)),
            Ok((line, text)) => match splitter.split(text) {
                Ok(()) => layout.take(line, &self::cells(&splitter), &mut rows),
                Err(problem) => {
                    rows.push(Err(RowError::new(
                        line,
                        "line",
                        problem,
                        "write one row per line, with quotes in pairs",
                    )));
                }
            },
        }
    }
    Ok(rows)
}

fn cells(splitter: &Splitter) -> Vec<String> {
    (0..splitter.count()).map(|column| splitter.value(column).to_owned()).collect()
}

/// The layout that the first line shows, and whether it is a row already.
fn layout(first: &[String]) -> Result<(Layout, bool), FileError> {
    let names: Vec<String> = first.iter().map(|name| name.to_lowercase()).collect();
    let kind = names.iter().position(|name| KIND.contains(&name.as_str()));
    let time = names.iter().enumerate().find_map(|(column, name)| {
        TIME.iter().find(|(known, _)| known == name).map(|(_, unit_s)| (column, *unit_s))
    });
    if let (Some(kind), Some((time, unit_s))) = (kind, time) {
        return Ok((Layout::Long { kind, time, unit_s, columns: names.len() }, false));
    }
    if let Some(kinds) = first.iter().map(|name| letter(name)).collect::<Option<Vec<char>>>() {
        return match kinds.iter().enumerate().find(|(place, kind)| kinds[..*place].contains(kind)) {
            Some((_, kind)) => Err(FileError::RepeatedColumn { column: kind.to_string() }),
            None => Ok((Layout::Wide(kinds), false)),
        };
    }
    let columns = names.len();
    match first {
        [kind, time] if letter(kind).is_some() && time.parse::<f64>().is_ok() => {
            Ok((Layout::Long { kind: 0, time: 1, unit_s: 1.0, columns }, true))
        }
        [time, kind] if letter(kind).is_some() && time.parse::<f64>().is_ok() => {
            Ok((Layout::Long { kind: 1, time: 0, unit_s: 1.0, columns }, true))
        }
        _ => Err(FileError::MissingColumns { missing: vec!["kind".to_owned(), "seconds".to_owned()] }),
    }
}

fn letter(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|letter| letter.is_ascii_uppercase() && letters.next().is_none())
}

impl Layout {
    fn take(&self, line: u64, cells: &[String], rows: &mut Vec<Result<Row<ServiceTime>, RowError>>) {
        let columns = match self {
            Self::Long { columns, .. } => *columns,
            Self::Wide(kinds) => kinds.len(),
        };
        if cells.len() != columns {
            let problem = format!("{} values where the first line has {columns}", cells.len());
            let advice = "if this is the last line, the file was cut off: get it again";
            rows.push(Err(RowError::new(line, "line", problem, advice)));
            return;
        }
        match self {
            Self::Long { kind, time, unit_s, .. } => {
                let read = letter(&cells[*kind])
                    .ok_or_else(|| {
                        RowError::new(line, "kind", "not a kind of visit", "give one letter from A to Z")
                    })
                    .and_then(|kind| service_time(line, "time", kind, &cells[*time], *unit_s));
                rows.push(read);
            }
            // Kinds may have different numbers of visits: a column that has ended is blank.
            Self::Wide(kinds) => rows.extend(
                kinds
                    .iter()
                    .zip(cells)
                    .filter(|(_, cell)| !cell.is_empty())
                    .map(|(kind, cell)| service_time(line, &kind.to_string(), *kind, cell, 1.0)),
            ),
        }
    }
}

fn service_time(
    line: u64,
    field: &str,
    kind: char,
    text: &str,
    unit_s: f64,
) -> Result<Row<ServiceTime>, RowError> {
    let advice = "give a time of 0 to 24 hours as a plain number, such as 754";
    let refuse = |problem: &str| Err(RowError::new(line, field, problem, advice));
    if text.is_empty() {
        return refuse("the field is blank");
    }
    match text.parse::<f64>() {
        Err(_) => refuse("not a number"),
        Ok(time) if time.is_nan() => refuse("not a number"),
        Ok(time) if time < 0.0 => refuse("negative"),
        Ok(time) if time * unit_s > LONGEST_S => refuse("longer than a day"),
        Ok(time) => Ok(Row { line, value: ServiceTime { kind, seconds: whole(time * unit_s) } }),
    }
}

/// A time that was found to lie between 0 and a day, to the nearest second.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was checked")]
fn whole(seconds: f64) -> u32 {
    seconds.round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good(text: &str) -> Vec<(char, u32)> {
        let rows = read(text.as_bytes()).expect("a file of service times");
        rows.into_iter()
            .map(|row| row.expect("a good row").value)
            .map(|time| (time.kind, time.seconds))
            .collect()
    }

    #[test]
    fn every_layout_is_understood() {
        let expected = [('A', 1020), ('B', 540)];
        assert_eq!(good("kind,seconds\nA,1020\nB,540\n"), expected);
        assert_eq!(good("ID,ServTime,Group\n1,1020,A\n2,540,B\n"), expected);
        assert_eq!(good("type,minutes\nA,17\nB,9.0\n"), expected);
        assert_eq!(good("A,1020\nB,540\n"), expected);
        assert_eq!(good("1020,A\n540,B\n"), expected);
        assert_eq!(good("A,B\n1020,540\n"), expected);
        assert_eq!(good("A,B\n1020,540\n1000,\n"), [('A', 1020), ('B', 540), ('A', 1000)]);
    }

    #[test]
    fn bad_rows_name_line_and_column() {
        let told = |text: &str| {
            let rows = read(text.as_bytes()).expect("a header");
            rows.into_iter().find_map(Result::err).expect("a bad row").to_string()
        };
        assert!(told("kind,seconds\nA,10\nB,-4\n").starts_with("line 3, time: negative"));
        assert!(told("kind,seconds\nA,NaN\n").starts_with("line 2, time: not a number"));
        assert!(told("kind,seconds\nA,\n").starts_with("line 2, time: the field is blank"));
        assert!(told("kind,seconds\nAB,10\n").starts_with("line 2, kind: not a kind"));
        assert!(told("kind,seconds\nA\n").starts_with("line 2, line: 1 values"));
        assert!(told("A,B\n10,x\n").starts_with("line 2, B: not a number"));
        assert!(told("kind,minutes\nA,1e9\n").starts_with("line 2, time: longer than a day"));
    }

    #[test]
    fn another_file_is_refused() {
        assert!(matches!(read(&b""[..]), Err(FileError::Empty)));
        assert!(matches!(read(&b"name,age\nx,3\n"[..]), Err(FileError::MissingColumns { .. })));
        assert!(matches!(read(&b"A,A\n1,2\n"[..]), Err(FileError::RepeatedColumn { .. })));
    }
}
