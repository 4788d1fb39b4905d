//! The scheduler: which process acts next, what the clocks show, who dies.

mod checks;
mod requests;
mod trouble;

use std::sync::Arc;

use lindley_app::AppError;
use lindley_app::simulation::Answer;
use lindley_domain::{Command, Rejection};
use lindley_ports::Log;
use lindley_seed::{Seed, Stream};
use lindley_store_memory::MemoryStore;
use lindley_twin::simulation::{Commands, Fault};

use crate::auditor::Auditor;
use crate::clients::{Came, Clients, Sent};
use crate::office::{ORGANISATION, Office, signing_key};
use crate::tally::Tally;

const OFFICES: u64 = 3;
/// Monday 2026-03-02, 06:00 UTC.
const START_MS: i64 = 1_772_431_200_000;
/// How long an organisation lives and how closely it is watched: what everything costs grows with its log.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// Commands until its end.
    pub(crate) commands: u64,
    /// Commands between two checks of everything.
    check_every: u64,
    /// Events between two snapshots.
    snapshot_every: u64,
    /// The last process starts early and then hears nothing until the log is so long.
    sleeps_until: u64,
}

impl Pace {
    pub(crate) const SHORT: Self =
        Self { commands: 5000, check_every: 200, snapshot_every: 500, sleeps_until: 0 };
    /// Long enough for a process to read more than one page of the log, when it starts and when it has slept.
    pub(crate) const LONG: Self =
        Self { commands: 20_000, check_every: 1000, snapshot_every: 5000, sleeps_until: 5000 };
}

/// One organisation with its processes and clients.
pub(crate) struct World {
    pace: Pace,
    dice: Stream,
    commands: Commands,
    pub(crate) log: MemoryStore,
    offices: Vec<Office>,
    pub(crate) clients: Clients,
    auditor: Auditor,
    now_ms: i64,
    /// The furthest that any clock has ever shown.
    latest_ms: i64,
    checked: u64,
    saved: u64,
    /// A lie that the store tells now and then, to see that it is noticed.
    pub(crate) lie: Option<Fault>,
    pub(crate) tally: Tally,
}

impl World {
    pub(crate) fn new(seed: Seed, pace: Pace) -> Self {
        let (log, key) = (MemoryStore::new(), Arc::new(signing_key()));
        let mut world = Self {
            pace,
            dice: seed.child("schedule").stream(),
            commands: Commands::new(seed),
            offices: (0..OFFICES).map(|_| Office::new(&log, &key)).collect(),
            log,
            clients: Clients::default(),
            auditor: Auditor::new(),
            now_ms: START_MS,
            latest_ms: START_MS,
            checked: 0,
            saved: 0,
            lie: None,
            tally: Tally::default(),
        };
        for command in world.commands.founding() {
            let founding = world.number(command);
            world.open(0);
            world.hand_in(0, vec![founding]);
            world.show(0);
        }
        assert_eq!(world.tally.accepted, world.tally.commands, "the founding is accepted");
        for who in 1..world.offices.len() {
            world.open(who);
        }
        world
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.dice.below(n) == 0
    }

    fn anybody(&mut self) -> usize {
        let who = usize::try_from(self.dice.below(OFFICES)).unwrap();
        if self.is_awake(who) { who } else { 0 }
    }

    fn is_awake(&self, who: usize) -> bool {
        who + 1 < self.offices.len() || self.log.head(ORGANISATION).unwrap() >= self.pace.sleeps_until
    }

    fn number(&mut self, command: Command) -> Sent {
        self.tally.commands += 1;
        self.clients.wishes.insert(self.tally.commands, command.clone());
        Sent { number: self.tally.commands, command, keyed: !self.one_in(12), imposter: false }
    }

    /// Whether the organisation has lived long enough.
    pub(crate) fn is_over(&self) -> bool {
        self.tally.commands >= self.pace.commands
    }

