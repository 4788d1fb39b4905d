//! Somebody who trusts nobody: reads the log alone, checks its chain, folds it, and holds the answers against it.

use std::collections::{BTreeMap, VecDeque};

use lindley_app::{Receipt, Subject};
use lindley_domain::{
    Appointment, AppointmentId, Command, Event, State, apply, decide, record, snapshot, sweep,
};
use lindley_governance::{Audit, GENESIS, Hash, Record, Verifier, leaf_hash};
use lindley_ports::{Entry, Log};
use lindley_store_memory::MemoryStore;

use crate::clients::Told;
use crate::office::{ORGANISATION, instant};

/// What a client's command left in the log.
#[derive(Clone, Debug)]
struct Written {
    seq: u64,
    /// The appointment that it was about, right after it.
    appointment: Option<Appointment>,
}

/// The auditor's own fold of the log.
pub(crate) struct Auditor {
    pub(crate) state: State,
    pub(crate) last: Hash,
    written: BTreeMap<u64, Written>,
}

fn record_of(entry: &Entry) -> Record<'_> {
    let Entry { seq, at_ms, actor, kind, version, body, .. } = entry;
    let (seq, at_ms, version) = (*seq, *at_ms, *version);
    Record { organisation: ORGANISATION, seq, at_ms, actor, kind, version, body }
}

impl Auditor {
    pub(crate) fn new() -> Self {
        Self { state: State::default(), last: GENESIS, written: BTreeMap::new() }
    }

    /// Reads on to the log's end. Each event must be what the rules alone make of its client's command, or the end of a
    /// hold that has run out; several events of one command stand together.
    pub(crate) fn follow(&mut self, log: &MemoryStore, wishes: &BTreeMap<u64, Command>) {
        // What the command that is being read has still to leave.
        let mut rest = VecDeque::new();
        for entry in log.read(ORGANISATION, self.state.head(), usize::MAX).unwrap() {
            let (seq, at) = (entry.seq, instant(entry.at_ms));
            assert_eq!(seq, self.state.head() + 1, "the log has a hole");
            let leaf = leaf_hash(&self.last, &record_of(&entry));
            assert_eq!(leaf, entry.hash, "the chain breaks at event {seq}");
            self.last = leaf;
            let event = record::decode(&entry.kind, entry.version, &entry.body).unwrap();
            self.state.reach(at);
            let lapses = sweep(&self.state, at);
            let Some(number) = entry.actor.strip_prefix("client-") else {
                assert!(rest.is_empty(), "a command was written in part before event {seq}");
                assert!(lapses.contains(&event), "event {seq} was nobody's wish: {event:?}");
                apply(&mut self.state, &event, at).unwrap();
                continue;
            };
            assert_eq!(lapses, [], "event {seq} was decided before holds were swept that had run out");
            let number = number.parse().unwrap();
            if rest.is_empty() {
                rest = decide(&self.state, &wishes[&number], at).map(VecDeque::from).unwrap_or_default();
            }
            let decided = rest.pop_front();
            assert!(
                decided.as_ref() == Some(&event),
                "event {seq} is not what the rules make of request {number}: {event:?}, not {decided:?}"
            );
            apply(&mut self.state, &event, at).unwrap();
            if rest.is_empty() {
                let appointment = about(&event).and_then(|id| self.state.appointment(id)).cloned();
                let earlier = self.written.insert(number, Written { seq, appointment });
                assert!(
                    earlier.is_none(),
                    "request {number} is in the log twice: {earlier:?} and event {seq}"
                );
            }
        }
        assert!(rest.is_empty(), "a command was written in part: {rest:?} are missing");
    }

    pub(crate) fn has(&self, number: u64) -> bool {
        self.written.contains_key(&number)
    }

    /// Holds one answer against the log.
    pub(crate) fn compare(&self, number: u64, told: &Told) {
        match (told, self.written.get(&number)) {
            (Told::Refused(rejection), Some(written)) => {
                panic!("request {number} was refused ({}) and left {written:?}", rejection.code())
            }
            (Told::Refused(_), None) => {}
            (Told::Done(Receipt { subject: Subject::Swept(_), .. }), left) => {
                assert!(left.is_none(), "request {number} only swept and left {left:?}");
            }
            (Told::Done(receipt), None) => {
                panic!("request {number} was acknowledged and is not in the log: {receipt:?}")
            }
            (Told::Done(receipt), Some(written)) => {
                assert_eq!(receipt.head, written.seq, "request {number} was acknowledged at another place");
                if let Subject::Appointment(told) = &receipt.subject {
                    assert_eq!(
                        Some(told),
                        written.appointment.as_ref(),
                        "request {number} was told something else"
                    );
                }
            }
        }
    }

    /// Nothing stands in the log whose client was told otherwise.
    pub(crate) fn compare_all(&self, answered: &BTreeMap<u64, Told>) {
        for (number, told) in answered {
            self.compare(*number, told);
        }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        snapshot::encode(&self.state).unwrap()
    }

    /// The whole log against every signed checkpoint; answers how many there are.
    pub(crate) fn verify_signatures(&self, log: &MemoryStore, verifier: Verifier) -> u64 {
        let notes = log.checkpoints(ORGANISATION).unwrap();
        let notes: Vec<(u64, String)> = notes.into_iter().map(|signed| (signed.size, signed.note)).collect();
        let signed = notes.len() as u64;
        let mut audit = Audit::new(ORGANISATION, vec![verifier], notes);
        for entry in log.read(ORGANISATION, 0, usize::MAX).unwrap() {
            audit.push(&record_of(&entry), &entry.hash).unwrap();
        }
        let report = audit.finish().unwrap();
        assert_eq!(report.entries, self.state.head());
        signed
    }
}

fn about(event: &Event) -> Option<AppointmentId> {
    match event {
        Event::VisitRequested { id, .. }
        | Event::HoldPlaced { id, .. }
        | Event::HoldRenewed { id, .. }
        | Event::HoldReleased { id }
        | Event::HoldLapsed { id }
        | Event::HoldConfirmed { id }
        | Event::AppointmentBooked { id, .. }
        | Event::AppointmentMoved { id, .. }
        | Event::AppointmentCancelled { id, .. }
        | Event::AppointmentAdvanced { id, .. }
        | Event::PastVisitRecorded { id, .. } => Some(*id),
        _ => None,
    }
}
