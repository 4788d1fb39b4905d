//! Measured service times from a file: the reader's own checks, and what no line shows alone.
//!
//! Every refusal names the file, the line and the column as the file calls it, and never repeats a value.

mod header;
mod rows;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use lindley_public_data::service_times::{self, ServiceTime};
use lindley_public_data::{Row, RowError};
use lindley_session::LONGEST_SERVICE_S;

use header::Header;

/// Largest file in bytes: more service times than any plan is the better for.
const LARGEST: u64 = 256 << 20;

/// The service times of each of so many kinds, in seconds.
pub(super) fn read(path: &Path, kinds: usize) -> Result<Vec<Vec<u32>>> {
    let about = || path.display().to_string();
    let file = File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).with_context(about)?;
    ensure!(
        bytes.len() as u64 <= LARGEST,
        "{} is larger than 256 MiB: give a sample of its rows",
        path.display()
    );
    let mut times = vec![Vec::new(); kinds];
    for time in checked(&bytes).with_context(about)? {
        // A file may know more kinds than this session has.
        if let Some(times) = times.get_mut(usize::from(time.kind as u8 - b'A')) {
            times.push(time.seconds);
        }
    }
    Ok(times)
}

/// All rows of a file in which nothing is wrong.
fn checked(bytes: &[u8]) -> Result<Vec<ServiceTime>> {
    let rows = service_times::read(bytes)?;
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<(u64, &str)> = (1..).zip(text.trim_start_matches('\u{feff}').lines()).collect();
    let header = Header::of(&lines)?;
    let mut times = Vec::with_capacity(rows.len());
    for row in rows {
        times.push(fitting(&row.map_err(|error| header.told(error))?, &header)?);
    }
    rows::check(&header, &lines)?;
    Ok(times)
}

/// A time that fits into what sessions are planned with.
fn fitting(row: &Row<ServiceTime>, header: &Header) -> Result<ServiceTime, RowError> {
    let Row { line, value } = row;
    if value.seconds > LONGEST_SERVICE_S { Err(header.too_long(*line, value.kind)) } else { Ok(*value) }
}

#[cfg(test)]
mod tests;
