//! The no-show file: appointments of Vitória, Brazil, in spring 2016, with who came. Plain or zipped CSV.
//!
//! The file has the day of each appointment but not its hour. Its known defects, an appointment before the day
//! on which it was made and an age below zero, are refused row by row.

mod detailed;

use std::io::{Read, Seek};

use lindley_time::civil::{Date, DateTime};

pub use self::detailed::{DETAIL_COLUMNS, Detailed, DetailedReader};
use crate::table::{Cells, Table};
use crate::zipped::{Plain, plain_csv};
use crate::{FileError, Row, RowError};

/// The columns that are read; the file's others (gender, illnesses, neighbourhood) are read by [`DetailedReader`] only.
pub const COLUMNS: [&str; 7] =
    ["PatientId", "AppointmentID", "ScheduledDay", "AppointmentDay", "Age", "SMS_received", "No-show"];

/// One appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// The patient's pseudonym.
    pub patient: String,
    /// The appointment's number, unique in the file.
    pub appointment: u64,
    /// When it was made, local time.
    pub made: DateTime,
    /// The day for which it was made.
    pub day: Date,
    /// Age in whole years.
    pub age: u8,
    /// Whether a text message was sent.
    pub reminded: bool,
    /// Whether the patient did not come.
    pub missed: bool,
}

/// Reads the file row by row.
pub struct Reader<R> {
    table: Table<Plain<R>>,
}

impl<R: Read + Seek> Reader<R> {
    /// Unpacks the file if it is zipped and reads the header. Refused if a column is missing.
    pub fn open(input: R) -> Result<Self, FileError> {
        Table::open(plain_csv(input)?, &COLUMNS).map(|table| Self { table })
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Row<Appointment>, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let cells = self.table.next_row()?;
        Some(cells.and_then(|cells| Ok(Row { line: cells.line, value: appointment(&cells)? })))
    }
}

fn appointment(cells: &Cells<'_>) -> Result<Appointment, RowError> {
    let any = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let stamp_advice = "write it as 2016-04-29T18:38:08Z";
    let made = cells.read("ScheduledDay", moment, "not a date and time", stamp_advice)?;
    let day = cells.read("AppointmentDay", moment, "not a date", stamp_advice)?.date();
    if day < made.date() {
        let problem = "the appointment lies before the day on which it was made";
        return Err(RowError::new(cells.line, "AppointmentDay", problem, "correct one of the two days"));
    }
    Ok(Appointment {
        patient: cells.read("PatientId", any, "blank", "every appointment needs the patient's pseudonym")?,
        appointment: cells.read(
            "AppointmentID",
            |text| text.parse().ok(),
            "not a number",
            "give the appointment's number",
        )?,
        made,
        day,
        age: u8::try_from(cells.number("Age", 0..=130)?).unwrap_or(u8::MAX),
        reminded: choice(cells, "SMS_received", "1", "0")?,
        missed: choice(cells, "No-show", "Yes", "No")?,
    })
}

fn choice(cells: &Cells<'_>, column: &str, yes: &str, no: &str) -> Result<bool, RowError> {
    let read = |text: &str| if text == yes { Some(true) } else { (text == no).then_some(false) };
    cells.read(column, read, "not a yes or no", &format!("write {yes} or {no}"))
}

/// The file marks its local times with `Z`; they are read as the wall clock that they are.
fn moment(text: &str) -> Option<DateTime> {
    text.strip_suffix('Z')?.parse().ok()
}
