//! Sessions of the clinic's own record: those that are to come, and those that check the bands.

use std::collections::BTreeMap;

use lindley_domain::{AppointmentId, ResourceId, SiteId};
use lindley_seed::Seed;
use lindley_time::civil::Date;
use lindley_time::{Instant, Span};
use serde::{Deserialize, Serialize};

use super::{Conformal, LengthQuantiles, OutlookError, Planned, Seen, SessionPlan, ShowChance, simulate};
use crate::record::{ClinicRecord, Placing, Visit, VisitOutcome};

/// Who tells how likely a patient is to come and how long the visit then takes, as of a moment; none if nothing can be said.
pub type Foretell<'f> = dyn FnMut(AppointmentId, Instant) -> Option<(ShowChance, LengthQuantiles)> + 'f;

/// How far a visit may really begin from its planned start, in seconds, for its session to be believed.
const FARTHEST: i64 = 12 * 3_600;

/// One practitioner's day at a site, as it was known at a moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DaySession {
    /// The site.
    pub site: SiteId,
    /// The practitioner: the first of a visit's.
    pub practitioner: ResourceId,
    /// The site's local day.
    pub day: Date,
    /// The appointments in the order of the plan.
    pub appointments: Vec<AppointmentId>,
    /// The plan. Its working span reaches from the first planned start to the last planned end.
    pub plan: SessionPlan,
}

/// Which past sessions check the bands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PastSessions {
    /// Those whose outcomes all count as history by now.
    pub until: Instant,
    /// Those of this local day or a later one, if one is named: the first that the models who foretell have not learnt from.
    pub from: Option<Date>,
    /// So many seconds before its first planned start a session is foretold.
    pub ahead_seconds: i64,
    /// The latest so many.
    pub most: usize,
    /// Draws for each.
    pub draws: u32,
}

impl PastSessions {
    /// The latest 400, each foretold a day ahead with 400 draws.
    ///
    /// ```
    /// use lindley_forecast::outlook::PastSessions;
    /// use lindley_time::Instant;
    /// assert_eq!(PastSessions::before(Instant::MAX).ahead_seconds, 86_400);
    /// ```
    pub fn before(until: Instant) -> Self {
        Self { until, from: None, ahead_seconds: 86_400, most: 400, draws: 400 }
    }
}

type Key = (Date, SiteId, ResourceId);

