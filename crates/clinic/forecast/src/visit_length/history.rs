//! What was known of a patient before a session.

use std::collections::BTreeMap;

use super::{MeasuredVisit, Visit};

/// Measured lengths by patient and of all new patients, each with its session.
///
/// Everything that it answers is of sessions strictly before the visit's, so later lengths cannot leak into an earlier
/// prediction, and patients of one session tell nothing about each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LengthHistory {
    by_patient: BTreeMap<String, Running>,
    of_new: Running,
}

/// Sums of lengths up to and including a session, ascending.
#[derive(Clone, Debug, Default, PartialEq)]
struct Running {
    /// Session, visits so far, seconds so far.
    sums: Vec<(u32, u32, f64)>,
}

impl Running {
    fn add(&mut self, session: u32, seconds: f64) {
        let (last, count, sum) = self.sums.last().copied().unwrap_or((session, 0, 0.0));
        if last == session && !self.sums.is_empty() {
            self.sums.pop();
        }
        self.sums.push((session, count + 1, sum + seconds));
    }

    fn mean_before(&self, session: u32) -> Option<f64> {
        let known = self.sums.partition_point(|(earlier, ..)| *earlier < session);
        let (_, count, sum) = self.sums[known.checked_sub(1)?];
        Some(sum / f64::from(count))
    }
}

impl LengthHistory {
    /// Takes up visits in any order.
    ///
    /// ```
    /// use lindley_forecast::visit_length::{LengthHistory, MeasuredVisit, Visit};
    /// let first = MeasuredVisit { visit: Visit::new("p1", 1, 1), seconds: 900.0 };
    /// let history = LengthHistory::of([&first]);
    /// assert_eq!(history.mean_seconds(&Visit::new("p1", 2, 2)), Some(900.0));
    /// assert_eq!(history.mean_seconds(&Visit::new("p1", 1, 2)), None);
    /// ```
    pub fn of<'a>(visits: impl IntoIterator<Item = &'a MeasuredVisit>) -> Self {
        let mut visits: Vec<&MeasuredVisit> = visits.into_iter().collect();
        visits.sort_by_key(|measured| measured.visit.session);
        let mut history = Self::default();
        for MeasuredVisit { visit, seconds } in visits {
            history.by_patient.entry(visit.patient.clone()).or_default().add(visit.session, *seconds);
            if !visit.is_returning() {
                history.of_new.add(visit.session, *seconds);
            }
        }
        history
    }

    /// The mean length in seconds of earlier sessions' visits: of a returning patient the own ones, of a new one those of all
    /// new patients; none where there are none.
    ///
    /// ```
    /// use lindley_forecast::visit_length::{LengthHistory, Visit};
    /// assert_eq!(LengthHistory::default().mean_seconds(&Visit::new("p1", 3, 1)), None);
    /// ```
    pub fn mean_seconds(&self, visit: &Visit) -> Option<f64> {
        if visit.is_returning() {
            self.by_patient.get(&visit.patient)?.mean_before(visit.session)
        } else {
            self.of_new.mean_before(visit.session)
        }
    }
}
