//! Who comes, how late, and who walks in.

use lindley_seed::{Seed, Stream};

use crate::error::SessionError;
use crate::scenario_costs::visits_of_kinds;
use crate::scenarios::LONGEST_SERVICE_S;
use crate::slots::{LONGEST_S, Slots};

/// What a clinic knows of its patients' habits. Empty lists and `None` switch a part off; the default is that everybody
/// comes to the second and nobody else does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Practice {
    /// By kind: the probability that a patient comes. Empty: all come.
    pub show: Vec<f64>,
    /// By kind: seconds after the appointment that patients arrive, negative if early; drawn with replacement.
    /// Empty, for all kinds or for one: to the second.
    pub lateness: Vec<Vec<i32>>,
    /// Patients without an appointment.
    pub walk_ins: Option<WalkIns>,
}

/// Patients who come without an appointment, as a Poisson stream over the session.
#[derive(Clone, Debug, PartialEq)]
pub struct WalkIns {
    /// The mean time between two arrivals in seconds, at least 1.
    pub mean_gap_s: f64,
    /// Their service times in seconds; drawn with replacement.
    pub service_times: Vec<u32>,
}

impl Practice {
    pub(super) fn check(&self, kinds: usize) -> Result<(), SessionError> {
        let lists = [("show probabilities", self.show.len()), ("lists of lateness", self.lateness.len())];
        for (name, found) in lists {
            if found != 0 && found != kinds {
                return Err(SessionError::Kinds { name, found, expected: kinds });
            }
        }
        for (place, show) in (1..).zip(&self.show) {
            if !(0.0..=1.0).contains(show) {
                let (name, allowed) = ("show probability", "it must lie between 0 and 1");
                return Err(SessionError::OutOfRangeAt { name, place, value: *show, allowed });
            }
        }
        for (place, late) in (1..).zip(self.lateness.iter().flatten()) {
            if late.unsigned_abs() > LONGEST_S {
                let allowed = "patients are at most 65,535 s early or late";
                return Err(SessionError::OutOfRangeAt {
                    name: "lateness",
                    place,
                    value: f64::from(*late),
                    allowed,
                });
            }
        }
        self.walk_ins.as_ref().map_or(Ok(()), WalkIns::check)
    }
}

impl WalkIns {
    fn check(&self) -> Result<(), SessionError> {
        if !(self.mean_gap_s.is_finite() && self.mean_gap_s >= 1.0) {
            let (name, allowed) = ("the mean gap between walk-ins", "it must be 1 s or more");
            return Err(SessionError::OutOfRange { name, value: self.mean_gap_s, allowed });
        }
        let longest = self.service_times.iter().max().copied().unwrap_or(u32::MAX);
        if longest > LONGEST_SERVICE_S {
            let name = "the longest service time of walk-ins";
            let allowed = "give at least one time, of 65,534 s at most";
            return Err(SessionError::OutOfRange { name, value: f64::from(longest), allowed });
        }
        Ok(())
    }
}

/// One scenario's patients.
pub(super) struct Coming {
    /// By visit: when the patient arrives, in seconds; `None` for a no-show.
    pub(super) arrivals: Vec<Option<i64>>,
    /// Arrival and service time of each walk-in, in the order of arrival.
    pub(super) walk_ins: Vec<(i64, i64)>,
}

/// The streams that scenarios are drawn from: one for each visit and purpose, so that sequences meet the same patients.
pub(super) struct Chances<'a> {
    practice: &'a Practice,
    visits: Vec<Visit>,
    walk_ins: Stream,
}

struct Visit {
    kind: usize,
    shows: Stream,
    lateness: Stream,
}

impl<'a> Chances<'a> {
    pub(super) fn new(kinds: &[u8], practice: &'a Practice, seed: Seed) -> Self {
        let visit = |(kind, number): (u8, usize)| {
            let own = seed.child_at("kind", u64::from(kind)).child_at("visit", number as u64);
            Visit {
                kind: usize::from(kind),
                shows: own.child("shows").stream(),
                lateness: own.child("lateness").stream(),
            }
        };
        let visits = visits_of_kinds(kinds).map(visit).collect();
        Self { practice, visits, walk_ins: seed.child("walk-ins").stream() }
    }

    /// The next scenario.
    pub(super) fn next(&mut self, slots: &Slots) -> Coming {
        let practice = self.practice;
        let arrival = |(visit, due): (&mut Visit, &u32)| {
            let shows = practice.show.get(visit.kind).is_none_or(|show| visit.shows.chance(*show));
            let late = practice.lateness.get(visit.kind).and_then(|all| visit.lateness.pick(all));
            shows.then(|| i64::from(*due) + late.map_or(0, |late| i64::from(*late)))
        };
        let arrivals = self.visits.iter_mut().zip(slots.times()).map(arrival).collect();
        Coming { arrivals, walk_ins: self.walk_ins_until(i64::from(slots.length_s())) }
    }

    fn walk_ins_until(&mut self, end: i64) -> Vec<(i64, i64)> {
        let Some(settings) = &self.practice.walk_ins else { return Vec::new() };
        let mut all = Vec::new();
        let mut clock = 0.0;
        loop {
            clock += self.walk_ins.exponential(settings.mean_gap_s);
            let arrival = clock as i64;
            if arrival >= end {
                return all;
            }
            let service =
                self.walk_ins.pick(&settings.service_times).map_or(0, |service| i64::from(*service));
            all.push((arrival, service));
        }
    }
}
