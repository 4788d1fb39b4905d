//! What was known of a patient, a visit type and a practitioner before a session.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{MeasuredVisit, Visit};

/// How many visits exactly as long as planned a practitioner's pace starts from: so few own visits say little.
const VISITS_AS_PLANNED: f64 = 10.0;

/// Measured lengths by patient, of all new patients, by visit type and by practitioner, each with its session.
///
/// Everything that it answers is of sessions strictly before the visit's, so later lengths cannot leak into an earlier
/// prediction, and patients of one session tell nothing about each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LengthHistory {
    by_patient: BTreeMap<String, Running>,
    of_new: Running,
    by_type: BTreeMap<Arc<str>, Running>,
    /// Measured lengths as shares of the planned ones.
    by_practitioner: BTreeMap<Arc<str>, Running>,
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

    /// Takes a length back from a session on: one that was entered in error counted until then.
    fn take_back(&mut self, session: u32, seconds: f64) {
        let place = self.sums.partition_point(|(earlier, ..)| *earlier < session);
        let (count, sum) =
            place.checked_sub(1).map_or((0, 0.0), |before| (self.sums[before].1, self.sums[before].2));
        if self.sums.get(place).is_none_or(|(at, ..)| *at != session) {
            self.sums.insert(place, (session, count, sum));
        }
        for (_, count, sum) in &mut self.sums[place..] {
            *count = count.saturating_sub(1);
            *sum -= seconds;
        }
    }

    /// Visits and their sum before a session.
    fn before(&self, session: u32) -> Option<(f64, f64)> {
        let known = self.sums.partition_point(|(earlier, ..)| *earlier < session);
        let (_, count, sum) = self.sums[known.checked_sub(1)?];
        Some((f64::from(count), sum))
    }

    fn mean_before(&self, session: u32) -> Option<f64> {
        self.before(session).filter(|(count, _)| *count > 0.0).map(|(count, sum)| sum / count)
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
            history.add(visit, *seconds, visit.session);
        }
        history
    }

    /// Takes up a visit that counts after the session `since`. Sessions must not descend from call to call.
    pub(super) fn add(&mut self, visit: &Visit, seconds: f64, since: u32) {
        self.each(visit, seconds, |own, amount| own.add(since, amount));
    }

    /// Takes back what [`add`](Self::add) took up, for sessions after `since`.
    pub(super) fn take_back(&mut self, visit: &Visit, seconds: f64, since: u32) {
        self.each(visit, seconds, |own, amount| own.take_back(since, amount));
    }

    fn each(&mut self, visit: &Visit, seconds: f64, change: impl Fn(&mut Running, f64)) {
        match self.by_patient.get_mut(&visit.patient) {
            Some(own) => change(own, seconds),
            None => change(self.by_patient.entry(visit.patient.clone()).or_default(), seconds),
        }
        if !visit.is_returning() {
            change(&mut self.of_new, seconds);
        }
        if let Some(visit_type) = &visit.visit_type {
            change(self.by_type.entry(Arc::clone(visit_type)).or_default(), seconds);
        }
        if let (Some(practitioner), Some(planned)) = (&visit.practitioner, visit.planned_seconds) {
            let own = self.by_practitioner.entry(Arc::clone(practitioner)).or_default();
            change(own, seconds / planned);
        }
    }

    /// The mean length in seconds of earlier sessions' visits of the visit's type; none where there are none.
    ///
    /// ```
    /// use lindley_forecast::visit_length::{LengthHistory, MeasuredVisit, Visit};
    /// let mut visit = Visit::new("p1", 1, 1);
    /// visit.visit_type = Some("follow-up".into());
    /// let history = LengthHistory::of([&MeasuredVisit { visit: visit.clone(), seconds: 900.0 }]);
    /// visit.session = 2;
    /// assert_eq!(history.type_mean_seconds(&visit), Some(900.0));
    /// ```
    pub fn type_mean_seconds(&self, visit: &Visit) -> Option<f64> {
        self.by_type.get(visit.visit_type.as_ref()?)?.mean_before(visit.session)
    }

    /// How long the practitioner's visits of earlier sessions took as a share of what was planned: their mean, pulled towards 1
    /// as if ten more had taken exactly as long as planned. None if nobody says who the practitioner is.
    ///
    /// ```
    /// use lindley_forecast::visit_length::{LengthHistory, MeasuredVisit, Visit};
    /// let mut visit = Visit::new("p1", 1, 1);
    /// (visit.practitioner, visit.planned_seconds) = (Some("resource-1".into()), Some(600.0));
    /// let past = vec![MeasuredVisit { visit: visit.clone(), seconds: 1_200.0 }; 10];
    /// visit.session = 2;
    /// assert_eq!(LengthHistory::of(&past).pace(&visit), Some(1.5));
    /// assert_eq!(LengthHistory::default().pace(&visit), Some(1.0));
    /// ```
    pub fn pace(&self, visit: &Visit) -> Option<f64> {
        let practitioner = visit.practitioner.as_ref()?;
        let own = self.by_practitioner.get(practitioner).and_then(|own| own.before(visit.session));
        let (count, sum) = own.unwrap_or((0.0, 0.0));
        Some((sum + VISITS_AS_PLANNED) / (count + VISITS_AS_PLANNED))
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
