//! The Hangu file: the consultation times of one physician in Guangzhou, by session, without dates.
//!
//! Sessions are numbered in time order; each has a month, a weekday and a half-day, but no year.
//! In the column Address the letters `NA` are a value (unknown), not a blank.

mod placing;
mod words;

use std::io::Read;

use lindley_time::civil::{Time, Weekday};

pub use self::placing::{Placing, SessionMark, Unplaceable, place};
use self::words::{address, gender, half_day, month, time_of_day, weekday};
use crate::table::{Cells, Table};
use crate::{FileError, Row, RowError};

/// The columns of the file, in the published order.
pub const COLUMNS: [&str; 14] = [
    "ID",
    "Session",
    "Month",
    "DayOfWeek",
    "WorkingDay",
    "AM_PM",
    "Visit.No",
    "Gender",
    "M.Cancer",
    "S.Cancer",
    "StartTime",
    "PayTime",
    "Address",
    "ServTime",
];

/// Which half of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HalfDay {
    /// `morning`
    Morning,
    /// `afternoon`
    Afternoon,
}

/// The patient's gender as the file has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// `F`
    Female,
    /// `M`
    Male,
}

/// Where the patient lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// `In the city`
    InTheCity,
    /// `Out of city`
    OutOfCity,
    /// `Out of province`
    OutOfProvince,
    /// `NA`: not known.
    Unknown,
}

/// One consultation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The patient's pseudonym.
    pub patient: String,
    /// The session's number, from 1, in time order.
    pub session: u32,
    /// Month of the session, 1 to 12.
    pub month: i8,
    /// Weekday of the session.
    pub weekday: Weekday,
    /// Whether the day was a working day in China; some Saturdays are.
    pub working_day: bool,
    /// Half-day of the session.
    pub half_day: HalfDay,
    /// How many times the patient has come, this time included.
    pub visit_number: u32,
    /// Gender.
    pub gender: Gender,
    /// The file's M.Cancer: whether the visit is for a malignant tumour.
    pub m_cancer: bool,
    /// The file's S.Cancer.
    pub s_cancer: bool,
    /// Local time at which the consultation began.
    pub start: Time,
    /// Local time at which it was paid, where the file has it.
    pub paid: Option<Time>,
    /// Where the patient lives.
    pub address: Address,
    /// Length of the consultation in seconds.
    pub service_seconds: u32,
}

/// Reads the file row by row.
pub struct Reader<R> {
    table: Table<R>,
}

impl<R: Read> Reader<R> {
    /// Reads the header. Refused if a column is missing.
    pub fn open(input: R) -> Result<Self, FileError> {
        Table::open(input, &COLUMNS).map(|table| Self { table })
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Row<Visit>, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let cells = self.table.next_row()?;
        Some(cells.and_then(|cells| Ok(Row { line: cells.line, value: visit(&cells)? })))
    }
}

fn visit(cells: &Cells<'_>) -> Result<Visit, RowError> {
    let any = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let clock_or_blank = |text: &str| if text.is_empty() { Some(None) } else { time_of_day(text).map(Some) };
    let clock_advice = "write it as H:MM:SS on the 24-hour clock";
    Ok(Visit {
        patient: cells.read("ID", any, "blank", "every visit needs the patient's pseudonym")?,
        session: cells.number("Session", 1..=1_000_000)?,
        month: cells.read("Month", month, "not a month", "write its English name, such as January")?,
        weekday: cells.read(
            "DayOfWeek",
            weekday,
            "not a weekday",
            "write its English name, such as Monday",
        )?,
        working_day: flag(cells, "WorkingDay")?,
        half_day: cells.read("AM_PM", half_day, "not a half-day", "write morning or afternoon")?,
        visit_number: cells.number("Visit.No", 1..=100_000)?,
        gender: cells.read("Gender", gender, "not a gender of this file", "write F or M")?,
        m_cancer: flag(cells, "M.Cancer")?,
        s_cancer: flag(cells, "S.Cancer")?,
        start: cells.read("StartTime", time_of_day, "not a time of day", clock_advice)?,
        paid: cells.read(
            "PayTime",
            clock_or_blank,
            "not a time of day",
            "leave it blank or write H:MM:SS",
        )?,
        address: cells.read(
            "Address",
            address,
            "not an address group",
            "write In the city, Out of city, Out of province or NA",
        )?,
        service_seconds: cells.number("ServTime", 1..=86_400)?,
    })
}

fn flag(cells: &Cells<'_>, column: &str) -> Result<bool, RowError> {
    let read = |text: &str| match text {
        "TRUE" => Some(true),
        "FALSE" => Some(false),
        _ => None,
    };
    cells.read(column, read, "not a yes or no", "write TRUE or FALSE")
}
