//! Fills the days of the clinic: finds and books visit after visit by the real rules, on a state of its own.
//!
//! The state stands sixty days back, where everything still lies ahead, so that the same search and the same
//! checks that serve a clerk today have also made the history.

use lindley_domain::{
    CancelReason, Choice, ChosenResource, Command, FindRequest, Opening, Policy, ResourceId, State, Status,
    VisitRequest, find_openings, transact,
};
use lindley_seed::{Seed, Stream};
use lindley_time::civil::Date;
use lindley_time::{Instant, Span};

use super::catalogue::{Clinic, Lead, LedVisit, site_id};
use super::clinic_day::{days_around, noon, shifted};
use super::patients::{Patient, Patients};
use super::{DAYS_AHEAD, DAYS_BEHIND, DemoClinic, draws};

/// How often a physician's next free time was asked for, on an average day of the past. Somewhat less came to be
/// booked: rooms and nurses were taken, patients cancelled.
const FILLED_BEHIND: f64 = 0.8;
/// The same for today: on busy weekdays more than there is time for.
const FILLED_NOW: f64 = 1.1;
/// The same for the last day ahead; with the above, seven tenths of the time ahead are booked.
const FILLED_LAST: f64 = 0.6;
/// How often the time of a cancelled visit was given to another patient.
const BACKFILLED: f64 = 0.5;
/// How far a visit may be put off because its room or device is taken, in minutes.
const PUT_OFF_MINUTES: i64 = 45;

/// A visit with everything that its command needs.
#[derive(Clone)]
pub(super) struct Booked {
    pub(super) request: VisitRequest,
    pub(super) span: Span,
    pub(super) minutes: u16,
    /// Whose day it belongs to, and which of the visits that go on there at a time.
    pub(super) lead: (ResourceId, u16),
    /// `Fulfilled`, `Noshow` or `Cancelled`; for a visit ahead, `Cancelled` or not.
    pub(super) fate: Status,
}

/// All visits, in the order in which they were booked.
pub(super) fn fill(clinic: &Clinic, seed: &Seed, today: Date) -> Vec<Booked> {
    let mut desk = Desk {
        state: State::default(),
        patients: Patients::new(seed),
        then: noon(shifted(today, -DAYS_BEHIND - 2)),
        booked: Vec::new(),
    };
    desk.accept(&DemoClinic::founding());
    for command in &clinic.setup {
        desk.accept(command);
    }
    for (offset, date) in days_around(today) {
        let day_seed = seed.child_at("day", noon(date).seconds().unsigned_abs() / 86_400);
        for lead in &clinic.leads {
            let Some(day) = clinic.zones[lead.site].day(date) else { continue };
            for lane in 0..lead.lanes {
                let lane_seed =
                    day_seed.child_at("lead", u64::from(lead.resource.0)).child_at("lane", lane.into());
                let filled = filled_share(offset) * draws::weekday_demand(date.weekday()) * lead.demand;
                let lane = Lane { lead, number: lane, filled, ahead: offset > 0, stream: lane_seed.stream() };
                desk.fill_lane(lane, day);
            }
        }
    }
    desk.booked
}

fn filled_share(offset: i32) -> f64 {
    if offset < 0 {
        return FILLED_BEHIND;
    }
    FILLED_NOW + (FILLED_LAST - FILLED_NOW) * f64::from(offset) / f64::from(DAYS_AHEAD)
}

/// One of the visits that a lead can have at a time, through one day.
struct Lane<'a> {
    lead: &'a Lead,
    number: u16,
    filled: f64,
    ahead: bool,
    stream: Stream,
}

struct Desk {
    state: State,
    patients: Patients,
    /// The moment at which all of this is booked.
    then: Instant,
    booked: Vec<Booked>,
}

impl Desk {
    fn accept(&mut self, command: &Command) {
        let (_, decided) = transact(&mut self.state, command, self.then);
        assert!(decided.is_ok(), "the tables and the search give commands that are legal: {decided:?}");
    }