    /// One turn of one process.
    pub(crate) fn step(&mut self) {
        self.move_clocks();
        let who = self.anybody();
        if !self.open(who) {
            return self.mend_in_time(who);
        }
        if self.one_in(2) {
            self.offices[who].follow();
        }
        let sent = self.requests(who);
        let restored = self.trouble(who);
        self.hand_in(who, sent);
        match self.dice.below(120) {
            _ if restored => {
                self.show(who);
                self.crash(who);
                self.offices[who].store.mend();
            }
            0..=1 => self.crash(who),
            2 if self.one_in(4) => self.stop(who),
            3..=23 if self.offices[who].unshown < 4 => {}
            _ => self.show(who),
        }
        self.mend_in_time(who);
        self.look_around(who);
    }

    /// Some seconds on; seldom hours ahead or back; now and then one process's clock is set anew, or wrong.
    fn move_clocks(&mut self) {
        self.now_ms += self.dice.between(0, 6000);
        match self.dice.below(1200) {
            0 => self.now_ms += self.dice.between(0, 2 * 86_400_000),
            1 => self.now_ms -= self.dice.between(0, 86_400_000),
            2..=9 => {
                let who = self.anybody();
                let most = if self.one_in(4) { 43_200_000 } else { 4000 };
                self.offices[who].skew_ms = self.dice.between(-most, most);
            }
            _ => {}
        }
        for office in &self.offices {
            office.set_clock(self.now_ms);
            self.latest_ms = self.latest_ms.max(office.now_ms());
        }
    }

    /// Starts the process if it is not running; false if the store keeps it from starting.
    fn open(&mut self, who: usize) -> bool {
        if self.offices[who].is_running() {
            return true;
        }
        let Some(desk) = self.offices[who].open() else { return false };
        let on_trust = desk.on_trust();
        self.tally.from_snapshots += u64::from(on_trust > 0);
        // In the product the check runs beside the first turns; here it has sometimes come to its end before them.
        if on_trust > 0 && self.dice.below(6) == 0 {
            desk.check_log().unwrap();
        }
        true
    }

    fn mend_in_time(&mut self, who: usize) {
        if self.one_in(3) {
            self.offices[who].store.mend();
        }
    }

    fn hand_in(&mut self, who: usize, batch: Vec<Sent>) {
        let at_ms = self.offices[who].now_ms();
        for sent in &batch {
            self.clients.sending(sent, at_ms);
        }
        self.offices[who].turn(batch);
    }

    fn show(&mut self, who: usize) {
        let answers = self.offices[who].show();
        self.told(who, answers);
    }

    fn told(&mut self, who: usize, answers: Vec<(Sent, Answer)>) {
        for (sent, answer) in answers {
            let accepted = answer.is_ok();
            let said = answer.as_ref().err().map(ToString::to_string);
            let kept = answer.as_ref().err().is_some_and(is_kept);
            self.tally.kept += u64::from(kept);
            match self.clients.told(sent, answer) {
                Came::New => self.tally.accepted += u64::from(accepted),
                Came::Again => self.tally.repeated += 1,
                Came::KeyRefused => self.tally.keys_refused += 1,
                Came::Unknown => {
                    assert!(self.offices[who].in_trouble, "an error while the store worked: {said:?}");
                    self.tally.unknown += 1;
                }
            }
        }
        self.offices[who].calm_down();
    }

    fn stop(&mut self, who: usize) {
        self.tally.stops += 1;
        let answers = self.offices[who].stop();
        self.told(who, answers);
    }

    fn crash(&mut self, who: usize) {
        self.tally.crashes += 1;
        for sent in self.offices[who].crash() {
            self.clients.unanswered(sent);
        }
    }
}

/// Whether a session template is why the command was refused.
fn is_kept(error: &AppError) -> bool {
    matches!(error, AppError::Rejected(Rejection::SlotKept { .. } | Rejection::NotASlotStart { .. }))
}
