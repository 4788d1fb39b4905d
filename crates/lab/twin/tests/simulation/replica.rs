//! One process of the simulation: a state, its place in the hash chain, and a clock that may be wrong.

use std::borrow::Cow;

use lindley_domain::{
    AppointmentId, Choice, Command, Event, FindRequest, PatientId, Policy, State, VisitRequest, VisitTypeId,
    apply, decide, find_openings, record, snapshot, transact,
};
use lindley_governance::{GENESIS, Hash, Record, leaf_hash};
use lindley_ports::{Entry, Log, Outcome, Snapshot};
use lindley_time::Instant;

use crate::clients::{Answer, Request};
use crate::world::{ORGANISATION, Store};

/// What a replica knows.
#[derive(Default)]
pub(crate) struct Replica {
    pub(crate) state: State,
    pub(crate) last: Hash,
    /// How far its clock is from the true time, in milliseconds.
    pub(crate) skew_ms: i64,
    saved: u64,
}

/// Decided, applied to the tentative state, not yet appended.
pub(crate) struct Trial {
    pub(crate) before: u64,
    pub(crate) last_before: Hash,
    pub(crate) entries: Vec<Entry>,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) answers: Vec<Answer>,
}

/// A snapshot is saved after so many events.
const SNAPSHOT_EVERY: u64 = 1500;

pub(crate) fn instant(at_ms: i64) -> Instant {
    Instant::from_seconds(at_ms.div_euclid(1000))
}

fn leaf(previous: &Hash, entry: &Entry) -> Hash {
    let Entry { seq, at_ms, actor, kind, version, body, .. } = entry;
    let (seq, at_ms, version) = (*seq, *at_ms, *version);
    leaf_hash(previous, &Record { organisation: ORGANISATION, seq, at_ms, actor, kind, version, body })
}

impl Replica {
    pub(crate) fn new() -> Self {
        Self { last: GENESIS, ..Self::default() }
    }

    /// Starts anew, from the newest snapshot if there is one.
    pub(crate) fn restarted(store: &Store, skew_ms: i64) -> Self {
        let mut replica = Self { skew_ms, ..Self::new() };
        if let Ok(Some(saved)) = store.inner().latest_snapshot(ORGANISATION) {
            let (last, state) = saved.bytes.split_at(32);
            replica.last.copy_from_slice(last);
            replica.state = snapshot::decode(state).unwrap();
            replica.saved = saved.head;
            assert_eq!(replica.state.head(), saved.head);
        }
        replica
    }

    /// Follows the log to its end, checking every hash.
    pub(crate) fn follow(&mut self, store: &Store) {
        while let Ok(page) = store.read(ORGANISATION, self.state.head(), 1024) {
            for entry in &page {
                let leaf = leaf(&self.last, entry);
                assert_eq!(leaf, entry.hash, "the chain breaks at event {}", entry.seq);
                let event = record::decode(&entry.kind, entry.version, &entry.body).unwrap();
                apply(&mut self.state, &event, instant(entry.at_ms)).unwrap();
                self.last = leaf;
            }
            if page.len() < 1024 {
                return;
            }
        }
    }

    /// Decides the requests one after another against the tentative state.
    pub(crate) fn decide(&mut self, requests: &[Request], at_ms: i64) -> Trial {
        let (before, last_before) = (self.state.head(), self.last);
        let mut trial =
            Trial { before, last_before, entries: Vec::new(), outcomes: Vec::new(), answers: Vec::new() };
        self.state.begin();
        for request in requests {
            let (swept, decided) = transact(&mut self.state, &request.command, instant(at_ms));
            for event in swept.iter().chain(decided.iter().flatten()) {
                self.write(&mut trial, event, at_ms);
            }
            let answer = match &decided {
                Ok(events) => Answer::done(self.state.head(), events),
                Err(rejection) => Answer::refused(rejection),
            };
            trial.outcomes.push(Outcome {
                key: request.key().into(),
                fingerprint: request.fingerprint(),
                answer: answer.to_bytes().into(),
                expires_ms: i64::MAX,
            });
            trial.answers.push(answer);
        }
        trial
    }

    fn write(&mut self, trial: &mut Trial, event: &Event, at_ms: i64) {
        let (kind, version, body) = record::encode(event);
        let seq = trial.before + trial.entries.len() as u64 + 1;
        let (actor, kind, hash) = ("simulated".into(), Cow::Borrowed(kind), GENESIS);
        let mut entry = Entry { seq, at_ms, actor, kind, version, body: body.into(), hash };
        entry.hash = leaf(&self.last, &entry);
        self.last = entry.hash;
        trial.entries.push(entry);
    }

    pub(crate) fn keep(&mut self, store: &Store) {
        self.state.keep();
        if self.state.head() >= self.saved + SNAPSHOT_EVERY {
            self.saved = self.state.head();
            let mut bytes = self.last.to_vec();
            bytes.extend(snapshot::encode(&self.state).unwrap());
            let saved = Snapshot { head: self.state.head(), format: 1, bytes };
            store.inner().save_snapshot(ORGANISATION, &saved).unwrap();
        }
    }

    pub(crate) fn take_back(&mut self, trial: &Trial) {
        self.state.roll_back();
        self.last = trial.last_before;
        assert_eq!(self.state.head(), trial.before);
    }

    /// What is found now can be booked now, with the same resources.
    pub(crate) fn check_find_equals_book(&mut self, visit_type: VisitTypeId, patient: PatientId, at_ms: i64) {
        let now = instant(at_ms);
        self.state.begin();
        drop(transact(&mut self.state, &Command::SweepHolds, now));
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
        // A replica that has not followed the log yet knows no visit types.
        for opening in find_openings(&self.state, &search, now).into_iter().flatten() {
            let (site, start, chosen) = (opening.site, opening.span.start(), Vec::new());
            let choice = Choice::First;
            let request =
                VisitRequest { patient, patient_age: None, visit_type, site, start, chosen, choice };
            let decided = decide(&self.state, &Command::Book { request }, now).unwrap();
            let [Event::AppointmentBooked { placement, .. }] = &decided[..] else { panic!("{decided:?}") };
            assert_eq!(placement.segments, opening.segments);
        }
        self.state.roll_back();
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        snapshot::encode(&self.state).unwrap()
    }

    pub(crate) fn has(&self, id: AppointmentId) -> bool {
        self.state.appointment(id).is_some()
    }
}
