//! What a session came to: the same sums for a drawn session and for one that took place.

use super::OutlookError;

/// A visit that took place, in seconds from the beginning of the working span.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// When the patient was due.
    pub due: f64,
    /// When the visit began.
    pub begun: f64,
    /// When it ended.
    pub ended: f64,
}

/// What a session came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SessionTotals {
    /// Patients who came.
    pub comes: usize,
    /// Mean seconds from when those who came were due until their visits began, never below zero; none if nobody came.
    pub mean_wait: Option<f64>,
    /// Seconds without a patient before the last visit began.
    pub idle: f64,
    /// Seconds worked after the working span.
    pub overtime: f64,
    /// Share of the working span in which a patient was seen.
    pub utilisation: f64,
    /// Length of all visits as a share of the working span.
    pub fill: f64,
}

impl SessionTotals {
    /// Sums up visits in the order in which they began, for a working span of so many seconds. Visits that overlap count once
    /// in the utilisation and each in the fill.
    ///
    /// Refused, with its place, if a visit ends before it begins or a time is no finite number.
    ///
    /// ```
    /// use lindley_forecast::outlook::{Seen, SessionTotals};
    /// let seen = |due, begun, ended| Seen { due, begun, ended };
    /// let hour = SessionTotals::of(3_600.0, &[seen(0.0, 0.0, 900.0), seen(600.0, 1_200.0, 4_200.0)])?;
    /// assert_eq!((hour.mean_wait, hour.idle, hour.overtime), (Some(300.0), 300.0, 600.0));
    /// assert_eq!((hour.utilisation, hour.fill), (3_300.0 / 3_600.0, 3_900.0 / 3_600.0));
    /// # Ok::<(), lindley_forecast::outlook::OutlookError>(())
    /// ```
    pub fn of(working_seconds: f64, visits: &[Seen]) -> Result<Self, OutlookError> {
        let cannot = |seen: &Seen| {
            let finite = [seen.due, seen.begun, seen.ended].into_iter().all(f64::is_finite);
            !finite || seen.ended < seen.begun
        };
        if let Some(visit) = visits.iter().position(cannot) {
            return Err(OutlookError::PastVisit { visit });
        }
        let (mut wait, mut idle, mut busy, mut work, mut free) = (0.0, 0.0, 0.0, 0.0, 0.0_f64);
        for seen in visits {
            wait += (seen.begun - seen.due).max(0.0);
            idle += (seen.begun - free).max(0.0);
            work += seen.ended - seen.begun;
            busy += (seen.ended.min(working_seconds) - seen.begun.max(free)).max(0.0);
            free = free.max(seen.ended);
        }
        let comes = visits.len();
        Ok(Self {
            comes,
            mean_wait: (comes > 0).then(|| wait / comes as f64),
            idle,
            overtime: (free - working_seconds).max(0.0),
            utilisation: (busy / working_seconds).clamp(0.0, 1.0),
            fill: work / working_seconds,
        })
    }
}
