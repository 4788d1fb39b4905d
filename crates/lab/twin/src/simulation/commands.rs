//! Random commands, chosen with a look at the state so that about half of them are accepted.

use lindley_domain::{
    AppointmentId, Block, BlockId, BlockScope, CancelReason, Choice, ChosenResource, Command, PastVisit,
    PatientId, ResourceId, ServiceId, Session, SessionId, SiteId, State, Status, VisitRequest, VisitTypeId,
};
use lindley_seed::{Seed, Stream};
use lindley_time::{Instant, Span, grid};

use super::{catalogue, templates};

/// How many of the newest appointments commands are about.
const RECENT: u64 = 400;
/// How many patients there are.
const PATIENTS: u64 = 150;

/// A stream of commands for one organisation.
#[derive(Clone, Debug)]
pub struct Commands {
    stream: Stream,
    written: u64,
}

impl Commands {
    /// The commands of a seed.
    pub fn new(seed: Seed) -> Self {
        Self { stream: seed.child("commands").stream(), written: 0 }
    }

    /// The commands that found the organisation and fill its catalogue; all of them are accepted.
    pub fn founding(&mut self) -> Vec<Command> {
        catalogue::founding(&mut self.stream)
    }

    /// The next command, given to a replica in this state at this time.
    pub fn next(&mut self, state: &State, now: Instant) -> Command {
        self.written += 1;
        let appointment = self.appointment(state);
        let known = state.appointment(appointment);
        let revision = known.filter(|_| self.one_in(3)).map(|known| known.revision);
        match self.stream.below(100) {
            0..=37 => Command::Book { request: self.request(state, now) },
            38..=51 => Command::PlaceHold { request: self.request(state, now), lease_seconds: self.lease() },
            52..=64 => self.about_a_hold(state),
            65..=74 => self.reschedule(state, now, appointment, revision),
            75..=82 => Command::Cancel { appointment, revision, reason: CancelReason::Patient },
            83..=88 => {
                let to = self.stream.pick(&Status::ALL).copied().unwrap_or(Status::Arrived);
                Command::Advance { appointment, revision, to, actual: None }
            }
            89..=90 => {
                let waitlist = self.one_in(2);
                Command::RequestVisit {
                    patient: self.patient(),
                    visit_type: self.visit_type(),
                    patient_age: None,
                    waitlist,
                }
            }
            91..=94 => self.past_visit(state, now),
            95..=97 => self.working_time(state, now),
            98 if self.one_in(4) => {
                let hours = catalogue::hours(&mut self.stream);
                Command::SetHours { resource: self.resource(state), hours }
            }
            99 if self.one_in(4) => templates::command(&mut self.stream, state),
            _ => Command::SweepHolds,
        }
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.stream.below(n) == 0
    }

    fn appointment(&mut self, state: &State) -> AppointmentId {
        let newest = state.appointments().len() as u64;
        AppointmentId((newest + 1).saturating_sub(self.stream.below(RECENT.min(newest + 1))))
    }

    fn lease(&mut self) -> u32 {
        u32::try_from(self.stream.between(30, 600)).unwrap_or(30)
    }

    fn patient(&mut self) -> PatientId {
        let text = format!("p-{}", self.stream.below(PATIENTS));
        text.parse().expect("a short pseudonym of letters and digits")
    }

    fn visit_type(&mut self) -> VisitTypeId {
        VisitTypeId(u32::try_from(self.stream.between(1, 4)).unwrap_or(1))
    }

    fn site(&mut self) -> SiteId {
        SiteId(u32::try_from(self.stream.between(1, 2)).unwrap_or(1))
    }

    fn resource(&mut self, state: &State) -> ResourceId {
        let resources = state.catalogue().resources.len() as u64;
        ResourceId(u32::try_from(self.stream.below(resources) + 1).unwrap_or(1))
    }

    /// A start within some days that the visit type offers, sometimes any second at all.
    fn start(&mut self, state: &State, visit_type: VisitTypeId, site: SiteId, now: Instant) -> Instant {
        let days = if self.one_in(4) { 31 } else { 4 };
        let moment = now.plus_seconds(self.stream.between(-1800, days * 86_400));
        if self.one_in(40) {
            return moment;
        }
        let catalogue = state.catalogue();
        let (Some(visit_type), Some(site)) =
            (catalogue.visit_types.get(&visit_type), catalogue.sites.get(&site))
        else {
            return moment;
        };
        let every = u32::from(visit_type.start_every_minutes);
        grid::starts(&site.zone, Span::of_minutes(moment, 120), every).next().unwrap_or(moment)
    }