    fn fill_lane(&mut self, mut lane: Lane<'_>, day: Span) {
        let shares: Vec<f64> = lane.lead.visits.iter().map(|visit| visit.share).collect();
        for working in self.state.working(lane.lead.resource, day).spans() {
            let mut cursor = working.start();
            while cursor < working.end() {
                let Some(visit) = lane.stream.weighted(&shares).and_then(|index| lane.lead.visits.get(index))
                else {
                    return;
                };
                cursor = if lane.stream.chance(lane.filled) {
                    self.book_next(&mut lane, visit, cursor, working.end())
                } else {
                    cursor.plus_minutes(i64::from(visit.minutes))
                };
            }
        }
    }

    /// Books a visit of the lead from `cursor` on, if one fits; answers when the lead is free again.
    fn book_next(&mut self, lane: &mut Lane<'_>, visit: &LedVisit, cursor: Instant, end: Instant) -> Instant {
        let put_off = cursor.plus_minutes(10);
        let Some(patient) = self.patients.pick(&mut lane.stream, lane.lead.site, visit.ages) else {
            return put_off;
        };
        let Some(opening) = self.find(lane, visit, patient, cursor, end) else { return put_off };
        let fate = draws::outcome(&mut lane.stream, lane.ahead);
        let lead_until = lead_until(&opening, lane.lead.resource);
        self.book(lane, visit, patient, &opening, fate);
        if fate == Status::Cancelled && lane.stream.chance(BACKFILLED) { cursor } else { lead_until }
    }

    fn find(
        &self,
        lane: &Lane<'_>,
        visit: &LedVisit,
        patient: Patient,
        cursor: Instant,
        end: Instant,
    ) -> Option<Opening> {
        let from = cursor.plus_minutes(-i64::from(visit.lead_from));
        let request = FindRequest {
            visit_type: visit.id,
            site: Some(site_id(lane.lead.site)),
            patient: Some(patient.id),
            patient_age: Some(patient.age),
            from,
            until: from.plus_minutes(PUT_OFF_MINUTES).min(end),
            chosen: vec![ChosenResource { role: visit.role.to_owned(), resource: lane.lead.resource }],
            policy: Policy::Earliest,
            limit: 1,
        };
        find_openings(&self.state, &request, self.then).ok()?.into_iter().next()
    }

    fn book(&mut self, lane: &Lane<'_>, visit: &LedVisit, patient: Patient, opening: &Opening, fate: Status) {
        let request = VisitRequest {
            patient: patient.id,
            patient_age: Some(patient.age),
            visit_type: visit.id,
            site: opening.site,
            start: opening.span.start(),
            chosen: every_resource(opening, &visit.roles),
            choice: Choice::First,
        };
        self.accept(&Command::Book { request: request.clone() });
        if fate == Status::Cancelled {
            // Its time is free for others again, as it was then.
            let newest = self.state.appointments().next_back().map(|appointment| appointment.id);
            let appointment = newest.expect("one was just booked");
            let reason = CancelReason::Patient;
            self.accept(&Command::Cancel { appointment, revision: None, reason });
        }
        let lead = (lane.lead.resource, lane.number);
        self.booked.push(Booked { request, span: opening.span, minutes: visit.minutes, lead, fate });
    }
}

/// Every role with the resource that the opening has for it, so that nothing is left to choose later.
fn every_resource(opening: &Opening, roles: &[String]) -> Vec<ChosenResource> {
    let resource_of = |role: usize| opening.segments.iter().find(|segment| usize::from(segment.role) == role);
    let chosen = roles.iter().enumerate().filter_map(|(index, role)| {
        Some(ChosenResource { role: role.clone(), resource: resource_of(index)?.resource })
    });
    chosen.collect()
}

/// The end of the last part of the visit for which the lead is needed.
fn lead_until(opening: &Opening, lead: ResourceId) -> Instant {
    let parts = opening.segments.iter().filter(|segment| segment.resource == lead);
    parts.map(|segment| segment.span.end()).max().unwrap_or(opening.span.end())
}
