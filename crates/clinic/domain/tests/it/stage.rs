//! A small clinic, built through commands like any other, with the log of what happened to it.

use std::collections::BTreeSet;

use lindley_domain::{
    Appointment, AppointmentId, Block, BlockScope, Choice, ChosenResource, Command, Demand, Event,
    FindRequest, Opening, PatientId, Policy, Rejection, Resource, ResourceId, ResourceKind, Service,
    ServiceId, Session, SessionId, SessionTemplate, Site, SiteId, State, Step, TemplateId, VisitRequest,
    VisitType, VisitTypeId, find_openings, transact,
};
use lindley_time::{Instant, Span, WeeklyHours, WeeklyRule, Zone, civil};

/// A state, its clock, and every event with the time at which it was decided.
#[derive(Clone, Default)]
pub(crate) struct Stage {
    pub(crate) state: State,
    pub(crate) clock: Clock,
    pub(crate) log: Vec<(Instant, Event)>,
}

/// What the next command will be told is `now`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock(pub(crate) Instant);

impl Default for Clock {
    fn default() -> Self {
        Self(at("2026-03-02T06:00:00Z"))
    }
}

/// The moment written in RFC 3339.
pub(crate) fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// The span between two moments written in RFC 3339.
pub(crate) fn span(start: &str, end: &str) -> Span {
    Span::new(at(start), at(end)).unwrap()
}

/// The patient with this number.
pub(crate) fn patient(number: u32) -> PatientId {
    format!("p-{number}").parse().unwrap()
}

/// A wish with nothing chosen.
pub(crate) fn wish(who: u32, visit_type: VisitTypeId, site: SiteId, start: &str) -> VisitRequest {
    VisitRequest {
        patient: patient(who),
        patient_age: None,
        visit_type,
        site,
        start: at(start),
        chosen: Vec::new(),
        choice: Choice::First,
    }
}

/// A resource asked for in a role.
pub(crate) fn chosen(role: &str, resource: ResourceId) -> ChosenResource {
    ChosenResource { role: role.to_owned(), resource }
}

/// A step that needs one unit of each of these roles; a practitioner's skill is written `role:skill`.
pub(crate) fn step(from_minute: u16, until_minute: u16, demands: &[(&str, ResourceKind, u16)]) -> Step {
    let demand = |(role, kind, units): &(&str, ResourceKind, u16)| {
        let (role, skill) = role.split_once(':').map_or((*role, None), |(role, skill)| (role, Some(skill)));
        let attributes = skill.map(str::to_owned).into_iter().collect();
        Demand { role: role.to_owned(), kind: *kind, attributes, units: *units }
    };
    Step {
        name: format!("from minute {from_minute}"),
        from_minute,
        until_minute,
        demands: demands.iter().map(demand).collect(),
    }
}

/// A visit type without limits.
pub(crate) fn visit_type(name: &str, service: ServiceId, every: u16, steps: Vec<Step>) -> VisitType {
    VisitType {
        name: name.to_owned(),
        service,
        steps,
        start_every_minutes: every,
        age_min: None,
        age_max: None,
        sites: BTreeSet::new(),
    }
}

/// The same hours on every weekday named.
pub(crate) fn weekly(weekdays: &[civil::Weekday], stretches: &[(&str, &str)]) -> WeeklyHours {
    let time = |text: &str| lindley_time::written::parse_time_of_day(text).unwrap();
    let rule = |(from, until): &(&str, &str)| WeeklyRule {
        weekdays: weekdays.to_vec(),
        from: time(from),
        until: time(until),
        valid_from: None,
        valid_until: None,
    };
    WeeklyHours { rules: stretches.iter().map(rule).collect(), exceptions: Vec::new() }
}

/// All seven days.
pub(crate) const EVERY_DAY: [civil::Weekday; 7] = [
    civil::Weekday::Monday,
    civil::Weekday::Tuesday,
    civil::Weekday::Wednesday,
    civil::Weekday::Thursday,
    civil::Weekday::Friday,
    civil::Weekday::Saturday,
    civil::Weekday::Sunday,
];

impl Stage {
    /// A founded organisation with nothing in it.
    pub(crate) fn founded(horizon_days: u16) -> Self {
        let mut stage = Self::default();
        stage.must(Command::FoundOrganisation { name: "Clinic".to_owned(), horizon_days });
        stage
    }

    pub(crate) fn now(&self) -> Instant {
        self.clock.0
    }

    /// Gives a command and keeps what comes of it.
    pub(crate) fn give(&mut self, command: &Command) -> Result<Vec<Event>, Rejection> {
        let now = self.clock.0;
        let (swept, decided) = transact(&mut self.state, command, now);
        self.log.extend(swept.into_iter().map(|event| (now, event)));
        self.log.extend(decided.iter().flatten().map(|event| (now, event.clone())));
        decided
    }

