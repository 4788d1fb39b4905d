//! What outside feeds write: readings of signals, special days, and the weekly influenza file of the CDC.
//!
//! ```text
//! signal,unit,from,until,value,site
//! temperature,degree Celsius,2026-03-02T06:00,2026-03-02T07:00,4.5,
//! rain,mm,2026-03-02T05:00:00Z,2026-03-02T06:00:00Z,0.2,Northside
//! ```
//!
//! The column `site` may be left out. A time with an offset means that instant; one without is read on the clock of the zone
//! that the reader was given. Times may lie in the future, because forecasts of the weather do. What values are plausible is
//! not decided here.

mod ilinet;
mod moment;
mod special_days;

use std::io::Read;

use lindley_time::{Span, Zone};

use crate::table::{Cells, Table};
use crate::{FileError, Row, RowError};

pub use ilinet::{ILINET_COLUMNS, IlinetReader};
pub use special_days::{SPECIAL_DAY_COLUMNS, SpecialDay, SpecialDayReader};

/// The columns of a file of readings; `site` may stand beside them.
pub const COLUMNS: [&str; 5] = ["signal", "unit", "from", "until", "value"];
/// Values beyond this, in thousandths, are no measurement of anything.
const LARGEST_MILLI: f64 = 9e15;

/// One reading of one signal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedValue {
    /// The signal's name.
    pub signal: String,
    /// Its unit.
    pub unit: String,
    /// When it holds.
    pub span: Span,
    /// The value in thousandths of the unit, rounded to the nearest.
    pub value_milli: i64,
    /// The site as the file writes it; none means all.
    pub site: Option<String>,
}

/// Reads a file of readings row by row.
pub struct Reader<R> {
    table: Table<R>,
    zone: Zone,
}

impl<R: Read> Reader<R> {
    /// Reads the header. Refused if a column is missing.
    ///
    /// ```
    /// use lindley_public_data::feed::Reader;
    /// use lindley_time::Zone;
    ///
    /// let file = "signal,unit,from,until,value\n\
    ///             influenza,percent,2026-03-02,2026-03-09,3.1\n\
    ///             influenza,percent,2026-03-09,2026-03-16,?\n";
    /// let rows: Vec<_> = Reader::open(file.as_bytes(), &Zone::utc())?.collect();
    /// assert_eq!(rows[0].as_ref().map(|row| row.value.value_milli), Ok(3_100));
    /// let refusal = rows[1].as_ref().err().expect("no number").to_string();
    /// assert_eq!(refusal, "line 3, value: not a number; leave the row out if the value is not known");
    /// # Ok::<(), lindley_public_data::FileError>(())
    /// ```
    pub fn open(input: R, zone: &Zone) -> Result<Self, FileError> {
        Ok(Self { table: Table::open_with(input, &COLUMNS, &["site"])?, zone: zone.clone() })
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Row<FeedValue>, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { table, zone } = self;
        let cells = table.next_row()?;
        Some(cells.and_then(|cells| Ok(Row { line: cells.line, value: feed_value(&cells, zone)? })))
    }
}

fn feed_value(cells: &Cells<'_>, zone: &Zone) -> Result<FeedValue, RowError> {
    let time = "write it as 2026-03-02T07:15:00Z, or as 2026-03-02T07:15 on the site's clock";
    let moment = |text: &str| moment::moment(text, zone);
    let signal = cells.read("signal", some_text, "blank", "say which signal this is")?;
    let unit = cells.read(
        "unit",
        some_text,
        "blank",
        "say in what the value is measured; write 1 for a plain number",
    )?;
    let from = cells.read("from", moment, "not a time, or one that the clocks skip", time)?;
    let until = cells.read("until", moment, "not a time, or one that the clocks skip", time)?;
    let span = Span::new(from, until).map_err(|_| {
        RowError::new(cells.line, "until", "not after `from`", "give the end of the time in which it holds")
    })?;
    let value_milli =
        cells.read("value", milli, "not a number", "leave the row out if the value is not known")?;
    Ok(FeedValue { signal, unit, span, value_milli, site: some_text(cells.text("site")) })
}

fn some_text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A finite decimal number in thousandths.
fn milli(text: &str) -> Option<i64> {
    let thousandths = text.parse::<f64>().ok()? * 1e3;
    #[expect(clippy::cast_possible_truncation, reason = "far within the range of an i64")]
    (thousandths.abs() <= LARGEST_MILLI).then(|| thousandths.round() as i64)
}
