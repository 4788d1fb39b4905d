//! A feed over a source of bytes: fetch, read, check.

use std::fmt::Display;
use std::io::Read;

use lindley_ports::{Feed, FeedError, FeedRow, Fetched, RefusalReason, RefusedRow};
use lindley_public_data::feed::{FeedValue, IlinetReader, Reader, SpecialDay, SpecialDayReader};
use lindley_public_data::{FileError, Row, RowError};
use lindley_time::Instant;

use crate::checks::{Checked, check};
use crate::days;
use crate::settings::{FeedFormat, FeedSettings};

/// Where a feed's bytes come from.
pub trait Source: Send + Sync {
    /// All of them; refused beyond `limit` bytes. `feed` is the feed's name, for errors.
    fn bytes(&self, feed: &str, limit: u64) -> Result<Vec<u8>, FeedError>;
}

/// A feed that reads a source in one of the formats.
#[derive(Clone, Debug)]
pub struct SourceFeed<S> {
    source: S,
    settings: FeedSettings,
}

impl<S: Source> SourceFeed<S> {
    /// From a source and how to read it.
    pub fn new(source: S, settings: FeedSettings) -> Self {
        Self { source, settings }
    }
}

/// What a file's rows are, before they are checked: readable ones and refused ones.
type ReadRows<T> = (Vec<Row<T>>, Vec<RefusedRow>);

impl<S: Source> Feed for SourceFeed<S> {
    fn name(&self) -> &str {
        &self.settings.name
    }

    fn fetch(&self, after: Option<Instant>, now: Instant) -> Result<Fetched, FeedError> {
        let settings = &self.settings;
        let bytes = self.source.bytes(&settings.name, settings.largest_bytes)?;
        let mut checked = self.read(&bytes, now)?;
        let (rows, refused) = (checked.fetched.rows.len(), checked.fetched.refused.len());
        let feed = || settings.name.to_string();
        if rows + refused == 0 {
            return Err(FeedError::Nothing { feed: feed(), what: self.what() });
        }
        if refused > rows
            && let Some(first) = checked.fetched.refused.first()
        {
            let first = first.problem.clone();
            return Err(FeedError::Untrusted { feed: feed(), refused, rows: rows + refused, first });
        }
        if let (Some(minutes), Some(newest)) = (settings.quiet_minutes, checked.newest_end)
            && newest.plus_minutes(minutes) < now
        {
            return Err(FeedError::Stopped { feed: feed(), newest, minutes });
        }
        checked.fetched.rows.retain(|row| match row {
            FeedRow::Reading(reading) => after.is_none_or(|after| reading.span.start() > after),
            FeedRow::SpecialDay(_) => true,
        });
        Ok(checked.fetched)
    }
}

impl<S> SourceFeed<S> {
    fn read(&self, bytes: &[u8], now: Instant) -> Result<Checked, FeedError> {
        let settings = &self.settings;
        match &settings.format {
            FeedFormat::Signals => {
                let rows = self.rows::<FeedValue>(Reader::open(bytes, &settings.zone))?;
                Ok(check(rows.0, rows.1, settings, now))
            }
            FeedFormat::Ilinet { region } => {
                let rows = self.rows::<FeedValue>(IlinetReader::open(bytes, region, &settings.zone))?;
                Ok(check(rows.0, rows.1, settings, now))
            }
            FeedFormat::SpecialDays => {
                let rows = self.rows::<SpecialDay>(SpecialDayReader::open(bytes))?;
                Ok(days::check(rows.0, rows.1, &settings.zone, now))
            }
        }
    }

    fn rows<T>(
        &self,
        reader: Result<impl Iterator<Item = Result<Row<T>, RowError>>, FileError>,
    ) -> Result<ReadRows<T>, FeedError> {
        let reader = reader.map_err(|problem| self.format_error(&problem))?;
        let (mut rows, mut refused) = (Vec::new(), Vec::new());
        for row in reader {
            match row {
                Ok(row) => rows.push(row),
                Err(error) => refused.push(RefusedRow {
                    line: error.line,
                    reason: RefusalReason::Unreadable,
                    problem: error.to_string(),
                }),
            }
        }
        Ok((rows, refused))
    }

    fn format_error(&self, problem: &dyn Display) -> FeedError {
        FeedError::Format { feed: self.settings.name.to_string(), problem: problem.to_string() }
    }

    fn what(&self) -> String {
        match &self.settings.format {
            FeedFormat::Ilinet { region } => format!(" of the region {region}"),
            _ => String::new(),
        }
    }
}

/// All bytes of an input; none if there are more than `limit`.
pub(crate) fn bounded(input: impl Read, limit: u64) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    input.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}