    /// Gives a command that must be accepted.
    pub(crate) fn must(&mut self, command: Command) -> Event {
        let events = self.give(&command);
        let events = events.unwrap_or_else(|rejection| panic!("{command:?} was refused: {rejection}"));
        events.into_iter().last().expect("an accepted command has an event")
    }

    /// Gives a command that must be refused; answers the code.
    pub(crate) fn refused(&mut self, command: &Command) -> &'static str {
        self.give(command).expect_err("this command must be refused").code()
    }

    /// Ends what has run out by now, so that the next command is the only cause of change.
    pub(crate) fn must_sweep(&mut self) {
        self.give(&Command::SweepHolds).unwrap();
    }

    pub(crate) fn add_site(&mut self, zone: &str) -> SiteId {
        let site = Site { name: format!("Site in {zone}"), zone: Zone::parse(zone).unwrap() };
        let Event::SiteAdded { id, .. } = self.must(Command::AddSite { site, source: None }) else {
            panic!("no site")
        };
        id
    }

    pub(crate) fn add_service(&mut self, name: &str) -> ServiceId {
        let service = Service { name: name.to_owned() };
        let Event::ServiceAdded { id, .. } = self.must(Command::AddService { service, source: None }) else {
            panic!("no service")
        };
        id
    }

    pub(crate) fn add_visit_type(&mut self, visit_type: VisitType) -> VisitTypeId {
        let Event::VisitTypeAdded { id, .. } = self.must(Command::AddVisitType { visit_type, source: None })
        else {
            panic!("no visit type")
        };
        id
    }

    /// Adds a resource with attributes.
    pub(crate) fn add_resource(
        &mut self,
        site: SiteId,
        kind: ResourceKind,
        capacity_units: u16,
        attributes: &[&str],
    ) -> ResourceId {
        let attributes = attributes.iter().map(|&text| text.to_owned()).collect();
        let resource = Resource { name: format!("{kind:?}"), kind, site, attributes, capacity_units };
        let Event::ResourceAdded { id, .. } = self.must(Command::AddResource { resource, source: None })
        else {
            panic!("no resource")
        };
        id
    }

    pub(crate) fn set_hours(&mut self, resource: ResourceId, hours: WeeklyHours) {
        self.must(Command::SetHours { resource, hours });
    }

    pub(crate) fn open_session(
        &mut self,
        resource: ResourceId,
        span: Span,
        services: &[ServiceId],
    ) -> SessionId {
        let services = services.iter().copied().collect();
        let session =
            Session { resource, span, services, label: "Session".to_owned(), placed_by_import: false };
        let Event::SessionOpened { id, .. } = self.must(Command::OpenSession { session, source: None })
        else {
            panic!("no session")
        };
        id
    }

    pub(crate) fn block(&mut self, scope: BlockScope, span: Span) {
        let block = Block { scope, span, reason: "Repair".to_owned() };
        self.must(Command::AddBlock { block, source: None });
    }

    /// Proposes a template and puts it into force.
    pub(crate) fn adopt(&mut self, template: SessionTemplate) -> TemplateId {
        let Event::TemplateProposed { id, .. } =
            self.must(Command::ProposeTemplate { template: Box::new(template) })
        else {
            panic!("not proposed")
        };
        self.must(Command::AdoptTemplate { template: id, replaces: None, reason: "As tried".to_owned() });
        id
    }

    pub(crate) fn book(&mut self, request: VisitRequest) -> Appointment {
        let Event::AppointmentBooked { id, .. } = self.must(Command::Book { request }) else {
            panic!("not booked")
        };
        self.appointment(id)
    }

    /// Places a hold; answers the appointment with its lease.
    pub(crate) fn hold(&mut self, request: VisitRequest, lease_seconds: u32) -> Appointment {
        let Event::HoldPlaced { id, .. } = self.must(Command::PlaceHold { request, lease_seconds }) else {
            panic!("not held")
        };
        self.appointment(id)
    }

    pub(crate) fn appointment(&self, id: AppointmentId) -> Appointment {
        self.state.appointment(id).expect("the appointment exists").clone()
    }

    /// The first openings in a window, at one site, with nothing else asked for.
    pub(crate) fn openings(&self, visit_type: VisitTypeId, site: SiteId, window: Span) -> Vec<Opening> {
        find_openings(&self.state, &search(visit_type, site, window), self.now()).unwrap()
    }
}

/// A search at one site with nothing else asked for.
pub(crate) fn search(visit_type: VisitTypeId, site: SiteId, window: Span) -> FindRequest {
    FindRequest {
        visit_type,
        site: Some(site),
        patient: None,
        patient_age: None,
        from: window.start(),
        until: window.end(),
        chosen: Vec::new(),
        policy: Policy::Earliest,
        limit: 500,
    }
}
