//! The stretches of time that demand is told for, by name.

use serde::{Deserialize, Serialize};

use super::StepLength;

/// How far ahead: up to twelve hours the stretch begins now, beyond that it is a whole local day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Stretch {
    /// The next 15 minutes.
    #[serde(rename = "15m")]
    Minutes15,
    /// The next 30 minutes.
    #[serde(rename = "30m")]
    Minutes30,
    /// The next hour.
    #[serde(rename = "1h")]
    Hours1,
    /// The next 2 hours.
    #[serde(rename = "2h")]
    Hours2,
    /// The next 4 hours.
    #[serde(rename = "4h")]
    Hours4,
    /// The next 6 hours.
    #[serde(rename = "6h")]
    Hours6,
    /// The next 12 hours.
    #[serde(rename = "12h")]
    Hours12,
    /// The local day that lies 14 days ahead.
    #[serde(rename = "14d")]
    Days14,
    /// The local day that lies 3 weeks ahead.
    #[serde(rename = "3w")]
    Weeks3,
}

impl Stretch {
    /// All of them, the nearest first.
    pub const ALL: [Self; 9] = [
        Self::Minutes15,
        Self::Minutes30,
        Self::Hours1,
        Self::Hours2,
        Self::Hours4,
        Self::Hours6,
        Self::Hours12,
        Self::Days14,
        Self::Weeks3,
    ];

    /// The written form.
    ///
    /// ```
    /// use lindley_forecast::demand::Stretch;
    /// assert_eq!(Stretch::ALL.map(Stretch::code), ["15m", "30m", "1h", "2h", "4h", "6h", "12h", "14d", "3w"]);
    /// ```
    pub const fn code(self) -> &'static str {
        match self {
            Self::Minutes15 => "15m",
            Self::Minutes30 => "30m",
            Self::Hours1 => "1h",
            Self::Hours2 => "2h",
            Self::Hours4 => "4h",
            Self::Hours6 => "6h",
            Self::Hours12 => "12h",
            Self::Days14 => "14d",
            Self::Weeks3 => "3w",
        }
    }

    /// The stretch written so.
    ///
    /// ```
    /// use lindley_forecast::demand::Stretch;
    /// assert_eq!(Stretch::parse("4h"), Some(Stretch::Hours4));
    /// assert_eq!(Stretch::parse("5h"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stretch| stretch.code() == text)
    }

    /// Its length in minutes; of a day that of a usual one.
    pub const fn minutes(self) -> u32 {
        match self {
            Self::Minutes15 => 15,
            Self::Minutes30 => 30,
            Self::Hours1 => 60,
            Self::Hours2 => 120,
            Self::Hours4 => 240,
            Self::Hours6 => 360,
            Self::Hours12 => 720,
            Self::Days14 | Self::Weeks3 => 1_440,
        }
    }

    /// How many days ahead a whole day lies; none for a stretch that begins now.
    pub const fn days_ahead(self) -> Option<u32> {
        match self {
            Self::Days14 => Some(14),
            Self::Weeks3 => Some(21),
            _ => None,
        }
    }

    /// Its steps are as long as itself.
    pub(super) fn step(self) -> StepLength {
        // Every length above divides a day.
        StepLength::of_minutes(self.minutes()).unwrap_or(StepLength::DAY)
    }
}
