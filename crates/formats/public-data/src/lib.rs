//! Readers of public scheduling data: Hangu, SMART Scheduling Links, the no-show file, plain service times, counts by time,
//! feeds of outside signals.
//!
//! Each reader takes a stream of bytes and yields, line by line, either a [`Row`] or a [`RowError`] that names
//! the line, the field, what is wrong and what to do. A bad line never ends the reading and is never skipped
//! silently. A file that is not of the format at all is a [`FileError`].
//!
//! Nothing here opens files, and no error repeats a value of the file: values can be about patients.

pub mod counts;
pub mod feed;
mod file_error;
pub mod hangu;
mod lines;
pub mod no_show;
mod row;
pub mod service_times;
pub mod smart_links;
mod splitter;
mod table;
mod written_time;
mod zipped;

pub use file_error::FileError;
pub use row::{Row, RowError};
pub use zipped::LARGEST_UNPACKED;