/// The sessions of a local day as they were known at a moment, in order of site and practitioner. Appointments that are over by
/// then, that nobody can say anything about, or that have no practitioner are left out; so are sessions without any.
///
/// ```
/// use lindley_forecast::outlook::day_sessions;
/// use lindley_forecast::record::ClinicRecord;
/// use lindley_time::{Instant, civil::date};
///
/// let record = ClinicRecord::default();
/// let found = day_sessions(&record, None, date(2026, 5, 4), Instant::from_seconds(0), &mut |_, _| None);
/// assert!(found.is_empty());
/// ```
pub fn day_sessions(
    record: &ClinicRecord,
    site: Option<SiteId>,
    day: Date,
    as_of: Instant,
    foretell: &mut Foretell<'_>,
) -> Vec<DaySession> {
    let mut sessions: BTreeMap<Key, Vec<(Visit<'_>, Placing)>> = BTreeMap::new();
    for visit in record.visits().filter(|visit| visit.day() == day || visit.moved() > 0) {
        let Some((key, placing)) = waiting(record, &visit, as_of) else { continue };
        if key.0 == day && site.is_none_or(|site| site == key.1) {
            sessions.entry(key).or_default().push((visit, placing));
        }
    }
    let found = sessions.into_iter().filter_map(|(key, visits)| planned(key, &visits, as_of, foretell));
    found.collect()
}

/// Where a visit that is not over was planned at a moment.
fn waiting(record: &ClinicRecord, visit: &Visit<'_>, as_of: Instant) -> Option<(Key, Placing)> {
    let seen = visit.seen(as_of).filter(|seen| seen.ending.is_none())?;
    Some((key_of(record, visit, &seen.placing)?, seen.placing))
}

fn key_of(record: &ClinicRecord, visit: &Visit<'_>, placing: &Placing) -> Option<Key> {
    let practitioner = visit.practitioners_of(placing).first()?;
    let day = record.zone(placing.site)?.date_of(placing.start());
    Some((day, placing.site, *practitioner))
}

fn planned(
    (day, site, practitioner): Key,
    visits: &[(Visit<'_>, Placing)],
    as_of: Instant,
    foretell: &mut Foretell<'_>,
) -> Option<DaySession> {
    let mut visits: Vec<&(Visit<'_>, Placing)> = visits.iter().collect();
    visits.sort_by_key(|(visit, placing)| (placing.start(), visit.id()));
    let (mut ids, mut appointments) = (Vec::new(), Vec::new());
    let (mut start, mut end) = (Instant::MAX, Instant::MIN);
    for (visit, placing) in visits {
        let span = placing.span();
        let Some((show, length)) = foretell(visit.id(), as_of) else { continue };
        (start, end) = (start.min(span.start()), end.max(span.end()));
        ids.push(visit.id());
        let planned_seconds = u32::try_from(span.seconds()).unwrap_or(u32::MAX);
        appointments.push(Planned { start: span.start(), planned_seconds, show, length });
    }
    let working = Span::new(start, end).ok()?;
    let plan = SessionPlan { working, appointments };
    Some(DaySession { site, practitioner, day, appointments: ids, plan })
}

/// Compares past sessions with what would have been said of them a while before they began: one score each, so that bands hold
/// over sessions. A session counts if every visit of it that took place was measured.
///
/// Nothing that was not known when a session is foretold may enter `foretell`: give it forecasts as of the moment it is asked
/// for, by models that have not learnt from these sessions: the evaluated twins, on the days from their first later one.
///
/// Refused if something foretold is no chance or no distribution.
///
/// ```
/// use lindley_forecast::outlook::{PastSessions, calibrate};
/// use lindley_forecast::record::ClinicRecord;
/// use lindley_seed::Seed;
/// use lindley_time::Instant;
///
/// let past = PastSessions::before(Instant::MAX);
/// let found = calibrate(&ClinicRecord::default(), &past, Seed::from_u64(1), &mut |_, _| None)?;
/// assert_eq!(found.sessions(), 0);
/// # Ok::<(), lindley_forecast::outlook::OutlookError>(())
/// ```
pub fn calibrate(
    record: &ClinicRecord,
    past: &PastSessions,
    seed: Seed,
    foretell: &mut Foretell<'_>,
) -> Result<Conformal, OutlookError> {
    let mut by_session: BTreeMap<Key, Vec<Visit<'_>>> = BTreeMap::new();
    let mut moved = Vec::new();
    for visit in record.visits() {
        if visit.moved() > 0 {
            moved.push(visit);
        }
        if let Some(key) = key_of(record, &visit, &visit.placing()) {
            by_session.entry(key).or_default().push(visit);
        }
    }
    let over = over_and_measured(by_session, past);
    let mut found = Conformal::none();
    for (key, visits) in over.iter().skip(over.len().saturating_sub(past.most)) {
        let Some(first) = visits.iter().map(|visit| visit.planned().start()).min() else { continue };
        let as_of = first.plus_seconds(-past.ahead_seconds);
        let elsewhere = moved.iter().filter(|visit| {
            visit.last_moved().is_some_and(|moved| moved > as_of)
                && !visits.iter().any(|own| own.id() == visit.id())
        });
        let due: Vec<(Visit<'_>, Placing)> = visits
            .iter()
            .chain(elsewhere)
            .filter_map(|visit| waiting(record, visit, as_of).map(|(seen, placing)| (seen, *visit, placing)))
            .filter(|(seen, ..)| seen == key)
            .map(|(_, visit, placing)| (visit, placing))
            .collect();
        if let Some(session) = planned(*key, &due, as_of, foretell) {
            observe(&mut found, &session, visits, past.draws, seed)?;
        }
    }
    Ok(found)
}

/// Sessions of which everything is over and known, and what took place was measured. Those to which nobody came count too,
/// unless the clinic measures fewer than half of the others: then they would be nearly all there is.
fn over_and_measured<'a>(
    by_session: BTreeMap<Key, Vec<Visit<'a>>>,
    past: &PastSessions,
) -> Vec<(Key, Vec<Visit<'a>>)> {
    let is_known = |visit: &Visit<'_>| visit.counts_from().is_some_and(|counts| counts <= past.until);
    let is_believed = |visit: &Visit<'_>| {
        let late = visit.actual().map(|actual| actual.start().seconds() - visit.planned().start().seconds());
        late.is_some_and(|late| late.abs() <= FARTHEST)
    };
    let somebody_came = |visits: &[Visit<'_>]| visits.iter().any(took_place);
    let over: Vec<(Key, Vec<Visit<'a>>)> = by_session
        .into_iter()
        .filter(|(key, _)| past.from.is_none_or(|from| key.0 >= from))
        .filter(|(_, visits)| visits.iter().all(is_known))
        .collect();
    let with_comers = over.iter().filter(|(_, visits)| somebody_came(visits)).count();
    let measured: Vec<(Key, Vec<Visit<'a>>)> = over
        .into_iter()
        .filter(|(_, visits)| visits.iter().filter(|visit| took_place(visit)).all(is_believed))
        .collect();
    let measured_with_comers = measured.iter().filter(|(_, visits)| somebody_came(visits)).count();
    let all_count = 2 * measured_with_comers >= with_comers;
    measured.into_iter().filter(|(_, visits)| all_count || somebody_came(visits)).collect()
}

fn took_place(visit: &Visit<'_>) -> bool {
    visit.ending().is_some_and(|ending| ending.outcome == VisitOutcome::Fulfilled)
}

fn observe(
    found: &mut Conformal,
    session: &DaySession,
    visits: &[Visit<'_>],
    draws: u32,
    seed: Seed,
) -> Result<(), OutlookError> {
    let begins = session.plan.working.start().seconds();
    let since = |moment: Instant| (moment.seconds() - begins) as f64;
    let mut took: Vec<(AppointmentId, Seen)> = visits
        .iter()
        .filter(|visit| took_place(visit))
        // Nothing was said of whoever was booked later.
        .filter(|visit| session.appointments.contains(&visit.id()))
        .filter_map(|visit| {
            let (due, actual) = (since(visit.planned().start()), visit.actual()?);
            Some((visit.id(), Seen { due, begun: since(actual.start()), ended: since(actual.end()) }))
        })
        .collect();
    took.sort_by(|left, right| left.1.begun.total_cmp(&right.1.begun).then(left.0.cmp(&right.0)));
    // A seed of its own, so that a session is foretold alike however many others there are.
    let Some(first) = session.appointments.first() else { return Ok(()) };
    let own = seed.child_at("past session", first.0);
    let both: Vec<(usize, usize)> = session
        .appointments
        .iter()
        .enumerate()
        .filter_map(|(place, id)| Some((place, took.iter().position(|(other, _)| other == id)?)))
        .collect();
    let one = own.child("one wait").stream().pick(&both).copied();
    let said = simulate(&session.plan, draws, own)?;
    let took: Vec<Seen> = took.into_iter().map(|(_, visit)| visit).collect();
    found.observe(&said, session.plan.working.seconds() as f64, &took, one)
}
