//! The outlooks of a day's sessions, as bytes that can be kept.

use lindley_time::Instant;
use serde::{Deserialize, Serialize};

use super::{DaySession, OutlookError, SessionOutlook};

/// What kept outlooks begin with.
const MARK: &[u8] = b"LINDLEY SESSION OUTLOOKS 1\n";

/// What was said of the sessions of a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DayOutlook {
    /// Nothing that became known after this moment was used.
    pub as_of: Instant,
    /// The sessions, each with its outlook, by site and practitioner.
    pub sessions: Vec<(DaySession, SessionOutlook)>,
}

impl DayOutlook {
    /// Bytes to keep; the same outlooks give the same bytes.
    ///
    /// ```
    /// use lindley_forecast::outlook::DayOutlook;
    /// use lindley_time::Instant;
    /// let none = DayOutlook { as_of: Instant::from_seconds(60), sessions: vec![] };
    /// assert_eq!(DayOutlook::from_bytes(&none.to_bytes()?)?, none);
    /// # Ok::<(), lindley_forecast::outlook::OutlookError>(())
    /// ```
    pub fn to_bytes(&self) -> Result<Vec<u8>, OutlookError> {
        postcard::to_extend(self, MARK.to_vec()).map_err(|error| damaged(error.to_string()))
    }

    /// The outlooks that [`to_bytes`](Self::to_bytes) wrote. Refused if the bytes are none.
    ///
    /// ```
    /// assert!(lindley_forecast::outlook::DayOutlook::from_bytes(b"nonsense").is_err());
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, OutlookError> {
        let body = bytes
            .strip_prefix(MARK)
            .ok_or_else(|| damaged("they do not begin like session outlooks of this version".to_owned()))?;
        let (day, rest) = postcard::take_from_bytes(body).map_err(|error| damaged(error.to_string()))?;
        if !rest.is_empty() {
            return Err(damaged(format!("{} bytes follow their end", rest.len())));
        }
        Ok(day)
    }
}

fn damaged(reason: String) -> OutlookError {
    OutlookError::Damaged { reason }
}
