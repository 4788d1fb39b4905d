//! One process of the simulation: the app's own desk, its way to the shared log, a clock that may be wrong.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use lindley_app::simulation::{Answer, Request, SteppedDesk};
use lindley_app::{Clock, Settings, load};
use lindley_domain::{
    Choice, Command, Event, FindRequest, PatientId, Policy, State, VisitRequest, VisitTypeId, decide,
    find_openings, invariants, snapshot,
};
use lindley_governance::SigningKey;
use lindley_ports::Log;
use lindley_store_memory::MemoryStore;
use lindley_time::Instant;
use lindley_twin::simulation::{Commands, FaultyLog};

use crate::auditor::Auditor;
use crate::clients::Sent;

pub(crate) const ORGANISATION: &str = "simulated";

pub(crate) fn instant(at_ms: i64) -> Instant {
    Instant::from_seconds(at_ms.div_euclid(1000))
}

pub(crate) fn signing_key() -> SigningKey {
    SigningKey::from_seed("simulated", &[7; 32]).unwrap()
}

/// The clock of one process.
pub(crate) struct HandClock(AtomicI64);

impl Clock for HandClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A process, running or not.
pub(crate) struct Office {
    /// The shared log, with faults that only this process meets.
    pub(crate) store: Arc<FaultyLog<MemoryStore>>,
    clock: Arc<HandClock>,
    /// How far its clock is from the true time, in milliseconds.
    pub(crate) skew_ms: i64,
    desk: Option<SteppedDesk>,
    /// Handed in and not answered yet.
    pub(crate) under_way: Vec<Sent>,
    /// Turns since the answers were last shown.
    pub(crate) unshown: u32,
    /// Whether the store has been told to fail since then: only then may an answer say so.
    pub(crate) in_trouble: bool,
    settings: Settings,
}

impl Office {
    pub(crate) fn new(log: &MemoryStore, key: &Arc<SigningKey>) -> Self {
        Self {
            store: Arc::new(FaultyLog::new(log.clone())),
            clock: Arc::new(HandClock(AtomicI64::new(0))),
            skew_ms: 0,
            desk: None,
            under_way: Vec::new(),
            unshown: 0,
            in_trouble: false,
            settings: Settings {
                signing_key: Some(Arc::clone(key)),
                checkpoint_every: Duration::from_mins(5),
                snapshot_every: 1,
            },
        }
    }

    pub(crate) fn set_clock(&self, now_ms: i64) {
        self.clock.0.store(now_ms + self.skew_ms, Ordering::Relaxed);
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.clock.now_ms()
    }

    pub(crate) fn is_running(&self) -> bool {
        self.desk.is_some()
    }

    /// Starts the process; none if the store does not let it start.
    pub(crate) fn open(&mut self) -> Option<&SteppedDesk> {
        let (store, clock) = (Arc::clone(&self.store), Arc::clone(&self.clock));
        self.desk = match SteppedDesk::open(ORGANISATION, store, clock, self.settings.clone()) {
            Ok(desk) => Some(desk),
            Err(error) => {
                assert!(self.store.is_failing(), "a desk does not open: {error}");
                None
            }
        };
        self.desk.as_ref()
    }

    /// The store begins to fail; until answers have been shown with the store at work again, they may say so.
    pub(crate) fn fail(&mut self, how: impl FnOnce(&FaultyLog<MemoryStore>)) {
        self.in_trouble = true;
        how(&self.store);
    }

    pub(crate) fn calm_down(&mut self) {
        self.in_trouble = self.store.is_failing();
    }

    /// Hears that somebody has appended.
    pub(crate) fn follow(&mut self) {
        self.desk.as_mut().unwrap().follow();
    }

    /// A command of somebody who looks at this process's reading copy.
    pub(crate) fn next_command(&self, commands: &mut Commands) -> Command {
        let now = instant(self.now_ms());
        self.running().reading(|state| commands.next(state, now)).unwrap()
    }

