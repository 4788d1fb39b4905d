//! A study from service times to the best orders.

use std::time::Instant;

use lindley_domain::VisitTypeId;
use lindley_seed::Seed;
use lindley_session::{Composition, Sequence};

use super::elbow::{Elbow, elbow};
use super::first_come::first_come;
use super::front::{Front, ScoredOrder};
use super::kinds::{Kinds, StudiedTime, VisitKind};
use super::reference_orders::{self, ReferenceOrder, named_orders};
use super::setup::{Setup, composition};
use super::{ServiceTimes, StudiedTimes, StudyRefusal, StudyRequest, VisitTypeTimes};
use crate::session_plans::half_of_the_cores;
use crate::threads::Threads;

/// What a study found.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionStudy {
    /// The service whose visits were studied and the head of the log that they were read at; nothing for times that were sent.
    pub of_log: Option<(u64, ServiceTimes)>,
    /// How many service times were studied.
    pub visits: usize,
    /// Every distinct time of each kind, the shortest first.
    pub times: Vec<StudiedTime>,
    /// How well 1 to 6 groups fit, as far as there are so many distinct times.
    pub elbow: Vec<Elbow>,
    /// The kinds, the longest first.
    pub kinds: Vec<VisitKind>,
    /// The kinds as a sentence.
    pub rule: String,
    /// Whether kinds were told apart by the times themselves, which nobody knows at booking: what orders then come to is what a
    /// perfect prediction would bring.
    pub hindsight: bool,
    /// The kind of each visit type; none for times that were sent.
    pub visit_types: Vec<ClassifiedVisitType>,
    /// How many visits of each kind the session has.
    pub composition: Composition,
    /// Whether every order was scored; else the front is of those that a search saw.
    pub exact: bool,
    /// The orders that are cheapest for some costs, by waiting.
    pub front: Vec<ScoredOrder>,
    /// The place in the front of the cheapest at the costs asked for.
    pub best: usize,
    /// Orders that need no study.
    pub references: Vec<ReferenceOrder>,
    /// How far below the best the cheapest of all can lie at most, as a share of its cost.
    pub gap: f64,
    /// Seconds on the clock of the wall.
    pub seconds: f64,
}

/// A visit type and its kind.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassifiedVisitType {
    /// The visit type.
    pub visit_type: VisitTypeId,
    /// Its name.
    pub name: String,
    /// How many of its visits were studied.
    pub visits: usize,
    /// The median of their times.
    pub median_minutes: f64,
    /// The kind that it belongs to.
    pub kind: char,
    /// The share of its visits whose times lie nearest to that kind's median.
    pub share: f64,
}

/// Studies a session.
pub(super) fn studied(times: StudiedTimes, request: &StudyRequest) -> Result<SessionStudy, StudyRefusal> {
    let started = Instant::now();
    let kinds = Kinds::of(&times, request.groups)?;
    let seed = Seed::from_u64(request.seed);
    let setup = Setup::of(&kinds, composition(&kinds, request)?, request, seed)?;
    let threads = Threads::new(Some(half_of_the_cores()));
    let named = named_orders(&setup.composition);
    let known = named.iter().map(|(_, kinds)| Sequence::new(kinds)).collect::<Result<Vec<_>, _>>()?;
    let front = Front::of(&setup, &known, &threads)?;
    let mut references = vec![first_come(&setup, &kinds.times, seed)?];
    references.extend(reference_orders::scored(&setup)?);
    let service = times.of_log.as_ref().map(|(_, service)| service);
    Ok(SessionStudy {
        visits: times.seconds.len(),
        times: kinds.counted(),
        elbow: elbow(&times.seconds),
        visit_types: service.map(|service| classified(service, &kinds)).unwrap_or_default(),
        of_log: times.of_log,
        kinds: kinds.shown(),
        hindsight: kinds.hindsight,
        rule: kinds.rule,
        composition: setup.composition,
        exact: front.exact,
        front: front.orders,
        best: front.best,
        references,
        gap: front.gap,
        seconds: started.elapsed().as_secs_f64(),
    })
}

fn classified(service: &ServiceTimes, kinds: &Kinds) -> Vec<ClassifiedVisitType> {
    let of_types = kinds.of_types(service.visit_types.iter().map(|times| &times.seconds[..]));
    let classify = |(times, (kind, share)): (&VisitTypeTimes, (char, f64))| ClassifiedVisitType {
        visit_type: times.visit_type,
        name: times.name.clone(),
        visits: times.seconds.len(),
        median_minutes: times.quantile_minutes(0.5),
        kind,
        share,
    };
    service.visit_types.iter().zip(of_types).map(classify).collect()
}
