//! Special days: holidays, school vacations, events in town.

use std::io::Read;

use lindley_time::civil::Date;

use crate::table::{Cells, Table};
use crate::{FileError, Row, RowError, written_time};

/// The columns of a file of special days; `site` may stand beside them.
pub const SPECIAL_DAY_COLUMNS: [&str; 2] = ["day", "kind"];

/// A day unlike others of its weekday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialDay {
    /// The local day.
    pub day: Date,
    /// Its kind, for example `holiday`; days of one kind are alike. Blank makes the day ordinary again.
    pub kind: String,
    /// The site as the file writes it; none means all.
    pub site: Option<String>,
}

/// Reads a file of special days row by row.
pub struct SpecialDayReader<R> {
    table: Table<R>,
}

impl<R: Read> SpecialDayReader<R> {
    /// Reads the header. Refused if a column is missing.
    ///
    /// ```
    /// use lindley_public_data::feed::SpecialDayReader;
    ///
    /// let file = "day,kind,site\n2026-12-25,holiday,\nChristmas,holiday,\n";
    /// let rows: Vec<_> = SpecialDayReader::open(file.as_bytes())?.collect();
    /// assert_eq!(rows[0].as_ref().map(|row| row.value.kind.as_str()), Ok("holiday"));
    /// assert!(rows[1].is_err());
    /// # Ok::<(), lindley_public_data::FileError>(())
    /// ```
    pub fn open(input: R) -> Result<Self, FileError> {
        Ok(Self { table: Table::open_with(input, &SPECIAL_DAY_COLUMNS, &["site"])? })
    }
}

impl<R: Read> Iterator for SpecialDayReader<R> {
    type Item = Result<Row<SpecialDay>, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let cells = self.table.next_row()?;
        Some(cells.and_then(|cells| Ok(Row { line: cells.line, value: special_day(&cells)? })))
    }
}

fn special_day(cells: &Cells<'_>) -> Result<SpecialDay, RowError> {
    let day = cells.read("day", written_time::day, "not a day", "write it as 2026-12-25")?;
    Ok(SpecialDay { day, kind: cells.text("kind").to_owned(), site: super::some_text(cells.text("site")) })
}
