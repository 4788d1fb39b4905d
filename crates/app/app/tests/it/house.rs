//! A founded organisation behind an app with a store that can fail and a clock that is set by hand.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use lindley_app::{App, AppError, Clock, IdempotencyKey, Permission, Principal, Receipt, Settings, Subject};
use lindley_domain::{
    AppointmentId, Choice, Command, Demand, Resource, ResourceId, ResourceKind, Service, ServiceId, Site,
    SiteId, Step, VisitRequest, VisitType, VisitTypeId, snapshot,
};
use lindley_store_memory::MemoryStore;
use lindley_time::{Instant, WeeklyHours, WeeklyRule, Zone, civil};
use lindley_twin::simulation::FaultyLog;

/// The store of the tests.
pub(crate) type Store = FaultyLog<MemoryStore>;

/// A clock that stands still until it is set.
pub(crate) struct HandClock(pub(crate) AtomicI64);

impl HandClock {
    pub(crate) fn advance_ms(&self, by: i64) {
        self.0.fetch_add(by, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// An app on a store with one organisation: one site, one visit type of half an hour, physicians round the clock.
pub(crate) struct House {
    pub(crate) store: Arc<Store>,
    pub(crate) clock: Arc<HandClock>,
    pub(crate) app: App,
    pub(crate) system: Principal,
}

pub(crate) const ORGANISATION: &str = "demo";
pub(crate) const CONSULTATION: VisitTypeId = VisitTypeId(1);
pub(crate) const SITE: SiteId = SiteId(1);

/// The first moment of the tests.
pub(crate) fn monday() -> Instant {
    Instant::parse("2026-03-02T06:00:00Z").unwrap()
}

pub(crate) fn key(text: &str) -> IdempotencyKey {
    IdempotencyKey::parse(text).unwrap()
}

/// Half an hour for a patient, so many half hours after nine.
pub(crate) fn book(patient: u32, half_hours: i64) -> Command {
    Command::Book { request: request(patient, half_hours) }
}

pub(crate) fn request(patient: u32, half_hours: i64) -> VisitRequest {
    VisitRequest {
        patient: format!("p-{patient}").parse().unwrap(),
        patient_age: None,
        visit_type: CONSULTATION,
        site: SITE,
        start: Instant::parse("2026-03-02T09:00:00Z").unwrap().plus_minutes(30 * half_hours),
        chosen: Vec::new(),
        choice: Choice::First,
    }
}

/// The commands that fill the catalogue.
pub(crate) fn catalogue(physicians: u32) -> Vec<Command> {
    let demand = Demand {
        role: "physician".to_owned(),
        kind: ResourceKind::Practitioner,
        attributes: [].into(),
        units: 1,
    };
    let step = Step { name: "Visit".to_owned(), from_minute: 0, until_minute: 30, demands: vec![demand] };
    let visit_type = VisitType {
        name: "Consultation".to_owned(),
        service: ServiceId(1),
        steps: vec![step],
        start_every_minutes: 30,
        age_min: None,
        age_max: None,
        sites: [].into(),
    };
    let mut commands = vec![
        Command::AddSite { site: Site { name: "Mitte".to_owned(), zone: Zone::utc() }, source: None },
        Command::AddService { service: Service { name: "Heart".to_owned() }, source: None },
        Command::AddVisitType { visit_type, source: None },
    ];
    for number in 1..=physicians {
        let resource = Resource {
            name: format!("Dr. {number}"),
            kind: ResourceKind::Practitioner,
            site: SITE,
            attributes: [].into(),
            capacity_units: 1,
        };
        commands.push(Command::AddResource { resource, source: None });
        let always = WeeklyRule {
            weekdays: civil::Weekday::Monday.cycle_forward().take(7).collect(),
            from: civil::Time::midnight(),
            until: civil::Time::midnight(),
            valid_from: None,
            valid_until: None,
        };
        let hours = WeeklyHours { rules: vec![always], exceptions: Vec::new() };
        commands.push(Command::SetHours { resource: ResourceId(number), hours });
    }
    commands
}

impl House {
    pub(crate) async fn with_physicians(physicians: u32) -> Self {
        let store = Arc::new(Store::new(MemoryStore::new()));
        let clock = Arc::new(HandClock(AtomicI64::new(monday().seconds() * 1000)));
        let house = Self::on(store, clock);
        house.app.found_organisation(&house.system, ORGANISATION, "Demo", 30).await.unwrap();
        for command in catalogue(physicians) {
            house.submit(command).await.unwrap();
        }
        house
    }

    /// An app on a store that may be in use by others.
    pub(crate) fn on(store: Arc<Store>, clock: Arc<HandClock>) -> Self {
        let settings = Settings { snapshot_every: 0, ..Settings::default() };
        let app = App::open(store.clone(), clock.clone(), settings).unwrap();
        Self { store, clock, app, system: Principal::system(ORGANISATION) }
    }

    /// A second process on the same data, with faults of its own.
    pub(crate) fn beside(&self) -> Self {
        Self::on(Arc::new(Store::new(self.store.inner().clone())), Arc::clone(&self.clock))
    }

    pub(crate) async fn submit(&self, command: Command) -> Result<Receipt, AppError> {
        self.app.submit(&self.system, command, None).await
    }

    pub(crate) async fn submit_as(&self, command: Command, text: &str) -> Result<Receipt, AppError> {
        self.app.submit(&self.system, command, Some(key(text))).await
    }

    /// The head that readers see.
    pub(crate) fn head(&self) -> u64 {
        self.app.read(&self.system, Permission::ReadSchedule, lindley_domain::State::head).unwrap()
    }

    /// The reading copy as bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.app
            .read(&self.system, Permission::ReadSchedule, |state| snapshot::encode(state).unwrap())
            .unwrap()
    }

    /// Waits until what readers see fulfils a condition; the writer and the follower have threads of their own.
    pub(crate) async fn until(&self, fulfilled: impl Fn(&Self) -> bool) {
        for _ in 0..2000 {
            if fulfilled(self) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("this never came about");
    }
}

/// The code with which a command was refused by the rules.
pub(crate) fn code(answer: &Result<Receipt, AppError>) -> &'static str {
    match answer {
        Err(AppError::Rejected(rejection)) => rejection.code(),
        other => panic!("not refused by the rules: {other:?}"),
    }
}

/// The appointment that an accepted command made or changed.
pub(crate) fn appointment(receipt: &Receipt) -> AppointmentId {
    match &receipt.subject {
        Subject::Appointment(appointment) => appointment.id,
        other => panic!("no appointment: {other:?}"),
    }
}
