//! Counts by time: any CSV file with a time, a count and perhaps the name of a series on each line.

use std::collections::BTreeMap;
use std::io::Read;

use lindley_time::civil::DateTime;

use crate::table::{Cells, Table};
use crate::{FileError, Row, RowError, written_time};

/// Where a file has what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountColumns {
    /// The column of the time, or two: of the date, and of the hour or time of day.
    pub time: Vec<String>,
    /// How times are written, as `strptime` has it; by default the usual unmistakable ways are tried.
    pub time_format: Option<String>,
    /// The column of the count.
    pub count: String,
    /// The column of the series' name; without it all rows are one series.
    pub series: Option<String>,
}

/// How many came from a moment on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The series' name; empty if the file has but one.
    pub series: String,
    /// Where the step starts, on the local calendar.
    pub start: DateTime,
    /// How many.
    pub count: u32,
}

/// Reads such a file row by row.
///
/// A row that cannot be read, whose time is not before `now`, or not later than that of its series' row before, is an error
/// that names line and column.
pub struct Reader<R> {
    table: Table<R>,
    columns: CountColumns,
    now: DateTime,
    latest: BTreeMap<String, DateTime>,
}

impl<R: Read> Reader<R> {
    /// Reads the header. Refused if a column is missing, or no column or more than two make the time.
    ///
    /// ```
    /// use lindley_public_data::counts::{CountColumns, Reader};
    /// use lindley_time::civil::date;
    ///
    /// let columns = CountColumns {
    ///     time: vec!["at".into()],
    ///     time_format: None,
    ///     count: "calls".into(),
    ///     series: None,
    /// };
    /// let file = "at,calls\n2026-03-02 07:00,4\n2026-03-02 08:00,4.5\n";
    /// let now = date(2026, 3, 3).at(0, 0, 0, 0);
    /// let rows: Vec<_> = Reader::open(file.as_bytes(), columns, now)?.collect();
    /// assert_eq!(rows[0].as_ref().map(|row| row.value.count), Ok(4));
    /// let refusal = rows[1].as_ref().err().expect("half a call").to_string();
    /// assert_eq!(refusal, "line 3, calls: a fraction; give whole counts, not rates or means");
    /// # Ok::<(), lindley_public_data::FileError>(())
    /// ```
    pub fn open(input: R, columns: CountColumns, now: DateTime) -> Result<Self, FileError> {
        if !(1..=2).contains(&columns.time.len()) {
            let problem = "name one column of the time, or two: of the date and of the hour".to_owned();
            return Err(FileError::Header { problem });
        }
        let mut wanted: Vec<&str> = columns.time.iter().map(String::as_str).collect();
        wanted.push(&columns.count);
        wanted.extend(columns.series.as_deref());
        let table = Table::open(input, &wanted)?;
        Ok(Self { table, columns, now, latest: BTreeMap::new() })
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Row<Count>, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { table, columns, now, latest } = self;
        let cells = match table.next_row()? {
            Ok(cells) => cells,
            Err(error) => return Some(Err(error)),
        };
        let line = cells.line;
        Some(count(&cells, columns, *now, latest).map(|value| Row { line, value }))
    }
}

fn count(
    cells: &Cells<'_>,
    columns: &CountColumns,
    now: DateTime,
    latest: &mut BTreeMap<String, DateTime>,
) -> Result<Count, RowError> {
    let start = start(cells, columns)?;
    let time = columns.time.join(", ");
    if start >= now {
        let advice = "drop rows that have not happened, or correct the time";
        return Err(RowError::new(cells.line, time, "lies in the future", advice));
    }
    let count = whole(cells, &columns.count)?;
    let series = columns.series.as_ref().map_or("", |column| cells.text(column)).to_owned();
    match latest.get(&series) {
        Some(before) if *before == start => {
            let advice = "keep one row per time and series, or name the series with --series-column";
            return Err(RowError::new(cells.line, time, "the time of the row before", advice));
        }
        Some(before) if *before > start => {
            let advice = "sort the rows of each series by time";
            return Err(RowError::new(cells.line, time, "earlier than the row before", advice));
        }
        _ => latest.insert(series.clone(), start),
    };
    Ok(Count { series, start, count })
}

fn start(cells: &Cells<'_>, columns: &CountColumns) -> Result<DateTime, RowError> {
    let texts: Vec<&str> = columns.time.iter().map(|column| cells.text(column)).collect();
    let read = match (&columns.time_format, texts.as_slice()) {
        (Some(format), texts) => written_time::as_format(&texts.join(" "), format),
        (None, [date, hour]) => written_time::date_and_hour(date, hour),
        (None, texts) => written_time::unmistakable(&texts.join(" ")),
    };
    read.ok_or_else(|| {
        let advice = match &columns.time_format {
            Some(format) => format!("the format is {format}; two columns are joined by a blank"),
            None => "write it as 2026-03-02 07:15, or say how it is written with --time-format".to_owned(),
        };
        RowError::new(cells.line, columns.time.join(", "), "not a time", advice)
    })
}

fn whole(cells: &Cells<'_>, column: &str) -> Result<u32, RowError> {
    let text = cells.text(column);
    let refuse = |problem: &str, advice: &str| Err(RowError::new(cells.line, column, problem, advice));
    if text.is_empty() {
        return refuse("blank", "write 0 if nobody came, and leave the row out if it is not known");
    }
    match text.parse::<f64>() {
        Err(_) => refuse("not a number", "write a whole number, for example 12"),
        Ok(number) if number.is_nan() => {
            refuse("not a number", "leave the row out if the count is not known")
        }
        Ok(number) if number < 0.0 => {
            refuse("below zero", "counts are zero or more; was a correction booked?")
        }
        Ok(number) if number > f64::from(u32::MAX) => refuse("too large", "is this the count?"),
        Ok(number) if number.fract() > 0.0 => refuse("a fraction", "give whole counts, not rates or means"),
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in range")]
        Ok(number) => Ok(number as u32),
    }
}