    fn request(&mut self, state: &State, now: Instant) -> VisitRequest {
        let (visit_type, site) = (self.visit_type(), self.site());
        let start = self.start(state, visit_type, site, now);
        let choice = if self.one_in(3) { Choice::Spread } else { Choice::First };
        let chosen = self.chosen(state);
        VisitRequest { patient: self.patient(), patient_age: None, visit_type, site, start, chosen, choice }
    }

    fn chosen(&mut self, state: &State) -> Vec<ChosenResource> {
        if !self.one_in(8) {
            return Vec::new();
        }
        let role = self.stream.pick(&["physician", "lab", "room", "first", "echo"]).copied().unwrap_or("lab");
        vec![ChosenResource { role: role.to_owned(), resource: self.resource(state) }]
    }

    /// Renewing, releasing or confirming one of the newest holds, sometimes with an old token.
    fn about_a_hold(&mut self, state: &State) -> Command {
        let newest = state.appointments().rev().take(60);
        let held: Vec<_> = newest.filter(|known| known.status == Status::Pending).take(8).collect();
        let (appointment, fence) = match self.stream.pick(&held) {
            Some(known) => (known.id, known.lease.map_or(0, |lease| lease.fence)),
            None => (self.appointment(state), 1),
        };
        let fence = if self.one_in(10) { fence.saturating_sub(1) } else { fence };
        match self.stream.below(4) {
            0 => Command::RenewHold { appointment, fence, lease_seconds: self.lease() },
            1 => Command::ReleaseHold { appointment, fence },
            _ => Command::ConfirmHold { appointment, fence },
        }
    }

    fn reschedule(
        &mut self,
        state: &State,
        now: Instant,
        appointment: AppointmentId,
        revision: Option<u32>,
    ) -> Command {
        let known = state.appointment(appointment);
        let visit_type = known.map_or(VisitTypeId(1), |known| known.visit_type);
        let site =
            known.and_then(|known| known.placement.as_ref()).map_or(SiteId(1), |placement| placement.site);
        let start = self.start(state, visit_type, site, now);
        let site = self.one_in(3).then_some(site);
        let chosen = self.chosen(state);
        Command::Reschedule { appointment, revision, start, site, chosen, any_resource: self.one_in(2) }
    }

    /// A visit of the last days, to the second; sometimes under a key that was used before.
    fn past_visit(&mut self, state: &State, now: Instant) -> Command {
        let end = now.plus_seconds(-self.stream.between(0, 3 * 86_400));
        let start = end.plus_seconds(-self.stream.between(60, 7200));
        let visit = PastVisit {
            patient: self.patient(),
            visit_type: self.visit_type(),
            site: self.site(),
            span: Span::new(start, end).unwrap_or_else(|_| Span::of_minutes(start, 1)),
            actual: None,
            chosen: self.chosen(state),
            outcome: if self.one_in(4) { Status::Noshow } else { Status::Fulfilled },
            booked: None,
            reminded: None,
        };
        let key = self.written - self.written % 3;
        Command::RecordPastVisit { visit, source: Some(format!("row {key}").into()) }
    }

    /// Opening and closing sessions, adding and lifting blocks; few of them live at once.
    fn working_time(&mut self, state: &State, now: Instant) -> Command {
        let start = now.plus_minutes(self.stream.between(-600, 6000));
        let span = Span::of_minutes(start, u32::try_from(self.stream.between(1, 300)).unwrap_or(60));
        let crowded = state.blocks().len() > 6 || state.sessions().len() > 12;
        match self.stream.below(if crowded { 2 } else { 4 }) {
            0 => {
                let ids: Vec<BlockId> = state.blocks().keys().copied().collect();
                Command::LiftBlock { block: self.stream.pick(&ids).copied().unwrap_or(BlockId(1)) }
            }
            1 => {
                let ids: Vec<SessionId> = state.sessions().keys().copied().collect();
                Command::CloseSession { session: self.stream.pick(&ids).copied().unwrap_or(SessionId(1)) }
            }
            2 => {
                let everyone = self.one_in(4);
                let resource = self.resource(state);
                let scope =
                    if everyone { BlockScope::Site(self.site()) } else { BlockScope::Resource(resource) };
                Command::AddBlock { block: Block { scope, span, reason: "Repair".to_owned() }, source: None }
            }
            _ => {
                let services = match self.stream.below(3) {
                    0 => [].into(),
                    service => [ServiceId(u32::try_from(service).unwrap_or(1))].into(),
                };
                let (resource, label) = (self.resource(state), "Session".to_owned());
                let session = Session { resource, span, services, label, placed_by_import: false };
                Command::OpenSession { session, source: None }
            }
        }
    }
}
