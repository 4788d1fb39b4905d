//! ILINet: the share of outpatient visits for influenza-like illness, week by week, as the CDC's sentinel practices report it.
//!
//! The files are the ones that the packages `cdcfluview` and `cdcfluutils` write: `region_type`, `region`, `year`, `week`,
//! `time` (the Sunday on which the week begins) and a share in percent, weighted by population for the nation and the HHS
//! regions, unweighted for the states.

use std::io::Read;

use lindley_time::civil::{Date, Weekday};
use lindley_time::{Span, Zone};

use super::{FeedValue, milli, moment};
use crate::table::{Cells, Table};
use crate::{FileError, Row, RowError, written_time};

/// The columns of an ILINet file, beside `weighted_ili` or `unweighted_ili`.
pub const ILINET_COLUMNS: [&str; 2] = ["region", "time"];
const SHARES: [&str; 2] = ["weighted_ili", "unweighted_ili"];

/// Reads the weeks of one region, as readings of the signal `influenza` in percent that hold in their week.
///
/// A week for which the region reported nothing has a blank share: it is passed over, and is not a week without influenza.
pub struct IlinetReader<R> {
    table: Table<R>,
    region: String,
    zone: Zone,
}

impl<R: Read> IlinetReader<R> {
    /// Reads the header. Refused if a column is missing, or both shares are. Weeks begin at midnight of `zone`.
    ///
    /// ```
    /// use lindley_public_data::feed::IlinetReader;
    /// use lindley_time::Zone;
    ///
    /// let file = "region_type,region,year,week,time,weighted_ili\n\
    ///             HHS Regions,Region 1,1997,40,1997-09-28,0.498535\n\
    ///             HHS Regions,Region 2,1997,40,1997-09-28,0.374963\n";
    /// let weeks: Vec<_> = IlinetReader::open(file.as_bytes(), "Region 2", &Zone::utc())?.collect();
    /// assert_eq!(weeks.len(), 1);
    /// assert_eq!(weeks[0].as_ref().map(|week| week.value.value_milli), Ok(375));
    /// # Ok::<(), lindley_public_data::FileError>(())
    /// ```
    pub fn open(input: R, region: &str, zone: &Zone) -> Result<Self, FileError> {
        let table = Table::open_with(input, &ILINET_COLUMNS, &SHARES)?;
        if SHARES.iter().all(|share| !table.has(share)) {
            return Err(FileError::MissingColumns { missing: vec![SHARES.join(" or ")] });
        }
        Ok(Self { table, region: region.to_owned(), zone: zone.clone() })
    }
}

impl<R: Read> Iterator for IlinetReader<R> {
    type Item = Result<Row<FeedValue>, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { table, region, zone } = self;
        loop {
            let cells = match table.next_row()? {
                Ok(cells) => cells,
                Err(error) => return Some(Err(error)),
            };
            if cells.text("region") != region {
                continue;
            }
            match week(&cells, zone) {
                Ok(None) => {}
                Ok(Some(value)) => return Some(Ok(Row { line: cells.line, value })),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The week's reading; none where nothing was reported.
fn week(cells: &Cells<'_>, zone: &Zone) -> Result<Option<FeedValue>, RowError> {
    let sunday = |text: &str| written_time::day(text).filter(|day| day.weekday() == Weekday::Sunday);
    let from = cells.read("time", sunday, "not a Sunday", "write the Sunday on which the week begins")?;
    let Some(share) = SHARES.into_iter().find(|share| !["", "NA"].contains(&cells.text(share))) else {
        return Ok(None);
    };
    let value_milli = cells.read(share, milli, "not a number", "leave it blank if it is not known")?;
    let span = next_sunday(from)
        .and_then(|until| Span::new(moment::day_start(from, zone)?, moment::day_start(until, zone)?).ok());
    let span = span
        .ok_or_else(|| RowError::new(cells.line, "time", "not a week of the calendar", "check the year"))?;
    Ok(Some(FeedValue { signal: "influenza".into(), unit: "percent".into(), span, value_milli, site: None }))
}

fn next_sunday(day: Date) -> Option<Date> {
    (0..7).try_fold(day, |day, _| day.tomorrow().ok())
}
