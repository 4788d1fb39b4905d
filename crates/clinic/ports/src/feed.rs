//! Feeds: where readings of outside signals and special days come from.

use lindley_time::civil::Date;
use lindley_time::{Instant, Span};

/// A source of readings and special days: a file that somebody puts down, a service of the weather or the health authority.
///
/// It blocks; the app calls it from a thread of its own, sets how often, and tries again after an error. A feed never turns
/// trouble into silence: whatever is not understood is in [`Fetched::refused`] or an error.
pub trait Feed: Send + Sync {
    /// Its name, as it stands in the log.
    fn name(&self) -> &str;

    /// What the source has as of `now`: readings that start after `after` (none: all), oldest first, and all special days.
    ///
    /// `after` is meant to be the newest start the log knows of this feed. Sources correct themselves: who wants corrected or
    /// re-issued values asks from an earlier moment and records what differs.
    fn fetch(&self, after: Option<Instant>, now: Instant) -> Result<Fetched, FeedError>;
}

/// What a feed answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fetched {
    /// The rows that may be used.
    pub rows: Vec<FeedRow>,
    /// The rows that may not, whatever their time, in order of the source.
    pub refused: Vec<RefusedRow>,
}

/// One row of a feed.
#[derive(Clone, Debug, PartialEq)]
pub enum FeedRow {
    /// A reading of a signal.
    Reading(FeedReading),
    /// A special day.
    SpecialDay(FeedDay),
}

/// A reading of a signal.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedReading {
    /// The signal, for example `rain`.
    pub signal: Box<str>,
    /// Its unit, for example `mm`.
    pub unit: Box<str>,
    /// The site, as the source writes it: its id or its name. None means all.
    pub site: Option<Box<str>>,
    /// When it holds.
    pub span: Span,
    /// Its value in thousandths of the unit.
    pub value_milli: i64,
}

/// A special day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedDay {
    /// The local day.
    pub day: Date,
    /// Its kind, for example `holiday`; empty makes the day ordinary again.
    pub kind: Box<str>,
    /// The site, as the source writes it: its id or its name. None means all.
    pub site: Option<Box<str>>,
}

/// A row that is not used, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// Line of the source, counted from 1.
    pub line: u64,
    /// Why, as a kind that can be counted.
    pub reason: RefusalReason,
    /// Why, in words for staff.
    pub problem: String,
}

/// Why a row is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RefusalReason {
    /// The line cannot be read.
    Unreadable,
    /// Nobody has said what this signal is.
    UnknownSignal,
    /// The unit is not the signal's.
    WrongUnit,
    /// The value is not plausible.
    OutOfRange,
    /// The value is farther from the one before than values go, and the next one does not confirm it.
    Jump,
    /// The row tells what cannot be known yet.
    TooFarAhead,
    /// The same row is there already.
    Repeated,
    /// Another value for the same signal, site and time is there already.
    Contradicted,
}

impl RefusalReason {
    /// The written form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::UnknownSignal => "unknown-signal",
            Self::WrongUnit => "wrong-unit",
            Self::OutOfRange => "out-of-range",
            Self::Jump => "jump",
            Self::TooFarAhead => "too-far-ahead",
            Self::Repeated => "repeated",
            Self::Contradicted => "contradicted",
        }
    }
}

/// Why a feed gave nothing. Nothing is known then; that is not the same as nothing having happened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FeedError {
    /// The feed was set up in a way that cannot work.
    #[error("the feed {feed} is not set up rightly: {problem}")]
    Settings {
        /// The feed.
        feed: String,
        /// What is wrong and what to do.
        problem: String,
    },
    /// The source cannot be reached, or the answer broke off.
    #[error("the feed {feed} cannot be read: {problem}; it is tried again later")]
    Unavailable {
        /// The feed.
        feed: String,
        /// What happened.
        problem: String,
    },
    /// The source took too long.
    #[error("the feed {feed} did not answer within {seconds} s; it is tried again later")]
    TimedOut {
        /// The feed.
        feed: String,
        /// How long was waited.
        seconds: u64,
    },
    /// The source answered that it will not.
    #[error(
        "the feed {feed} answered with status {status}; check its address and whether it wants a password"
    )]
    Status {
        /// The feed.
        feed: String,
        /// The HTTP status.
        status: u16,
    },
    /// The source sends to another host, which nobody has allowed.
    #[error("the feed {feed} sends to {to}; if that is right, give this address in the settings")]
    Redirected {
        /// The feed.
        feed: String,
        /// Scheme and host it sends to.
        to: String,
    },
    /// The source is larger than a feed may be.
    #[error("the feed {feed} is larger than {limit} bytes; is this the right address?")]
    TooLarge {
        /// The feed.
        feed: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// The source is no file of the feed's format.
    #[error("the feed {feed} is not in its format: {problem}")]
    Format {
        /// The feed.
        feed: String,
        /// What is wrong and what to do.
        problem: String,
    },
    /// The source has not a single row.
    #[error("the feed {feed} has no row{what}; check the source")]
    Nothing {
        /// The feed.
        feed: String,
        /// Of what, for example ` of the region Region 1`; may be empty.
        what: String,
    },
    /// The source answers, but has had nothing new for too long.
    #[error(
        "the feed {feed} has stopped: its newest row that can be used ends at {newest}, more than {minutes} minutes ago"
    )]
    Stopped {
        /// The feed.
        feed: String,
        /// Where the newest usable row ends.
        newest: Instant,
        /// How many minutes of silence were allowed.
        minutes: i64,
    },
    /// So many rows are refused that the others are not to be trusted either.
    #[error(
        "the feed {feed} is not to be trusted: {refused} of {rows} rows are refused, the first because {first}"
    )]
    Untrusted {
        /// The feed.
        feed: String,
        /// How many rows are refused.
        refused: usize,
        /// How many there are.
        rows: usize,
        /// Where and why the first one is.
        first: String,
    },
}