    fn running(&self) -> &SteppedDesk {
        self.desk.as_ref().unwrap()
    }

    /// The writer's turn.
    pub(crate) fn turn(&mut self, sent: Vec<Sent>) {
        let requests: Vec<Request> = sent.iter().map(Sent::request).collect();
        self.under_way.extend(sent);
        self.unshown += 1;
        self.desk.as_mut().unwrap().turn(requests).unwrap();
        let now = instant(self.now_ms());
        let overdue = self.running().tentative().next_lapse().is_some_and(|lapse| lapse <= now);
        assert!(!overdue || self.in_trouble, "a hold has outlived its lease");
    }

    /// The publisher's turn: what was handed in, with its answers.
    pub(crate) fn show(&mut self) -> Vec<(Sent, Answer)> {
        let answers = self.desk.as_mut().unwrap().show();
        self.answered(answers)
    }

    /// An orderly end.
    pub(crate) fn stop(&mut self) -> Vec<(Sent, Answer)> {
        let answers = self.desk.take().unwrap().stop();
        self.answered(answers)
    }

    fn answered(&mut self, answers: Vec<Answer>) -> Vec<(Sent, Answer)> {
        self.unshown = 0;
        assert_eq!(answers.len(), self.under_way.len(), "every request has one answer");
        self.under_way.drain(..).zip(answers).collect()
    }

    /// The process dies as it stands; what was under way is never answered.
    pub(crate) fn crash(&mut self) -> Vec<Sent> {
        self.desk = None;
        self.unshown = 0;
        std::mem::take(&mut self.under_way)
    }

    /// Saves a snapshot as the app's snapshot thread does: by a replica of its own.
    pub(crate) fn save_snapshot(&self) {
        let replica = load(self.store.inner(), ORGANISATION).unwrap();
        self.store.inner().save_snapshot(ORGANISATION, &replica.save().unwrap()).unwrap();
    }

    /// At the log's end both copies are what the log alone gives, and no rule is broken in either.
    pub(crate) fn check(&self, auditor: &Auditor, bytes: &[u8], latest: Instant) {
        let desk = self.running();
        assert_eq!(desk.problem(), None);
        assert_eq!(desk.last_hash(), auditor.last, "desks at one head have one hash");
        let check = |state: &State| {
            assert_eq!(state.head(), auditor.state.head(), "a desk that follows is at the log's end");
            assert!(snapshot::encode(state).unwrap() == bytes, "a desk's state is not the fold of the log");
            invariants::check(state, latest).unwrap_or_else(|broken| panic!("{broken}"));
        };
        check(desk.tentative());
        desk.reading(check).expect("the reading copy lives");
    }

    /// What is found now can be booked now, with the same resources.
    pub(crate) fn check_find_equals_book(&self, visit_type: VisitTypeId, patient: PatientId) {
        let now = instant(self.now_ms());
        let Some(desk) = &self.desk else { return };
        desk.reading(|state| found_can_be_booked(state, visit_type, patient, now)).unwrap();
    }
}

fn found_can_be_booked(state: &State, visit_type: VisitTypeId, patient: PatientId, now: Instant) {
    let search = FindRequest {
        visit_type,
        site: None,
        patient: Some(patient),
        patient_age: None,
        from: now,
        until: now.plus_days(5),
        chosen: Vec::new(),
        policy: Policy::Earliest,
        limit: 3,
    };
    // A desk that has not followed the log yet knows no visit types.
    for opening in find_openings(state, &search, now).into_iter().flatten() {
        let (site, start, chosen) = (opening.site, opening.span.start(), Vec::new());
        let request = VisitRequest {
            patient,
            patient_age: None,
            visit_type,
            site,
            start,
            chosen,
            choice: Choice::First,
        };
        let decided = decide(state, &Command::Book { request }, now).unwrap();
        let [Event::AppointmentBooked { placement, .. }] = &decided[..] else { panic!("{decided:?}") };
        assert_eq!(placement.segments, opening.segments);
    }
}
