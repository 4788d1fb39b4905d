//! Signals from outside, such as weather, influenza, school holidays or local events: a CSV file with one value on each line.
//!
//! ```text
//! at,name,value,unit
//! 2026-03-02 06:00,temperature,4.5,degree Celsius
//! 2026-03-02,influenza,3.1,percent of visits
//! ```
//!
//! Times may lie in the future, because forecasts of the weather do. A name keeps its unit: a feed that changes from Celsius
//! to Fahrenheit half-way is refused and not averaged.

use std::collections::BTreeMap;
use std::io::Read;

use lindley_time::civil::DateTime;

use crate::table::{Cells, Table};
use crate::{FileError, Row, RowError, written_time};

/// The columns that are read.
pub const COLUMNS: [&str; 4] = ["at", "name", "value", "unit"];

/// One value of one signal.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedValue {
    /// From when on it holds, on the local calendar.
    pub at: DateTime,
    /// The signal's name.
    pub name: String,
    /// The value; always finite.
    pub value: f64,
    /// Its unit.
    pub unit: String,
}

/// Reads the file row by row.
pub struct Reader<R> {
    table: Table<R>,
    units: BTreeMap<String, String>,
}

impl<R: Read> Reader<R> {
    /// Reads the header. Refused if a column is missing.
    ///
    /// ```
    /// let file = "at,name,value,unit\n2026-03-02,influenza,3.1,percent\n2026-03-09,influenza,?,percent\n";
    /// let rows: Vec<_> = lindley_public_data::feed::Reader::open(file.as_bytes())?.collect();
    /// assert_eq!(rows[0].as_ref().map(|row| row.value.value), Ok(3.1));
    /// let refusal = rows[1].as_ref().err().expect("no number").to_string();
    /// assert_eq!(refusal, "line 3, value: not a number; leave the row out if the value is not known");
    /// # Ok::<(), lindley_public_data::FileError>(())
    /// ```
    pub fn open(input: R) -> Result<Self, FileError> {
        Ok(Self { table: Table::open(input, &COLUMNS)?, units: BTreeMap::new() })
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Row<FeedValue>, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { table, units } = self;
        let cells = table.next_row()?;
        Some(cells.and_then(|cells| Ok(Row { line: cells.line, value: feed_value(&cells, units)? })))
    }
}

fn feed_value(cells: &Cells<'_>, units: &mut BTreeMap<String, String>) -> Result<FeedValue, RowError> {
    let any = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let finite = |text: &str| text.parse().ok().filter(|value: &f64| value.is_finite());
    let at = cells.read("at", written_time::unmistakable, "not a time", "write it as 2026-03-02 07:15")?;
    let name = cells.read("name", any, "blank", "say which signal this is")?;
    let value = cells.read("value", finite, "not a number", "leave the row out if the value is not known")?;
    let unit =
        cells.read("unit", any, "blank", "say in what the value is measured; write 1 for a plain number")?;
    if units.entry(name.clone()).or_insert_with(|| unit.clone()) != &unit {
        let advice = "convert the values, or give the signal another name";
        return Err(RowError::new(cells.line, "unit", "not the unit of the signal's rows before", advice));
    }
    Ok(FeedValue { at, name, value, unit })
}
