//! The no-show file with what it says of each patient: sex, illnesses, neighbourhood.

use std::io::{Read, Seek};

use super::{Appointment, COLUMNS, appointment, choice};
use crate::table::{Cells, Table};
use crate::zipped::{Plain, plain_csv};
use crate::{FileError, Row, RowError};

/// The columns that are read beside [`COLUMNS`]; the file's own spelling.
pub const DETAIL_COLUMNS: [&str; 7] =
    ["Gender", "Neighbourhood", "Scholarship", "Hipertension", "Diabetes", "Alcoholism", "Handcap"];

/// One appointment and the patient's circumstances as the file has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detailed {
    /// The appointment.
    pub appointment: Appointment,
    /// Whether the patient is a man.
    pub male: bool,
    /// Where the appointment took place.
    pub neighbourhood: String,
    /// Whether the family receives a welfare grant (Bolsa Família).
    pub scholarship: bool,
    /// High blood pressure.
    pub hypertension: bool,
    /// Diabetes.
    pub diabetes: bool,
    /// Alcoholism.
    pub alcoholism: bool,
    /// How many handicaps, 0 to 4.
    pub handicaps: u8,
}

/// Reads the file row by row, circumstances included.
pub struct DetailedReader<R> {
    table: Table<Plain<R>>,
}

impl<R: Read + Seek> DetailedReader<R> {
    /// Unpacks the file if it is zipped and reads the header. Refused if a column is missing.
    pub fn open(input: R) -> Result<Self, FileError> {
        let columns = [&COLUMNS[..], &DETAIL_COLUMNS[..]].concat();
        Table::open(plain_csv(input)?, &columns).map(|table| Self { table })
    }
}

impl<R: Read> Iterator for DetailedReader<R> {
    type Item = Result<Row<Detailed>, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let cells = self.table.next_row()?;
        Some(cells.and_then(|cells| Ok(Row { line: cells.line, value: detailed(&cells)? })))
    }
}

fn detailed(cells: &Cells<'_>) -> Result<Detailed, RowError> {
    let any = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Ok(Detailed {
        appointment: appointment(cells)?,
        male: choice(cells, "Gender", "M", "F")?,
        neighbourhood: cells.read("Neighbourhood", any, "blank", "say where the appointment is")?,
        scholarship: choice(cells, "Scholarship", "1", "0")?,
        hypertension: choice(cells, "Hipertension", "1", "0")?,
        diabetes: choice(cells, "Diabetes", "1", "0")?,
        alcoholism: choice(cells, "Alcoholism", "1", "0")?,
        handicaps: u8::try_from(cells.number("Handcap", 0..=4)?).unwrap_or(u8::MAX),
    })
}
