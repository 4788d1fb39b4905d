//! What must hold: after a turn, every so often, and at the end.

use lindley_domain::{VisitTypeId, invariants};
use lindley_governance::Hash;
use lindley_ports::Log;

use super::World;
use crate::clients::Sent;
use crate::office::{ORGANISATION, instant, signing_key};

impl World {
    /// What is looked at after a turn: openings, snapshots, and now and then everything.
    pub(super) fn look_around(&mut self, who: usize) {
        if self.one_in(40) {
            let patient = format!("p-{}", self.dice.below(150)).parse().unwrap();
            let visit_type = VisitTypeId(u32::try_from(self.dice.between(1, 4)).unwrap());
            self.offices[who].check_find_equals_book(visit_type, patient);
        }
        let head = self.log.head(ORGANISATION).unwrap();
        if head >= self.saved + self.pace.snapshot_every {
            self.saved = head;
            self.offices[who].save_snapshot();
        }
        if self.tally.commands >= self.checked + self.pace.check_every {
            self.checked = self.tally.commands;
            self.check();
        }
    }

    /// Everything that must hold: in every process, at one head, and between the log and what the clients were told.
    pub(crate) fn check(&mut self) {
        let awake = (0..self.offices.len()).filter(|who| self.is_awake(*who)).collect::<Vec<usize>>();
        for &who in &awake {
            self.offices[who].store.mend();
            self.open(who);
            self.offices[who].follow();
            self.show(who);
        }
        // A process that swept holds has appended after others had followed.
        for &who in &awake {
            self.offices[who].follow();
            self.show(who);
        }
        self.auditor.follow(&self.log, &self.clients.wishes);
        for number in self.clients.news() {
            self.auditor.compare(number, &self.clients.answered[&number]);
        }
        let (bytes, latest) = (self.auditor.bytes(), instant(self.latest_ms));
        invariants::check(&self.auditor.state, latest).unwrap_or_else(|broken| panic!("{broken}"));
        for who in awake {
            self.offices[who].check(&self.auditor, &bytes, latest);
        }
    }

    /// The last check: all requests are answered in the end, and the log stands up to an audit.
    pub(crate) fn finish(&mut self) -> Hash {
        self.check();
        while !self.clients.waiting.is_empty() {
            let waiting = std::mem::take(&mut self.clients.waiting);
            let batch: Vec<Sent> =
                waiting.into_iter().filter_map(|sent| self.once_more(0, sent, &[])).collect();
            self.hand_in(0, batch);
            self.show(0);
        }
        self.check();
        self.auditor.compare_all(&self.clients.answered);
        self.tally.checkpoints = self.auditor.verify_signatures(&self.log, signing_key().verifier().clone());
        self.tally.events = self.auditor.state.head();
        self.tally.conflicts = self.offices.iter().map(|office| office.store.conflicts()).sum();
        self.auditor.last
    }
}
