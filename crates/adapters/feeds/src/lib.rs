//! Feeds of outside signals and special days: from a file or over HTTP(S), checked row by row.
//!
//! A [`SourceFeed`] fetches the bytes of a [`Source`] ([`FileSource`], [`HttpSource`]), reads them in its [`FeedFormat`] and
//! checks every row against the [`SignalRule`] of its signal; what forecasters know of a signal is its rule. A signal that they do
//! not know may be any number in one unit; whoever takes the rows says so. A source that stops, breaks off, grows huge or changes its unit
//! gives a named error or a counted refusal; it never looks like a quiet day. Trying again is the caller's business.
//!
//! ```
//! use lindley_feeds::{FeedFormat, FeedSettings, FileSource, SourceFeed, SignalRule};
//! use lindley_ports::Feed;
//! use lindley_time::{Instant, Zone};
//!
//! let folder = tempfile::tempdir()?;
//! let file = folder.path().join("weather.csv");
//! std::fs::write(
//!     &file,
//!     "signal,unit,from,until,value\n\
//!      temperature,degree Celsius,2026-03-02T06:00Z,2026-03-02T07:00Z,4.5\n\
//!      temperature,degree Celsius,2026-03-02T07:00Z,2026-03-02T08:00Z,999\n\
//!      temperature,degree Celsius,2026-03-02T08:00Z,2026-03-02T09:00Z,5.5\n",
//! )?;
//! let settings = FeedSettings::new("weather", FeedFormat::Signals, Zone::utc());
//! let feed = SourceFeed::new(FileSource::new(&file), settings);
//! let now = Instant::parse("2026-03-02T09:00:00Z").expect("a moment");
//! let fetched = feed.fetch(None, now)?;
//! assert_eq!((fetched.rows.len(), fetched.refused.len()), (2, 1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod checks;
mod days;
mod file;
mod http;
mod redirect;
mod settings;
mod source;

pub use file::FileSource;
pub use http::{HttpSettings, HttpSource};
pub use settings::{FeedFormat, FeedSettings, SignalRule};
pub use source::{Source, SourceFeed};
